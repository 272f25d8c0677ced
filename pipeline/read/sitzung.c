/* A session: agenda, invitation, distribution list. As read_vorlage: the model is read where faults
 * were told too, so that the rules tell theirs in the same run; it is handed out only where nothing
 * of error rank was found. */
#include "read/read.h"
#include "read/read_in.h"
#include "rules/rules.h"
#include "schema/schema.h"

static Nachreichung late(const Rd *r, const XNode *n)
{
    return (Nachreichung)rd_enum(r, n, "art", ENUM_NACHREICHUNG);
}

/* ---- agenda ---- */

static void niederschriften(const Rd *r, const XNode *n, Top *t)
{
    t->niederschriften = ARENA_NEW_N(r->a, Niederschrift, (size_t)rd_count(n, "niederschrift"));
    for (XNode *k = rd_child(n, "niederschrift"); k; k = rd_next(k, "niederschrift"))
        t->niederschriften[t->nniederschriften++] =
            (Niederschrift){ .at = k->at,
                             .titel = rd_content(r, k),
                             .datei = rd_attr(r, k, "datei"),
                             .datei_at = rd_attr_at(k, "datei"),
                             .sitzung = rd_date(k, "sitzung"),
                             .status = (Status)rd_enum(r, k, "status", ENUM_STATUS),
                             .alt = rd_attr(r, k, "alt") };
}

static void unterlagen(const Rd *r, const XNode *n, Top *t)
{
    t->unterlagen = ARENA_NEW_N(r->a, Unterlage, (size_t)rd_count(n, "unterlage"));
    for (XNode *k = rd_child(n, "unterlage"); k; k = rd_next(k, "unterlage"))
        t->unterlagen[t->nunterlagen++] =
            (Unterlage){ .at = k->at,
                         .nummer = rd_attr(r, k, "vorlage"),
                         .nummer_at = rd_attr_at(k, "vorlage"),
                         .datei = rd_attr(r, k, "datei"),
                         .datei_at = rd_attr_at(k, "datei"),
                         .nachreichung = late(r, k),
                         .vom = rd_date(k, "vom"),
                         .status = (Status)rd_enum(r, k, "status", ENUM_STATUS) };
}

static void titel(Rd *r, const XNode *n, Top *t)
{
    t->titel_at = n ? n->at : t->at;
    if (!n) return;
    t->titel = rd_inline_content(r, n);
    t->titel_text = model_plain(r->a, t->titel);
    t->titel_oeffentlich = rd_attr(r, n, "oeffentlich");
}

/* What an item says in its attributes; one that cannot be read as public is not. */
static void top_attrs(const Rd *r, const XNode *n, Top *t)
{
    t->at = n->at;
    t->nr = rd_attr(r, n, "nr");
    t->nr_at = rd_attr_at(n, "nr");
    t->status = str_is(str_trim(xattr(n, "status")), "oeffentlich") ? STATUS_OEFFENTLICH
                                                                    : STATUS_NICHTOEFFENTLICH;
    t->status_fehlt = !rd_enum(r, n, "status", ENUM_STATUS);
    rd_felder(r, n, top_felder, TOPF_N, false, t);
}

static Top *tops(Rd *r, const XNode *parent, Top *eltern, Status most, int *n)
{
    Top *all = ARENA_NEW_N(r->a, Top, (size_t)rd_count(parent, "top"));
    *n = 0;
    for (XNode *k = rd_child(parent, "top"); k; k = rd_next(k, "top")) {
        Top *t = &all[(*n)++];
        top_attrs(r, k, t);
        t->eltern = eltern;
        t->ebene = eltern ? eltern->ebene + 1 : 1;
        if (t->status == STATUS_OEFFENTLICH && most != STATUS_OEFFENTLICH) {
            t->status = STATUS_NICHTOEFFENTLICH;
            t->status_zu_weit = true;
        }
        titel(r, rd_child(k, "betreff"), t);
        t->text = rd_blocks(r, rd_child(k, "erlaeuterung"), 1);
        niederschriften(r, k, t);
        unterlagen(r, k, t);
        t->anlagen = rd_anlagen(r, k, &t->nanlagen);
        t->tops = tops(r, k, t, t->status, &t->ntops);
    }
    return all;
}

static int count_tops(const Top *t, int n)
{
    int c = n;
    for (int i = 0; i < n; i++) c += count_tops(t[i].tops, t[i].ntops);
    return c;
}

static void flatten(Sitzung *s, Top *t, int n)
{
    for (int i = 0; i < n; i++) {
        s->alle[s->nalle++] = &t[i];
        flatten(s, t[i].tops, t[i].ntops);
    }
}

/* ---- the rest ---- */

static void einladung(Rd *r, const XNode *n, Sitzung *s)
{
    Einladung *e = &s->einladung;
    e->at = e->datum_at = s->at;
    if (!n) return;
    s->hat_einladung = true;
    e->at = n->at;
    e->datum = rd_date(n, "datum");
    e->datum_at = rd_attr_at(n, "datum");
    e->betreff = rd_attr(r, n, "betreff");
    e->anrede = rd_attr(r, n, "anrede");
    e->text = rd_blocks(r, n, 1);
    e->beilagen = rd_anlagen(r, rd_child(n, "anlagen"), &e->nbeilagen);
    Str form;
    e->unterzeichner = rd_vermerke(r, rd_child(n, "sichtvermerke"), &e->nunterzeichner, &form);
}

static void root_attrs(const Rd *r, const XNode *n, Sitzung *s)
{
    s->at = n->at;
    s->gremium = rd_attr(r, n, "gremium");
    s->gremium_at = rd_attr_at(n, "gremium");
    s->gremium_name = rd_attr(r, n, "gremium-name");
    s->nummer = rd_attr(r, n, "nummer");
    s->art = (Sitzungsart)rd_enum(r, n, "art", ENUM_SITZUNG);
    if (!s->art) s->art = SITZUNG_ORDENTLICH;
    s->art_text = rd_attr(r, n, "artname");
    s->zustand = (Sitzungszustand)rd_enum(r, n, "zustand", ENUM_ZUSTAND);
    if (!s->zustand) s->zustand = ZUSTAND_GEPLANT;
    s->status = str_is(str_trim(xattr(n, "status")), "oeffentlich") ? STATUS_OEFFENTLICH
                                                                    : STATUS_NICHTOEFFENTLICH;
    s->beginn = rd_datetime(n, "beginn");
    s->beginn_at = rd_attr_at(n, "beginn");
    s->ende = rd_datetime(n, "ende");
    s->ort = rd_attr(r, n, "ort");
    s->raum = rd_attr(r, n, "raum");
    s->anschrift = rd_attr(r, n, "anschrift");
    s->stil = rd_attr(r, n, "stil");
    s->koerperschaft = rd_attr(r, n, "koerperschaft");
    s->lang = rd_attr(r, n, "lang");
    if (!s->lang.n) s->lang = S("de");
}

Sitzung *rd_sitzung(Rd *r, const XNode *root)
{
    Sitzung *s = ARENA_NEW(r->a, Sitzung);
    root_attrs(r, root, s);
    einladung(r, rd_child(root, "einladung"), s);
    s->tops = tops(r, rd_child(root, "tagesordnung"), NULL, s->status, &s->ntops);
    s->alle = ARENA_NEW_N(r->a, Top *, (size_t)count_tops(s->tops, s->ntops) + 1);
    flatten(s, s->tops, s->ntops);
    s->verteiler = ARENA_NEW_N(r->a, Verteiler, (size_t)rd_count(root, "verteiler"));
    for (XNode *v = rd_child(root, "verteiler"); v; v = rd_next(v, "verteiler"))
        s->verteiler[s->nverteiler++] =
            (Verteiler){ v->at, rd_attr(r, v, "datei"), rd_attr_at(v, "datei") };
    return s;
}

static Sitzung *read_by(Arena *a, Arena *nodes, Diags *d, Str name, Str bytes)
{
    XTree *t = xml_parse(a, nodes, d, name, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    if (!xis(t->root, "sitzung")) {
        if (valid)
            diag_strs(d, D_WURZEL, t->root->name_at, 2, (Str[]){ t->root->name, S("sitzung") });
        return NULL;
    }
    Rd r = { a, d };
    Sitzung *s = rd_sitzung(&r, t->root);
    rules_sitzung(a, d, s, t->text);
    return s;
}

Sitzung *read_sitzung(Arena *a, Diags *d, Str name, Str bytes)
{
    Arena *nodes = arena_new();
    Sitzung *s = read_by(a, nodes, d, name, bytes);
    arena_drop(nodes);
    return s;
}
