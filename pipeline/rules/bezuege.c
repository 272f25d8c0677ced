/* Rules that need master data and house style: Gremien and their time, finance forms and their
 * questions. */
#include "rules/rules_in.h"
#include "base/spell.h"

typedef struct {
    Rules r;
    const Koerperschaft *k;
    const Stil *s;
} Bezuege;

/* ---- Gremien ---- */

static bool is_known(const Koerperschaft *k, Str id)
{
    for (int i = 0; i < k->ngremien; i++)
        if (str_eq(k->gremien[i].id, id)) return true;
    return false;
}

static void unknown_gremium(Arena *a, Diags *d, const Koerperschaft *k, Str id, Place at)
{
    Str *ids = ARENA_NEW_N(a, Str, (size_t)k->ngremien + 1);
    for (int i = 0; i < k->ngremien; i++) ids[i] = k->gremien[i].id;
    int near = spell_nearest(id, ids, k->ngremien);
    Str args[2] = { id, near < 0 ? S("") : ids[near] };
    diag_strs(d, near < 0 ? D_GREMIUM_UNBEKANNT : D_GREMIUM_NAH, at, 2, args);
}

void rules_gremium(Arena *a, Diags *d, const Koerperschaft *k, Str id, Date on, Place at)
{
    if (!k) {
        diag_strs(d, D_GREMIUM_OHNE_STAMMDATEN, at, 1, &id);
    } else if (!is_known(k, id)) {
        unknown_gremium(a, d, k, id, at);
    } else if (date_set(on) && !gremium_find(k, id, on)) {
        Buf z = buf_new(0);
        date_de(&z, on);
        Str args[2] = { id, buf_view(&z) };
        diag_strs(d, D_GREMIUM_ZEIT, at, 2, args);
        buf_drop(&z);
    }
}

static void gremium(Bezuege *x, const Beratung *b)
{
    if (b->gremium.n && !b->gremium_name.n)
        rules_gremium(x->r.a, x->r.d, x->k, b->gremium, b->termin,
                      rule_attr(&x->r, b->at, "gremium"));
}

/* ---- finance forms ---- */

#define ANSWERS_COMPARED 1000 /* more than any form asks */

static Str form_list(Bezuege *x)
{
    Buf b = buf_new(0);
    for (int i = 0; i < x->s->nformen; i++) {
        if (i) buf_z(&b, ", ");
        buf_str(&b, x->s->formen[i].id);
    }
    return buf_keep(x->r.a, &b);
}

static void form(void *ctx, const Block *b)
{
    Bezuege *x = ctx;
    if (b->kind != BK_FINANZTABELLE || !b->form.n) return;
    if (stil_form(x->s, b->form)) return;
    Str *ids = ARENA_NEW_N(x->r.a, Str, (size_t)x->s->nformen + 1);
    for (int i = 0; i < x->s->nformen; i++) ids[i] = x->s->formen[i].id;
    int near = spell_nearest(b->form, ids, x->s->nformen);
    Str args[3] = { b->form, near < 0 ? form_list(x) : ids[near], x->s->name };
    diag_strs(x->r.d, near >= 0 ? D_FORM_NAH : D_FORM_UNBEKANNT, rule_attr(&x->r, b->at, "form"), 3,
              args);
}

static int questions(const Stil *s, Str *out)
{
    int n = 0;
    for (int i = 0; i < s->nformen; i++)
        for (int k = 0; k < s->formen[i].nfragen; k++, n++)
            if (out) out[n] = s->formen[i].fragen[k].id;
    return n;
}

static void answer(Bezuege *x, const Antwort *w)
{
    int n = questions(x->s, NULL);
    Str *ids = ARENA_NEW_N(x->r.a, Str, (size_t)n + 1);
    questions(x->s, ids);
    for (int i = 0; i < n; i++)
        if (str_eq(ids[i], w->id)) return;
    if (!rule_may_tell(&x->r, &x->r.lost, w->at)) return;
    int near = spell_nearest(w->id, ids, n);
    Str args[3] = { w->id, near < 0 ? S("") : ids[near], x->s->name };
    diag_strs(x->r.d, near < 0 ? D_FRAGE_UNBEKANNT : D_FRAGE_NAH, rule_attr(&x->r, w->at, "frage"),
              3, args);
}

static void twice_answered(Bezuege *x)
{
    const Finanzen *f = &x->r.v->finanzen;
    for (int i = 1; i < f->nantworten && i < ANSWERS_COMPARED; i++)
        for (int k = 0; k < i; k++)
            if (f->antworten[i].id.n && str_eq(f->antworten[i].id, f->antworten[k].id)) {
                diag_strs(x->r.d, D_FRAGE_DOPPELT, rule_attr(&x->r, f->antworten[i].at, "frage"), 1,
                          &f->antworten[i].id);
                break;
            }
}

void rules_bezuege(Arena *a, Diags *d, const Vorlage *v, const Koerperschaft *k, const Stil *s)
{
    Bezuege x = {
        .r = { .a = a, .d = d, .v = (Vorlage *)v, .src = diags_source_text(d, v->at.src) },
        .k = k,
        .s = s
    };
    for (int i = 0; i < v->nberatungen; i++) gremium(&x, &v->beratungen[i]);
    walk_vorlage(v, &(Walk){ .ctx = &x, .block = form });
    for (int i = 0; i < v->finanzen.nantworten; i++) answer(&x, &v->finanzen.antworten[i]);
    twice_answered(&x);
}
