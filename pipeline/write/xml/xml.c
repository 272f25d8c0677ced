/* The Vorlage's parts in the schema's order. */
#include "write/xml/xml_in.h"

static void people(Xml *x, const Kopf *k)
{
    for (int i = 0; i < k->nverfasser; i++) {
        const Person *p = &k->verfasser[i];
        xml_mark(x, p->at);
        xml_open(x, "verfasser");
        xml_attr(x, "name", p->name);
        xml_attr(x, "funktion", p->funktion);
        xml_attr(x, "telefon", p->telefon);
        xml_attr(x, "email", p->email);
        xml_attr(x, "zimmer", p->zimmer);
        xml_empty(x);
    }
}

/* An element of text, or an empty one: its attributes have been written. */
static void text_or_empty(Xml *x, const char *name, Str text)
{
    if (!text.n) {
        xml_empty(x);
        return;
    }
    xml_line(x);
    xml_text(x->out, text);
    xml_line_close(x, name);
}

static void subject(Xml *x, const Kopf *k)
{
    xml_mark(x, k->betreff_at);
    xml_open(x, "betreff");
    xml_attr(x, "oeffentlich", k->betreff_oeffentlich);
    xml_line(x);
    xml_inlines(x, k->betreff);
    xml_line_close(x, "betreff");
}

static void related(Xml *x, const Kopf *k)
{
    for (int i = 0; i < k->nbezuege; i++) {
        xml_mark(x, k->bezuege[i].at);
        xml_open(x, "bezug");
        xml_attr(x, "vorlage", k->bezuege[i].nummer);
        if (k->bezuege[i].art != BEZUG_BEZUEGLICH)
            xml_attr_enum(x, "art", ENUM_BEZUG, k->bezuege[i].art);
        text_or_empty(x, "bezug", k->bezuege[i].text);
    }
}

static void head_own(Xml *x, const Kopf *k, Kopffeld f)
{
    switch (f) {
    case KOPF_BETREFF: subject(x, k); break;
    case KOPF_BETEILIGT:
        for (int i = 0; i < k->nbeteiligt; i++) xml_element(x, "beteiligt", k->beteiligt[i]);
        break;
    case KOPF_VERFASSER: people(x, k); break;
    case KOPF_BEZUG: related(x, k); break;
    case KOPF_STATUS:
    case KOPF_ART:
    case KOPF_NUMMER: /* the root's */
    case KOPF_EINFACHE: break;
    }
}

static void head(Xml *x, const Kopf *k)
{
    xml_open(x, "kopf");
    for (int f = 1; f < KOPF_N; f++)
        if (kopf_felder[f].art != FELD_ZEILE) xml_attr_feld(x, &kopf_felder[f], k);
    xml_inner(x);
    for (int f = 1; f < KOPF_N; f++) {
        if (kopf_felder[f].art == FELD_ZEILE)
            xml_element(x, kopf_felder[f].name, feld_zeile(&kopf_felder[f], k));
        head_own(x, k, (Kopffeld)f);
    }
    xml_close(x, "kopf");
}

static void votes_attrs(Xml *x, const Stimmen *s)
{
    const struct {
        const char *name;
        int n;
    } part[] = { { "ja", s->ja },
                 { "nein", s->nein },
                 { "enthaltung", s->enthaltung },
                 { "befangen", s->befangen } };
    for (int i = 0; i < 4; i++)
        if (part[i].n >= 0) buf_printf(x->out, " %s=\"%d\"", part[i].name, part[i].n);
}

static void votes(Xml *x, const Beratung *b)
{
    if (!b->hat_stimmen) return;
    xml_open(x, "stimmen");
    votes_attrs(x, &b->stimmen);
    if (!b->nfraktionen) {
        xml_empty(x);
        return;
    }
    xml_inner(x);
    for (int i = 0; i < b->nfraktionen; i++) {
        xml_open(x, "fraktion");
        xml_attr(x, "name", b->fraktionen[i].fraktion);
        votes_attrs(x, &b->fraktionen[i]);
        xml_empty(x);
    }
    xml_close(x, "stimmen");
}

static void consultation(Xml *x, const Beratung *b)
{
    xml_mark(x, b->at);
    xml_open(x, "beratung");
    xml_attr(x, "id", b->id);
    xml_attr(x, "gremium", b->gremium);
    xml_attr(x, "gremium-name", b->gremium_name);
    xml_attr_date(x, "termin", b->termin);
    xml_attr(x, "top", b->top);
    xml_attr_enum(x, "status", ENUM_STATUS, b->status);
    xml_attr_enum(x, "zustaendigkeit", ENUM_ZUST, b->zustaendigkeit);
    xml_attr(x, "zustaendigkeit-text", b->zustaendigkeit_text);
    if (!b->hat_ergebnis && !b->hat_stimmen) {
        xml_empty(x);
        return;
    }
    xml_inner(x);
    if (b->hat_ergebnis) {
        xml_open(x, "ergebnis");
        xml_attr_enum(x, "code", ENUM_ERG, b->ergebnis);
        xml_attr(x, "an", b->verwiesen_an);
        xml_attr_enum(x, "status", ENUM_STATUS, b->ergebnis_status);
        text_or_empty(x, "ergebnis", b->ergebnis_text);
    }
    votes(x, b);
    xml_close(x, "beratung");
}

static void consultations(Xml *x, const Vorlage *v)
{
    int n = 0;
    for (int i = 0; i < v->nberatungen; i++) n += !v->beratungen[i].ausgelassen;
    if (!n) return;
    xml_open(x, "beratungsfolge");
    xml_inner(x);
    for (int i = 0; i < v->nberatungen; i++)
        if (!v->beratungen[i].ausgelassen) consultation(x, &v->beratungen[i]);
    xml_close(x, "beratungsfolge");
}

static void effects(Xml *x, const Vorlage *v)
{
    for (int i = 0; i < v->nauswirkungen; i++)
        if (v->auswirkungen[i].ausgelassen) {
            xml_element(x, "p", x->s->wort[WORT_AUSGELASSEN]);
            break;
        }
    for (int i = 0; i < v->nauswirkungen; i++) {
        const Auswirkung *w = &v->auswirkungen[i];
        if (w->ausgelassen) continue;
        xml_mark(x, w->at);
        xml_open(x, "auswirkung");
        xml_attr_enum(x, "art", ENUM_AUSW, w->art);
        xml_attr(x, "name", w->name);
        xml_attr_enum(x, "wirkung", ENUM_WIRKUNG, w->wirkung);
        xml_attr_enum(x, "ausmass", ENUM_AUSMASS, w->ausmass);
        xml_attr_enum(x, "status", ENUM_STATUS, w->status);
        xml_inner(x);
        xml_blocks(x, w->blocks);
        xml_close(x, "auswirkung");
    }
}

static void when(Xml *x, const Posten *p)
{
    xml_attr_int(x, "jahr", p->jahr);
    xml_attr_int(x, p->ab ? "ab" : "von", p->von);
    xml_attr_int(x, "bis", p->bis);
}

static void finance_row(Xml *x, const Posten *p)
{
    xml_mark(x, p->at);
    xml_open(x, "posten");
    xml_attr(x, "id", p->id);
    xml_attr_enum(x, "status", ENUM_STATUS, p->status);
    for (int f = 1; f < FF_N; f++) {
        if (f == FF_NETTO) when(x, p);
        xml_attr_feld(x, &posten_felder[f], p);
    }
    xml_attr_ja(x, "konsumtiv", p->konsumtiv);
    xml_attr_ja(x, "investiv", p->investiv);
    xml_attr(x, "gruppe", p->gruppe);
    xml_line(x);
    for (int i = 0; i < p->njahre; i++) {
        buf_printf(x->out, "<jahresbetrag jahr=\"%d\"", p->jahre[i].jahr);
        xml_attr_money(x, "eur", p->jahre[i].betrag);
        buf_z(x->out, "/>");
    }
    xml_inlines(x, p->text);
    xml_line_close(x, "posten");
}

static void finance(Xml *x, const Finanzen *f)
{
    for (int i = 0; i < f->nantworten; i++) {
        xml_mark(x, f->antworten[i].at);
        xml_open(x, "antwort");
        xml_attr(x, "frage", f->antworten[i].id);
        xml_attr(x, "wert", f->antworten[i].antwort ? S("ja") : S("nein"));
        xml_line(x);
        xml_inlines(x, f->antworten[i].text);
        xml_line_close(x, "antwort");
    }
    for (int i = 0; i < f->nposten; i++)
        if (!f->posten[i].ausgelassen) finance_row(x, &f->posten[i]);
}

static void part(Xml *x, const Vorlage *v, const Teil *t)
{
    char *name = str_z(x->a, enum_code(ENUM_TEIL, t->art));
    xml_mark(x, t->at);
    xml_open(x, name);
    xml_attr(x, "titel", t->titel);
    xml_attr_enum(x, "status", ENUM_STATUS, t->status);
    xml_attr_list(x, "nur-beratung", t->nur_beratung, t->nnur);
    xml_inner(x);
    if (t->art == TEIL_FINANZEN) finance(x, &v->finanzen);
    xml_blocks(x, t->blocks);
    if (t->art == TEIL_AUSWIRKUNGEN) effects(x, v);
    xml_close(x, name);
}

static void attachments(Xml *x, const Vorlage *v)
{
    if (!v->nanlagen) return;
    xml_open(x, "anlagen");
    xml_inner(x);
    for (int i = 0; i < v->nanlagen; i++) {
        const Anlage *a = &v->anlagen[i];
        xml_mark(x, a->at);
        xml_open(x, "anlage");
        xml_attr(x, "nr", a->nr);
        xml_attr(x, "datei", a->datei);
        xml_attr_enum(x, "status", ENUM_STATUS, a->status);
        xml_attr_list(x, "nur-beratung", a->nur_beratung, a->nnur);
        xml_attr(x, "alt", a->alt);
        text_or_empty(x, "anlage", a->titel);
    }
    xml_close(x, "anlagen");
}

static void signatures(Xml *x, const Vorlage *v)
{
    if (!v->nvermerke) return;
    xml_open(x, "sichtvermerke");
    xml_attr(x, "form", v->vermerke_form);
    xml_inner(x);
    for (int i = 0; i < v->nvermerke; i++) {
        const Sichtvermerk *s = &v->vermerke[i];
        xml_mark(x, s->at);
        xml_open(x, "sichtvermerk");
        if (s->art != SV_SICHTVERMERK) xml_attr_enum(x, "art", ENUM_SV, s->art);
        xml_attr(x, "zeichen", s->zeichen);
        xml_attr(x, "name", s->name);
        xml_attr(x, "amt", s->amt);
        xml_attr(x, "ort", s->ort);
        xml_attr_date(x, "datum", s->datum);
        xml_attr_ja(x, "offen", s->offen);
        xml_attr_ja(x, "signaturfeld", s->signaturfeld);
        xml_empty(x);
    }
    xml_close(x, "sichtvermerke");
}

void xml_write(Arena *a, Buf *out, const Ausgabe *e, const Stil *s)
{
    xml_write_placed(a, out, e, s, NULL);
}

void xml_write_placed(Arena *a, Buf *out, const Ausgabe *e, const Stil *s, Places *places)
{
    Xml x = { a, out, s, 0, places };
    const Vorlage *v = e->v;
    if (places) places->src = v->at.src;
    buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml_mark(&x, v->at);
    xml_open(&x, "vorlage");
    xml_attr(&x, "xmlns", S("urn:x-vorlage:1"));
    xml_attr(&x, "nummer", v->nummer);
    xml_attr_enum(&x, "art", ENUM_VORLAGENART, v->art);
    xml_attr(&x, "artname", v->art_text);
    xml_attr_enum(&x, "status", ENUM_STATUS, v->status);
    if (!str_is(v->lang, "de")) xml_attr(&x, "lang", v->lang);
    xml_attr(&x, "stil", v->stil);
    xml_attr(&x, "koerperschaft", v->koerperschaft);
    if (!str_is(v->schema, "1")) xml_attr(&x, "vokabular", v->schema);
    xml_inner(&x);
    head(&x, &v->kopf);
    consultations(&x, v);
    for (int i = 0; i < v->nteile; i++)
        if (!v->teile[i].ausgelassen) part(&x, v, &v->teile[i]);
    attachments(&x, v);
    signatures(&x, v);
    xml_close(&x, "vorlage");
    if (places) places_sort(places);
}
