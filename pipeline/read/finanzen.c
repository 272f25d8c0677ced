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

static void by_year(Rd *r, const XNode *n, Posten *p)
{
    p->jahre = ARENA_NEW_N(r->a, JahrBetrag, (size_t)rd_count(n, "jahresbetrag"));
    for (XNode *j = rd_child(n, "jahresbetrag"); j; j = rd_next(j, "jahresbetrag"))
        p->jahre[p->njahre++] = (JahrBetrag){ rd_int(j, "jahr", 0), rd_money(j, "eur"), j->at };
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
    rd_felder(r, n, posten_felder, FF_N, false, p);
    span(r, n, p);
    by_year(r, n, p);
    p->konsumtiv = rd_ja(n, "konsumtiv");
    p->investiv = rd_ja(n, "investiv");
    p->gruppe = rd_attr(r, n, "gruppe");
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
