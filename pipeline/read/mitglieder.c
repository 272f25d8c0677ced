/* A list of members, and the rules that need nothing but the list. */
#include <stdlib.h>

#include "read/read.h"
#include "read/read_in.h"

#include "edition/edition.h"
#include "base/spell.h"
#include "rules/rules.h"
#include "schema/schema.h"

/* ---- the list ---- */

static void anschrift(Rd *r, const XNode *n, Mitglied *m)
{
    m->anschrift_at = n ? n->at : m->at;
    if (!n) return;
    m->land = rd_attr(r, n, "land");
    m->zeilen = ARENA_NEW_N(r->a, Str, (size_t)rd_count(n, "adresszeile"));
    for (XNode *z = rd_child(n, "adresszeile"); z; z = rd_next(z, "adresszeile"))
        m->zeilen[m->nzeilen++] = rd_content(r, z);
}

static void mitglied(Rd *r, const XNode *n, Mitglied *m)
{
    *m = (Mitglied){ .at = n->at,
                     .id = rd_attr(r, n, "id"),
                     .id_at = rd_attr_at(n, "id"),
                     .titel = rd_attr(r, n, "titel"),
                     .vorname = rd_attr(r, n, "vorname"),
                     .name = rd_attr(r, n, "name") };
    m->anrede = (Anrede)rd_enum(r, n, "anrede", ENUM_ANREDE);
    m->briefanrede = rd_attr(r, n, "briefanrede");
    m->funktion = (Mitgliedsfunktion)rd_enum(r, n, "funktion", ENUM_FUNKTION);
    m->funktion_text = rd_attr(r, n, "funktionsname");
    m->fraktion = rd_attr(r, n, "fraktion");
    m->vertritt = rd_attr(r, n, "vertritt");
    m->email = rd_attr(r, n, "email");
    m->email_at = rd_attr_at(n, "email");
    m->telefon = rd_attr(r, n, "telefon");
    m->zustellung = (Zustellung)rd_enum(r, n, "zustellung", ENUM_ZUSTELLUNG);
    m->nichtoeffentlich = rd_ja(n, "nichtoeffentlich");
    m->grossdruck = rd_ja(n, "grossdruck");
    m->papier = xattr_node(n, "papier") ? rd_ja(n, "papier") : mitglied_papier(m->zustellung);
    anschrift(r, rd_child(n, "postanschrift"), m);
}

/* ---- rules ---- */

static Str number(Arena *a, uint32_t n) { return str_printf(a, "%u", (unsigned)n); }

/* A mail program must be able to send to it: one @, a name of visible ASCII before it, a domain
 * with a dot behind it. */
static bool email_plausible(Str s)
{
    size_t at = str_find(s, S("@"));
    Str local = str_sub(s, 0, at), domain = at == (size_t)-1 ? S("") : str_sub(s, at + 1, s.n);
    if (at == (size_t)-1 || !local.n || local.n > 64 || domain.n < 3 || s.n > 254) return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || strchr("()<>[]:;,\\\"", c) || (c == '@' && i != at))
            return false;
        if (c == '.' &&
            (i == 0 || i + 1 == s.n || s.p[i - 1] == '.' || s.p[i - 1] == '@' || s.p[i + 1] == '@'))
            return false;
    }
    for (size_t i = 0; i < domain.n; i++)
        if (!(domain.p[i] == '-' || domain.p[i] == '.' ||
              (domain.p[i] >= '0' && domain.p[i] <= '9') ||
              (domain.p[i] >= 'a' && domain.p[i] <= 'z') ||
              (domain.p[i] >= 'A' && domain.p[i] <= 'Z')))
            return false;
    return str_find(domain, S(".")) != (size_t)-1;
}

static void reachable(Rd *r, const Mitglied *m)
{
    Str name = mitglied_name(r->a, m), lines[ADRESSZEILEN_MAX];
    int n = mitglied_anschrift(r->a, m, lines, ADRESSZEILEN_MAX);
    if (n > ADRESSZEILEN_MAX)
        diag_most(r->d, D_MITGLIED_ADRESSE, m->anschrift_at, 3,
                  (Str[]){ name, number(r->a, (uint32_t)n), number(r->a, ADRESSZEILEN_MAX) });
    if (m->zustellung == ZUSTELLUNG_POST && !m->nzeilen)
        diag_most(r->d, D_MITGLIED_OHNE_ADRESSE, m->id_at, 1, &name);
    if (m->zustellung == ZUSTELLUNG_EMAIL && !m->email.n)
        diag_most(r->d, D_MITGLIED_OHNE_EMAIL, m->id_at, 1, &name);
    if (m->email.n && !email_plausible(m->email))
        diag_most(r->d, D_MITGLIED_EMAIL, m->email_at, 1, &m->email);
}

typedef struct {
    const Mitglied **m;
    int n;
} Order;

static int by_id(const void *pa, const void *pb)
{
    const Mitglied *a = *(const Mitglied *const *)pa, *b = *(const Mitglied *const *)pb;
    int c = str_casecmp(a->id, b->id);
    return c ? c : (a > b) - (a < b);
}

static int id_only(const void *pa, const void *pb)
{
    return str_casecmp((*(const Mitglied *const *)pa)->id, (*(const Mitglied *const *)pb)->id);
}

static Order in_order(Arena *a, const Mitglieder *l)
{
    Order o = { ARENA_NEW_N(a, const Mitglied *, (size_t)l->n + 1), l->n };
    for (int i = 0; i < l->n; i++) o.m[i] = &l->alle[i];
    qsort(o.m, (size_t)o.n, sizeof *o.m, by_id);
    return o;
}

/* Also over several lists of a session: then the other file is named with the line. Ids become file
 * names: case does not tell them apart. */
void read_mitglieder_einmal(Arena *a, Diags *d, const Mitglieder *l)
{
    Order o = in_order(a, l);
    for (int i = 1; i < o.n; i++) {
        const Mitglied *first = o.m[i - 1], *again = o.m[i];
        if (!again->id.n || str_casecmp(first->id, again->id) || diag_full(d, D_MITGLIED_DOPPELT))
            continue;
        uint32_t line, col;
        diag_line_col(d, first->at, &line, &col);
        bool same = first->at.src == again->at.src;
        Str where = same ? number(a, line)
                         : str_printf(a, "%.*s:%u", STR_FMT(diags_source_name(d, first->at.src)),
                                      (unsigned)line);
        diag_most(d, same ? D_MITGLIED_DOPPELT : D_MITGLIED_DOPPELT_LISTE, again->id_at, 2,
                  (Str[]){ again->id, where });
    }
}

/* Ids become file names beside those of the editions: none may take a name of theirs, whatever
 * follows. */
static void vorbehalten(Rd *r, const Mitglieder *l)
{
    for (int i = 0; i < l->n; i++) {
        Str id = l->alle[i].id;
        size_t n = 0;
        while (n < id.n && id.p[n] != '.' && id.p[n] != '_' && id.p[n] != '-') n++;
        if (leser_reserved(str_sub(id, 0, n)))
            diag_most(r->d, D_MITGLIED_KENNUNG, l->alle[i].id_at, 1, &id);
    }
}

static void vertretungen(Rd *r, const Mitglieder *l)
{
    Order o = in_order(r->a, l);
    for (int i = 0; i < l->n; i++) {
        const Mitglied *m = &l->alle[i], key = { .id = m->vertritt }, *k = &key;
        if (!m->vertritt.n) continue;
        const Mitglied **hit = bsearch(&k, o.m, (size_t)o.n, sizeof *o.m, id_only);
        if (!hit || str_eq(m->vertritt, m->id))
            diag_most(r->d, D_MITGLIED_VERTRITT, m->id_at, 2,
                      (Str[]){ mitglied_name(r->a, m), m->vertritt });
    }
}

/* A list of nothing but administration and guests needs no chair. */
static void vorsitz(Rd *r, const Mitglieder *l, Place root_name)
{
    const Mitglied *chair = NULL;
    bool council = false;
    for (int i = 0; i < l->n; i++) {
        const Mitglied *m = &l->alle[i];
        council =
            council || m->funktion == FUNKTION_MITGLIED || m->funktion == FUNKTION_STELLV_VORSITZ;
        if (m->funktion != FUNKTION_VORSITZ) continue;
        if (chair)
            diag_most(r->d, D_MITGLIEDER_VORSITZ_ZWEI, m->id_at, 2,
                      (Str[]){ mitglied_name(r->a, m), mitglied_name(r->a, chair) });
        if (!m->nichtoeffentlich)
            diag_most(r->d, D_MITGLIED_VORSITZ_BLIND, m->id_at, 1,
                      (Str[]){ mitglied_name(r->a, m) });
        chair = m;
    }
    if (council && !chair) diag_most(r->d, D_MITGLIEDER_OHNE_VORSITZ, root_name, 0, NULL);
}

void rd_mitglieder_rules(Rd *r, const Mitglieder *l, Place head)
{
    for (int i = 0; i < l->n; i++) reachable(r, &l->alle[i]);
    read_mitglieder_einmal(r->a, r->d, l);
    vorbehalten(r, l);
    vertretungen(r, l);
    vorsitz(r, l, head);
}

Mitglieder *read_mitglieder(Arena *a, Diags *d, Str path, Str bytes)
{
    size_t errors = diags_errors(d);
    XTree *t = xml_parse(a, a, d, path, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    const XNode *root = t->root;
    if (!xis(root, "mitglieder")) {
        if (valid) diag_most(d, D_WURZEL, root->name_at, 2, (Str[]){ root->name, S("mitglieder") });
        return NULL;
    }
    Rd r = { a, d };
    Mitglieder *l = ARENA_NEW(a, Mitglieder);
    *l = (Mitglieder){ .at = root->at,
                       .quelle = str_keep(a, path),
                       .gremium = rd_attr(&r, root, "gremium"),
                       .stand = rd_date(root, "stand") };
    l->alle = ARENA_NEW_N(a, Mitglied, (size_t)rd_count(root, "mitglied"));
    for (XNode *n = rd_child(root, "mitglied"); n; n = rd_next(n, "mitglied"))
        mitglied(&r, n, &l->alle[l->n++]);
    rd_mitglieder_rules(&r, l, root->name_at);
    return valid && diags_errors(d) == errors ? l : NULL;
}
