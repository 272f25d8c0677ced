/* The house's words, and words of values: amounts, figures, dates, plain data by their kinds. */
#include "flow/flow_in.h"

Str flow_word(const Compose *c, Wort w) { return c->s->wort[w]; }
Str flow_word_of(EnumKind k, int v, const Str *own)
{
    return own && own[v].n ? own[v] : enum_word(k, v);
}
Str flow_kind_word(const Compose *c)
{
    return c->v->art_text.n ? c->v->art_text
                            : flow_word_of(ENUM_VORLAGENART, c->v->art, c->s->wort_art);
}
Str flow_status_word(const Compose *c, Status s)
{
    return flow_word(c, s == STATUS_OEFFENTLICH ? WORT_OEFFENTLICH : WORT_NICHTOEFFENTLICH);
}

Str flow_unit_word(const Compose *c, Geldeinheit unit)
{
    return flow_word(c, unit == GELD_MIO ? WORT_MIO : unit == GELD_TEUR ? WORT_TEUR : WORT_EUR);
}

Str flow_money_text(Compose *c, Money m, Geldeinheit unit)
{
    Buf b = { 0 };
    if (unit == GELD_MIO || unit == GELD_TEUR)
        dec_de(&b, geld_in_einheit(m, unit), true);
    else
        money_de(&b, m, c->s->geld_nachkomma);
    buf_z(&b, "\u00A0");
    buf_str(&b, flow_unit_word(c, unit));
    return buf_keep(c->a, &b);
}

Str flow_date_text(Compose *c, Date d, bool prose)
{
    Buf b = { 0 };
    if (prose)
        date_de_long(&b, d);
    else
        date_de(&b, d);
    return buf_keep(c->a, &b);
}

Str flow_dec_text(Compose *c, Dec d, const char *unit)
{
    Buf b = { 0 };
    dec_de(&b, d, false);
    buf_z(&b, unit);
    return buf_keep(c->a, &b);
}

Str flow_feld_text(Compose *c, const Feld *f, const void *of)
{
    const Str none = { "", 0 };
    switch (f->art) {
    case FELD_EIGEN:
    case FELD_ERRECHNET: break;
    case FELD_ZEILE: return feld_zeile(f, of);
    case FELD_GELD:
    case FELD_BETRAG:
        return feld_geld(f, of).set ? flow_money_text(c, feld_geld(f, of), GELD_EUR) : none;
    case FELD_ZAHL: return feld_zahl(f, of).set ? flow_dec_text(c, feld_zahl(f, of), "") : none;
    case FELD_PROZENT:
        return feld_zahl(f, of).set ? flow_dec_text(c, feld_zahl(f, of), "\u00A0%") : none;
    case FELD_TAG:
        return date_set(feld_tag(f, of)) ? flow_date_text(c, feld_tag(f, of), c->s->datum_lang)
                                         : none;
    case FELD_JA: return feld_ja(f, of) ? flow_word(c, WORT_JA) : none;
    case FELD_WORT: return enum_word(f->worte, feld_wort(f, of));
    }
    return none;
}

Str flow_posten_period(Compose *c, const Posten *p)
{
    if (p->jahr) return str_printf(c->a, "%d", p->jahr);
    if (p->von && p->ab) return str_printf(c->a, "ab\u00A0%d", p->von);
    if (p->von && p->bis && p->bis != p->von) return str_printf(c->a, "%d–%d", p->von, p->bis);
    if (p->von) return str_printf(c->a, "%d", p->von);
    if (p->njahre > 1)
        return str_printf(c->a, "%d–%d", p->jahre[0].jahr, p->jahre[p->njahre - 1].jahr);
    return p->njahre ? str_printf(c->a, "%d", p->jahre[0].jahr) : (Str){ "", 0 };
}
