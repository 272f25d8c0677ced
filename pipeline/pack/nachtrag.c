/* The supplement (Nachtrag): what is new or changed since an earlier pack, told by digests of what
 * the parts are made from.
 *
 * Compared is within one edition only. An item is found again by its title where its number has
 * changed, and its parts with it. Of the old list's words a full supplement repeats those of what
 * has gone; a public one repeats none but an item's number, since what has gone may have gone
 * because it is public no longer. */
#include "base/hash.h"
#include "pack/plan.h"
#include "write/xml/xml.h"

/* ---- what a part is made from ---- */

/* A Vorlage: the edition's model, and its pictures. The letter: its words. An attachment's was
 * taken from its bytes when they were read. */
Str stueck_digest(const Plan *p, const Stueck *s, const Flow *f, const Images *im)
{
    Buf b = { 0 };
    if (s->inhalt.n || (s->art != STUECK_VORLAGE && s->art != STUECK_EINLADUNG)) return s->inhalt;
    if (s->art == STUECK_VORLAGE)
        xml_write(p->a, &b, s->vorlage, p->m->akte->stil);
    else if (f)
        flow_text(&b, f);
    for (size_t k = 0; k < im->n && s->art == STUECK_VORLAGE; k++)
        buf_bytes(&b, im->img[k].digest, sizeof im->img[k].digest);
    Str digest = sha256_hex(p->a, buf_view(&b));
    buf_drop(&b);
    return digest;
}

/* Of our own papers, before they are set; faults are told then. */
static void digests(Plan *p)
{
    Diags *quiet = diags_new(p->a);
    for (int i = 0; i < p->n; i++) {
        Stueck *s = &p->stueck[i];
        Images im = { 0 };
        Flow *f = NULL;
        if (s->art == STUECK_EINLADUNG)
            f = flow_einladung(p->a, quiet, &p->sf, NULL);
        else if (s->art == STUECK_VORLAGE)
            f = flow_compose(p->a, quiet, s->vorlage, p->sf.k, p->m->akte->stil,
                             str_z(p->a, s->pfad));
        if (f && s->art == STUECK_VORLAGE && !images_load(p->a, quiet, p->m->akte->opener, f, &im))
            im.n = 0;
        s->inhalt = stueck_digest(p, s, f, &im);
    }
}

/* ---- comparing ---- */

typedef enum { GLEICH, VERSCHOBEN /* the same under another number */, GEAENDERT, NEU } Wandel;
typedef struct {
    Wandel wie;
    bool bleibt;
    int war; /* its item in the old list, or -1 */
} Verbleib;
typedef struct {
    Plan *p;
    Altliste *alt;
    Verbleib *teil; /* by Stueck */
    int *neu;       /* by item of the old list: its Stueck, or -1 */
    int next;       /* the old list mostly goes on where it was found last */
} Vergleich;

/* ---- items: the same number and title; then the same title in the same part of the agenda, under
 * another number; then the same number ---- */

static bool same_part(Str x, Str y)
{
    return str_starts(x, S("TOP-N")) == str_starts(y, S("TOP-N"));
}
static bool is_same(const AltTop *t, const Stueck *s)
{
    return str_eq(t->name, s->name) && str_eq(t->titel, s->titel);
}
static bool is_moved(const AltTop *t, const Stueck *s)
{
    return s->titel.n && str_eq(t->titel, s->titel) && same_part(t->name, s->name);
}
static bool is_renamed(const AltTop *t, const Stueck *s) { return str_eq(t->name, s->name); }

static void match_items(Vergleich *v, bool (*fits)(const AltTop *, const Stueck *), Wandel how)
{
    v->next = 0;
    for (int i = 0; i < v->p->n; i++) {
        const Stueck *s = &v->p->stueck[i];
        if (s->art != STUECK_TRENNBLATT || v->teil[i].war >= 0) continue;
        for (int k = 0, at = v->next; k < v->alt->ntops; k++, at++) {
            if (at >= v->alt->ntops) at = 0;
            AltTop *t = &v->alt->top[at];
            if (t->noch || !fits(t, s)) continue;
            t->noch = true, v->neu[at] = i, v->teil[i].war = at, v->teil[i].wie = how,
            v->next = at + 1;
            break;
        }
    }
}

/* ---- parts, of the session or of the same item ---- */

/* What is left of a part's name behind that of its item, which may have had another number. */
static Str behind(Str name, Str item)
{
    return item.n && str_starts(name, item) ? str_sub(name, item.n, name.n) : name;
}

static void compare_part(Vergleich *v, int i, int item)
{
    const Stueck *s = &v->p->stueck[i];
    int of = item < 0 ? -1 : v->teil[item].war;
    if (item >= 0 && of < 0) return; /* of a new item */
    Str name = behind(s->name, item < 0 ? S("") : v->p->stueck[item].name);
    for (int k = 0, at = v->next; k < v->alt->nteile; k++, at++) {
        if (at >= v->alt->nteile) at = 0;
        AltTeil *t = &v->alt->teil[at];
        if (t->noch || t->top != of ||
            !str_eq(behind(t->name, of < 0 ? S("") : v->alt->top[of].name), name))
            continue;
        t->noch = true, v->next = at + 1;
        v->teil[i].wie = s->art == STUECK_INHALT ||
                (str_eq(t->inhalt, s->inhalt) && str_eq(t->titel, stueck_words(s)) &&
                 str_is(t->art, stueck_art(s->art)))
            ? GLEICH
            : GEAENDERT;
        return;
    }
}

/* What the agenda says of an item: taken off, who reports, remarks. */
static void compare_details(Vergleich *v)
{
    for (int i = 0; i < v->p->n; i++) {
        const Str was = v->teil[i].war < 0 ? (Str){ "", 0 } : v->alt->top[v->teil[i].war].inhalt;
        if (was.n && !str_eq(was, v->p->stueck[i].inhalt)) v->teil[i].wie = GEAENDERT;
    }
}

static void compare(Vergleich *v)
{
    for (int i = 0; i < v->p->n; i++) v->teil[i].wie = NEU, v->teil[i].war = -1;
    for (int k = 0; k < v->alt->ntops; k++) v->neu[k] = -1;
    match_items(v, is_same, GLEICH);
    match_items(v, is_moved, VERSCHOBEN);
    match_items(v, is_renamed, GEAENDERT);
    compare_details(v);
    v->next = 0;
    for (int i = 0, item = -1; i < v->p->n; i++) {
        if (v->p->stueck[i].art == STUECK_TRENNBLATT)
            item = i;
        else
            compare_part(v, i, item);
    }
}

/* An item of which a part is new, changed or gone has changed. */
static void spread(Vergleich *v)
{
    const Plan *p = v->p;
    for (int i = 0, item = -1; i < p->n; i++) {
        if (p->stueck[i].art == STUECK_TRENNBLATT)
            item = i;
        else if (item >= 0 && v->teil[i].wie != GLEICH && v->teil[item].wie < GEAENDERT)
            v->teil[item].wie = GEAENDERT;
    }
    for (int k = 0; k < v->alt->nteile; k++) {
        const AltTeil *t = &v->alt->teil[k];
        int i = t->noch || t->top < 0 ? -1 : v->neu[t->top];
        if (i >= 0 && v->teil[i].wie < GEAENDERT) v->teil[i].wie = GEAENDERT;
    }
}

/* What is kept: the session's own pages, what has changed, and the items above it. */
static bool choose(Vergleich *v)
{
    const Stueck *s = v->p->stueck;
    bool any = false;
    for (int i = 0; i < v->p->n; i++) {
        any |= v->teil[i].wie != GLEICH;
        v->teil[i].bleibt =
            v->teil[i].wie != GLEICH || s[i].art == STUECK_EINLADUNG || s[i].art == STUECK_INHALT;
        int level = s[i].ebene;
        for (int k = i; v->teil[i].wie != GLEICH && --k >= 0 && level > 1;)
            if (s[k].art == STUECK_TRENNBLATT && s[k].ebene < level)
                v->teil[k].bleibt = true, level = s[k].ebene;
    }
    for (int k = 0; k < v->alt->ntops; k++) any |= !v->alt->top[k].noch;
    for (int k = 0; k < v->alt->nteile; k++) any |= !v->alt->teil[k].noch;
    return any;
}

/* ---- marks ---- */

/* The words with the mark behind them; a style may have none. */
static Str with_mark(const Plan *p, Str words, Str mark)
{
    return mark.n ? str_printf(p->a, "%.*s %.*s", STR_FMT(words), STR_FMT(mark)) : words;
}

/* "(neu)", "(geändert)", "(bisher Ö 11)": in words, so that it is read aloud and survives a copy in
 * black and white. */
static Str mark_of(Vergleich *v, int i)
{
    Plan *p = v->p;
    const Stil *st = p->sf.stil;
    const Stueck *s = &p->stueck[i];
    Str mark = v->teil[i].wie == NEU  ? st->wort[WORT_NEU]
        : v->teil[i].wie == GEAENDERT ? st->wort[WORT_GEAENDERT]
                                      : S("");
    if (v->teil[i].war < 0 || !st->wort[WORT_BISHER].n ||
        str_eq(v->alt->top[v->teil[i].war].name, s->name))
        return mark;
    Str was = str_printf(p->a, "(%.*s %.*s)", STR_FMT(st->wort[WORT_BISHER]),
                         STR_FMT(v->alt->top[v->teil[i].war].nummer));
    return mark.n ? with_mark(p, mark, was) : was;
}

static void marks(Vergleich *v)
{
    Plan *p = v->p;
    FlowMarke *m = ARENA_NEW_N(p->a, FlowMarke, (size_t)p->n + 1);
    int n = 0;
    for (int i = 0; i < p->n; i++) {
        Stueck *s = &p->stueck[i];
        if (v->teil[i].wie == GLEICH || s->art == STUECK_EINLADUNG) continue;
        Str mark = mark_of(v, i), of = { "", 0 };
        if (s->art == STUECK_TRENNBLATT && mark.n) m[n++] = (FlowMarke){ s->top, mark };
        if (s->nummer.n && s->art != STUECK_VORLAGE)
            of = str_printf(p->a, " %.*s %.*s", STR_FMT(p->sf.stil->wort[WORT_ANLAGE_ZU]),
                            STR_FMT(s->nummer));
        if (s->wie_top)
            s->marke = mark;
        else
            s->titel = with_mark(
                p, str_printf(p->a, "%.*s%.*s", STR_FMT(stueck_words(s)), STR_FMT(of)), mark);
    }
    p->sf.marke = m, p->sf.nmarken = n;
}

static Str gone_part(const Plan *p, const AltTeil *t, Str item)
{
    const Stil *st = p->sf.stil;
    Buf b = { 0 };
    if (item.n)
        buf_printf(&b, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_TOP]), STR_FMT(item));
    else
        buf_str(&b, st->wort[WORT_EINLADUNG]);
    if (p->m->edition == EDITION_PUBLIC)
        buf_printf(&b, ": %.*s", STR_FMT(st->wort[WORT_UNTERLAGE]));
    else {
        if (t->nummer.n)
            buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                       STR_FMT(t->nummer));
        if (t->anlage.n)
            buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_ANLAGE]), STR_FMT(t->anlage));
        buf_printf(&b, ": %.*s", STR_FMT(t->titel));
    }
    Str s = with_mark(p, buf_view(&b), st->wort[WORT_ENTFALLEN]);
    s = str_keep(p->a, s);
    buf_drop(&b);
    return s;
}

/* Lines for what is gone: items, and parts of items that are still there. A public supplement says
 * it once an item. */
static void gone(Vergleich *v)
{
    Plan *p = v->p;
    Altliste *o = v->alt;
    bool public = p->m->edition == EDITION_PUBLIC;
    Str gone = p->sf.stil->wort[WORT_ENTFALLEN];
    Str *line = ARENA_NEW_N(p->a, Str, (size_t)(o->ntops + o->nteile) + 1);
    int n = 0, last = -2;
    for (int k = 0; k < o->ntops; k++)
        if (!o->top[k].noch)
            line[n++] =
                with_mark(p,
                          str_printf(p->a, "%.*s\u00A0%.*s%s%.*s",
                                     STR_FMT(p->sf.stil->wort[WORT_TOP]), STR_FMT(o->top[k].nummer),
                                     public ? "" : " ", STR_FMT(public ? S("") : o->top[k].titel)),
                          gone);
    for (int k = 0; k < o->nteile; k++) {
        const AltTeil *t = &o->teil[k];
        if (t->noch || (t->top >= 0 && !o->top[t->top].noch) || (public && t->top == last))
            continue;
        last = t->top;
        line[n++] =
            gone_part(p, t, t->top >= 0 ? p->stueck[v->neu[t->top]].top_nr : (Str){ "", 0 });
    }
    p->sf.entfallen = line, p->sf.nentfallen = n;
}

/* ---- the rest goes ---- */

static void reduce(Vergleich *v)
{
    Plan *p = v->p;
    int n = 0, above = 0;
    for (int i = 0; i < p->n; i++) {
        if (!v->teil[i].bleibt) continue;
        Stueck *s = &p->stueck[n++];
        *s = p->stueck[i];
        if (s->ebene > above + 1)
            s->ebene = above + 1; /* an attachment whose Vorlage stayed as it was */
        above = s->ebene ? s->ebene : above;
    }
    p->n = n;
}

Str nachtrag_wort(Arena *a, const Stil *st, const Altliste *seit)
{
    Str word = st->wort[WORT_NACHTRAG];
    return seit->nachtrag ? str_printf(a, "%d. %.*s", seit->nachtrag + 1, STR_FMT(word)) : word;
}

/* The old list with marks of its own of what is still there. */
static Altliste copy_of(const Plan *p, const Altliste *seit)
{
    Altliste o = *seit;
    o.top = ARENA_NEW_N(p->a, AltTop, (size_t)o.ntops + 1);
    o.teil = ARENA_NEW_N(p->a, AltTeil, (size_t)o.nteile + 1);
    for (int k = 0; k < o.ntops; k++) o.top[k] = seit->top[k];
    for (int k = 0; k < o.nteile; k++) o.teil[k] = seit->teil[k];
    return o;
}

static void keep_all(Plan *p)
{
    p->nalle = p->n;
    p->alle = ARENA_NEW_N(p->a, Stueck, (size_t)p->n + 1);
    for (int i = 0; i < p->n; i++) {
        p->stueck[i].stelle = i;
        p->alle[i] = p->stueck[i];
    }
}

bool plan_supplement(Plan *p)
{
    const Mappe *m = p->m;
    digests(p);
    if (!liste_passt(p->d, m->seit, m->akte, m->edition,
                     m->npersonen ? LISTE_JEDER_GRAD : m->large))
        return false;
    Altliste o = copy_of(p, m->seit);
    Vergleich v = { .p = p,
                    .alt = &o,
                    .teil = ARENA_NEW_N(p->a, Verbleib, (size_t)p->n + 1),
                    .neu = ARENA_NEW_N(p->a, int, (size_t)o.ntops + 1) };
    compare(&v);
    spread(&v);
    p->sf.nachtrag = nachtrag_wort(p->a, p->sf.stil, &o);
    p->vor = m->duplex ? (o.seiten + 1) / 2 * 2 : o.seiten;
    if (!choose(&v)) {
        diag(p->d, D_MAPPE_UNVERAENDERT, NO_PLACE, o.pfad, (const char *)NULL);
        p->n = 0;
        return true;
    }
    keep_all(p);
    marks(&v);
    gone(&v);
    reduce(&v);
    return true;
}
