/* Finance forms of a house style. A form replaces the neutral one of the same id. */
#include "read/read_in.h"

#define X(id, key, ...) [FF_##id] = key,
static const char *const formfelder[FF_N] = { FORMFELDER(X) };
#undef X

static void fragen(Rd *r, const XNode *n, Finanzform *f)
{
    f->fragen = ARENA_NEW_N(r->a, Formfrage, (size_t)rd_count(n, "frage"));
    for (XNode *k = rd_child(n, "frage"); k; k = rd_next(k, "frage"))
        f->fragen[f->nfragen++] = (Formfrage){ rd_attr(r, k, "id"), rd_content(r, k) };
}

static void spalten(Rd *r, const XNode *n, Finanzform *f)
{
    f->spalten = ARENA_NEW_N(r->a, Formspalte, (size_t)rd_count(n, "formspalte"));
    for (XNode *k = rd_child(n, "formspalte"); k; k = rd_next(k, "formspalte"))
        f->spalten[f->nspalten++] =
            (Formspalte){ (Formfeld)rd_word(r, k, "feld", formfelder, FF_N, FF_NONE),
                          rd_int(k, "jahr", 0), rd_attr(r, k, "titel"), rd_ja(k, "summe"),
                          rd_money(k, "leer-ist") };
}

static void pflichtzeilen(Rd *r, const XNode *n, Finanzform *f)
{
    f->pflicht = ARENA_NEW_N(r->a, Pflichtzeile, (size_t)rd_count(n, "pflichtzeile"));
    for (XNode *k = rd_child(n, "pflichtzeile"); k; k = rd_next(k, "pflichtzeile"))
        f->pflicht[f->npflicht++] =
            (Pflichtzeile){ (Postenart)rd_enum(r, k, "art", ENUM_POSTEN), rd_attr(r, k, "titel") };
}

static void filter(Rd *r, const XNode *n, Finanzform *f)
{
    int count;
    Str *codes = rd_list(r, n, "nur-art", &count);
    f->nur_art = ARENA_NEW_N(r->a, Postenart, (size_t)count);
    for (int i = 0; i < count; i++) {
        Postenart art = (Postenart)enum_value(ENUM_POSTEN, codes[i]);
        if (art) f->nur_art[f->nnur_art++] = art;
    }
    f->nur_haushalt = (Haushalt)rd_enum(r, n, "nur-haushalt", ENUM_HAUSHALT);
}

static void formular(Rd *r, const XNode *n, Finanzform *f)
{
    static const char *const gruppen[] = { "keine", "haushalt", "art",
                                           "jahr",  "frei",     "veranschlagung" };
    static const char *const vorzeichen[] = { "betrag", "aufwand-negativ", "aufwand-positiv" };
    *f = (Finanzform){ .at = n->at,
                       .id = rd_attr(r, n, "id"),
                       .titel = rd_attr(r, n, "titel"),
                       .leer = rd_attr(r, n, "leer") };
    f->gruppe = (Gruppierung)rd_word(r, n, "gruppe", gruppen, 6, GRUPPE_KEINE);
    f->zwischensummen = rd_ja(n, "zwischensummen");
    f->summe = rd_ja(n, "summe");
    f->saldo = rd_ja(n, "saldo");
    f->vorzeichen = (Vorzeichen)rd_word(r, n, "vorzeichen", vorzeichen, 3, VORZEICHEN_BETRAG);
    f->einheit = (Geldeinheit)rd_enum(r, n, "einheit", ENUM_GELD);
    if (!f->einheit) f->einheit = GELD_EUR;
    f->nachkommastellen = rd_int(n, "nachkommastellen", 2);
    f->liste = rd_ja(n, "liste");
    fragen(r, n, f);
    spalten(r, n, f);
    pflichtzeilen(r, n, f);
    filter(r, n, f);
}

void rd_formulare(Rd *r, const XNode *root, Stil *s)
{
    int own = rd_count(root, "finanzformular"), neutral = s->nformen;
    Finanzform *all = ARENA_NEW_N(r->a, Finanzform, (size_t)(own + neutral));
    memcpy(all, s->formen, (size_t)neutral * sizeof *all);
    s->formen = all;
    for (XNode *n = rd_child(root, "finanzformular"); n; n = rd_next(n, "finanzformular")) {
        Finanzform f;
        formular(r, n, &f);
        Finanzform *known = (Finanzform *)stil_form(s, f.id);
        if (known && known->at.src) { /* the file's own, not the neutral one */
            diag_strs(r->d, D_STIL_DOPPELT, rd_attr_at(n, "id"), 1, &f.id);
            continue;
        }
        if (known)
            *known = f;
        else
            s->formen[s->nformen++] = f;
    }
}
