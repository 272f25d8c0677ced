/* From the own PDF and the attachments to the finished packs: the plan for merge/merge.h. */
#include "base/check.h"
#include "pack/layout.h"

/* ---- pages ---- */

static MergePage own_page(int page)
{
    return (MergePage){ .from = MERGE_OWN, .page = (uint32_t)page };
}

typedef struct {
    const Layout *l;
    MergePlan plan;
    MergePage *page;
    uint32_t n;
    uint32_t part;
    MergePart *parts;
} Joining;

static void foreign_pages(Joining *g, int i)
{
    const Plan *p = g->l->plan;
    const PartLayout *x = &g->l->part[i];
    const Stueck *s = &p->stueck[i];
    MergeStamp *stamp = ARENA_NEW_N(p->a, MergeStamp, (size_t)s->info->npages + 1);
    for (int k = 0, at = 0; at < x->paper.pages; at++) {
        MergePage *to = &g->page[g->n++];
        if (x->position[k] != at) {
            *to = own_page(x->stamp + at);
            continue;
        }
        const AttachPage *from = &s->info->page[k];
        *to = (MergePage){ .from = MERGE_PART, .part = g->part, .page = (uint32_t)k };
        bool divided = !k && x->divider != NO_PAGE;
        foreign_room(from, to, divided ? DIVIDER_ROOM : EDGE);
        to->stamp = stamp, to->nstamps = 1;
        *stamp++ = (MergeStamp){ .own = (uint32_t)(x->stamp + at) };
        if (divided)
            *stamp++ = (MergeStamp){ .own = (uint32_t)x->divider,
                                     .y = (float)(from->height - DIVIDER_ROOM) },
            to->nstamps = 2;
        k++;
    }
    g->parts[g->part++] =
        (MergePart){ .bytes = s->bytes, .info = s->info, .title = stueck_words(s), .alt = s->alt };
}

static void pages(Joining *g)
{
    const Plan *p = g->l->plan;
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        const PartLayout *x = &g->l->part[i];
        if (s->art == STUECK_TRENNBLATT) continue;
        if (x->blank != NO_PAGE) g->page[g->n++] = own_page(x->blank);
        CHECK((int)g->n == x->paper.first - 1 - p->vor);
        if (s->art == STUECK_ANLAGE) foreign_pages(g, i);
        for (int k = 0; k < x->paper.pages && s->art != STUECK_ANLAGE; k++)
            g->page[g->n++] = own_page(x->own + k);
    }
    for (uint32_t i = 0; i < g->n; i++)
        g->page[i].label = str_printf(p->a, "%d", p->vor + (int)i + 1);
}

/* ---- bookmarks ---- */

static Str bookmark_words(const Plan *p, const Stueck *s)
{
    Str head = s->art == STUECK_TRENNBLATT ? s->top_nr
        : s->art == STUECK_VORLAGE         ? s->nummer
        : s->anlage_nr.n ? str_printf(p->a, "%.*s %.*s", STR_FMT(p->sf.stil->wort[WORT_ANLAGE]),
                                      STR_FMT(s->anlage_nr))
                         : (Str){ "", 0 };
    Str words = stueck_words(s);
    if (s->wie_top) return stueck_kurz(p->a, p->sf.stil, s, " ");
    return head.n ? str_printf(p->a, "%.*s %.*s", STR_FMT(head), STR_FMT(words)) : words;
}

/* The part that an entry leads to: an item's first one, or that of the items below it; -1: none. */
static int leads_to(const Plan *p, int i)
{
    const Stueck *s = p->stueck;
    if (s[i].art != STUECK_TRENNBLATT) return i;
    int to = i + 1;
    while (to < p->n && s[to].ebene > s[i].ebene && s[to].art == STUECK_TRENNBLATT) to++;
    return to < p->n && s[to].ebene > s[i].ebene ? to : -1;
}

static void bookmarks(Joining *g)
{
    const Plan *p = g->l->plan;
    MergeBookmark *b = ARENA_NEW_N(p->a, MergeBookmark, (size_t)p->n + 1);
    uint32_t n = 0;
    int above = 0;
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        if (s->art == STUECK_DECKBLATT) continue;
        int to = leads_to(p, i), level = s->ebene ? s->ebene : 1;
        if (level > above + 1) level = above + 1;
        above = level;
        b[n++] =
            (MergeBookmark){ .level = level,
                             .title = bookmark_words(p, s),
                             .page =
                                 to < 0 ? 0 : (uint32_t)(g->l->part[to].paper.first - 1 - p->vor),
                             .open = level < 2,
                             .inner = s->art == STUECK_VORLAGE || s->art == STUECK_ANLAGE };
    }
    g->plan.bookmark = b, g->plan.nbookmarks = n;
}

/* ---- editions ---- */

static void variants(Joining *g)
{
    const Layout *l = g->l;
    const Plan *p = l->plan;
    int n = p->m->npersonen ? p->m->npersonen : 1;
    MergeVariant *v = ARENA_NEW_N(p->a, MergeVariant, (size_t)n);
    Str title = flow_sitzungstitel(p->a, &p->sf);
    if (p->m->seit)
        title = str_printf(p->a, "%.*s \u2013 %.*s", STR_FMT(title), STR_FMT(p->sf.nachtrag));
    for (int i = 0; i < n; i++) {
        MergeField *f = ARENA_NEW_N(p->a, MergeField, 3);
        uint32_t k = 0;
        if (l->letter->body_name.n)
            f[k++] = (MergeField){ S("koerperschaft"), S("Body whose session this is"),
                                   l->letter->body_name };
        f[k++] = (MergeField){ S("ausgabe"), S("Edition: public or full"),
                               edition_name_en(p->m->edition) };
        v[i] = (MergeVariant){ .title = title, .field = f };
        if (p->m->npersonen) {
            Str name = mitglied_name(p->a, p->m->person[i]);
            f[k++] = (MergeField){ S("exemplar"), S("Whose copy this is"), name };
            v[i].mark = l->mark[i];
            v[i].title = str_printf(p->a, "%.*s \u2013 %.*s %.*s", STR_FMT(title),
                                    STR_FMT(p->sf.stil->wort[WORT_EXEMPLAR]), STR_FMT(name));
        }
        v[i].nfields = k;
    }
    g->plan.variant = v, g->plan.nvariants = (uint32_t)n;
    g->plan.mark_width = (float)MARK_W, g->plan.mark_height = (float)MARK_H;
}

/* ---- all ---- */

static void tell(const Plan *p, const MergeReport *m)
{
    uint32_t part = 0;
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        if (s->art != STUECK_ANLAGE) continue;
        if (m->part && m->part[part].bad)
            diag(p->d, D_MAPPE_ZUSAMMEN, s->at,
                 str_z(p->a, str_printf(p->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(s->datei))),
                 (const char *)NULL);
        part++;
    }
    if (m->verdict == MERGE_WORLD || m->verdict == MERGE_BAD_PLAN ||
        (m->verdict == MERGE_BAD_PART && !diags_errors(p->d)))
        diag(p->d, D_MAPPE_WELT, NO_PLACE, str_z(p->a, m->why), (const char *)NULL);
}

typedef struct {
    size_t *whole;
    MappeSink sink;
    void *ctx;
} Through;

static bool pass_on(void *ctx, uint32_t variant, Str pdf)
{
    const Through *t = ctx;
    *t->whole = pdf.n;
    return t->sink(t->ctx, (int)variant, pdf);
}

bool layout_join(const Layout *l, Str list, MappeSink sink, void *ctx, MergeReport *out,
                 size_t *whole)
{
    const Plan *p = l->plan;
    Joining g = { .l = l };
    int foreign = 0;
    for (int i = 0; i < p->n; i++) foreign += p->stueck[i].art == STUECK_ANLAGE;
    g.page = ARENA_NEW_N(p->a, MergePage, (size_t)l->pages + 1);
    g.parts = ARENA_NEW_N(p->a, MergePart, (size_t)foreign + 1);
    pages(&g);
    bookmarks(&g);
    variants(&g);
    g.plan.own = buf_view(&l->own), g.plan.own_pages = (uint32_t)l->own_pages;
    g.plan.part = g.parts, g.plan.nparts = g.part;
    g.plan.page = g.page, g.plan.npages = g.n;
    g.plan.lang = l->letter->lang, g.plan.author = l->letter->author,
    g.plan.subject = l->letter->subject;
    g.plan.creator = S("vorlage " VORLAGE_VERSION);
    g.plan.date = l->letter->date;
    g.plan.list = list;
    g.plan.linearize = p->m->linearize, g.plan.compact = p->m->compact;
    Through t = { whole, sink, ctx };
    merge_run(p->a, &g.plan, pass_on, &t, out);
    tell(p, out);
    return out->verdict == MERGE_DONE && diags_errors(p->d) == 0;
}
