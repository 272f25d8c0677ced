/* The pages of our own, in one run. The contents list stands at the front but is set last, when all
 * numbers are known: merging puts the pages into order. */
#include "base/check.h"
#include "pack/mappe_in.h"

#define A4_W MARK_W
#define A4_H MARK_H
#define STAMP_H 28.0 /* of the own pages that only carry a foreign page's stamp */

/* ---- counting colour ---- */

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
PageSink ink_sink(Ink *k) { return (PageSink){ k, ink_page, ink_running }; }

static void no_page(void *ctx, const Page *p) { (void)ctx, (void)p; }

/* ---- papers ---- */

static void next_paper(Werk *w, const Flow *f, FontSet *fonts, const Images *im)
{
    if (w->pdf)
        pdf_next_paper(w->pdf, fonts, im);
    else
        w->pdf = pdf_new(w->a, w->d, f, fonts, im);
}

/* The pages of others bear the mark in the line at their foot. */
Str stueck_stempel(Werk *w, const Stueck *s)
{
    const Stil *st = w->sf.stil;
    if (!s->geheim || s->art != STUECK_ANLAGE || !st->vermerk_nichtoeffentlich) return s->zeile;
    return str_printf(w->a, "%.*s \u2013 %.*s", STR_FMT(s->zeile), STR_FMT(st->klassifikation));
}

static PaperPlace place_of(Werk *w, const Stueck *s, int page)
{
    return (PaperPlace){ .stamp = stueck_stempel(w, s),
                         .stamp_word = w->sf.stil->wort[WORT_MAPPE],
                         .stamp_page = page };
}

/* The words of the line that begins the item's papers, as the style says; room: there is some for
 * it. */
static void divider(Werk *w, int i, bool room, PaperPlace *to)
{
    const Stueck *item = &w->r->stueck[i - 1];
    if (w->sf.stil->mappe_trennung != TRENNUNG_ZEILE) return;
    if (room)
        to->divider = item->zeile, to->divider_title = item->titel;
    else
        diag(w->d, D_MAPPE_TRENNZEILE, w->r->stueck[i].at, str_z(w->a, item->zeile),
             str_z(w->a, w->r->stueck[i].zeile), (const char *)NULL);
}

static bool set_flow(Werk *w, int i, const Flow *f, FontSet *fonts)
{
    Stueck *s = &w->r->stueck[i];
    Images *im = ARENA_NEW(w->a, Images);
    if (!images_load(w->a, w->d, w->m->akte->opener, f, im)) return false;
    werk_digest(w, i, f, im);
    next_paper(w, f, fonts, im);
    w->own[i] = (int)pdf_page_count(w->pdf);
    PaperPlace at = place_of(w, s, s->first);
    at.parent = w->part[i], at.after = &w->set;
    if (werk_begins_item(w, i)) divider(w, i, f->stil->oben >= DIVIDER_LEAST, &at);
    Ink ink = { .pdf = w->pdf, .im = im };
    bool ok = typeset_placed(w->a, w->d, f, fonts, im, ink_sink(&ink), &at, &w->set);
    s->pages = w->set.pages, s->colour = ink.colour;
    pdf_target(w->pdf, str_printf(w->a, "@%d", i), (size_t)w->own[i], A4_H);
    return ok;
}

/* The session's style for a page of that side, for pages that hold nothing but their stamp. */
static Flow *side(Werk *w, bool verso)
{
    Flow *f = ARENA_NEW(w->a, Flow);
    Stil *s = ARENA_NEW(w->a, Stil);
    *s = *w->sf.stil;
    s->spiegeln = false;
    if (verso && w->m->duplex) s->innen = w->sf.stil->aussen, s->aussen = w->sf.stil->innen;
    *f = *w->letter;
    f->stil = s;
    return f;
}

static int stamp_page(Werk *w, const Stueck *s, int page, double width, double height)
{
    static const Images none;
    next_paper(w, w->letter, w->fonts, &none);
    int own = (int)pdf_page_count(w->pdf);
    PaperPlace at = place_of(w, s, page);
    Ink ink = { .pdf = w->pdf, .im = &none };
    typeset_empty(w->a, w->d, side(w, page % 2 == 0), w->fonts, ink_sink(&ink), &at, 1, width,
                  height);
    return own;
}

/* Nothing but its stamp, on the back of that page; NULL: of A4. */
static int blank_verso(Werk *w, const Stueck *s, int page, const AttachPage *front)
{
    bool large = front && merge_large(front);
    return stamp_page(w, s, page, large ? front->width : A4_W, large ? front->height : A4_H);
}

static const AttachPage *last_page(const Stueck *s)
{
    return s->art == STUECK_ANLAGE && s->info->npages ? &s->info->page[s->info->npages - 1] : NULL;
}

/* Where the next part begins; in the duplex edition on a right-hand page, behind a blank one where
 * need be. */
static void begin_part(Werk *w, int i, int *next)
{
    w->blank[i] = w->m->duplex && *next % 2 == 0;
    int before = i - 1;
    while (before > 0 && w->r->stueck[before].art == STUECK_TRENNBLATT) before--;
    if (w->blank[i])
        w->own_blank[i] =
            blank_verso(w, &w->r->stueck[before], (*next)++, last_page(&w->r->stueck[before]));
    w->r->stueck[i].first = *next;
}

/* ---- flows ---- */

static Flow *picture_flow(Werk *w, int i)
{
    const Stueck *s = &w->r->stueck[i];
    Str title = s->anlage_nr.n
        ? str_printf(w->a, "%.*s\u00A0%.*s: %.*s", STR_FMT(w->sf.stil->wort[WORT_ANLAGE]),
                     STR_FMT(s->anlage_nr), STR_FMT(s->titel))
        : s->titel;
    if (!s->scan)
        return flow_bildblatt(w->a, w->d, &w->sf, title,
                              &(Blattbild){ .file = w->file[i], .path = w->path[i] }, 1, w->alt[i],
                              s->at);
    Blattbild *b = ARENA_NEW_N(w->a, Blattbild, (size_t)s->nscan);
    for (int k = 0; k < s->nscan; k++)
        b[k] = (Blattbild){ w->file[i], str_printf(w->a, "%.*s#%d", STR_FMT(w->path[i]), k + 1),
                            s->scan[k].png, s->scan[k].width };
    return flow_bildblatt(w->a, w->d, &w->sf, title, b, s->nscan, w->alt[i], s->at);
}

/* A sheet of ours for an attachment bears the mark where the attachment is not public, whatever
 * else the session holds. */
static Flow *marked(Werk *w, const Stueck *s, Flow *f)
{
    const Stil *st = w->sf.stil;
    f->mark = s->geheim && st->vermerk_nichtoeffentlich ? st->klassifikation : S("");
    f->status_word = st->wort[s->geheim ? WORT_NICHTOEFFENTLICH : WORT_OEFFENTLICH];
    return f;
}

Flow *werk_flow(Werk *w, int i)
{
    const Stueck *s = &w->r->stueck[i];
    Str line[2] = {
        S("Diese Anlage ist in der Mappe nicht enthalten: Ihre Datei ließ sich nicht einfügen."),
        s->titel
    };
    switch (s->art) {
    case STUECK_EINLADUNG: return w->letter;
    case STUECK_VORLAGE:
        return flow_compose(w->a, w->d, w->vorlage[i], w->sf.k, &w->papier,
                            str_z(w->a, w->path[i]));
    case STUECK_BILD: return marked(w, s, picture_flow(w, i));
    case STUECK_ERSATZ:
        return marked(w, s, flow_blatt(w->a, w->d, &w->sf, s->zeile, line, 2, NULL, 0));
    default: return NULL;
    }
}

/* Pages of two sizes share no sheet: in the duplex edition a page that cannot be the back of the
 * one before begins a new sheet, behind a blank. */
static void lay_pages(Werk *w, Stueck *s)
{
    int *at = ARENA_NEW_N(w->a, int, (size_t)s->info->npages + 1);
    s->pages = 0, s->seite = at;
    for (uint32_t k = 0; k < s->info->npages; k++) {
        bool back = w->m->duplex && s->pages % 2;
        if (back && !merge_one_sheet(&s->info->page[k - 1], &s->info->page[k])) s->pages++;
        at[k] = s->pages++;
    }
}

static bool is_part(const Stueck *s)
{
    return s->art != STUECK_TRENNBLATT && s->art != STUECK_INHALT;
} /* an item leads to */

static bool set_part(Werk *w, int i, int *next)
{
    Stueck *s = &w->r->stueck[i];
    begin_part(w, i, next);
    Flow *f = s->art == STUECK_ANLAGE ? NULL : werk_flow(w, i);
    if (s->art == STUECK_ANLAGE) lay_pages(w, s);
    bool ok = s->art == STUECK_ANLAGE || (f && set_flow(w, i, f, w->fonts));
    *next += s->pages;
    return ok;
}

/* ---- the contents list ---- */

/* The part that an item's entry leads to: its first one (of single files: that is one), or that of
 * the items below it. */
static int first_part_of(const Werk *w, int i, bool files)
{
    const Stueck *s = w->r->stueck;
    if (s[i].art != STUECK_TRENNBLATT) return i;
    for (int k = i + 1; k < w->r->n && s[k].ebene > s[i].ebene; k++)
        if (is_part(&s[k]) && (!files || stueck_is_file(&s[k]))) return k;
    return -1;
}

static void words_of_entry(Werk *w, const Stueck *s, FlowEntry *e)
{
    const Stil *st = w->sf.stil;
    if (s->art == STUECK_TRENNBLATT)
        e->label = s->top_nr;
    else if (s->art == STUECK_VORLAGE)
        e->label = str_printf(w->a, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                              STR_FMT(s->nummer));
    else if (s->anlage_nr.n)
        e->label = str_printf(w->a, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                              STR_FMT(s->anlage_nr));
    e->text = s->titel.n ? s->titel : s->zeile;
    if (s->wie_top) e->text = stueck_kurz(w->a, st, s, "\u00A0"), e->label = (Str){ "", 0 };
}

/* Items of the public and the other part of an agenda that has both stand under headings of their
 * own. */
static void part_of_entry(Werk *w, const Top *top, const Top **last, FlowEntry *e)
{
    const Sitzung *z = w->e->s;
    bool both = false;
    for (int i = 1; i < z->ntops; i++) both |= z->tops[i].status != z->tops[0].status;
    if (both && top && (!*last || top->status != (*last)->status))
        e->part = w->sf.stil->wort[top->status == STATUS_OEFFENTLICH ? WORT_TEIL_OEFFENTLICH
                                                                     : WORT_TEIL_NICHTOEFFENTLICH];
    if (top) *last = top;
}

/* Where an entry leads: a part of the pack, or a file of its own. */
static void aim_of_entry(Werk *w, int to, bool files, FlowEntry *e)
{
    const Stueck *s = &w->r->stueck[to];
    if (files)
        e->url = str_printf(w->a, "%.*s.pdf", STR_FMT(s->name));
    else if (s->art == STUECK_ANLAGE)
        e->url = str_printf(w->a, MERGE_LINK "%d", w->fremd[to]);
    else
        e->target = str_printf(w->a, "@%d", to);
    e->desc = e->number.n ? str_printf(w->a, "%.*s, %.*s %.*s", STR_FMT(e->text),
                                       STR_FMT(w->sf.stil->wort[WORT_SEITE]), STR_FMT(e->number))
                          : e->text;
}

static FlowEntry *contents(Werk *w, bool files, int *n)
{
    FlowEntry *list = ARENA_NEW_N(w->a, FlowEntry, (size_t)w->r->n + 1);
    const Top *last = NULL;
    *n = 0;
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        if (!s->ebene || s->art == STUECK_DECKBLATT) continue;
        FlowEntry *e = &list[(*n)++];
        int to = first_part_of(w, i, files);
        e->level = s->ebene;
        if (s->ebene == 1) part_of_entry(w, s->top, &last, e);
        words_of_entry(w, s, e);
        if (to >= 0) e->number = str_printf(w->a, "%d", w->r->stueck[to].first);
        aim_of_entry(w, to < 0 ? 0 : to, files, e); /* an item without papers: to the agenda */
    }
    return list;
}

/* The papers that follow the sheet, of this edition, since only those are parts of it; it bears the
 * mark where any of them does. */
static Flow *divider_flow(Werk *w, int i)
{
    const Stueck *s = w->r->stueck;
    FlowEntry *list = ARENA_NEW_N(w->a, FlowEntry, (size_t)(w->r->n - i) + 1);
    bool secret = s[i].top->status != STATUS_OEFFENTLICH;
    int n = 0;
    for (int k = i + 1; k < w->r->n && s[k].art != STUECK_TRENNBLATT; k++) {
        FlowEntry *e = &list[n++];
        e->level = s[k].ebene - s[i].ebene + 1;
        words_of_entry(w, &s[k], e);
        if (s[k].geheim && s[i].top->status == STATUS_OEFFENTLICH)
            e->text = str_printf(w->a, "%.*s (%.*s)", STR_FMT(e->text),
                                 STR_FMT(w->sf.stil->wort[WORT_NICHTOEFFENTLICH]));
        e->number = str_printf(w->a, "%d", s[k].first);
        aim_of_entry(w, k, false, e);
        secret |= s[k].geheim || (s[k].art == STUECK_VORLAGE && w->vorlage[k]->confidential);
    }
    Flow *f = flow_trennblatt(w->a, w->d, &w->sf, s[i].top, s[i].zeile, s[i].titel, list, n);
    f->mark = secret && w->sf.stil->vermerk_nichtoeffentlich ? w->sf.stil->klassifikation : S("");
    return f;
}

Flow *werk_contents(Werk *w, bool files)
{
    int n;
    FlowEntry *e = contents(w, files, &n);
    Str *line = ARENA_NEW_N(w->a, Str, (size_t)w->sf.nentfallen + 1),
        title = w->sf.stil->wort[w->m->seit ? WORT_INHALT_NACHTRAG : WORT_INHALT];
    line[0] = flow_sitzungstitel(w->a, &w->sf);
    for (int i = 0; i < w->sf.nentfallen; i++) line[i + 1] = w->sf.entfallen[i];
    return flow_blatt(w->a, w->d, &w->sf, title, line, w->sf.nentfallen + 1, e, n);
}

/* Set when all numbers are known: the contents list, and the sheets that list what follows them. */
static bool is_late(const Stueck *s)
{
    return s->art == STUECK_INHALT || s->art == STUECK_DECKBLATT;
}
static Flow *late_flow(Werk *w, int i)
{
    return w->r->stueck[i].art == STUECK_INHALT ? werk_contents(w, false) : divider_flow(w, i);
}

/* How many pages it takes: numbers do not change that. */
static int late_pages(Werk *w, int i)
{
    static const Images none;
    Typeset t = { 0 };
    Diags *quiet = diags_new(w->a);
    typeset(w->a, quiet, late_flow(w, i), w->fonts, &none, (PageSink){ NULL, no_page, no_page },
            &t);
    tree_drop(&t.tree);
    return t.pages;
}

/* ---- all ---- */

static void parts_of_tree(Werk *w)
{
    NodeId doc = tree_part(w->a, &w->set.tree, 0, (Str){ "", 0 }, w->letter->lang);
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        bool own = s->art != STUECK_TRENNBLATT && s->art != STUECK_ANLAGE;
        Str title = s->titel.n && s->zeile.n && !str_eq(s->titel, s->zeile)
            ? str_printf(w->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(s->titel))
            : s->zeile;
        if (own) w->part[i] = tree_part(w->a, &w->set.tree, doc, title, w->letter->lang);
    }
}

/* The line in the head of a foreign part's first page, where that has room. */
static void foreign_divider(Werk *w, int i)
{
    static const Images none;
    const AttachPage *p = w->r->stueck[i].info->page;
    PaperPlace at = { 0 };
    MergePage probe = { 0 };
    if (!werk_begins_item(w, i)) return;
    divider(w, i, merge_room(p, &probe, DIVIDER_ROOM), &at);
    if (!at.divider.n) return;
    next_paper(w, w->letter, w->fonts, &none);
    w->zeile[i] = (int)pdf_page_count(w->pdf);
    Ink ink = { .pdf = w->pdf, .im = &none };
    typeset_empty(w->a, w->d, side(w, w->r->stueck[i].first % 2 == 0), w->fonts, ink_sink(&ink),
                  &at, 1, p->width, DIVIDER_ROOM);
}

static void stamps(Werk *w)
{
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        if (s->art != STUECK_ANLAGE) continue;
        foreign_divider(w, i);
        for (int k = 0, at = 0; at < s->pages; at++) {
            bool blank = s->seite[k] != at;
            int own = blank ? blank_verso(w, s, s->first + at, &s->info->page[k - 1])
                            : stamp_page(w, s, s->first + at, s->info->page[k].width, STAMP_H);
            if (!at) w->stamp[i] = own;
            k += !blank;
        }
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

static void marks(Werk *w)
{
    w->mark = ARENA_NEW_N(w->a, Str, (size_t)w->m->npersonen + 1);
    for (int i = 0; i < w->m->npersonen; i++) {
        Shapes s = { .fonts = w->fonts };
        typeset_mark(w->a, w->d, w->letter, w->fonts, (PageSink){ &s, shapes_page, no_page }, 1,
                     MARK_W, MARK_H, mitglied_name(w->a, w->m->person[i]));
        w->mark[i] = str_keep(w->a, buf_view(&s.b));
        buf_drop(&s.b);
    }
}

static bool set_late(Werk *w, int i)
{
    int pages = w->r->stueck[i].pages;
    if (!set_flow(w, i, late_flow(w, i), w->fonts)) return false;
    CHECK(w->r->stueck[i].pages == pages);
    return true;
}

static bool set_all(Werk *w)
{
    int next = w->vor + 1;
    bool ok = true;
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (is_late(s)) {
            begin_part(w, i, &next);
            s->pages = late_pages(w, i);
            next += s->pages;
        } else if (is_part(s))
            ok &= set_part(w, i, &next);
    }
    for (int i = 0; i < w->r->n && ok; i++)
        if (is_late(&w->r->stueck[i])) ok = set_late(w, i);
    if (!ok) return false;
    w->r->pages = next - 1 - w->vor;
    stamps(w);
    marks(w);
    return diags_errors(w->d) == 0;
}

bool werk_set(Werk *w, Buf *own)
{
    size_t n = (size_t)w->r->n + 1;
    w->part = ARENA_NEW_N(w->a, NodeId, n);
    w->own = ARENA_NEW_N(w->a, int, n);
    w->own_blank = ARENA_NEW_N(w->a, int, n);
    w->stamp = ARENA_NEW_N(w->a, int, n);
    w->blank = ARENA_NEW_N(w->a, bool, n);
    w->zeile = ARENA_NEW_N(w->a, int, n);
    w->fremd = ARENA_NEW_N(w->a, int, n);
    for (int i = 0, k = 0; i < w->r->n; i++)
        w->fremd[i] = w->r->stueck[i].art == STUECK_ANLAGE ? k++ : -1;
    for (size_t i = 0; i < n; i++) w->own[i] = w->zeile[i] = -1;
    w->fonts = looks_fonts(&w->looks, w->sf.stil);
    if (!w->fonts) return false;
    w->letter = flow_einladung(w->a, w->d, &w->sf, NULL);
    parts_of_tree(w);
    bool ok = w->letter && set_all(w) && pdf_finish(w->pdf, &w->set.tree, own);
    w->own_pages = (int)pdf_page_count(w->pdf);
    pdf_drop(w->pdf);
    tree_drop(&w->set.tree);
    return ok;
}
