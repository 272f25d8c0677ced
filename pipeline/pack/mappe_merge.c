/* From the own PDF and the attachments to the finished packs: the plan for merge.h, numbers for the
 * report. */
#include <math.h>

#include "base/check.h"
#include "pack/mappe_in.h"

#define STAMP_TOP 25.0 /* of the stamp's line, above the paper's edge */
#define A4_SHORT 595.0
#define A4_LONG 842.0
#define A3_LONG 1191.0
#define TOLERANCE 14.0 /* 5 mm */

/* ---- pages ---- */

/* Nothing is done where there is room; else the page moves as far as it can; else it is drawn
 * smaller. */
bool merge_room(const AttachPage *p, MergePage *to, double head)
{
    double low = p->ink[1], high = p->ink[3], ceiling = p->height - head;
    if (p->ink[2] <= p->ink[0] || (low >= STAMP_TOP && (head <= EDGE || high <= ceiling)))
        return true;
    if (high - low <= ceiling - STAMP_TOP) {
        double up = low < STAMP_TOP ? STAMP_TOP - low : ceiling - high;
        *to = (MergePage){
            .from = to->from, .part = to->part, .page = to->page, .scale = 1, .dy = (float)up
        };
        return true;
    }
    double scale = fmin((ceiling - STAMP_TOP) / (high - low), 1);
    if (scale < MERGE_MIN_SCALE && head > EDGE) {
        merge_room(p, to, EDGE);
        return false;
    }
    if (scale < MERGE_MIN_SCALE) scale = MERGE_MIN_SCALE;
    to->scale = (float)scale;
    to->dx = (float)(p->width * (1 - scale) / 2);
    double top = ceiling - scale * high, least = STAMP_TOP - scale * low;
    to->dy = (float)fmin(least, fmax(top, 0));
    return true;
}

static bool fits(const AttachPage *p, double across, double along)
{
    return fmin(p->width, p->height) <= across + TOLERANCE &&
        fmax(p->width, p->height) <= along + TOLERANCE;
}

bool merge_large(const AttachPage *p) { return !fits(p, A4_SHORT, A4_LONG); }

bool merge_one_sheet(const AttachPage *front, const AttachPage *back)
{
    if (!merge_large(front) || !merge_large(back)) return merge_large(front) == merge_large(back);
    return fabs(front->width - back->width) <= TOLERANCE &&
        fabs(front->height - back->height) <= TOLERANCE;
}

static bool is_a3(const AttachPage *p)
{
    return fits(p, A4_LONG, A3_LONG) && fmin(p->width, p->height) >= A4_LONG - TOLERANCE &&
        fmax(p->width, p->height) >= A3_LONG - TOLERANCE;
}

static MergePage own_page(int page)
{
    return (MergePage){ .from = MERGE_OWN, .page = (uint32_t)page };
}

typedef struct {
    Werk *w;
    MergePlan plan;
    MergePage *page;
    uint32_t n;
    uint32_t part;
    MergePart *parts;
} Planning;

static void foreign_pages(Planning *p, int i)
{
    Werk *w = p->w;
    Stueck *s = &w->r->stueck[i];
    MergeStamp *stamp = ARENA_NEW_N(w->a, MergeStamp, (size_t)s->info->npages + 1);
    for (int k = 0, at = 0; at < s->pages; at++) {
        MergePage *to = &p->page[p->n++];
        if (s->seite[k] != at) {
            *to = own_page(w->stamp[i] + at);
            continue;
        }
        const AttachPage *from = &s->info->page[k];
        *to = (MergePage){ .from = MERGE_PART, .part = p->part, .page = (uint32_t)k };
        bool divided = !k && w->zeile[i] >= 0;
        merge_room(from, to, divided ? DIVIDER_ROOM : EDGE);
        to->stamp = stamp, to->nstamps = 1;
        *stamp++ = (MergeStamp){ .own = (uint32_t)(w->stamp[i] + at) };
        if (divided)
            *stamp++ = (MergeStamp){ .own = (uint32_t)w->zeile[i],
                                     .y = (float)(from->height - DIVIDER_ROOM) },
            to->nstamps = 2;
        k++;
        s->colour += from->colour;
        s->a3 += is_a3(from), s->larger += !is_a3(from) && merge_large(from);
    }
    p->parts[p->part++] = (MergePart){ .bytes = s->bytes,
                                       .info = s->info,
                                       .title = s->titel.n ? s->titel : s->zeile,
                                       .alt = w->alt[i] };
}

static void pages(Planning *p)
{
    Werk *w = p->w;
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (s->art == STUECK_TRENNBLATT) continue;
        if (w->blank[i]) p->page[p->n++] = own_page(w->own_blank[i]);
        CHECK((int)p->n == s->first - 1 - w->vor);
        if (s->art == STUECK_ANLAGE) foreign_pages(p, i);
        for (int k = 0; k < s->pages && s->art != STUECK_ANLAGE; k++)
            p->page[p->n++] = own_page(w->own[i] + k);
    }
    for (uint32_t i = 0; i < p->n; i++)
        p->page[i].label = str_printf(w->a, "%d", w->vor + (int)i + 1);
}

/* ---- bookmarks ---- */

static Str bookmark_words(Werk *w, const Stueck *s)
{
    Str head = s->art == STUECK_TRENNBLATT ? s->top_nr
        : s->art == STUECK_VORLAGE         ? s->nummer
        : s->anlage_nr.n ? str_printf(w->a, "%.*s %.*s", STR_FMT(w->sf.stil->wort[WORT_ANLAGE]),
                                      STR_FMT(s->anlage_nr))
                         : (Str){ "", 0 };
    Str words = s->titel.n ? s->titel : s->zeile;
    if (s->wie_top) return stueck_kurz(w->a, w->sf.stil, s, " ");
    return head.n ? str_printf(w->a, "%.*s %.*s", STR_FMT(head), STR_FMT(words)) : words;
}

static void bookmarks(Planning *p)
{
    Werk *w = p->w;
    MergeBookmark *b = ARENA_NEW_N(w->a, MergeBookmark, (size_t)w->r->n + 1);
    uint32_t n = 0;
    int above = 0;
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        if (s->art == STUECK_DECKBLATT) continue;
        int to = i;
        if (s->art == STUECK_TRENNBLATT)
            for (to = i + 1; to < w->r->n && w->r->stueck[to].ebene > s->ebene &&
                 w->r->stueck[to].art == STUECK_TRENNBLATT;)
                to++;
        bool leads = to < w->r->n && (to == i || w->r->stueck[to].ebene > s->ebene);
        int level = s->ebene ? s->ebene : 1;
        if (level > above + 1) level = above + 1;
        above = level;
        b[n++] =
            (MergeBookmark){ .level = level,
                             .title = bookmark_words(w, s),
                             .page = leads ? (uint32_t)w->r->stueck[to].first - 1 - (uint32_t)w->vor
                                           : 0,
                             .open = level < 2,
                             .inner = s->art == STUECK_VORLAGE || s->art == STUECK_ANLAGE };
    }
    p->plan.bookmark = b, p->plan.nbookmarks = n;
}

/* ---- editions ---- */

static void variants(Planning *p)
{
    Werk *w = p->w;
    int n = w->m->npersonen ? w->m->npersonen : 1;
    MergeVariant *v = ARENA_NEW_N(w->a, MergeVariant, (size_t)n);
    Str title = flow_sitzungstitel(w->a, &w->sf);
    if (w->m->seit)
        title = str_printf(w->a, "%.*s \u2013 %.*s", STR_FMT(title), STR_FMT(w->sf.nachtrag));
    for (int i = 0; i < n; i++) {
        MergeField *f = ARENA_NEW_N(w->a, MergeField, 3);
        uint32_t k = 0;
        if (w->letter->body_name.n)
            f[k++] = (MergeField){ S("koerperschaft"), S("Body whose session this is"),
                                   w->letter->body_name };
        f[k++] = (MergeField){ S("ausgabe"), S("Edition: public or full"),
                               w->m->edition == EDITION_PUBLIC ? S("public") : S("full") };
        v[i] = (MergeVariant){ .title = title, .field = f };
        if (w->m->npersonen) {
            Str name = mitglied_name(w->a, w->m->person[i]);
            f[k++] = (MergeField){ S("exemplar"), S("Whose copy this is"), name };
            v[i].mark = w->mark[i];
            v[i].title = str_printf(w->a, "%.*s \u2013 %.*s %.*s", STR_FMT(title),
                                    STR_FMT(w->sf.stil->wort[WORT_EXEMPLAR]), STR_FMT(name));
        }
        v[i].nfields = k;
    }
    p->plan.variant = v, p->plan.nvariants = (uint32_t)n;
    p->plan.mark_width = (float)MARK_W, p->plan.mark_height = (float)MARK_H;
}

/* ---- report ---- */

/* A verso, blank or not, is of its front's size: mappe_set.c sees to it. */
static void sheets(Stueck *s, bool duplex)
{
    int step = duplex ? 2 : 1;
    s->sheets = (s->pages + step - 1) / step;
    for (uint32_t k = 0; s->art == STUECK_ANLAGE && k < s->info->npages; k++)
        s->large_sheets += s->seite[k] % step == 0 && merge_large(&s->info->page[k]);
    s->sheets -= s->large_sheets;
}

static void sums(Werk *w)
{
    Mappenbericht *r = w->r;
    r->duplex = w->m->duplex;
    for (int i = 0; i < r->n; i++) {
        Stueck *s = &r->stueck[i];
        sheets(s, w->m->duplex);
        r->sheets += s->sheets, r->large_sheets += s->large_sheets, r->a3 += s->a3,
            r->larger += s->larger, r->colour += s->colour;
    }
}

static void tell(Werk *w, const MergeReport *m)
{
    uint32_t part = 0;
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        if (s->art != STUECK_ANLAGE) continue;
        if (m->part && m->part[part].bad)
            diag(w->d, D_MAPPE_ZUSAMMEN, s->at,
                 str_z(w->a,
                       str_printf(w->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(w->file[i]))),
                 (const char *)NULL);
        part++;
    }
    if (m->verdict == MERGE_WORLD || m->verdict == MERGE_BAD_PLAN)
        diag(w->d, D_MAPPE_WELT, NO_PLACE, str_z(w->a, m->why), (const char *)NULL);
    if (m->verdict == MERGE_BAD_PART && !diags_errors(w->d))
        diag(w->d, D_MAPPE_WELT, NO_PLACE, str_z(w->a, m->why), (const char *)NULL);
}

typedef struct {
    Werk *w;
    MappeSink sink;
    void *ctx;
} Through;

static bool pass_on(void *ctx, uint32_t variant, Str pdf)
{
    Through *t = ctx;
    t->w->whole = pdf.n;
    return t->sink(t->ctx, (int)variant, pdf);
}

bool werk_merge(Werk *w, const Buf *own, MappeSink sink, void *ctx)
{
    Planning p = { .w = w };
    int foreign = 0;
    for (int i = 0; i < w->r->n; i++) foreign += w->r->stueck[i].art == STUECK_ANLAGE;
    p.page = ARENA_NEW_N(w->a, MergePage, (size_t)w->r->pages + 1);
    p.parts = ARENA_NEW_N(w->a, MergePart, (size_t)foreign + 1);
    pages(&p);
    bookmarks(&p);
    variants(&p);
    p.plan.own = buf_view(own), p.plan.own_pages = (uint32_t)w->own_pages;
    p.plan.part = p.parts, p.plan.nparts = p.part;
    p.plan.page = p.page, p.plan.npages = p.n;
    p.plan.lang = w->letter->lang, p.plan.author = w->letter->author,
    p.plan.subject = w->letter->subject;
    p.plan.creator = S("vorlage " VORLAGE_VERSION);
    p.plan.date = w->letter->date;
    p.plan.list = werk_list(w);
    p.plan.linearize = w->m->linearize, p.plan.compact = w->m->compact;
    sums(w);
    Through t = { w, sink, ctx };
    merge_run(w->a, &p.plan, pass_on, &t, &w->r->merge);
    tell(w, &w->r->merge);
    return w->r->merge.verdict == MERGE_DONE && diags_errors(w->d) == 0;
}
