/* A Vorlage: parse, check, read, rules. The model is read even where faults were told, so that the
 * rules tell theirs in the same run; it is handed out only where nothing of error rank was found.
 */
#include "read/read.h"
#include "read/read_in.h"
#include "rules/rules.h"
#include "schema/schema.h"

static Person person(const Rd *r, const XNode *n)
{
    return (Person){ n->at,
                     rd_attr(r, n, "name"),
                     rd_attr(r, n, "funktion"),
                     rd_attr(r, n, "telefon"),
                     rd_attr(r, n, "email"),
                     rd_attr(r, n, "zimmer") };
}

static void betreff(Rd *r, const XNode *n, Kopf *k)
{
    if (!n) return;
    k->betreff_at = n->at;
    k->betreff = rd_inline_content(r, n);
    k->betreff_text = model_plain(r->a, k->betreff);
    k->betreff_oeffentlich = rd_attr(r, n, "oeffentlich");
    if (!k->betreff_text.n) diag(r->d, D_BETREFF_LEER, n->at, (const char *)NULL);
}

static void bezuege(Rd *r, const XNode *n, Kopf *k)
{
    k->bezuege = ARENA_NEW_N(r->a, Bezug, (size_t)rd_count(n, "bezug"));
    for (XNode *b = rd_child(n, "bezug"); b; b = rd_next(b, "bezug")) {
        Bezugsart art = (Bezugsart)rd_enum(r, b, "art", ENUM_BEZUG);
        k->bezuege[k->nbezuege++] = (Bezug){ b->at, art ? art : BEZUG_BEZUEGLICH,
                                             rd_attr(r, b, "vorlage"), rd_content(r, b) };
    }
}

static void kopf(Rd *r, const XNode *n, Kopf *k)
{
    if (!n) return;
    betreff(r, rd_child(n, "betreff"), k);
    rd_felder(r, n, kopf_felder, KOPF_N, true, k);
    k->beteiligt = ARENA_NEW_N(r->a, Str, (size_t)rd_count(n, "beteiligt"));
    for (XNode *b = rd_child(n, "beteiligt"); b; b = rd_next(b, "beteiligt"))
        k->beteiligt[k->nbeteiligt++] = rd_content(r, b);
    k->verfasser = ARENA_NEW_N(r->a, Person, (size_t)rd_count(n, "verfasser"));
    for (XNode *p = rd_child(n, "verfasser"); p; p = rd_next(p, "verfasser"))
        k->verfasser[k->nverfasser++] = person(r, p);
    bezuege(r, n, k);
}

static Stimmen stimmen(const Rd *r, const XNode *n)
{
    return (Stimmen){ rd_attr(r, n, "name"), rd_int(n, "ja", -1), rd_int(n, "nein", -1),
                      rd_int(n, "enthaltung", -1), rd_int(n, "befangen", -1) };
}

static void ergebnis(Rd *r, const XNode *n, Beratung *b)
{
    if (!n) return;
    b->hat_ergebnis = true;
    b->ergebnis_at = n->at;
    b->ergebnis = (ErgebnisCode)rd_enum(r, n, "code", ENUM_ERG);
    b->ergebnis_text = rd_content(r, n);
    b->verwiesen_an = rd_attr(r, n, "an");
    b->ergebnis_status = (Status)rd_enum(r, n, "status", ENUM_STATUS);
}

static void abstimmung(Rd *r, const XNode *n, Beratung *b)
{
    if (!n) return;
    b->hat_stimmen = true;
    b->stimmen = stimmen(r, n);
    b->fraktionen = ARENA_NEW_N(r->a, Stimmen, (size_t)rd_count(n, "fraktion"));
    for (XNode *f = rd_child(n, "fraktion"); f; f = rd_next(f, "fraktion"))
        b->fraktionen[b->nfraktionen++] = stimmen(r, f);
}

static void beratung(Rd *r, const XNode *n, Beratung *b)
{
    *b = (Beratung){ .at = n->at,
                     .id = rd_attr(r, n, "id"),
                     .gremium = rd_attr(r, n, "gremium"),
                     .gremium_name = rd_attr(r, n, "gremium-name") };
    if (!b->gremium.n && !b->gremium_name.n)
        diag(r->d, D_BERATUNG_GREMIUM, n->at, (const char *)NULL);
    b->termin = rd_date(n, "termin");
    b->top = rd_attr(r, n, "top");
    b->status = (Status)rd_enum(r, n, "status", ENUM_STATUS);
    b->zustaendigkeit = (Zustaendigkeit)rd_enum(r, n, "zustaendigkeit", ENUM_ZUST);
    b->zustaendigkeit_text = rd_attr(r, n, "zustaendigkeit-text");
    ergebnis(r, rd_child(n, "ergebnis"), b);
    abstimmung(r, rd_child(n, "stimmen"), b);
}

static void beratungen(Rd *r, const XNode *n, Vorlage *v)
{
    v->beratungen = ARENA_NEW_N(r->a, Beratung, (size_t)rd_count(n, "beratung"));
    for (XNode *b = rd_child(n, "beratung"); b; b = rd_next(b, "beratung"))
        beratung(r, b, &v->beratungen[v->nberatungen++]);
}

static void auswirkungen(Rd *r, const XNode *n, Vorlage *v, Status status)
{
    v->auswirkungen_status = status;
    v->auswirkungen = ARENA_NEW_N(r->a, Auswirkung, (size_t)rd_count(n, "auswirkung"));
    for (XNode *w = rd_child(n, "auswirkung"); w; w = rd_next(w, "auswirkung"))
        v->auswirkungen[v->nauswirkungen++] =
            (Auswirkung){ w->at,
                          (Auswirkungsart)rd_enum(r, w, "art", ENUM_AUSW),
                          rd_attr(r, w, "name"),
                          (Wirkung)rd_enum(r, w, "wirkung", ENUM_WIRKUNG),
                          (Ausmass)rd_enum(r, w, "ausmass", ENUM_AUSMASS),
                          (Status)rd_enum(r, w, "status", ENUM_STATUS),
                          rd_blocks(r, w, 1),
                          false };
}

/* Each part but <teil> stands once: its place in the style is one place. */
static bool second(Rd *r, const XNode *n, Teilart art, bool *seen)
{
    if (art == TEIL_TEIL || !*seen) {
        *seen = true;
        return false;
    }
    diag_strs(r->d, D_TEIL_DOPPELT, n->name_at, 1, &n->name);
    return true;
}

static void teil(Rd *r, XNode *n, Teilart art, Vorlage *v)
{
    Teil *t = &v->teile[v->nteile++];
    *t = (Teil){ .at = n->at,
                 .art = art,
                 .titel = rd_attr(r, n, "titel"),
                 .status = (Status)rd_enum(r, n, "status", ENUM_STATUS) };
    t->nur_beratung = rd_list(r, n, "nur-beratung", &t->nnur);
    t->blocks = rd_blocks(r, n, 1);
    if (art == TEIL_AUSWIRKUNGEN) auswirkungen(r, n, v, t->status);
    if (art == TEIL_FINANZEN) {
        v->finanzen_at = n->at;
        rd_finanzen(r, n, &v->finanzen);
    }
}

static void teile(Rd *r, const XNode *root, Vorlage *v)
{
    bool seen[TEIL_N] = { false };
    v->teile = ARENA_NEW_N(r->a, Teil, (size_t)rd_count(root, NULL));
    for (XNode *n = rd_child(root, NULL); n; n = rd_next(n, NULL)) {
        Teilart art = (Teilart)enum_value(ENUM_TEIL, n->name);
        if (art && !second(r, n, art, &seen[art])) teil(r, n, art, v);
    }
}

Anlage *rd_anlagen(Rd *r, const XNode *parent, int *n)
{
    Anlage *all = ARENA_NEW_N(r->a, Anlage, (size_t)rd_count(parent, "anlage"));
    *n = 0;
    for (XNode *k = rd_child(parent, "anlage"); k; k = rd_next(k, "anlage")) {
        Anlage *a = &all[(*n)++];
        *a = (Anlage){ .at = k->at,
                       .nr = rd_attr(r, k, "nr"),
                       .titel = rd_content(r, k),
                       .datei = rd_attr(r, k, "datei"),
                       .datei_at = rd_attr_at(k, "datei") };
        a->status = (Status)rd_enum(r, k, "status", ENUM_STATUS);
        a->nur_beratung = rd_list(r, k, "nur-beratung", &a->nnur);
        a->alt = rd_attr(r, k, "alt");
    }
    return all;
}

Sichtvermerk *rd_vermerke(Rd *r, const XNode *n, int *count, Str *form)
{
    *count = 0;
    if (!n) return NULL;
    *form = rd_attr(r, n, "form");
    Sichtvermerk *all = ARENA_NEW_N(r->a, Sichtvermerk, (size_t)rd_count(n, "sichtvermerk"));
    for (XNode *k = rd_child(n, "sichtvermerk"); k; k = rd_next(k, "sichtvermerk")) {
        Sichtvermerkart art = (Sichtvermerkart)rd_enum(r, k, "art", ENUM_SV);
        all[(*count)++] = (Sichtvermerk){ .at = k->at,
                                          .art = art ? art : SV_SICHTVERMERK,
                                          .zeichen = rd_attr(r, k, "zeichen"),
                                          .name = rd_attr(r, k, "name"),
                                          .amt = rd_attr(r, k, "amt"),
                                          .ort = rd_attr(r, k, "ort"),
                                          .datum = rd_date(k, "datum"),
                                          .offen = rd_ja(k, "offen"),
                                          .signaturfeld = rd_ja(k, "signaturfeld") };
    }
    return all;
}

static void root_attrs(const Rd *r, const XNode *n, Vorlage *v)
{
    v->at = n->at;
    v->schema = rd_attr(r, n, "vokabular");
    if (!v->schema.n) v->schema = S("1");
    v->nummer = rd_attr(r, n, "nummer");
    v->nummer_at = rd_attr_at(n, "nummer");
    v->art = (Vorlagenart)rd_enum(r, n, "art", ENUM_VORLAGENART);
    v->art_text = rd_attr(r, n, "artname");
    v->status = (Status)rd_enum(r, n, "status", ENUM_STATUS);
    v->stil = rd_attr(r, n, "stil");
    v->koerperschaft = rd_attr(r, n, "koerperschaft");
    v->lang = rd_attr(r, n, "lang");
    if (!v->lang.n) v->lang = S("de");
}

Vorlage *rd_vorlage(Rd *r, const XNode *root)
{
    Vorlage *v = ARENA_NEW(r->a, Vorlage);
    root_attrs(r, root, v);
    kopf(r, rd_child(root, "kopf"), &v->kopf);
    beratungen(r, rd_child(root, "beratungsfolge"), v);
    teile(r, root, v);
    v->anlagen = rd_anlagen(r, rd_child(root, "anlagen"), &v->nanlagen);
    v->vermerke = rd_vermerke(r, rd_child(root, "sichtvermerke"), &v->nvermerke, &v->vermerke_form);
    return v;
}

static Vorlage *read_by(Arena *a, Arena *nodes, Diags *d, Str name, Str bytes)
{
    size_t errors = diags_errors(d);
    XTree *t = xml_parse(a, nodes, d, name, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    if (!xis(t->root, "vorlage")) {
        if (valid)
            diag_strs(d, D_WURZEL, t->root->name_at, 2, (Str[]){ t->root->name, S("vorlage") });
        return NULL;
    }
    Rd r = { a, d };
    Vorlage *v = rd_vorlage(&r, t->root);
    rules_vorlage(a, d, v, t->text);
    return valid && diags_errors(d) == errors ? v : NULL;
}

Vorlage *read_vorlage(Arena *a, Diags *d, Str name, Str bytes)
{
    Arena *nodes = arena_new();
    Vorlage *v = read_by(a, nodes, d, name, bytes);
    arena_drop(nodes);
    return v;
}
