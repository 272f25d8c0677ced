/* The supplement (Nachtrag): what is new or changed since an earlier pack, told by digests of what
 * the parts are made from.
 *
 * Compared is within one edition only. An item is found again by its title where its number has
 * changed, and its parts with it. Of the old list's words a full supplement repeats those of what
 * has gone; a public one repeats none but an item's number, since what has gone may have gone
 * because it is public no longer. */
#include "base/hash.h"
#include "write/xml/xml.h"
#include "pack/mappe_in.h"

/* ---- what a part is made from ---- */

/* A Vorlage: the edition's model, and its pictures. The letter: its words. An attachment's was
 * taken from its bytes when they were read. */
void werk_digest(Werk *w, int i, const Flow *f, const Images *im)
{
    Stueck *s = &w->r->stueck[i];
    Buf b = { 0 };
    if (s->inhalt.n || (s->art != STUECK_VORLAGE && s->art != STUECK_EINLADUNG)) return;
    if (s->art == STUECK_VORLAGE)
        xml_write(w->a, &b, w->vorlage[i], w->m->akte->stil);
    else if (f)
        flow_text(&b, f);
    for (size_t k = 0; k < im->n && s->art == STUECK_VORLAGE; k++)
        buf_bytes(&b, im->img[k].digest, sizeof im->img[k].digest);
    s->inhalt = sha256_hex(w->a, buf_view(&b));
    buf_drop(&b);
}

void werk_digests(Werk *w)
{
    Diags *quiet = diags_new(w->a);
    for (int i = 0; i < w->r->n; i++) {
        const Stueck *s = &w->r->stueck[i];
        Images im = { 0 };
        Flow *f = NULL;
        if (s->art == STUECK_EINLADUNG)
            f = flow_einladung(w->a, quiet, &w->sf, NULL);
        else if (s->art == STUECK_VORLAGE)
            f = flow_compose(w->a, quiet, w->vorlage[i], w->sf.k, w->m->akte->stil,
                             str_z(w->a, w->path[i]));
        if (f && s->art == STUECK_VORLAGE && !images_load(w->a, quiet, w->m->akte->opener, f, &im))
            im.n = 0;
        werk_digest(w, i, f, &im);
    }
}

/* ---- comparing ---- */

typedef enum { GLEICH, VERSCHOBEN /* the same under another number */, GEAENDERT, NEU } Wandel;
typedef struct {
    Werk *w;
    Altliste *o;
    Wandel *wie;
    bool *bleibt; /* by Stueck */
    int *neu;     /* by item of the old list: its Stueck, or -1 */
    int *war;     /* by Stueck: its item in the old list, or -1 */
    int next;     /* the old list mostly goes on where it was found last */
} Vergleich;

static Str words(const Stueck *s) { return s->titel.n ? s->titel : s->zeile; }

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
    for (int i = 0; i < v->w->r->n; i++) {
        const Stueck *s = &v->w->r->stueck[i];
        if (s->art != STUECK_TRENNBLATT || v->war[i] >= 0) continue;
        for (int k = 0, at = v->next; k < v->o->ntops; k++, at++) {
            if (at >= v->o->ntops) at = 0;
            AltTop *t = &v->o->top[at];
            if (t->noch || !fits(t, s)) continue;
            t->noch = true, v->neu[at] = i, v->war[i] = at, v->wie[i] = how, v->next = at + 1;
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
    const Stueck *s = &v->w->r->stueck[i];
    int of = item < 0 ? -1 : v->war[item];
    if (item >= 0 && of < 0) return; /* of a new item */
    Str name = behind(s->name, item < 0 ? S("") : v->w->r->stueck[item].name);
    for (int k = 0, at = v->next; k < v->o->nteile; k++, at++) {
        if (at >= v->o->nteile) at = 0;
        AltTeil *t = &v->o->teil[at];
        if (t->noch || t->top != of ||
            !str_eq(behind(t->name, of < 0 ? S("") : v->o->top[of].name), name))
            continue;
        t->noch = true, v->next = at + 1;
        v->wie[i] = s->art == STUECK_INHALT ||
                (str_eq(t->inhalt, s->inhalt) && str_eq(t->titel, words(s)) &&
                 str_is(t->art, stueck_art(s->art)))
            ? GLEICH
            : GEAENDERT;
        return;
    }
}

/* What the agenda says of an item: taken off, who reports, remarks. */
static void compare_details(Vergleich *v)
{
    for (int i = 0; i < v->w->r->n; i++) {
        const Str was = v->war[i] < 0 ? (Str){ "", 0 } : v->o->top[v->war[i]].inhalt;
        if (was.n && !str_eq(was, v->w->r->stueck[i].inhalt)) v->wie[i] = GEAENDERT;
    }
}

static void compare(Vergleich *v)
{
    for (int i = 0; i < v->w->r->n; i++) v->wie[i] = NEU, v->war[i] = -1;
    for (int k = 0; k < v->o->ntops; k++) v->neu[k] = -1;
    match_items(v, is_same, GLEICH);
    match_items(v, is_moved, VERSCHOBEN);
    match_items(v, is_renamed, GEAENDERT);
    compare_details(v);
    v->next = 0;
    for (int i = 0, item = -1; i < v->w->r->n; i++) {
        if (v->w->r->stueck[i].art == STUECK_TRENNBLATT)
            item = i;
        else
            compare_part(v, i, item);
    }
}

/* An item of which a part is new, changed or gone has changed. */
static void spread(Vergleich *v)
{
    const Werk *w = v->w;
    for (int i = 0, item = -1; i < w->r->n; i++) {
        if (w->r->stueck[i].art == STUECK_TRENNBLATT)
            item = i;
        else if (item >= 0 && v->wie[i] != GLEICH && v->wie[item] < GEAENDERT)
            v->wie[item] = GEAENDERT;
    }
    for (int k = 0; k < v->o->nteile; k++) {
        const AltTeil *t = &v->o->teil[k];
        int i = t->noch || t->top < 0 ? -1 : v->neu[t->top];
        if (i >= 0 && v->wie[i] < GEAENDERT) v->wie[i] = GEAENDERT;
    }
}

/* What is kept: the session's own pages, what has changed, and the items above it. */
static bool choose(Vergleich *v)
{
    const Stueck *s = v->w->r->stueck;
    bool any = false;
    for (int i = 0; i < v->w->r->n; i++) {
        any |= v->wie[i] != GLEICH;
        v->bleibt[i] =
            v->wie[i] != GLEICH || s[i].art == STUECK_EINLADUNG || s[i].art == STUECK_INHALT;
        int level = s[i].ebene;
        for (int k = i; v->wie[i] != GLEICH && --k >= 0 && level > 1;)
            if (s[k].art == STUECK_TRENNBLATT && s[k].ebene < level)
                v->bleibt[k] = true, level = s[k].ebene;
    }
    for (int k = 0; k < v->o->ntops; k++) any |= !v->o->top[k].noch;
    for (int k = 0; k < v->o->nteile; k++) any |= !v->o->teil[k].noch;
    return any;
}

/* ---- marks ---- */

/* The words with the mark behind them; a style may have none. */
static Str with_mark(Werk *w, Str words, Str mark)
{
    return mark.n ? str_printf(w->a, "%.*s %.*s", STR_FMT(words), STR_FMT(mark)) : words;
}

/* "(neu)", "(geändert)", "(bisher Ö 11)": in words, so that it is read aloud and survives a copy in
 * black and white. */
static Str mark_of(Vergleich *v, int i)
{
    Werk *w = v->w;
    const Stil *st = w->sf.stil;
    const Stueck *s = &w->r->stueck[i];
    Str mark = v->wie[i] == NEU  ? st->wort[WORT_NEU]
        : v->wie[i] == GEAENDERT ? st->wort[WORT_GEAENDERT]
                                 : S("");
    if (v->war[i] < 0 || !st->wort[WORT_BISHER].n || str_eq(v->o->top[v->war[i]].name, s->name))
        return mark;
    Str was = str_printf(w->a, "(%.*s %.*s)", STR_FMT(st->wort[WORT_BISHER]),
                         STR_FMT(v->o->top[v->war[i]].nummer));
    return mark.n ? with_mark(w, mark, was) : was;
}

static void marks(Vergleich *v)
{
    Werk *w = v->w;
    FlowMarke *m = ARENA_NEW_N(w->a, FlowMarke, (size_t)w->r->n + 1);
    int n = 0;
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (v->wie[i] == GLEICH || s->art == STUECK_EINLADUNG) continue;
        Str mark = mark_of(v, i), of = { "", 0 };
        if (s->art == STUECK_TRENNBLATT && mark.n) m[n++] = (FlowMarke){ s->top, mark };
        if (s->nummer.n && s->art != STUECK_VORLAGE)
            of = str_printf(w->a, " %.*s %.*s", STR_FMT(w->sf.stil->wort[WORT_ANLAGE_ZU]),
                            STR_FMT(s->nummer));
        if (s->wie_top)
            s->marke = mark;
        else
            s->titel =
                with_mark(w, str_printf(w->a, "%.*s%.*s", STR_FMT(words(s)), STR_FMT(of)), mark);
    }
    w->sf.marke = m, w->sf.nmarken = n;
}

static Str gone_part(Werk *w, const AltTeil *t, Str item)
{
    const Stil *st = w->sf.stil;
    Buf b = { 0 };
    if (item.n)
        buf_printf(&b, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_TOP]), STR_FMT(item));
    else
        buf_str(&b, st->wort[WORT_EINLADUNG]);
    if (w->m->edition == EDITION_PUBLIC)
        buf_printf(&b, ": %.*s", STR_FMT(st->wort[WORT_UNTERLAGE]));
    else {
        if (t->nummer.n)
            buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                       STR_FMT(t->nummer));
        if (t->anlage.n)
            buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_ANLAGE]), STR_FMT(t->anlage));
        buf_printf(&b, ": %.*s", STR_FMT(t->titel));
    }
    Str s = with_mark(w, buf_view(&b), st->wort[WORT_ENTFALLEN]);
    s = str_keep(w->a, s);
    buf_drop(&b);
    return s;
}

/* Lines for what is gone: items, and parts of items that are still there. A public supplement says
 * it once an item. */
static void gone(Vergleich *v)
{
    Werk *w = v->w;
    Altliste *o = v->o;
    bool public = w->m->edition == EDITION_PUBLIC;
    Str gone = w->sf.stil->wort[WORT_ENTFALLEN];
    Str *line = ARENA_NEW_N(w->a, Str, (size_t)(o->ntops + o->nteile) + 1);
    int n = 0, last = -2;
    for (int k = 0; k < o->ntops; k++)
        if (!o->top[k].noch)
            line[n++] =
                with_mark(w,
                          str_printf(w->a, "%.*s\u00A0%.*s%s%.*s",
                                     STR_FMT(w->sf.stil->wort[WORT_TOP]), STR_FMT(o->top[k].nummer),
                                     public ? "" : " ", STR_FMT(public ? S("") : o->top[k].titel)),
                          gone);
    for (int k = 0; k < o->nteile; k++) {
        const AltTeil *t = &o->teil[k];
        if (t->noch || (t->top >= 0 && !o->top[t->top].noch) || (public && t->top == last))
            continue;
        last = t->top;
        line[n++] =
            gone_part(w, t, t->top >= 0 ? w->r->stueck[v->neu[t->top]].top_nr : (Str){ "", 0 });
    }
    w->sf.entfallen = line, w->sf.nentfallen = n;
}

/* ---- the rest goes ---- */

static void reduce(Vergleich *v)
{
    Werk *w = v->w;
    int n = 0, above = 0;
    for (int i = 0; i < w->r->n; i++) {
        if (!v->bleibt[i]) continue;
        w->r->stueck[n] = w->r->stueck[i], w->von[n] = i;
        w->vorlage[n] = w->vorlage[i], w->path[n] = w->path[i], w->file[n] = w->file[i],
        w->alt[n] = w->alt[i];
        Stueck *s = &w->r->stueck[n++];
        if (s->ebene > above + 1)
            s->ebene = above + 1; /* an attachment whose Vorlage stayed as it was */
        above = s->ebene ? s->ebene : above;
    }
    w->r->n = n;
}

Str nachtrag_wort(Arena *a, const Stil *st, const Altliste *seit)
{
    Str word = st->wort[WORT_NACHTRAG];
    return seit->nachtrag ? str_printf(a, "%d. %.*s", seit->nachtrag + 1, STR_FMT(word)) : word;
}

bool werk_supplement(Werk *w)
{
    if (!liste_passt(w->d, w->m->seit, w->m->akte, w->m->edition,
                     w->m->npersonen ? LISTE_JEDER_GRAD : w->m->large))
        return false;
    size_t n = (size_t)w->r->n + 1;
    Altliste o = *w->m->seit;
    o.top = ARENA_NEW_N(w->a, AltTop, (size_t)o.ntops + 1),
    o.teil = ARENA_NEW_N(w->a, AltTeil, (size_t)o.nteile + 1);
    for (int k = 0; k < o.ntops; k++) o.top[k] = w->m->seit->top[k];
    for (int k = 0; k < o.nteile; k++) o.teil[k] = w->m->seit->teil[k];
    Vergleich v = { .w = w,
                    .o = &o,
                    .wie = ARENA_NEW_N(w->a, Wandel, n),
                    .bleibt = ARENA_NEW_N(w->a, bool, n),
                    .war = ARENA_NEW_N(w->a, int, n),
                    .neu = ARENA_NEW_N(w->a, int, (size_t)o.ntops + 1) };
    compare(&v);
    spread(&v);
    w->sf.nachtrag = nachtrag_wort(w->a, w->sf.stil, &o);
    w->vor = w->m->duplex ? (o.seiten + 1) / 2 * 2 : o.seiten;
    if (!choose(&v)) {
        diag(w->d, D_MAPPE_UNVERAENDERT, NO_PLACE, o.pfad, (const char *)NULL);
        w->r->n = 0;
        return true;
    }
    w->nalle = w->r->n;
    w->alle = ARENA_NEW_N(w->a, Stueck, n), w->von = ARENA_NEW_N(w->a, int, n);
    for (int i = 0; i < w->nalle; i++) w->alle[i] = w->r->stueck[i];
    marks(&v);
    gone(&v);
    reduce(&v);
    return true;
}
