/* The model as stable text: what was said, in the document's order, and nothing that was not said.
 */
#include "model/dump_in.h"

static void person(Dump *d, const Person *p)
{
    dump_open(d, "verfasser", p->name);
    dump_str(d, "funktion", p->funktion);
    dump_str(d, "telefon", p->telefon);
    dump_str(d, "email", p->email);
    dump_str(d, "zimmer", p->zimmer);
    dump_close(d);
}

static void bezug(Dump *d, const Bezug *b)
{
    dump_open(d, "bezug", b->nummer);
    dump_enum(d, "art", ENUM_BEZUG, b->art);
    dump_str(d, "text", b->text);
    dump_close(d);
}

static void kopf_eigen(Dump *d, const Kopf *k, Kopffeld f)
{
    switch (f) {
    case KOPF_BETEILIGT: dump_strs(d, "beteiligt", k->beteiligt, k->nbeteiligt); break;
    case KOPF_VERFASSER:
        for (int i = 0; i < k->nverfasser; i++) person(d, &k->verfasser[i]);
        break;
    case KOPF_BEZUG:
        for (int i = 0; i < k->nbezuege; i++) bezug(d, &k->bezuege[i]);
        break;
    case KOPF_BETREFF:
    case KOPF_STATUS:
    case KOPF_ART:
    case KOPF_NUMMER: /* above */
    case KOPF_EINFACHE: break;
    }
}

/* Attributes first. */
static void kopf(Dump *d, const Kopf *k)
{
    dump_open(d, "kopf", S(""));
    dump_inline(d, "betreff", k->betreff);
    dump_str(d, "betreff-oeffentlich", k->betreff_oeffentlich);
    for (int f = 1; f < KOPF_N; f++)
        if (kopf_felder[f].art != FELD_ZEILE) dump_feld(d, &kopf_felder[f], k);
    for (int f = 1; f < KOPF_N; f++) {
        if (kopf_felder[f].art == FELD_ZEILE) dump_feld(d, &kopf_felder[f], k);
        kopf_eigen(d, k, (Kopffeld)f);
    }
    dump_close(d);
}

static void vote(Dump *d, const char *name, int v)
{
    if (v >= 0) dump_int(d, name, v);
}

static void stimmen(Dump *d, const char *what, const Stimmen *s)
{
    dump_open(d, what, s->fraktion);
    vote(d, "ja", s->ja);
    vote(d, "nein", s->nein);
    vote(d, "enthaltung", s->enthaltung);
    vote(d, "befangen", s->befangen);
    dump_close(d);
}

static void beratung(Dump *d, const Beratung *b)
{
    dump_open(d, "beratung", b->id);
    dump_flag(d, "ausgelassen", b->ausgelassen);
    dump_str(d, "gremium", b->gremium);
    dump_str(d, "gremium-name", b->gremium_name);
    dump_date(d, "termin", b->termin);
    dump_str(d, "top", b->top);
    dump_enum(d, "status", ENUM_STATUS, b->status);
    dump_enum(d, "zustaendigkeit", ENUM_ZUST, b->zustaendigkeit);
    dump_str(d, "zustaendigkeit-text", b->zustaendigkeit_text);
    if (b->hat_ergebnis) {
        dump_open(d, "ergebnis", enum_code(ENUM_ERG, b->ergebnis));
        dump_str(d, "text", b->ergebnis_text);
        dump_str(d, "an", b->verwiesen_an);
        dump_enum(d, "status", ENUM_STATUS, b->ergebnis_status);
        dump_close(d);
    }
    if (b->hat_stimmen) stimmen(d, "stimmen", &b->stimmen);
    for (int i = 0; i < b->nfraktionen; i++) stimmen(d, "fraktion", &b->fraktionen[i]);
    dump_close(d);
}

static void teil(Dump *d, const Teil *t)
{
    dump_open(d, "teil", enum_code(ENUM_TEIL, t->art));
    dump_flag(d, "ausgelassen", t->ausgelassen);
    dump_str(d, "titel", t->titel);
    dump_enum(d, "status", ENUM_STATUS, t->status);
    dump_strs(d, "nur-beratung", t->nur_beratung, t->nnur);
    dump_blocks(d, t->blocks);
    dump_close(d);
}

static void auswirkung(Dump *d, const Auswirkung *w)
{
    dump_open(d, "auswirkung", enum_code(ENUM_AUSW, w->art));
    dump_flag(d, "ausgelassen", w->ausgelassen);
    dump_str(d, "name", w->name);
    dump_enum(d, "wirkung", ENUM_WIRKUNG, w->wirkung);
    dump_enum(d, "ausmass", ENUM_AUSMASS, w->ausmass);
    dump_enum(d, "status", ENUM_STATUS, w->status);
    dump_blocks(d, w->blocks);
    dump_close(d);
}

static void posten(Dump *d, const Posten *p)
{
    dump_open(d, "posten", p->id);
    dump_flag(d, "ausgelassen", p->ausgelassen);
    dump_enum(d, "status", ENUM_STATUS, p->status);
    dump_felder(d, posten_felder, 1, FF_NETTO, p);
    if (p->jahr) dump_int(d, "jahr", p->jahr);
    if (p->von) dump_int(d, p->ab ? "ab" : "von", p->von);
    if (p->bis) dump_int(d, "bis", p->bis);
    dump_felder(d, posten_felder, FF_NETTO, FF_ANSATZ, p);
    for (int i = 0; i < p->njahre; i++) {
        dump_open(d, "jahresbetrag", S(""));
        dump_int(d, "jahr", p->jahre[i].jahr);
        dump_money(d, "betrag", p->jahre[i].betrag);
        dump_close(d);
    }
    dump_felder(d, posten_felder, FF_ANSATZ, FF_N, p);
    dump_flag(d, "konsumtiv", p->konsumtiv);
    dump_flag(d, "investiv", p->investiv);
    dump_str(d, "gruppe", p->gruppe);
    dump_inline(d, "text", p->text);
    dump_close(d);
}

static void finanzen(Dump *d, const Finanzen *f)
{
    if (!f->nposten && !f->nantworten) return;
    dump_open(d, "finanzen", S(""));
    for (int i = 0; i < f->nantworten; i++) {
        dump_open(d, "antwort", f->antworten[i].id);
        dump_str(d, "wert", f->antworten[i].antwort ? S("ja") : S("nein"));
        dump_inline(d, "text", f->antworten[i].text);
        dump_close(d);
    }
    for (int i = 0; i < f->nposten; i++) posten(d, &f->posten[i]);
    dump_close(d);
}

static void anlage(Dump *d, const Anlage *a)
{
    dump_open(d, "anlage", a->nr);
    dump_str(d, "titel", a->titel);
    dump_str(d, "datei", a->datei);
    dump_enum(d, "status", ENUM_STATUS, a->status);
    dump_strs(d, "nur-beratung", a->nur_beratung, a->nnur);
    dump_str(d, "alt", a->alt);
    dump_close(d);
}

void dump_vermerk(Dump *d, const Sichtvermerk *s)
{
    dump_open(d, "vermerk", enum_code(ENUM_SV, s->art));
    dump_str(d, "zeichen", s->zeichen);
    dump_str(d, "name", s->name);
    dump_str(d, "amt", s->amt);
    dump_str(d, "ort", s->ort);
    dump_date(d, "datum", s->datum);
    dump_flag(d, "offen", s->offen);
    dump_flag(d, "signaturfeld", s->signaturfeld);
    dump_close(d);
}

void model_dump(Buf *out, const Vorlage *v)
{
    Dump d = { out, 0 };
    dump_open(&d, "vorlage", v->nummer);
    dump_str(&d, "vokabular", v->schema);
    dump_enum(&d, "art", ENUM_VORLAGENART, v->art);
    dump_str(&d, "artname", v->art_text);
    dump_enum(&d, "status", ENUM_STATUS, v->status);
    dump_str(&d, "lang", v->lang);
    dump_str(&d, "stil", v->stil);
    dump_str(&d, "koerperschaft", v->koerperschaft);
    kopf(&d, &v->kopf);
    for (int i = 0; i < v->nberatungen; i++) beratung(&d, &v->beratungen[i]);
    for (int i = 0; i < v->nteile; i++) teil(&d, &v->teile[i]);
    dump_enum(&d, "auswirkungen-status", ENUM_STATUS, v->auswirkungen_status);
    for (int i = 0; i < v->nauswirkungen; i++) auswirkung(&d, &v->auswirkungen[i]);
    finanzen(&d, &v->finanzen);
    for (int i = 0; i < v->nanlagen; i++) anlage(&d, &v->anlagen[i]);
    dump_str(&d, "vermerke-form", v->vermerke_form);
    for (int i = 0; i < v->nvermerke; i++) dump_vermerk(&d, &v->vermerke[i]);
    dump_close(&d);
}
