/* Finance rows: amounts against one another in exact cents, and the values that follow from the
 * given ones.
 *
 * VAT is rounded half away from zero, row by row; totals are sums of rounded rows. */
#include "model/posten.h"
#include "rules/rules_in.h"

#define FUNDING_ROWS 3000 /* in larger papers the funding rates are not set against the costs */

static Str percent(Arena *a, Dec d)
{
    Buf b = buf_new(0);
    dec_de(&b, d, false);
    buf_z(&b, " %");
    return buf_keep(a, &b);
}

/* base / (1 + rate), half away from zero. */
static bool without_tax(Money gross, Dec rate, Money *out)
{
    __int128 scale = 1;
    for (int i = 0; i < rate.scale; i++) scale *= 10;
    __int128 num = (__int128)gross.cents * 100 * scale, den = 100 * scale + rate.v;
    if (den <= 0) return false;
    __int128 twice = num < 0 ? -num * 2 : num * 2, q = (twice + den) / (2 * den);
    *out = (Money){ (int64_t)(num < 0 ? -q : q), true };
    return true;
}

/* ---- net, VAT, gross ---- */

static void tax(Rules *r, Posten *p)
{
    Money vat, gross;
    if (!p->ust.set) return;
    if (!p->netto.set && !p->brutto.set) {
        diag(r->d, D_POSTEN_UST_ALLEIN, rule_attr(r, p->at, "ust"), (const char *)NULL);
        return;
    }
    if (!p->netto.set) {
        without_tax(p->brutto, p->ust, &p->netto);
        return;
    }
    if (!money_percent(p->netto, p->ust, &vat) || !money_add(p->netto, vat, &gross))
        return; /* only amounts the schema refuses are that large */
    if (!p->brutto.set) {
        p->brutto = gross;
    } else if (p->brutto.cents != gross.cents) {
        Str args[4] = { rule_money(r->a, p->netto), percent(r->a, p->ust), rule_money(r->a, gross),
                        rule_money(r->a, p->brutto) };
        diag_strs(r->d, D_POSTEN_BRUTTO, rule_attr(r, p->at, "brutto"), 4, args);
    }
}

static void net_above_gross(Rules *r, const Posten *p)
{
    if (p->ust.set || !p->netto.set || !p->brutto.set || p->netto.cents < 0 ||
        p->netto.cents <= p->brutto.cents)
        return;
    Str args[2] = { rule_money(r->a, p->netto), rule_money(r->a, p->brutto) };
    diag_strs(r->d, D_POSTEN_NETTO, rule_attr(r, p->at, "netto"), 2, args);
}

static void amount_twice(Rules *r, const Posten *p)
{
    Money whole = p->brutto.set ? p->brutto : p->netto;
    if (!p->betrag.set || !whole.set || p->betrag.cents == whole.cents) return;
    Str args[2] = { rule_money(r->a, p->betrag), rule_money(r->a, whole) };
    diag_strs(r->d, D_POSTEN_BETRAG, rule_attr(r, p->at, "betrag"), 2, args);
}

/* ---- years ---- */

static bool outside(const Posten *p, int year)
{
    return (p->von && year < p->von) || (p->bis && year > p->bis) || (p->jahr && year != p->jahr);
}

static void each_year(Rules *r, const Posten *p)
{
    bool seen[1000] = { false }; /* years have four digits and begin with 1 or 2 */
    for (int i = 0; i < p->njahre; i++) {
        const JahrBetrag *j = &p->jahre[i];
        int slot = j->jahr - 1500;
        bool again = slot >= 0 && slot < 1000 && seen[slot];
        Str year = rule_int(r->a, j->jahr);
        if (j->jahr && outside(p, j->jahr))
            diag_strs(r->d, D_POSTEN_JAHR, rule_attr(r, j->at, "jahr"), 1, &year);
        if (again && rule_may_tell(r, &r->doubles, j->at))
            diag_strs(r->d, D_POSTEN_JAHR_DOPPELT, rule_attr(r, j->at, "jahr"), 1, &year);
        if (slot >= 0 && slot < 1000) seen[slot] = true;
    }
}

static void years_sum(Rules *r, Posten *p)
{
    Money sum = posten_years_sum(p), whole = posten_amount(p);
    if (!sum.set) return;
    if (!whole.set) {
        p->betrag = sum;
        return;
    }
    if (p->turnus == TURNUS_JAEHRLICH) {
        diag(r->d, D_POSTEN_JAEHRLICH, rule_attr(r, p->at, "turnus"), (const char *)NULL);
        return;
    }
    if (whole.cents == sum.cents) return;
    Str args[2] = { rule_money(r->a, sum), rule_money(r->a, whole) };
    const char *name = posten_amount_name(p->betrag.set, p->brutto.set, p->netto.set);
    diag_strs(r->d, D_POSTEN_JAHRE_SUMME, rule_attr(r, p->at, name), 2, args);
}

static void no_turnus(Rules *r, const Posten *p)
{
    bool span = (p->von && p->bis && p->bis > p->von) || p->ab;
    if (span && posten_amount(p).set && !p->turnus && !p->njahre)
        diag(r->d, D_POSTEN_TURNUS, rule_name(r, p->at), (const char *)NULL);
}

static void no_amount(Rules *r, const Posten *p)
{
    bool any = posten_amount(p).set || p->njahre || p->ansatz.set || p->bereitgestellt.set ||
        p->beantragt.set || p->vzae.set;
    static const char *const names[] = { "netto",          "brutto",    "betrag", "ansatz",
                                         "bereitgestellt", "beantragt", "vzae" };
    for (size_t i = 0; !any && i < sizeof names / sizeof *names;
         i++) /* said, but not readable: told already */
        any = rule_attr(r, p->at, names[i]).off != rule_name(r, p->at).off;
    if (!any) diag(r->d, D_POSTEN_OHNE_BETRAG, rule_name(r, p->at), (const char *)NULL);
}

/* ---- share of funding ---- */

/* The costs that money belongs to: those of its group; without groups the only cost row there is.
 */
static bool costs_of(const Rules *r, const Posten *p, Money *out)
{
    const Finanzen *f = &r->v->finanzen;
    int n = 0;
    *out = (Money){ 0, true };
    for (int i = 0; i < f->nposten; i++) {
        const Posten *k = &f->posten[i];
        if (!posten_is_cost(k->art) || !str_eq(k->gruppe, p->gruppe)) continue;
        n++;
        if (!posten_gross(k).set || k->turnus != p->turnus ||
            !money_add(*out, posten_gross(k), out))
            return false;
    }
    return out->cents > 0 && (p->gruppe.n ? n > 0 : n == 1);
}

static void funding(Rules *r, const Posten *p)
{
    Money costs;
    Dec share;
    if (p->art != POSTEN_FOERDERMITTEL || !p->foerderquote.set || !posten_gross(p).set ||
        !costs_of(r, p, &costs))
        return;
    if (!money_ratio(posten_gross(p), costs, p->foerderquote.scale, &share) ||
        dec_cmp(share, p->foerderquote) == 0)
        return;
    Str args[4] = { rule_money(r->a, posten_gross(p)), rule_money(r->a, costs),
                    percent(r->a, share), percent(r->a, p->foerderquote) };
    diag_strs(r->d, D_POSTEN_FOERDERQUOTE, rule_attr(r, p->at, "foerderquote"), 4, args);
}

/* ---- amounts said in running text ---- */

static void stated(void *ctx, const Inline *i)
{
    Rules *r = ctx;
    if (i->kind != IN_BETRAG || !i->money.set || i->rund || i->einheit == GELD_EUR ||
        i->zahl.scale <= 3)
        return;
    Str args[2] = { rule_money(r->a, i->money), enum_word(ENUM_GELD, i->einheit) };
    diag_strs(r->d, D_BETRAG_EINHEIT, rule_attr(r, i->at, "eur"), 2, args);
}

void rules_posten(Rules *r)
{
    Finanzen *f = &r->v->finanzen;
    for (int i = 0; i < f->nposten; i++) {
        Posten *p = &f->posten[i];
        tax(r, p);
        net_above_gross(r, p);
        amount_twice(r, p);
        each_year(r, p);
        if (p->njahre) years_sum(r, p);
        no_turnus(r, p);
        no_amount(r, p);
    }
    for (int i = 0; i < f->nposten && f->nposten <= FUNDING_ROWS; i++) funding(r, &f->posten[i]);
    walk_vorlage(r->v, &(Walk){ .ctx = r, .text = stated });
}
