/* Finance rows and the answers to a form's questions. */
#include "read/read_in.h"

static void span(Rd *r, const XNode *n, Posten *p)
{
    p->jahr = rd_int(n, "jahr", 0);
    p->von = rd_int(n, "von", 0);
    p->bis = rd_int(n, "bis", 0);
    int ab = rd_int(n, "ab", 0);
    bool two_ways =
        (p->jahr && (p->von || p->bis || ab)) || (ab && (p->von || p->bis)) || (p->bis && !p->von);
    if (two_ways) diag(r->d, D_POSTEN_ZEITRAUM, n->at, (const char *)NULL);
    if (ab) p->von = ab, p->ab = true;
    if (p->von && p->bis && p->von > p->bis) {
        Str arg[2] = { str_printf(r->a, "%d", p->von), str_printf(r->a, "%d", p->bis) };
        diag_strs(r->d, D_POSTEN_VON_BIS, rd_attr_at(n, "bis"), 2, arg);
    }
}

static void amounts(Rd *r, const XNode *n, Posten *p)
{
    p->netto = rd_money(n, "netto");
    p->ust = rd_dec(n, "ust");
    p->brutto = rd_money(n, "brutto");
    p->betrag = rd_money(n, "betrag");
    p->ansatz = rd_money(n, "ansatz");
    p->bereitgestellt = rd_money(n, "bereitgestellt");
    p->beantragt = rd_money(n, "beantragt");
    p->foerderquote = rd_dec(n, "foerderquote");
    p->jahre = ARENA_NEW_N(r->a, JahrBetrag, (size_t)rd_count(n, "jahresbetrag"));
    for (XNode *j = rd_child(n, "jahresbetrag"); j; j = rd_next(j, "jahresbetrag"))
        p->jahre[p->njahre++] = (JahrBetrag){ rd_int(j, "jahr", 0), rd_money(j, "eur"), j->at };
}

static void accounts(const Rd *r, const XNode *n, Posten *p)
{
    p->teilhaushalt = rd_attr(r, n, "teilhaushalt");
    p->produktgruppe = rd_attr(r, n, "produktgruppe");
    p->produkt = rd_attr(r, n, "produkt");
    p->kostenstelle = rd_attr(r, n, "kostenstelle");
    p->kostentraeger = rd_attr(r, n, "kostentraeger");
    p->sachkonto = rd_attr(r, n, "sachkonto");
    p->investitionsauftrag = rd_attr(r, n, "investitionsauftrag");
    p->finanzstelle = rd_attr(r, n, "finanzstelle");
    p->veranschlagung = (Veranschlagung)rd_enum(r, n, "veranschlagung", ENUM_VERANSCHLAGT);
    p->deckung = rd_attr(r, n, "deckung");
    p->vzae = rd_dec(n, "vzae");
    p->entgeltgruppe = rd_attr(r, n, "entgeltgruppe");
    p->konsumtiv = rd_ja(n, "konsumtiv");
    p->investiv = rd_ja(n, "investiv");
    p->gruppe = rd_attr(r, n, "gruppe");
}

/* The row's name stands behind the amounts by year. */
static Inline *name_of(Rd *r, const XNode *n)
{
    XNode *from = n->kids, *stop;
    for (XNode *k = n->kids; k; k = k->next)
        if (xis(k, "jahresbetrag")) from = k->next;
    return rd_inlines(r, from, &stop);
}

static void posten(Rd *r, const XNode *n, Posten *p)
{
    *p = (Posten){ .at = n->at, .id = rd_attr(r, n, "id") };
    p->status = (Status)rd_enum(r, n, "status", ENUM_STATUS);
    p->art = (Postenart)rd_enum(r, n, "art", ENUM_POSTEN);
    p->haushalt = (Haushalt)rd_enum(r, n, "haushalt", ENUM_HAUSHALT);
    p->turnus = (Turnus)rd_enum(r, n, "turnus", ENUM_TURNUS);
    span(r, n, p);
    amounts(r, n, p);
    accounts(r, n, p);
    p->text = name_of(r, n);
}

void rd_finanzen(Rd *r, const XNode *n, Finanzen *f)
{
    f->posten = ARENA_NEW_N(r->a, Posten, (size_t)rd_count(n, "posten"));
    for (XNode *p = rd_child(n, "posten"); p; p = rd_next(p, "posten"))
        posten(r, p, &f->posten[f->nposten++]);
    f->antworten = ARENA_NEW_N(r->a, Antwort, (size_t)rd_count(n, "antwort"));
    for (XNode *w = rd_child(n, "antwort"); w; w = rd_next(w, "antwort"))
        f->antworten[f->nantworten++] =
            (Antwort){ w->at, rd_attr(r, w, "frage"), rd_ja(w, "wert"), rd_inline_content(r, w) };
}
