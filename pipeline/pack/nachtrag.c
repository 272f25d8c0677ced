/* The supplement (Nachtrag): what is new or changed since an earlier pack, told by digests of what the parts are made from.
 *
 * Compared is within one edition only. Of the old list's words a full supplement repeats those of what has gone; a public one repeats none but an item's
 * number, since what has gone may have gone because it is public no longer. */
#include "base/hash.h"
#include "out/xml/xml.h"
#include "pack/mappe_in.h"

/* ---- what a part is made from ---- */

/* A Vorlage: the edition's model, and its pictures. */
static Str paper_digest(Werk *w, int i)
{
    Buf b = { 0 };
    const Stil *st = w->m->akte->stil;
    Diags *quiet = diags_new(w->a);
    Images im = { 0 };
    xml_write(w->a, &b, w->vorlage[i], st);
    Flow *f = flow_compose(w->a, quiet, w->vorlage[i], w->sf.k, st, str_z(w->a, w->path[i]));
    if (f && images_load(w->a, quiet, f, &im))
        for (size_t k = 0; k < im.n; k++) buf_bytes(&b, im.img[k].digest, sizeof im.img[k].digest);
    Str s = sha256_hex(w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

static Str letter_digest(Werk *w)
{
    Buf b = { 0 };
    Flow *f = flow_einladung(w->a, diags_new(w->a), &w->sf, NULL);
    if (f) flow_text(&b, f);
    Str s = sha256_hex(w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

void werk_digests(Werk *w)
{
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (s->art == STUECK_EINLADUNG) s->inhalt = letter_digest(w);
        else if (s->art == STUECK_VORLAGE) s->inhalt = paper_digest(w, i);
    } /* an attachment's was taken from its bytes when they were read */
}

/* ---- is it the same session, the same edition ---- */

static bool fits(Werk *w)
{
    const Altliste *o = w->m->seit;
    Buf b = { 0 };
    datetime_iso(&b, w->e->s->beginn);
    bool day = str_eq(str_sub(buf_view(&b), 0, 10), str_sub(o->beginn, 0, o->beginn.n < 10 ? o->beginn.n : 10));
    buf_drop(&b);
    if (!day || !str_eq(o->gremium, mappe_gremium(w))) diag(w->d, D_MAPPE_LISTE_SITZUNG, NO_PLACE, o->pfad, (const char *)NULL);
    else if (o->oeffentlich != (w->m->edition == EDITION_PUBLIC)) diag(w->d, D_MAPPE_LISTE_AUSGABE, NO_PLACE, o->pfad, (const char *)NULL);
    return !diags_errors(w->d);
}

/* ---- comparing ---- */

typedef enum { GLEICH, GEAENDERT, NEU } Wandel;
typedef struct {
    Werk *w; Altliste *o;
    Wandel *wie; bool *bleibt;       /* by Stueck */
    int *neu;                        /* by item of the old list: its Stueck, or -1 */
    int next_top, next_teil;         /* the old list mostly goes on where it was found last */
} Vergleich;

static Str words(const Stueck *s) { return s->titel.n ? s->titel : s->zeile; }

static void compare_item(Vergleich *v, int i)
{
    const Stueck *s = &v->w->r->stueck[i];
    v->wie[i] = NEU;
    for (int k = 0, at = v->next_top; k < v->o->ntops; k++, at++) {
        if (at >= v->o->ntops) at = 0;
        AltTop *t = &v->o->top[at];
        if (t->noch || !str_eq(t->name, s->name)) continue;
        t->noch = true, v->neu[at] = i, v->next_top = at + 1;
        v->wie[i] = str_eq(t->titel, s->titel) ? GLEICH : GEAENDERT;
        return;
    }
}

static void compare_part(Vergleich *v, int i)
{
    const Stueck *s = &v->w->r->stueck[i];
    v->wie[i] = NEU;
    for (int k = 0, at = v->next_teil; k < v->o->nteile; k++, at++) {
        if (at >= v->o->nteile) at = 0;
        AltTeil *t = &v->o->teil[at];
        if (t->noch || !str_eq(t->name, s->name)) continue;
        t->noch = true, v->next_teil = at + 1;
        v->wie[i] = s->art == STUECK_INHALT || (str_eq(t->inhalt, s->inhalt) && str_eq(t->titel, words(s)) && str_is(t->art, stueck_art(s->art))) ? GLEICH : GEAENDERT;
        return;
    }
}

/* An item of which a part is new, changed or gone has changed. */
static void spread(Vergleich *v)
{
    const Werk *w = v->w;
    for (int i = 0, item = -1; i < w->r->n; i++) {
        if (w->r->stueck[i].art == STUECK_TRENNBLATT) item = i;
        else if (item >= 0 && v->wie[i] != GLEICH && v->wie[item] == GLEICH) v->wie[item] = GEAENDERT;
    }
    for (int k = 0; k < v->o->nteile; k++) {
        const AltTeil *t = &v->o->teil[k];
        int i = t->noch || t->top < 0 ? -1 : v->neu[t->top];
        if (i >= 0 && v->wie[i] == GLEICH) v->wie[i] = GEAENDERT;
    }
}

/* What is kept: the session's own pages, what has changed, and the items above it. */
static bool choose(Vergleich *v)
{
    const Stueck *s = v->w->r->stueck;
    bool any = false;
    for (int i = 0; i < v->w->r->n; i++) {
        any |= v->wie[i] != GLEICH;
        v->bleibt[i] = v->wie[i] != GLEICH || s[i].art == STUECK_EINLADUNG || s[i].art == STUECK_INHALT;
        int level = s[i].ebene;
        for (int k = i; v->wie[i] != GLEICH && --k >= 0 && level > 1;)
            if (s[k].art == STUECK_TRENNBLATT && s[k].ebene < level) v->bleibt[k] = true, level = s[k].ebene;
    }
    for (int k = 0; k < v->o->ntops; k++) any |= !v->o->top[k].noch;
    for (int k = 0; k < v->o->nteile; k++) any |= !v->o->teil[k].noch;
    return any;
}

/* ---- marks ---- */

static const Str wandel_wort[] = { { "", 0 }, { "(geändert)", 11 }, { "(neu)", 5 } };

static void marks(Vergleich *v)
{
    Werk *w = v->w;
    FlowMarke *m = ARENA_NEW_N(w->a, FlowMarke, (size_t)w->r->n + 1);
    int n = 0;
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (v->wie[i] == GLEICH || s->art == STUECK_EINLADUNG) continue;
        s->wie_top = false;
        if (s->art == STUECK_TRENNBLATT) m[n++] = (FlowMarke){ s->top, wandel_wort[v->wie[i]] };
        Str of = s->nummer.n && s->art != STUECK_VORLAGE ? str_printf(w->a, " zu %.*s", STR_FMT(s->nummer)) : (Str){ "", 0 };
        s->titel = str_printf(w->a, "%.*s%.*s %.*s", STR_FMT(words(s)), STR_FMT(of), STR_FMT(wandel_wort[v->wie[i]]));
    }
    w->sf.marke = m, w->sf.nmarken = n;
}

static Str gone_part(Werk *w, const AltTeil *t, Str item)
{
    const Stil *st = w->sf.stil;
    Buf b = { 0 };
    if (item.n) buf_printf(&b, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_TOP]), STR_FMT(item));
    else buf_str(&b, st->wort[WORT_EINLADUNG]);
    if (w->m->edition == EDITION_PUBLIC) buf_z(&b, ": Unterlage");
    else {
        if (t->nummer.n) buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]), STR_FMT(t->nummer));
        if (t->anlage.n) buf_printf(&b, ", %.*s\u00A0%.*s", STR_FMT(st->wort[WORT_ANLAGE]), STR_FMT(t->anlage));
        buf_printf(&b, ": %.*s", STR_FMT(t->titel));
    }
    buf_z(&b, " (entfallen)");
    Str s = str_keep(w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

/* Lines for what is gone: items, and parts of items that are still there. A public supplement says it once an item. */
static void gone(Vergleich *v)
{
    Werk *w = v->w;
    Altliste *o = v->o;
    bool public = w->m->edition == EDITION_PUBLIC;
    Str *line = ARENA_NEW_N(w->a, Str, (size_t)(o->ntops + o->nteile) + 1);
    int n = 0, last = -2;
    for (int k = 0; k < o->ntops; k++)
        if (!o->top[k].noch)
            line[n++] = str_printf(w->a, "%.*s\u00A0%.*s%s%.*s (entfallen)", STR_FMT(w->sf.stil->wort[WORT_TOP]), STR_FMT(o->top[k].nummer), public ? "" : " ", STR_FMT(public ? S("") : o->top[k].titel));
    for (int k = 0; k < o->nteile; k++) {
        const AltTeil *t = &o->teil[k];
        if (t->noch || (t->top >= 0 && !o->top[t->top].noch) || (public && t->top == last)) continue;
        last = t->top;
        line[n++] = gone_part(w, t, t->top >= 0 ? o->top[t->top].nummer : (Str){ "", 0 });
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
        w->vorlage[n] = w->vorlage[i], w->path[n] = w->path[i], w->file[n] = w->file[i], w->alt[n] = w->alt[i];
        Stueck *s = &w->r->stueck[n++];
        if (s->ebene > above + 1) s->ebene = above + 1; /* an attachment whose Vorlage stayed as it was */
        above = s->ebene ? s->ebene : above;
    }
    w->r->n = n;
}

bool werk_supplement(Werk *w)
{
    if (!fits(w)) return false;
    size_t n = (size_t)w->r->n + 1;
    Altliste o = *w->m->seit;
    o.top = ARENA_NEW_N(w->a, AltTop, (size_t)o.ntops + 1), o.teil = ARENA_NEW_N(w->a, AltTeil, (size_t)o.nteile + 1);
    for (int k = 0; k < o.ntops; k++) o.top[k] = w->m->seit->top[k];
    for (int k = 0; k < o.nteile; k++) o.teil[k] = w->m->seit->teil[k];
    Vergleich v = { w, &o, ARENA_NEW_N(w->a, Wandel, n), ARENA_NEW_N(w->a, bool, n), ARENA_NEW_N(w->a, int, (size_t)o.ntops + 1), 0, 0 };
    for (int k = 0; k < o.ntops; k++) v.neu[k] = -1;
    for (int i = 0; i < w->r->n; i++) {
        if (w->r->stueck[i].art == STUECK_TRENNBLATT) compare_item(&v, i);
        else compare_part(&v, i);
    }
    spread(&v);
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
