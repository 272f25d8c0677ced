/* The pages of our own, in one run. The contents list stands at the front but is set last, when all
 * numbers are known: joining puts the pages into order. */
#include "pack/layout.h"

#include "base/check.h"
#include "write/pdf/pdf.h"

static const Images no_images;

/* Under way. */
typedef struct {
    Layout *l;
    const Plan *p;
    Pdf *pdf;
    Typeset set;
} Setting;

/* ---- counting colour ---- */

/* One flow as a paper of a PDF under way; counts pages with colour. */
typedef struct {
    Pdf *pdf;
    int colour;
    const Images *im;
} Ink;

static bool coloured(const Ink *k, const Cmd *c)
{
    if (c->kind == CMD_IMAGE)
        return c->image < k->im->n &&
            (k->im->img[c->image].space != IMG_GRAY || k->im->img[c->image].palette.n);
    unsigned r = c->color >> 16 & 255, g = c->color >> 8 & 255, b = c->color & 255;
    return r != g || g != b;
}

static void ink_page(void *ctx, const Page *p)
{
    Ink *k = ctx;
    bool colour = false;
    for (size_t i = 0; i < p->ncmds && !colour; i++) colour = coloured(k, &p->cmds[i]);
    k->colour += colour;
    pdf_page(k->pdf, p);
}

static void ink_running(void *ctx, const Page *p) { pdf_running(((Ink *)ctx)->pdf, p); }
static PageSink ink_sink(Ink *k) { return (PageSink){ k, ink_page, ink_running }; }

static void no_page(void *ctx, const Page *p) { (void)ctx, (void)p; }

/* ---- papers ---- */

/* Number of its first page in the own PDF. */
static int next_paper(Setting *g, const Flow *f, const Images *im)
{
    if (g->pdf)
        pdf_next_paper(g->pdf, g->l->fonts, im);
    else
        g->pdf = pdf_new(g->p->a, g->p->d, f, g->l->fonts, im);
    return (int)pdf_page_count(g->pdf);
}

/* The pages of others bear the mark in the line at their foot. */
Str stueck_stempel(const Plan *p, const Stueck *s)
{
    const Stil *st = p->sf.stil;
    if (!s->geheim || s->art != STUECK_ANLAGE || !st->vermerk_nichtoeffentlich) return s->zeile;
    return str_printf(p->a, "%.*s \u2013 %.*s", STR_FMT(s->zeile), STR_FMT(st->klassifikation));
}

static PaperPlace place_of(const Plan *p, const Stueck *s, int page)
{
    return (PaperPlace){ .stamp = stueck_stempel(p, s),
                         .stamp_word = p->sf.stil->wort[WORT_MAPPE],
                         .stamp_page = page };
}

/* The words of the line that begins the item's papers, as the style says; room: there is some for
 * it. */
static void divider(const Plan *p, int i, bool room, PaperPlace *to)
{
    const Stueck *item = &p->stueck[i - 1], *s = &p->stueck[i];
    if (p->sf.stil->mappe_trennung != TRENNUNG_ZEILE) return;
    if (room)
        to->divider = item->zeile, to->divider_title = item->titel;
    else
        diag(p->d, D_MAPPE_TRENNZEILE, s->at, str_z(p->a, item->zeile), str_z(p->a, s->zeile),
             (const char *)NULL);
}

static bool set_flow(Setting *g, int i, const Flow *f)
{
    const Plan *p = g->p;
    PartLayout *x = &g->l->part[i];
    Images *im = ARENA_NEW(p->a, Images);
    if (!images_load(p->a, p->d, p->m->akte->opener, f, im)) return false;
    x->flow = f, x->images = im;
    x->own = next_paper(g, f, im);
    PaperPlace at = place_of(p, &p->stueck[i], x->paper.first);
    at.parent = x->element, at.after = &g->set;
    if (plan_begins_item(p, i)) divider(p, i, f->stil->oben >= DIVIDER_LEAST, &at);
    Ink ink = { .pdf = g->pdf, .im = im };
    bool ok = typeset_placed(p->a, p->d, f, g->l->fonts, im, ink_sink(&ink), &at, &g->set);
    x->paper.pages = g->set.pages, x->paper.colour = ink.colour;
    pdf_target(g->pdf, str_printf(p->a, "@%d", i), (size_t)x->own, A4_H);
    return ok;
}

/* The session's style for a page of that side, for pages that hold nothing but their stamp. */
static Flow *side(const Layout *l, bool verso)
{
    const Plan *p = l->plan;
    Flow *f = ARENA_NEW(p->a, Flow);
    Stil *s = ARENA_NEW(p->a, Stil);
    *s = *p->sf.stil;
    s->spiegeln = false;
    if (verso && p->m->duplex) s->innen = p->sf.stil->aussen, s->aussen = p->sf.stil->innen;
    *f = *l->letter;
    f->stil = s;
    return f;
}

/* A page that holds nothing but that; its number in the own PDF. */
static int bare_page(Setting *g, const PaperPlace *at, bool verso, double width, double height)
{
    int own = next_paper(g, g->l->letter, &no_images);
    Ink ink = { .pdf = g->pdf, .im = &no_images };
    typeset_empty(g->p->a, g->p->d, side(g->l, verso), g->l->fonts, ink_sink(&ink), at, 1, width,
                  height);
    return own;
}

static int stamp_page(Setting *g, const Stueck *s, int page, double width, double height)
{
    PaperPlace at = place_of(g->p, s, page);
    return bare_page(g, &at, page % 2 == 0, width, height);
}

/* Nothing but its stamp, on the back of that page; NULL: of A4. */
static int blank_verso(Setting *g, const Stueck *s, int page, const AttachPage *front)
{
    bool large = front && foreign_large(front);
    return stamp_page(g, s, page, large ? front->width : A4_W, large ? front->height : A4_H);
}

static const AttachPage *last_page(const Stueck *s)
{
    return s->art == STUECK_ANLAGE && s->info->npages ? &s->info->page[s->info->npages - 1] : NULL;
}

/* Where the next part begins; in the duplex edition on a right-hand page, behind a blank one where
 * need be. */
static void begin_part(Setting *g, int i, int *next)
{
    PartLayout *x = &g->l->part[i];
    if (g->p->m->duplex && *next % 2 == 0) {
        const Stueck *before = &g->p->stueck[i - 1];
        while (before > g->p->stueck && before->art == STUECK_TRENNBLATT) before--;
        x->blank = blank_verso(g, before, (*next)++, last_page(before));
    }
    x->paper.first = *next;
}

/* ---- flows ---- */

static Flow *picture_flow(const Plan *p, const Stueck *s)
{
    Str title = s->anlage_nr.n
        ? str_printf(p->a, "%.*s\u00A0%.*s: %.*s", STR_FMT(p->sf.stil->wort[WORT_ANLAGE]),
                     STR_FMT(s->anlage_nr), STR_FMT(s->titel))
        : s->titel;
    if (!s->scan)
        return flow_bildblatt(p->a, p->d, &p->sf, title,
                              &(Blattbild){ .file = s->datei, .path = s->pfad }, 1, s->alt, s->at);
    Blattbild *b = ARENA_NEW_N(p->a, Blattbild, (size_t)s->nscan);
    for (int k = 0; k < s->nscan; k++)
        b[k] = (Blattbild){ s->datei, str_printf(p->a, "%.*s#%d", STR_FMT(s->pfad), k + 1),
                            s->scan[k].png, s->scan[k].width };
    return flow_bildblatt(p->a, p->d, &p->sf, title, b, s->nscan, s->alt, s->at);
}

static Flow *substitute_flow(const Plan *p, const Stueck *s)
{
    Str line[2] = {
        S("Diese Anlage ist in der Mappe nicht enthalten: Ihre Datei ließ sich nicht einfügen."),
        s->titel
    };
    return flow_blatt(p->a, p->d, &p->sf, s->zeile, line, 2, NULL, 0);
}

/* A sheet of ours for an attachment bears the mark where the attachment is not public, whatever
 * else the session holds. */
static Flow *marked(const Plan *p, const Stueck *s, Flow *f)
{
    const Stil *st = p->sf.stil;
    f->mark = s->geheim && st->vermerk_nichtoeffentlich ? st->klassifikation : S("");
    f->status_word = st->wort[s->geheim ? WORT_NICHTOEFFENTLICH : WORT_OEFFENTLICH];
    return f;
}

const Flow *layout_flow(const Layout *l, int i)
{
    const Plan *p = l->plan;
    const Stueck *s = &p->stueck[i];
    switch (s->art) {
    case STUECK_EINLADUNG: return l->letter;
    case STUECK_INHALT: return layout_contents(l, false);
    case STUECK_DECKBLATT: return layout_divider(l, i);
    case STUECK_VORLAGE:
        return flow_compose(p->a, p->d, s->vorlage, p->sf.k, &p->papier, str_z(p->a, s->pfad));
    case STUECK_BILD: return marked(p, s, picture_flow(p, s));
    case STUECK_ERSATZ: return marked(p, s, substitute_flow(p, s));
    case STUECK_TRENNBLATT:
    case STUECK_ANLAGE: break;
    }
    return NULL;
}

/* ---- parts ---- */

/* Pages of two sizes share no sheet: in the duplex edition a page that cannot be the back of the
 * one before begins a new sheet, behind a blank. */
static void lay_pages(const Plan *p, const Stueck *s, PartLayout *x)
{
    int *at = ARENA_NEW_N(p->a, int, (size_t)s->info->npages + 1);
    PartPaper *paper = &x->paper;
    paper->pages = 0, x->position = at;
    for (uint32_t k = 0; k < s->info->npages; k++) {
        const AttachPage *page = &s->info->page[k];
        bool back = p->m->duplex && paper->pages % 2;
        if (back && !foreign_one_sheet(page - 1, page)) paper->pages++;
        at[k] = paper->pages++;
        paper->colour += page->colour;
        paper->a3 += foreign_a3(page);
        paper->larger += !foreign_a3(page) && foreign_large(page);
    }
}

static bool set_part(Setting *g, int i, int *next)
{
    const Stueck *s = &g->p->stueck[i];
    PartLayout *x = &g->l->part[i];
    bool foreign = s->art == STUECK_ANLAGE;
    begin_part(g, i, next);
    const Flow *f = foreign ? NULL : layout_flow(g->l, i);
    if (foreign) lay_pages(g->p, s, x);
    bool ok = foreign || (f && set_flow(g, i, f));
    *next += x->paper.pages;
    return ok;
}

/* Set when all numbers are known: the contents list, and the sheets that list what follows them. */
static bool is_late(const Stueck *s)
{
    return s->art == STUECK_INHALT || s->art == STUECK_DECKBLATT;
}

/* How many pages it takes: numbers do not change that. */
static void measure_late(Setting *g, int i, int *next)
{
    const Plan *p = g->p;
    PartLayout *x = &g->l->part[i];
    Typeset t = { 0 };
    begin_part(g, i, next);
    typeset(p->a, diags_new(p->a), layout_flow(g->l, i), g->l->fonts, &no_images,
            (PageSink){ NULL, no_page, no_page }, &t);
    tree_drop(&t.tree);
    x->paper.pages = t.pages;
    *next += t.pages;
}

static bool set_late(Setting *g, int i)
{
    int pages = g->l->part[i].paper.pages;
    if (!set_flow(g, i, layout_flow(g->l, i))) return false;
    CHECK(g->l->part[i].paper.pages == pages);
    return true;
}

/* ---- all ---- */

static void parts_of_tree(Setting *g)
{
    const Plan *p = g->p;
    Str lang = g->l->letter->lang;
    NodeId doc = tree_part(p->a, &g->set.tree, 0, (Str){ "", 0 }, lang);
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        bool own = s->art != STUECK_TRENNBLATT && s->art != STUECK_ANLAGE;
        Str title = s->titel.n && s->zeile.n && !str_eq(s->titel, s->zeile)
            ? str_printf(p->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(s->titel))
            : s->zeile;
        if (own) g->l->part[i].element = tree_part(p->a, &g->set.tree, doc, title, lang);
    }
}

/* The line in the head of a foreign part's first page, where that has room. */
static void foreign_divider(Setting *g, int i)
{
    const AttachPage *first = g->p->stueck[i].info->page;
    PartLayout *x = &g->l->part[i];
    PaperPlace at = { 0 };
    MergePage probe = { 0 };
    if (!plan_begins_item(g->p, i)) return;
    divider(g->p, i, foreign_room(first, &probe, DIVIDER_ROOM), &at);
    if (at.divider.n)
        x->divider = bare_page(g, &at, x->paper.first % 2 == 0, first->width, DIVIDER_ROOM);
}

static void stamps(Setting *g, int i)
{
    const Stueck *s = &g->p->stueck[i];
    PartLayout *x = &g->l->part[i];
    foreign_divider(g, i);
    for (int k = 0, at = 0; at < x->paper.pages; at++) {
        int page = x->paper.first + at;
        bool blank = x->position[k] != at;
        int own = blank ? blank_verso(g, s, page, &s->info->page[k - 1])
                        : stamp_page(g, s, page, s->info->page[k].width, STAMP_H);
        if (!at) x->stamp = own;
        k += !blank;
    }
}

/* Names as shapes: no face of the pack knows whose copies were made with it. */
typedef struct {
    Buf b;
    FontSet *fonts;
} Shapes;
static void shapes_page(void *ctx, const Page *p)
{
    pdf_outlines(&((Shapes *)ctx)->b, ((Shapes *)ctx)->fonts, p);
}

static void marks(Layout *l)
{
    const Plan *p = l->plan;
    l->mark = ARENA_NEW_N(p->a, Str, (size_t)p->m->npersonen + 1);
    for (int i = 0; i < p->m->npersonen; i++) {
        Shapes s = { .fonts = l->fonts };
        typeset_mark(p->a, p->d, l->letter, l->fonts, (PageSink){ &s, shapes_page, no_page }, 1,
                     MARK_W, MARK_H, mitglied_name(p->a, p->m->person[i]));
        l->mark[i] = str_keep(p->a, buf_view(&s.b));
        buf_drop(&s.b);
    }
}

/* A verso, blank or not, is of its front's size: lay_pages and begin_part see to it. */
static void sheets(const Stueck *s, PartLayout *x, bool duplex)
{
    int step = duplex ? 2 : 1;
    PartPaper *paper = &x->paper;
    paper->sheets = (paper->pages + step - 1) / step;
    for (uint32_t k = 0; s->art == STUECK_ANLAGE && k < s->info->npages; k++)
        paper->large_sheets += x->position[k] % step == 0 && foreign_large(&s->info->page[k]);
    paper->sheets -= paper->large_sheets;
}

static bool set_all(Setting *g)
{
    const Plan *p = g->p;
    int next = p->vor + 1;
    bool ok = true;
    for (int i = 0; i < p->n; i++)
        if (is_late(&p->stueck[i]))
            measure_late(g, i, &next);
        else if (p->stueck[i].art != STUECK_TRENNBLATT)
            ok &= set_part(g, i, &next);
    for (int i = 0; i < p->n && ok; i++)
        if (is_late(&p->stueck[i])) ok = set_late(g, i);
    if (!ok) return false;
    g->l->pages = next - 1 - p->vor;
    for (int i = 0; i < p->n; i++) {
        if (p->stueck[i].art == STUECK_ANLAGE) stamps(g, i);
        sheets(&p->stueck[i], &g->l->part[i], p->m->duplex);
    }
    marks(g->l);
    return diags_errors(p->d) == 0;
}

static PartLayout *unset_parts(const Plan *p)
{
    PartLayout *part = ARENA_NEW_N(p->a, PartLayout, (size_t)p->n + 1);
    for (int i = 0, k = 0; i < p->n; i++) {
        PartLayout *x = &part[i];
        x->own = x->blank = x->divider = x->stamp = NO_PAGE;
        x->foreign = p->stueck[i].art == STUECK_ANLAGE ? k++ : -1;
    }
    return part;
}

bool layout_make(const Plan *p, Layout *l)
{
    *l = (Layout){ .plan = p,
                   .part = unset_parts(p),
                   .looks = { .a = p->a, .d = p->d, .opener = p->m->akte->opener },
                   .own = buf_new((size_t)2 << 30) };
    Setting g = { .l = l, .p = p };
    l->fonts = looks_fonts(&l->looks, p->sf.stil);
    if (!l->fonts) return false;
    l->letter = flow_einladung(p->a, p->d, &p->sf, NULL);
    if (!l->letter) return false;
    parts_of_tree(&g);
    bool ok = set_all(&g) && pdf_finish(g.pdf, &g.set.tree, &l->own);
    l->own_pages = (int)pdf_page_count(g.pdf);
    pdf_drop(g.pdf);
    tree_drop(&g.set.tree);
    return ok;
}

void layout_drop(Layout *l)
{
    buf_drop(&l->own);
    looks_drop(&l->looks);
}
