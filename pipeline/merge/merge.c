/* The plan is checked, the child does the work (build.c), its report is read. */
#include "merge/merge.h"

#include "merge/merge_child.h"

#define MEMORY ((size_t)6 << 30) /* of the child, beyond what the process has */
#define SECONDS 300u             /* CPU time for one source, and for each writing */

/* ---- the plan ---- */

typedef struct {
    const MergePlan *p;
    Arena *a;
    bool *own, **part;
    Str why;
} Check;

static bool no(Check *c, const char *why, uint32_t at)
{
    c->why = str_printf(c->a, "%s (%u)", why, at);
    return false;
}

static bool page_good(Check *c, uint32_t at)
{
    const MergePlan *p = c->p;
    const MergePage *g = &p->page[at];
    if (g->from == MERGE_BLANK &&
        !(g->width >= 3 && g->width <= 14400 && g->height >= 3 && g->height <= 14400))
        return no(c, "size of a blank page", at);
    if (g->from == MERGE_PART && (g->part >= p->nparts || g->page >= p->part[g->part].info->npages))
        return no(c, "no such page of a part", at);
    if (g->from == MERGE_OWN && g->page >= p->own_pages) return no(c, "no such own page", at);
    if (g->scale != 0 && !(g->scale >= MERGE_MIN_SCALE && g->scale <= 1.5f))
        return no(c, "scale", at);
    if (g->from != MERGE_BLANK) {
        bool *used = g->from == MERGE_OWN ? &c->own[g->page] : &c->part[g->part][g->page];
        if (*used) return no(c, "a page stands twice in the plan", at);
        *used = true;
    }
    for (uint32_t i = 0; i < g->nstamps; i++)
        if (g->stamp[i].own >= p->own_pages) return no(c, "no such stamp", at);
    return true;
}

static bool plan_good(Check *c)
{
    const MergePlan *p = c->p;
    if (!p->npages || p->npages > MERGE_MAX_PAGES || !p->nvariants || !p->own_pages ||
        p->own_pages > MERGE_MAX_PAGES)
        return no(c, "how much of what", p->npages);
    c->own = ARENA_NEW_N(c->a, bool, p->own_pages + 1);
    c->part = ARENA_NEW_N(c->a, bool *, p->nparts + 1);
    for (uint32_t i = 0; i < p->nparts; i++) {
        if (!p->part[i].info->ok) return no(c, "a refused part", i);
        c->part[i] = ARENA_NEW_N(c->a, bool, p->part[i].info->npages + 1);
    }
    for (uint32_t i = 0; i < p->npages; i++)
        if (!page_good(c, i)) return false;
    for (uint32_t i = 0; i < p->npages; i++)
        for (uint32_t k = 0; k < p->page[i].nstamps; k++)
            if (c->own[p->page[i].stamp[k].own]) return no(c, "a stamp that is a page as well", i);
    for (uint32_t i = 0; i < p->nvariants; i++)
        if (p->variant[i].mark.n && !(p->mark_width >= 3 && p->mark_height >= 3))
            return no(c, "size of a mark", i);
    for (uint32_t i = 0; i < p->nbookmarks; i++)
        if (p->bookmark[i].page >= p->npages) return no(c, "bookmark to nowhere", i);
    return true;
}

/* ---- the child's words ---- */

typedef struct {
    Arena *a;
    const MergePlan *plan;
    MergeSink sink;
    void *ctx;
    MergeReport *out;
    uint32_t variant;
    bool reported;
    Buf file;
    size_t common;
} Hear;

static void read_part(Hear *h, Wire *w, MergePartReport *r)
{
    r->bad = wire_get(w) != 0;
    uint32_t n = wire_get(w);
    if (n > w->s.n) return; /* each takes more than a byte */
    r->finding = ARENA_NEW_N(h->a, AttachFinding, n + 1);
    for (uint32_t i = 0; i < n && !w->bad; i++) {
        uint32_t code = wire_get(w), page = wire_get(w);
        Str detail = wire_str(h->a, w);
        if (code < D_COUNT)
            r->finding[r->nfindings++] = (AttachFinding){ (DiagCode)code, page, detail };
    }
}

static void read_report(Hear *h, Str bytes)
{
    MergeReport *r = h->out;
    Wire w = { bytes, false };
    bool ok = wire_get(&w) != 0;
    r->why = wire_str(h->a, &w);
    r->pdfa = (uint8_t)wire_get(&w);
    r->level = (char)wire_get(&w);
    r->ua = wire_get(&w) != 0;
    r->shared = wire_get(&w);
    r->shared_bytes = (size_t)wire_get(&w) << 10;
    for (uint32_t i = 0; i < h->plan->nparts; i++) read_part(h, &w, &r->part[i]);
    h->reported = !w.bad;
    bool bad = false;
    for (uint32_t i = 0; i < h->plan->nparts; i++) bad |= r->part[i].bad;
    r->verdict = bad                             ? MERGE_BAD_PART
        : ok && h->variant == h->plan->nvariants ? MERGE_DONE
                                                 : MERGE_WORLD;
}

static bool hear(void *ctx, uint32_t kind, Str bytes)
{
    Hear *h = ctx;
    bool more = h->variant < h->plan->nvariants;
    if (kind == MERGE_MSG_PDF && more) return h->sink(h->ctx, h->variant++, bytes);
    if (kind == MERGE_MSG_COMMON) {
        buf_clear(&h->file);
        buf_bytes(&h->file, bytes.p, bytes.n);
        h->common = h->file.n;
    }
    if (kind == MERGE_MSG_OWN && more) {
        h->file.n = h->common;
        buf_bytes(&h->file, bytes.p, bytes.n);
        return h->sink(h->ctx, h->variant++, buf_view(&h->file));
    }
    if (kind == MERGE_MSG_REPORT) read_report(h, bytes);
    return true;
}

/* Died: the part it was at is to blame. */
static void blame(Hear *h, ChildEnd end, uint32_t progress)
{
    static const char *const what[] = { [CHILD_CRASHED] = DIAG_WORDS("Absturz", "crash"),
                                        [CHILD_MEMORY] = DIAG_WORDS("Speicher", "memory"),
                                        [CHILD_TIME] = DIAG_WORDS("Rechenzeit", "time") };
    MergeReport *r = h->out;
    if (progress == 0 || progress == MERGE_ASSEMBLING || progress > h->plan->nparts) {
        r->verdict = MERGE_WORLD;
        r->why = str_of(what[end]);
        return;
    }
    MergePartReport *p = &r->part[progress - 1];
    p->bad = true;
    p->nfindings = 0;
    p->finding = ARENA_NEW_N(h->a, AttachFinding, 1);
    p->finding[p->nfindings++] = (AttachFinding){ D_ANLAGE_GRENZE, 0, str_of(what[end]) };
    r->verdict = MERGE_BAD_PART;
}

void merge_run(Arena *a, const MergePlan *plan, MergeSink sink, void *ctx, MergeReport *out)
{
    *out = (MergeReport){ .part = ARENA_NEW_N(a, MergePartReport, plan->nparts + 1) };
    Check c = { .p = plan, .a = a };
    if (!plan_good(&c)) {
        out->verdict = MERGE_BAD_PLAN;
        out->why = c.why;
        return;
    }
    Hear h = {
        .a = a, .plan = plan, .sink = sink, .ctx = ctx, .out = out, .file = buf_new((size_t)8 << 30)
    };
    uint32_t progress = 0;
    ChildEnd end = child_run(merge_work, (void *)plan, MEMORY, SECONDS, hear, &h, &progress);
    buf_drop(&h.file);
    if (end == CHILD_STOPPED)
        out->verdict = MERGE_STOPPED;
    else if (end == CHILD_WORLD || (end == CHILD_DONE && !h.reported)) {
        out->verdict = MERGE_WORLD;
        out->why = S(DIAG_WORDS("Prozess", "process"));
    } else if (end != CHILD_DONE)
        blame(&h, end, progress);
    for (uint32_t i = 0; i < plan->npages; i++)
        if (plan->page[i].from == MERGE_PART) out->part[plan->page[i].part].pages++;
}
