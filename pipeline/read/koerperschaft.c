/* Master data of a body: address, Gremien with the names they had over time, people. */
#include <stdlib.h>

#include "read/read.h"
#include "read/read_in.h"
#include "schema/schema.h"

static void anschrift(const Rd *r, const XNode *n, Koerperschaft *k)
{
    if (!n) return;
    k->strasse = rd_attr(r, n, "strasse");
    k->plz = rd_attr(r, n, "plz");
    k->ort = rd_attr(r, n, "ort");
    k->telefon = rd_attr(r, n, "telefon");
    k->email = rd_attr(r, n, "email");
    k->web = rd_attr(r, n, "web");
}

static Gremium gremium(Rd *r, const XNode *n)
{
    Gremium g = { n->at,
                  rd_attr(r, n, "id"),
                  rd_attr(r, n, "name"),
                  rd_attr(r, n, "genitiv"),
                  rd_attr(r, n, "kurz"),
                  rd_date(n, "von"),
                  rd_date(n, "bis") };
    if (date_set(g.von) && date_set(g.bis) && date_cmp(g.von, g.bis) > 0)
        diag(r->d, D_GREMIUM_VON_BIS, rd_attr_at(n, "bis"), (const char *)NULL);
    return g;
}

/* By id, then by the first day (from ever comes first), then as they stand in the file. */
static int by_time(const void *pa, const void *pb)
{
    const Gremium *a = *(const Gremium *const *)pa, *b = *(const Gremium *const *)pb;
    int c = str_cmp(a->id, b->id);
    if (!c) c = date_set(a->von) - date_set(b->von);
    if (!c && date_set(a->von)) c = date_cmp(a->von, b->von);
    return c ? c : (a > b) - (a < b);
}

/* Sorted by first day, two names of one id hold at the same time only if two neighbours do. */
static void told_once(Rd *r, const Koerperschaft *k)
{
    size_t n = (size_t)k->ngremien;
    const Gremium **order = ARENA_NEW_N(r->a, const Gremium *, n);
    for (size_t i = 0; i < n; i++) order[i] = &k->gremien[i];
    if (n) qsort(order, n, sizeof *order, by_time);
    for (size_t i = 1; i < n; i++) {
        const Gremium *a = order[i - 1], *b = order[i];
        bool apart = date_set(a->bis) && date_set(b->von) && date_cmp(a->bis, b->von) < 0;
        if (str_eq(a->id, b->id) && !apart)
            diag_strs(r->d, D_GREMIUM_DOPPELT, (a > b ? a : b)->at, 1, &a->id);
    }
}

static void personen(const Rd *r, const XNode *n, Koerperschaft *k)
{
    k->personen = ARENA_NEW_N(r->a, Person, (size_t)rd_count(n, "person"));
    for (XNode *p = rd_child(n, "person"); p; p = rd_next(p, "person"))
        k->personen[k->npersonen++] = (Person){ p->at,
                                                rd_attr(r, p, "name"),
                                                rd_attr(r, p, "funktion"),
                                                rd_attr(r, p, "telefon"),
                                                rd_attr(r, p, "email"),
                                                rd_attr(r, p, "zimmer") };
}

Koerperschaft *read_koerperschaft(Arena *a, Diags *d, Str path, Str bytes)
{
    size_t errors = diags_errors(d);
    XTree *t = xml_parse(a, a, d, path, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    const XNode *root = t->root;
    if (!xis(root, "koerperschaft")) {
        if (valid)
            diag_strs(d, D_WURZEL, root->name_at, 2, (Str[]){ root->name, S("koerperschaft") });
        return NULL;
    }
    Rd r = { a, d };
    Koerperschaft *k = ARENA_NEW(a, Koerperschaft);
    *k = (Koerperschaft){ .at = root->at,
                          .name = rd_attr(&r, root, "name"),
                          .genitiv = rd_attr(&r, root, "genitiv"),
                          .kurz = rd_attr(&r, root, "kurz"),
                          .ladungsfrist = rd_int(root, "ladungsfrist", 0) };
    anschrift(&r, rd_child(root, "anschrift"), k);
    const XNode *g = rd_child(root, "gremien");
    k->gremien = ARENA_NEW_N(a, Gremium, (size_t)rd_count(g, "gremium"));
    for (XNode *n = rd_child(g, "gremium"); n; n = rd_next(n, "gremium"))
        k->gremien[k->ngremien++] = gremium(&r, n);
    told_once(&r, k);
    personen(&r, rd_child(root, "personen"), k);
    return valid && diags_errors(d) == errors ? k : NULL;
}
