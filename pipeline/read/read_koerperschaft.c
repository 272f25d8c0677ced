/* Master data of a body: address, Gremien with the names they had over time, people. */
#include "read/read.h"
#include "read/read_in.h"

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

static bool at_one_time(const Gremium *a, const Gremium *b)
{
    bool a_before = date_set(a->bis) && date_set(b->von) && date_cmp(a->bis, b->von) < 0;
    bool b_before = date_set(b->bis) && date_set(a->von) && date_cmp(b->bis, a->von) < 0;
    return !a_before && !b_before;
}

static void gremium(Rd *r, const XNode *n, Koerperschaft *k)
{
    Gremium g = {n->at, rd_attr(r, n, "id"), rd_attr(r, n, "name"), rd_attr(r, n, "genitiv"), rd_attr(r, n, "kurz"), rd_date(n, "von"), rd_date(n, "bis")};
    if (date_set(g.von) && date_set(g.bis) && date_cmp(g.von, g.bis) > 0) diag(r->d, D_GREMIUM_VON_BIS, rd_attr_at(n, "bis"), (const char *)NULL);
    for (int i = 0; i < k->ngremien; i++)
        if (str_eq(k->gremien[i].id, g.id) && at_one_time(&k->gremien[i], &g)) {
            diag_strs(r->d, D_GREMIUM_DOPPELT, rd_attr_at(n, "id"), 1, &g.id);
            break;
        }
    k->gremien[k->ngremien++] = g;
}

static void personen(const Rd *r, const XNode *n, Koerperschaft *k)
{
    k->personen = ARENA_NEW_N(r->a, Person, (size_t)rd_count(n, "person"));
    for (XNode *p = rd_child(n, "person"); p; p = rd_next(p, "person"))
        k->personen[k->npersonen++] = (Person){p->at, rd_attr(r, p, "name"), rd_attr(r, p, "funktion"), rd_attr(r, p, "telefon"),
                                               rd_attr(r, p, "email"), rd_attr(r, p, "zimmer")};
}

Koerperschaft *read_koerperschaft(Arena *a, Diags *d, Str path, Str bytes)
{
    size_t errors = diags_errors(d);
    XTree *t = xml_parse(a, d, path, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    const XNode *root = t->root;
    if (!xis(root, "koerperschaft")) {
        if (valid) diag_strs(d, D_WURZEL, root->name_at, 2, (Str[]){root->name, S("koerperschaft")});
        return NULL;
    }
    Rd r = {a, d};
    Koerperschaft *k = ARENA_NEW(a, Koerperschaft);
    *k = (Koerperschaft){.at = root->at, .name = rd_attr(&r, root, "name"), .genitiv = rd_attr(&r, root, "genitiv"), .kurz = rd_attr(&r, root, "kurz"),
                         .ladungsfrist = rd_int(root, "ladungsfrist", 0)};
    anschrift(&r, rd_child(root, "anschrift"), k);
    const XNode *g = rd_child(root, "gremien");
    k->gremien = ARENA_NEW_N(a, Gremium, (size_t)rd_count(g, "gremium"));
    for (XNode *n = rd_child(g, "gremium"); n; n = rd_next(n, "gremium")) gremium(&r, n, k);
    personen(&r, rd_child(root, "personen"), k);
    return valid && diags_errors(d) == errors ? k : NULL;
}
