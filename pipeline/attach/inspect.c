/* Attachments judged in children: one goes on through the files until one makes it die; that one is
 * refused, another child goes on behind it. */
#include "attach/attach_in.h"

#include "base/child.h"

typedef struct {
    const Str *in;
    size_t n, from;
} Job;
typedef struct {
    Arena *a;
    Attach *out;
    size_t n, next;
} Hear;

/* ---- in the child ---- */

static void send(Child *c, uint32_t at, const Attach *x)
{
    Buf b = { 0 };
    const uint32_t head[] = { x->ok,     x->npages,
                              x->tagged, x->is_signed,
                              x->pdfa,   (uint32_t)(unsigned char)x->level,
                              x->ua,     (uint32_t)x->nfindings };
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) wire_put(&b, head[i]);
    wire_text(&b, x->title);
    wire_text(&b, x->lang);
    for (size_t i = 0; i < x->nfindings; i++) {
        wire_put(&b, (uint32_t)x->finding[i].code);
        wire_put(&b, x->finding[i].page);
        wire_text(&b, x->finding[i].detail);
    }
    for (uint32_t i = 0; i < x->npages; i++) {
        const AttachPage *p = &x->page[i];
        wire_real(&b, p->width);
        wire_real(&b, p->height);
        for (int k = 0; k < 4; k++) wire_real(&b, p->ink[k]);
        wire_put(&b, p->rotate);
        wire_put(&b, (uint32_t)(p->colour | p->text << 1 | p->image << 2 | p->marked << 3));
        wire_put(&b, p->under);
        wire_put(&b, p->open);
        wire_put(&b, p->mcids);
    }
    child_send(c, at, buf_view(&b));
    buf_drop(&b);
}

static void work(void *ctx, Child *c)
{
    const Job *j = ctx;
    q_quiet();
    for (size_t i = j->from; i < j->n; i++) {
        Arena *a = arena_new();
        Attach x;
        child_progress(c, (uint32_t)i);
        judge_file(a, j->in[i], &x);
        send(c, (uint32_t)i, &x);
        arena_drop(a);
    }
    child_progress(c, (uint32_t)j->n);
}

/* ---- in the parent: what a child says is not believed blindly, a hostile file may speak through
 * it ---- */

static void read_findings(Hear *h, Wire *w, Attach *x, uint32_t n)
{
    if (n > w->s.n) {
        w->bad = true;
        return;
    }
    x->finding = ARENA_NEW_N(h->a, AttachFinding, n + 1);
    for (uint32_t i = 0; i < n && !w->bad; i++) {
        uint32_t code = wire_get(w), page = wire_get(w);
        Str detail = wire_str(h->a, w);
        if (code < D_COUNT)
            x->finding[x->nfindings++] = (AttachFinding){ (DiagCode)code, page, detail };
    }
}

static void read_pages(Hear *h, Wire *w, Attach *x)
{
    if (x->npages > ATTACH_MAX_PAGES || x->npages > w->s.n) {
        w->bad = true;
        return;
    }
    x->page = ARENA_NEW_N(h->a, AttachPage, x->npages + 1);
    for (uint32_t i = 0; i < x->npages && !w->bad; i++) {
        AttachPage *p = &x->page[i];
        p->width = wire_num(w);
        p->height = wire_num(w);
        for (int k = 0; k < 4; k++) p->ink[k] = wire_num(w);
        p->rotate = (uint16_t)wire_get(w);
        uint32_t f = wire_get(w);
        p->colour = f & 1;
        p->text = f & 2;
        p->image = f & 4;
        p->marked = f & 8;
        p->under = (uint16_t)wire_get(w);
        p->open = (uint16_t)wire_get(w);
        p->mcids = wire_get(w);
    }
}

static bool hear(void *ctx, uint32_t at, Str bytes)
{
    Hear *h = ctx;
    if (at != h->next || at >= h->n) return false;
    Wire w = { bytes, false };
    Attach *x = &h->out[at];
    *x = (Attach){ 0 };
    x->ok = wire_get(&w) != 0;
    x->npages = wire_get(&w);
    x->tagged = wire_get(&w) != 0;
    x->is_signed = wire_get(&w) != 0;
    x->pdfa = (uint8_t)wire_get(&w);
    x->level = (char)wire_get(&w);
    x->ua = wire_get(&w) != 0;
    uint32_t n = wire_get(&w);
    x->title = wire_str(h->a, &w);
    x->lang = wire_str(h->a, &w);
    read_findings(h, &w, x, n);
    read_pages(h, &w, x);
    if (w.bad) return false;
    h->next++;
    return true;
}

static void refuse(Hear *h, ChildEnd end)
{
    static const char *const what[] = { [CHILD_DONE] = "?",
                                        [CHILD_CRASHED] = DIAG_WORDS("Absturz", "crash"),
                                        [CHILD_MEMORY] = DIAG_WORDS("Speicher", "memory"),
                                        [CHILD_TIME] = DIAG_WORDS("Rechenzeit", "time"),
                                        [CHILD_STOPPED] = DIAG_WORDS("Absturz", "crash"),
                                        [CHILD_WORLD] = DIAG_WORDS("Prozess", "process") };
    Attach *x = &h->out[h->next++];
    *x = (Attach){ 0 };
    x->finding = ARENA_NEW_N(h->a, AttachFinding, 1);
    x->finding[x->nfindings++] = (AttachFinding){ D_ANLAGE_GRENZE, 0, str_of(what[end]) };
}

void attach_inspect(Arena *a, const Str *in, size_t n, Attach *out)
{
    Hear h = { a, out, n, 0 };
    while (h.next < n) {
        Job job = { in, n, h.next };
        uint32_t progress;
        ChildEnd end = child_run(work, &job, ATTACH_MEMORY, ATTACH_SECONDS, hear, &h, &progress);
        if (h.next < n) refuse(&h, end);
    }
}
