#include "model/posten.h"

static const Money none = { 0 };

const Posten *posten_find(const Vorlage *v, Str id)
{
    for (int i = 0; i < v->finanzen.nposten; i++)
        if (str_eq(v->finanzen.posten[i].id, id)) return &v->finanzen.posten[i];
    return NULL;
}

Money posten_amount(const Posten *p)
{
    return p->betrag.set ? p->betrag : p->brutto.set ? p->brutto : p->netto;
}

const char *posten_amount_name(bool betrag, bool brutto, bool netto)
{
    return betrag ? "betrag" : brutto ? "brutto" : netto ? "netto" : "betrag";
}

Money posten_gross(const Posten *p)
{
    return p->brutto.set ? p->brutto : p->betrag.set ? p->betrag : p->netto;
}

Money posten_wert(const Posten *p, PostenWert w)
{
    Money ust = none;
    switch (w) {
    case WERT_NETTO: return p->netto;
    case WERT_BRUTTO: return p->brutto;
    case WERT_ANSATZ: return p->ansatz;
    case WERT_UST: money_sub(p->brutto, p->netto, &ust); return ust;
    case WERT_NONE:
    case WERT_BETRAG:
    case WERT_USTSATZ: break;
    }
    return posten_amount(p);
}

bool posten_has_year(const Posten *p, int year)
{
    for (int i = 0; i < p->njahre; i++)
        if (p->jahre[i].jahr == year) return true;
    return false;
}

Money posten_year(const Posten *p, int year)
{
    for (int i = 0; i < p->njahre; i++)
        if (p->jahre[i].jahr == year) return p->jahre[i].betrag;
    if (p->njahre) return none;
    if (p->jahr) return p->jahr == year ? posten_amount(p) : none;
    bool within = p->von && year >= p->von && (p->ab || (p->bis && year <= p->bis));
    if (within && (p->turnus == TURNUS_JAEHRLICH || p->ab || p->von == p->bis))
        return posten_amount(p);
    return none;
}

Money posten_years_sum(const Posten *p)
{
    Money sum = { 0, true };
    for (int i = 0; i < p->njahre; i++)
        if (!money_add(sum, p->jahre[i].betrag, &sum)) return none;
    return sum;
}

Money posten_total(const Posten *p)
{
    Money sum = { 0, true };
    if (p->njahre) return posten_years_sum(p);
    if (p->turnus != TURNUS_JAEHRLICH || p->jahr) return posten_amount(p);
    if (!p->von || p->ab || !p->bis) return none;
    for (int y = p->von; y <= p->bis; y++)
        if (!money_add(sum, posten_amount(p), &sum)) return none;
    return sum;
}

Money posten_budget(const Posten *p, int sign)
{
    const Money part[] = { p->bereitgestellt, p->beantragt };
    Money sum = { p->ansatz.set ? p->ansatz.cents : 0, true };
    for (int i = 0; i < 2; i++) {
        if (!part[i].set) continue;
        if (!(sign < 0 ? money_sub : money_add)(sum, part[i], &sum)) return none;
    }
    return sum;
}

bool posten_is_income(Postenart a)
{
    return a == POSTEN_ERTRAG || a == POSTEN_EINZAHLUNG || a == POSTEN_EINSPARUNG ||
        a == POSTEN_FOERDERMITTEL;
}

bool posten_is_cost(Postenart a) { return a == POSTEN_AUFWAND || a == POSTEN_AUSZAHLUNG; }

/* ---- units ---- */

/* Decimals of the unit in cents: 2 of EUR. */
static int places(Geldeinheit g) { return g == GELD_MIO ? 8 : g == GELD_TEUR ? 5 : 2; }

Dec geld_in_einheit(Money m, Geldeinheit g)
{
    Dec d = { m.cents, (uint8_t)places(g), m.set };
    while (d.scale && d.v % 10 == 0) d.v /= 10, d.scale--;
    return d;
}

int64_t geld_cents(Geldeinheit g)
{
    int64_t cents = 1;
    for (int i = places(g); i > 0; i--) cents *= 10;
    return cents;
}
