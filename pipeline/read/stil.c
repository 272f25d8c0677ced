/* A house style: the neutral style first, then what the file says over it. Lists that the file
 * gives (head fields, columns, order of parts) replace the neutral ones as a whole; finance forms
 * are added, one with a known id replaces it. Lengths come in millimetres and become points; type
 * sizes are points already. */
#include "base/hash.h"
#include "base/sheet.h"
#include "read/read.h"
#include "read/read_in.h"
#include "schema/schema.h"

void rd_set_ja(const XNode *n, const char *name, bool *v)
{
    if (xattr_node(n, name)) *v = rd_ja(n, name);
}

void rd_set_str(const Rd *r, const XNode *n, const char *name, Str *v)
{
    if (xattr_node(n, name)) *v = rd_attr(r, n, name);
}

static double real(Dec d)
{
    double v = (double)d.v;
    for (int i = 0; i < d.scale; i++) v /= 10;
    return v;
}

static void set_points(const XNode *n, const char *name, double *v)
{
    Dec d = rd_dec(n, name);
    if (d.set) *v = real(d);
}

static void set_mm(const XNode *n, const char *name, double *v)
{
    Dec d = rd_dec(n, name);
    if (d.set) *v = MM(real(d));
}

#define X(id, key, ...) [KOPF_##id] = key,
static const char *const kopffelder[KOPF_N] = { KOPFFELDER(X) };
#undef X
#define X(id, key, ...) [BSP_##id] = key,
static const char *const folgespalten[BSP_N] = { BERATUNGSSPALTEN(X) };
#undef X
#define X(id, key, ...) [WORT_##id] = key,
static const char *const woerter[WORT_N] = { STIL_WORTE(X) };
#undef X

static void twice(Rd *r, const XNode *n, const char *name)
{
    Str value = rd_attr(r, n, name);
    diag_strs(r->d, D_STIL_DOPPELT, rd_attr_at(n, name), 1, &value);
}

static void logo(Rd *r, const XNode *n, Stil *s)
{
    if (!n) return;
    s->logo_datei = rd_attr(r, n, "datei");
    s->logo_alt = rd_attr(r, n, "alt");
    set_mm(n, "breite", &s->logo_breite);
    s->logo_rechts = str_is(str_trim(xattr(n, "platz")), "rechts");
}

static void kopf(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "tabelle", "zeilen" };
    if (!n) return;
    s->kopfform = (Kopfform)rd_word(r, n, "form", formen, 2, (int)s->kopfform);
    set_mm(n, "label-breite", &s->kopf_label_breite);
    rd_set_ja(n, "linien", &s->linien_kopf);
    if (rd_child(n, "kopftext"))
        s->kopf_zeile = rd_content(r, rd_child(n, "kopftext")),
        s->kopf_zeile_at = rd_child(n, "kopftext")->at;
    if (rd_child(n, "kopftitel"))
        s->kopf_titel = rd_content(r, rd_child(n, "kopftitel")),
        s->kopf_titel_at = rd_child(n, "kopftitel")->at;
    if (!rd_child(n, "kopffeld")) return;
    s->nkopf = 0;
    for (XNode *f = rd_child(n, "kopffeld"); f; f = rd_next(f, "kopffeld")) {
        Kopffeld feld = (Kopffeld)rd_word(r, f, "name", kopffelder, KOPF_N, KOPF_NONE);
        bool seen = feld == KOPF_NONE;
        for (int i = 0; i < s->nkopf && !seen; i++)
            if (s->kopf[i] == feld) twice(r, f, "name"), seen = true;
        if (!seen) s->kopf[s->nkopf++] = feld;
    }
}

static void beratungsfolge(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "tabelle", "zeilen" };
    if (!n) return;
    s->bform = (Beratungsform)rd_word(r, n, "form", formen, 2, (int)s->bform);
    rd_set_ja(n, "gitter", &s->bgitter);
    if (!rd_child(n, "folgespalte")) return;
    s->nbspalten = 0;
    for (XNode *f = rd_child(n, "folgespalte"); f; f = rd_next(f, "folgespalte")) {
        Beratungsspalte feld =
            (Beratungsspalte)rd_word(r, f, "feld", folgespalten, BSP_N, BSP_NONE);
        bool seen = feld == BSP_NONE;
        for (int i = 0; i < s->nbspalten && !seen; i++)
            if (s->bspalten[i] == feld) twice(r, f, "feld"), seen = true;
        if (!seen) s->bspalten[s->nbspalten++] = feld;
    }
}

static void abteilung(Rd *r, const XNode *n, Stil *s)
{
    static const char *const arten[] = { NULL,      "kopf",          "beratungsfolge",
                                         "teil",    "auswirkungen",  "finanzen",
                                         "anlagen", "sichtvermerke", "inhalt" };
    Anordnung a = { .art = (Abteilung)rd_word(r, n, "art", arten, 9, ABT_NONE),
                    .teil = (Teilart)rd_enum(r, n, "teil", ENUM_TEIL) };
    a.titel = rd_attr(r, n, "titel");
    a.kasten = rd_ja(n, "kasten");
    a.ohne_titel = rd_ja(n, "ohne-titel");
    /* <abteilung art="teil" teil="finanzen"> is another way to say art="finanzen" */
    if (a.art == ABT_TEIL && a.teil == TEIL_FINANZEN) a.art = ABT_FINANZEN;
    if (a.art == ABT_TEIL && a.teil == TEIL_AUSWIRKUNGEN) a.art = ABT_AUSWIRKUNGEN;
    if (a.art != ABT_TEIL)
        a.teil = TEIL_NONE;
    else if (!a.teil)
        a.teil = TEIL_TEIL;
    for (int i = 0; i < s->nanordnung; i++)
        if (s->anordnung[i].art == a.art && s->anordnung[i].teil == a.teil) {
            twice(r, n, xattr_node(n, "teil") ? "teil" : "art");
            return;
        }
    if (a.art) s->anordnung[s->nanordnung++] = a;
}

static void aufbau(Rd *r, const XNode *n, Stil *s)
{
    if (!rd_child(n, "abteilung")) return;
    s->nanordnung = 0;
    s->anordnung = ARENA_NEW_N(r->a, Anordnung, (size_t)rd_count(n, "abteilung"));
    for (XNode *k = rd_child(n, "abteilung"); k; k = rd_next(k, "abteilung")) abteilung(r, k, s);
}

static void signatures(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "gestapelt", "nebeneinander", "raster" };
    if (!n) return;
    s->unterschrift = (Unterschriftform)rd_word(r, n, "form", formen, 3, (int)s->unterschrift);
    s->unterschrift_spalten = rd_int(n, "spalten", s->unterschrift_spalten);
    rd_set_ja(n, "titel", &s->unterschrift_titel);
}

static void publicity(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "hinweis", "stumm" },
                             *const punkte[] = { "titel", "alle", "keine" };
    if (!n) return;
    int which = rd_word(r, n, "punkte", punkte, 3, -1);
    if (which >= 0) s->punkte = (Punkte)which, s->punkte_gesagt = true;
    s->auslassung = (Auslassung)rd_word(r, n, "auslassung", formen, 2, (int)s->auslassung);
    rd_set_ja(n, "vermerk", &s->vermerk_nichtoeffentlich);
    rd_set_str(r, n, "klassifikation", &s->klassifikation);
}

static void agenda(const Rd *r, const XNode *n, Stil *s)
{
    if (!n) return;
    rd_set_str(r, n, "oeffentlich", &s->top_praefix);
    rd_set_str(r, n, "nichtoeffentlich", &s->top_praefix_nichtoeffentlich);
}

static void pack(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "keine", "blatt", "zeile" };
    if (n)
        s->mappe_trennung = (Trennung)rd_word(r, n, "trennung", formen, 3, (int)s->mappe_trennung);
}

static void setting(Rd *r, const XNode *n, Stil *s)
{
    static const char *const formen[] = { "keine", "dezimal" };
    if (!n) return;
    rd_set_ja(n, "blocksatz", &s->blocksatz);
    rd_set_ja(n, "trennung", &s->trennung);
    rd_set_ja(n, "versalien", &s->h1_versal);
    s->nummerierung = (Nummerierung)rd_word(r, n, "nummerierung", formen, 2, (int)s->nummerierung);
}

static void schrift(Rd *r, const XNode *n, Stil *s)
{
    static const char *const dateien[] = { "datei-normal", "datei-fett", "datei-kursiv",
                                           "datei-fettkursiv" };
    if (!n) return;
    s->schrift_at = n->name_at;
    rd_set_str(r, n, "familie", &s->schrift);
    s->schrift_titel = s->schrift; /* titles follow the text unless they say otherwise */
    rd_set_str(r, n, "familie-titel", &s->schrift_titel);
    for (int i = 0; i < 4; i++) rd_set_str(r, n, dateien[i], &s->schrift_datei[i]);
    set_points(n, "grad", &s->grad);
    set_points(n, "zeile", &s->zeile);
    set_points(n, "grad-titel", &s->grad_titel);
    set_points(n, "grad-1", &s->grad_h1);
    set_points(n, "grad-2", &s->grad_h2);
    set_points(n, "grad-3", &s->grad_h3);
    set_points(n, "grad-4", &s->grad_h4);
    set_points(n, "grad-klein", &s->grad_klein);
    if (s->zeile < s->grad) diag(r->d, D_STIL_ZEILE, rd_attr_at(n, "zeile"), (const char *)NULL);
}

static void farben(const XNode *n, Stil *s)
{
    Str v = n ? str_trim(xattr(n, "akzent")) : (Str){ 0 };
    if (v.n != 6) return;
    uint32_t c = 0;
    for (size_t i = 0; i < 6; i++) {
        const char *hex = "0123456789abcdef",
                   *at = memchr(hex, v.p[i] >= 'A' && v.p[i] <= 'F' ? v.p[i] + 32 : v.p[i], 16);
        if (!at) return;
        c = c * 16 + (uint32_t)(at - hex);
    }
    s->farbe = c;
}

/* At least 60 by 60 mm must be left for text: less is a slip, not a style. */
static void seite(Rd *r, const XNode *n, Stil *s)
{
    if (!n) return;
    set_mm(n, "breite", &s->breite);
    set_mm(n, "hoehe", &s->hoehe);
    set_mm(n, "innen", &s->innen);
    set_mm(n, "aussen", &s->aussen);
    set_mm(n, "oben", &s->oben);
    set_mm(n, "unten", &s->unten);
    rd_set_ja(n, "spiegeln", &s->spiegeln);
    rd_set_ja(n, "zeilennummern", &s->zeilennummern);
    rd_set_str(r, n, "entwurf", &s->entwurf);
    const double least = MM(60) - 0.01;
    if (s->breite - s->innen - s->aussen < least || s->hoehe - s->oben - s->unten < least)
        diag(r->d, D_STIL_RAENDER, n->at, (const char *)NULL);
}

static void kopfzeile(Rd *r, const XNode *n, Kopfzeile *k)
{
    *k = (Kopfzeile){ 0 }; /* a style that has a head or foot says all of it */
    if (!n) return;
    *k = (Kopfzeile){ rd_content(r, n), rd_ja(n, "fett"), rd_ja(n, "kursiv"), n->at };
}

static void running(Rd *r, const XNode *root, Stil *s)
{
    const XNode *kopf_ = rd_child(root, "seitenkopf"), *fuss = rd_child(root, "seitenfuss");
    if (kopf_) {
        rd_set_ja(kopf_, "erste", &s->kopf_erste);
        kopfzeile(r, rd_child(kopf_, "links"), &s->seitenkopf_links);
        kopfzeile(r, rd_child(kopf_, "rechts"), &s->seitenkopf_rechts);
    }
    if (fuss) {
        kopfzeile(r, rd_child(fuss, "links"), &s->seitenfuss_links);
        kopfzeile(r, rd_child(fuss, "mitte"), &s->seitenfuss_mitte);
        kopfzeile(r, rd_child(fuss, "rechts"), &s->seitenfuss_rechts);
    }
}

static void brief(Rd *r, const XNode *n, Stil *s)
{
    if (!n) return;
    if (xattr_node(n, "form")) s->brief_form = str_is(str_trim(xattr(n, "form")), "a") ? 'A' : 'B';
    if (xattr_node(n, "marken")) s->brief_ohne_marken = !rd_ja(n, "marken");
    s->brief_vermerk = rd_attr(r, n, "vermerk");
    const XNode *from = rd_child(n, "absenderzeile");
    if (from) s->brief_absender = rd_content(r, from), s->brief_absender_at = from->at;
    if (!rd_child(n, "briefangabe")) return;
    s->brief_angaben = ARENA_NEW_N(r->a, Briefangabe, 12);
    s->nbrief_angaben = 0;
    for (XNode *x = rd_child(n, "briefangabe"); x && s->nbrief_angaben < 12;
         x = rd_next(x, "briefangabe"))
        s->brief_angaben[s->nbrief_angaben++] =
            (Briefangabe){ rd_attr(r, x, "titel"), rd_content(r, x), x->at };
}

static void schreibweise(const XNode *n, Stil *s)
{
    if (!n) return;
    s->geld_nachkomma = rd_int(n, "geld-nachkomma", s->geld_nachkomma);
    if (xattr_node(n, "datum")) s->datum_lang = str_is(str_trim(xattr(n, "datum")), "lang");
}

static void wort(Rd *r, const XNode *n, Stil *s)
{
    const struct {
        const char *name;
        EnumKind kind;
        Str *words;
    } lists[] = {
        { "wort-art", ENUM_VORLAGENART, s->wort_art },
        { "wort-zustaendigkeit", ENUM_ZUST, s->wort_zust },
        { "wort-ergebnis", ENUM_ERG, s->wort_erg },
        { "wort-teil", ENUM_TEIL, s->wort_teil },
        { "wort-auswirkung", ENUM_AUSW, s->wort_auswirkung },
    };
    if (xis(n, "wort")) {
        int w = rd_word(r, n, "name", woerter, WORT_N, -1);
        if (w >= 0) s->wort[w] = rd_content(r, n);
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        int v = xis(n, lists[i].name) ? rd_enum(r, n, "code", lists[i].kind) : 0;
        if (v) lists[i].words[v] = rd_content(r, n);
    }
}

static void overlay(Rd *r, const XNode *root, Stil *s)
{
    rd_set_str(r, root, "name", &s->name);
    rd_set_str(r, root, "koerperschaft", &s->koerperschaft_datei);
    logo(r, rd_child(root, "logo"), s);
    kopf(r, rd_child(root, "kopf"), s);
    beratungsfolge(r, rd_child(root, "beratungsfolge"), s);
    aufbau(r, rd_child(root, "aufbau"), s);
    rd_formulare(r, root, s);
    signatures(r, rd_child(root, "unterschriften"), s);
    publicity(r, rd_child(root, "nichtoeffentliches"), s);
    agenda(r, rd_child(root, "tagesordnung"), s);
    pack(r, rd_child(root, "mappe"), s);
    setting(r, rd_child(root, "text"), s);
    schrift(r, rd_child(root, "schrift"), s);
    farben(rd_child(root, "farben"), s);
    seite(r, rd_child(root, "seite"), s);
    running(r, root, s);
    brief(r, rd_child(root, "brief"), s);
    schreibweise(rd_child(root, "schreibweise"), s);
    for (XNode *w = rd_child(rd_child(root, "woerter"), NULL); w; w = rd_next(w, NULL))
        wort(r, w, s);
}

Stil *read_stil(Arena *a, Diags *d, Str path, Str bytes)
{
    size_t errors = diags_errors(d);
    XTree *t = xml_parse(a, a, d, path, bytes);
    if (!t || !t->root) return NULL;
    bool valid = schema_check(a, d, t);
    if (!xis(t->root, "stil")) {
        if (valid) diag_strs(d, D_WURZEL, t->root->name_at, 2, (Str[]){ t->root->name, S("stil") });
        return NULL;
    }
    Rd r = { a, d };
    Stil *s = stil_neutral(a);
    s->quelle = str_keep(a, path);
    s->digest = sha256_hex(a, bytes);
    overlay(&r, t->root, s);
    return valid && diags_errors(d) == errors ? s : NULL;
}
