/* Lists of what the pack holds, as sheets of it: the contents list, and the sheet before an item's
 * papers. */
#include "pack/layout.h"

/* An item leads to one of these. */
static bool is_part(const Stueck *s)
{
    return s->art != STUECK_TRENNBLATT && s->art != STUECK_INHALT;
}

static bool is_file(const Stueck *s)
{
    return s->art != STUECK_TRENNBLATT && s->art != STUECK_DECKBLATT;
}

/* The part that an item's entry leads to: its first one (of single files: that is one), or that of
 * the items below it; without papers to the agenda, which is the first of all. */
static int first_part_of(const Plan *p, int i, bool files, bool *any)
{
    const Stueck *s = p->stueck;
    *any = true;
    if (s[i].art != STUECK_TRENNBLATT) return i;
    for (int k = i + 1; k < p->n && s[k].ebene > s[i].ebene; k++)
        if (is_part(&s[k]) && (!files || is_file(&s[k]))) return k;
    *any = false;
    return 0;
}

static void words_of_entry(const Plan *p, const Stueck *s, FlowEntry *e)
{
    const Stil *st = p->sf.stil;
    if (s->art == STUECK_TRENNBLATT)
        e->label = s->top_nr;
    else if (s->art == STUECK_VORLAGE)
        e->label = str_printf(p->a, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                              STR_FMT(s->nummer));
    else if (s->anlage_nr.n)
        e->label = str_printf(p->a, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                              STR_FMT(s->anlage_nr));
    e->text = stueck_words(s);
    if (s->wie_top) e->text = stueck_kurz(p->a, st, s, "\u00A0"), e->label = (Str){ "", 0 };
}

/* Items of the public and the other part of an agenda that has both stand under headings of their
 * own. */
static void part_of_entry(const Plan *p, const Top *top, const Top **last, FlowEntry *e)
{
    const Sitzung *z = p->e->s;
    bool both = false;
    for (int i = 1; i < z->ntops; i++) both |= z->tops[i].status != z->tops[0].status;
    if (both && top && (!*last || top->status != (*last)->status))
        e->part = p->sf.stil->wort[top->status == STATUS_OEFFENTLICH ? WORT_TEIL_OEFFENTLICH
                                                                     : WORT_TEIL_NICHTOEFFENTLICH];
    if (top) *last = top;
}

/* Where an entry leads: a part of the pack, or a file of its own. */
static void aim_of_entry(const Layout *l, int to, bool files, FlowEntry *e)
{
    const Plan *p = l->plan;
    const Stueck *s = &p->stueck[to];
    if (files)
        e->url = str_printf(p->a, "%.*s.pdf", STR_FMT(s->name));
    else if (s->art == STUECK_ANLAGE)
        e->url = str_printf(p->a, MERGE_LINK "%d", l->part[to].foreign);
    else
        e->target = str_printf(p->a, "@%d", to);
    e->desc = e->number.n ? str_printf(p->a, "%.*s, %.*s %.*s", STR_FMT(e->text),
                                       STR_FMT(p->sf.stil->wort[WORT_SEITE]), STR_FMT(e->number))
                          : e->text;
}

static Str page_number(const Layout *l, int part)
{
    return str_printf(l->plan->a, "%d", l->part[part].paper.first);
}

static FlowEntry *contents(const Layout *l, bool files, int *n)
{
    const Plan *p = l->plan;
    FlowEntry *list = ARENA_NEW_N(p->a, FlowEntry, (size_t)p->n + 1);
    const Top *last = NULL;
    *n = 0;
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        if (!s->ebene || s->art == STUECK_DECKBLATT) continue;
        FlowEntry *e = &list[(*n)++];
        bool any;
        int to = first_part_of(p, i, files, &any);
        e->level = s->ebene;
        if (s->ebene == 1) part_of_entry(p, s->top, &last, e);
        words_of_entry(p, s, e);
        if (any) e->number = page_number(l, to);
        aim_of_entry(l, to, files, e);
    }
    return list;
}

Flow *layout_contents(const Layout *l, bool files)
{
    const Plan *p = l->plan;
    const Sitzungsflow *sf = &p->sf;
    int n;
    FlowEntry *e = contents(l, files, &n);
    Str *line = ARENA_NEW_N(p->a, Str, (size_t)sf->nentfallen + 1);
    line[0] = flow_sitzungstitel(p->a, sf);
    for (int i = 0; i < sf->nentfallen; i++) line[i + 1] = sf->entfallen[i];
    return flow_blatt(p->a, p->d, sf,
                      sf->stil->wort[p->m->seit ? WORT_INHALT_NACHTRAG : WORT_INHALT], line,
                      sf->nentfallen + 1, e, n);
}

/* The papers that follow the sheet, of this edition, since only those are parts of it; it bears the
 * mark where any of them does. */
Flow *layout_divider(const Layout *l, int i)
{
    const Plan *p = l->plan;
    const Stueck *s = p->stueck;
    FlowEntry *list = ARENA_NEW_N(p->a, FlowEntry, (size_t)(p->n - i) + 1);
    bool secret = s[i].top->status != STATUS_OEFFENTLICH;
    int n = 0;
    for (int k = i + 1; k < p->n && s[k].art != STUECK_TRENNBLATT; k++) {
        FlowEntry *e = &list[n++];
        e->level = s[k].ebene - s[i].ebene + 1;
        words_of_entry(p, &s[k], e);
        if (s[k].geheim && s[i].top->status == STATUS_OEFFENTLICH)
            e->text = str_printf(p->a, "%.*s (%.*s)", STR_FMT(e->text),
                                 STR_FMT(p->sf.stil->wort[WORT_NICHTOEFFENTLICH]));
        e->number = page_number(l, k);
        aim_of_entry(l, k, false, e);
        secret |= s[k].geheim || (s[k].art == STUECK_VORLAGE && s[k].vorlage->confidential);
    }
    Flow *f = flow_trennblatt(p->a, p->d, &p->sf, s[i].top, s[i].zeile, s[i].titel, list, n);
    f->mark = secret && p->sf.stil->vermerk_nichtoeffentlich ? p->sf.stil->klassifikation : S("");
    return f;
}
