/* Each Vorlage of a session must name this consultation, with body, day and status: what is public
 * on the agenda and not in the Vorlage (or the other way round) is a fault, not a choice. And its
 * other consultations must fit: prepared before decided. */
#include "akte/akte_in.h"
#include "read/read.h"
#include "rules/rules.h"
#include "edition/sitzung.h"

static bool this_body(const Pruefung *p, const Beratung *b)
{
    const Sitzung *s = p->s;
    const Gremium *g = p->akte->gremium;
    if (s->gremium.n && b->gremium.n) return str_eq(s->gremium, b->gremium);
    if (s->gremium_name.n && b->gremium_name.n) return str_eq(s->gremium_name, b->gremium_name);
    return g && b->gremium_name.n &&
        (str_eq(b->gremium_name, g->name) || str_eq(b->gremium_name, g->kurz));
}

static bool on_the_day(const Pruefung *p, const Beratung *b)
{
    return date_set(b->termin) && date_cmp(b->termin, p->s->beginn.day) == 0;
}

static bool decides(const Beratung *b)
{
    return b->zustaendigkeit == ZUST_ENTSCHEIDUNG || b->zustaendigkeit == ZUST_BESCHLUSSFASSUNG;
}

static bool prepares(const Beratung *b)
{
    return b->zustaendigkeit == ZUST_VORBERATUNG || b->zustaendigkeit == ZUST_ANHOERUNG ||
        b->zustaendigkeit == ZUST_EMPFEHLUNG;
}

/* How well a consultation fits, 0: it is another body's. */
static int fit(const Pruefung *p, const Blatt *x, const Beratung *b)
{
    if (!this_body(p, b)) return 0;
    if (on_the_day(p, b)) return b->status == x->top->status ? 5 : 4;
    return !date_set(b->termin) ? 3 : b->hat_ergebnis ? 1 : 2;
}

static const Beratung *best(const Pruefung *p, const Blatt *x)
{
    const Vorlage *v = x->u->vorlage;
    const Beratung *found = NULL;
    int rank = 0;
    for (int i = 0; i < v->nberatungen; i++) {
        int k = fit(p, x, &v->beratungen[i]);
        if (k > rank) rank = k, found = &v->beratungen[i];
    }
    return found;
}

static Str body_name(const Pruefung *p)
{
    return p->akte->gremium    ? p->akte->gremium->name
        : p->s->gremium_name.n ? p->s->gremium_name
                               : p->s->gremium;
}

static Place attr(const Pruefung *p, const Beratung *b, const char *name)
{
    return rules_attr_place(p->d, b->at, name);
}

static Str label(const Pruefung *p, const Top *t)
{
    return p->akte->stil ? top_nummer(p->a, p->akte->stil, t) : t->nr;
}

/* "TOP Ö 5" and "5" are "Ö 5" as well. */
static bool same_number(const Pruefung *p, Str said, const Top *t)
{
    if (str_starts(said, S("TOP "))) said = str_sub(said, 4, said.n);
    return str_eq(said, t->nr) || str_eq(said, label(p, t));
}

static void day_fault(const Pruefung *p, const Beratung *b)
{
    Str today = akte_day_de(p->a, p->s->beginn.day);
    if (date_set(b->termin)) {
        diag_most(p->d, D_UNTERLAGE_TERMIN, attr(p, b, "termin"), 2,
                  (Str[]){ akte_day_de(p->a, b->termin), today });
        return;
    }
    Buf iso = buf_new(0);
    date_iso(&iso, p->s->beginn.day);
    diag_most(p->d, D_UNTERLAGE_OHNE_TERMIN, attr(p, b, "gremium"), 2,
              (Str[]){ today, buf_view(&iso) });
    buf_drop(&iso);
}

static Str status_word(const Pruefung *p, Status s)
{
    const Stil *k = p->akte->stil;
    return !k ? enum_word(ENUM_STATUS, s)
              : k->wort[s == STATUS_OEFFENTLICH ? WORT_OEFFENTLICH : WORT_NICHTOEFFENTLICH];
}

/* What is said of the consultation itself; true: it is this one. */
static bool agrees(const Pruefung *p, const Blatt *x, const Beratung *b)
{
    if (!on_the_day(p, b)) {
        day_fault(p, b);
        return false;
    }
    if (b->status != x->top->status) {
        diag_most(p->d, D_UNTERLAGE_STATUS, attr(p, b, "status"), 3,
                  (Str[]){ status_word(p, b->status), label(p, x->top),
                           status_word(p, x->top->status) });
        return false;
    }
    if (b->top.n && !same_number(p, b->top, x->top))
        diag_most(p->d, D_UNTERLAGE_TOP, attr(p, b, "top"), 2, (Str[]){ b->top, label(p, x->top) });
    if (b->hat_ergebnis && p->s->zustand != ZUSTAND_DURCHGEFUEHRT)
        diag_most(p->d, D_UNTERLAGE_ERGEBNIS, b->ergebnis_at, 1,
                  (Str[]){ enum_word(ENUM_ZUSTAND, p->s->zustand) });
    return true;
}

/* The other consultations against this one. */
static void others(const Pruefung *p, const Blatt *x, const Beratung *here)
{
    const Vorlage *v = x->u->vorlage;
    Date now = p->s->beginn.day;
    for (int i = 0; i < v->nberatungen; i++) {
        const Beratung *b = &v->beratungen[i];
        if (b == here || !date_set(b->termin)) continue;
        int c = date_cmp(b->termin, now);
        Str args[2] = { akte_day_de(p->a, b->termin), akte_day_de(p->a, now) };
        if (decides(here) && prepares(b) && c > 0)
            diag_most(p->d, D_VORBERATUNG_SPAETER, attr(p, b, "termin"), 2, args);
        else if (decides(here) && prepares(b) && c < 0 && !b->hat_ergebnis)
            diag_most(p->d, D_VORBERATUNG_OFFEN, attr(p, b, "termin"), 2, args);
        else if (prepares(here) && decides(b) && c < 0)
            diag_most(p->d, D_ENTSCHEIDUNG_FRUEHER, attr(p, here, "termin"), 2, args);
    }
}

static void paper(const Pruefung *p, const Blatt *x)
{
    Unterlage *u = x->u;
    const Vorlage *v = u->vorlage;
    bool open = x->top->status == STATUS_OEFFENTLICH && u->status != STATUS_NICHTOEFFENTLICH;
    if (open && v->status != STATUS_OEFFENTLICH)
        diag_most(p->d, D_UNTERLAGE_GEHEIM, u->nummer_at, 2,
                  (Str[]){ u->nummer, label(p, x->top) });
    if (!open && x->top->status == STATUS_OEFFENTLICH && !top_titel_oeffentlich(p->a, x->top).n)
        diag_most(p->d, D_TOP_BETREFF_GEHEIM, u->nummer_at, 1, (Str[]){ label(p, x->top) });
    const Beratung *b = best(p, x);
    if (!b)
        diag_most(p->d, D_UNTERLAGE_BERATUNG, v->nummer_at, 3,
                  (Str[]){ v->nummer, body_name(p), akte_day_de(p->a, p->s->beginn.day) });
    else if (agrees(p, x, b))
        u->beratung = b;
    if (u->beratung) others(p, x, b);
}

void akte_check_beratungen(Pruefung *p)
{
    for (int i = 0; i < p->n && p->body; i++)
        if (p->blatt[i].u->vorlage && !p->blatt[i].top->abgesetzt && !p->blatt[i].top->status_fehlt)
            paper(p, &p->blatt[i]);
}
