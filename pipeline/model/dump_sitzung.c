/* A session and its members as stable text. */
#include "model/dump_in.h"
#include "model/sitzung.h"

static void moment(Dump *d, const char *name, DateTime t)
{
    if (!datetime_set(t)) return;
    Buf b = buf_new(0);
    datetime_iso(&b, t);
    dump_str(d, name, buf_view(&b));
    buf_drop(&b);
}

static void late(Dump *d, Nachreichung how, Date vom)
{
    dump_enum(d, "art", ENUM_NACHREICHUNG, how);
    dump_date(d, "vom", vom);
}

static void anlagen(Dump *d, const Anlage *a, int n)
{
    for (int i = 0; i < n; i++) {
        dump_open(d, "anlage", a[i].nr);
        dump_str(d, "titel", a[i].titel);
        dump_str(d, "datei", a[i].datei);
        dump_enum(d, "status", ENUM_STATUS, a[i].status);
        dump_str(d, "alt", a[i].alt);
        dump_close(d);
    }
}

static void einladung(Dump *d, const Einladung *e)
{
    dump_open(d, "einladung", S(""));
    dump_date(d, "datum", e->datum);
    dump_str(d, "betreff", e->betreff);
    dump_str(d, "anrede", e->anrede);
    dump_blocks(d, e->text);
    anlagen(d, e->beilagen, e->nbeilagen);
    for (int i = 0; i < e->nunterzeichner; i++) dump_vermerk(d, &e->unterzeichner[i]);
    dump_close(d);
}

static void papers(Dump *d, const Top *t)
{
    for (int i = 0; i < t->nniederschriften; i++) {
        const Niederschrift *n = &t->niederschriften[i];
        dump_open(d, "niederschrift", n->titel);
        dump_date(d, "sitzung", n->sitzung);
        dump_str(d, "datei", n->datei);
        dump_enum(d, "status", ENUM_STATUS, n->status);
        dump_str(d, "alt", n->alt);
        dump_close(d);
    }
    for (int i = 0; i < t->nunterlagen; i++) {
        const Unterlage *u = &t->unterlagen[i];
        dump_open(d, "unterlage", u->nummer);
        dump_str(d, "datei", u->datei);
        late(d, u->nachreichung, u->vom);
        dump_enum(d, "status", ENUM_STATUS, u->status);
        if (u->vorlage) dump_str(d, "betreff", u->vorlage->kopf.betreff_text);
        dump_close(d);
    }
    anlagen(d, t->anlagen, t->nanlagen);
}

static void top(Dump *d, const Top *t)
{
    dump_open(d, "top", t->nr);
    dump_enum(d, "status", ENUM_STATUS, t->status);
    dump_inline(d, "betreff", t->titel);
    dump_str(d, "betreff-oeffentlich", t->titel_oeffentlich);
    dump_felder(d, top_felder, 1, TOPF_N, t);
    dump_blocks(d, t->text);
    papers(d, t);
    for (int i = 0; i < t->ntops; i++) top(d, &t->tops[i]);
    dump_close(d);
}

void sitzung_dump(Buf *out, const Sitzung *s)
{
    Dump d = { out, 0 };
    dump_open(&d, "sitzung", s->nummer);
    dump_str(&d, "gremium", s->gremium);
    dump_str(&d, "gremium-name", s->gremium_name);
    dump_enum(&d, "art", ENUM_SITZUNG, s->art);
    dump_str(&d, "artname", s->art_text);
    dump_enum(&d, "zustand", ENUM_ZUSTAND, s->zustand);
    dump_enum(&d, "status", ENUM_STATUS, s->status);
    moment(&d, "beginn", s->beginn);
    moment(&d, "ende", s->ende);
    dump_str(&d, "ort", s->ort);
    dump_str(&d, "raum", s->raum);
    dump_str(&d, "anschrift", s->anschrift);
    dump_str(&d, "lang", s->lang);
    dump_str(&d, "stil", s->stil);
    dump_str(&d, "koerperschaft", s->koerperschaft);
    if (s->hat_einladung) einladung(&d, &s->einladung);
    for (int i = 0; i < s->ntops; i++) top(&d, &s->tops[i]);
    for (int i = 0; i < s->nverteiler; i++) dump_str(&d, "verteiler", s->verteiler[i].datei);
    dump_close(&d);
}

static void mitglied(Dump *d, const Mitglied *m)
{
    dump_open(d, "mitglied", m->id);
    dump_enum(d, "anrede", ENUM_ANREDE, m->anrede);
    dump_str(d, "titel", m->titel);
    dump_str(d, "vorname", m->vorname);
    dump_str(d, "name", m->name);
    dump_str(d, "briefanrede", m->briefanrede);
    dump_enum(d, "funktion", ENUM_FUNKTION, m->funktion);
    dump_str(d, "funktionsname", m->funktion_text);
    dump_str(d, "fraktion", m->fraktion);
    dump_str(d, "vertritt", m->vertritt);
    dump_flag(d, "nichtoeffentlich", m->nichtoeffentlich);
    dump_enum(d, "zustellung", ENUM_ZUSTELLUNG, m->zustellung);
    dump_flag(d, "papier", m->papier);
    dump_flag(d, "grossdruck", m->grossdruck);
    dump_strs(d, "adresszeile", m->zeilen, m->nzeilen);
    dump_str(d, "land", m->land);
    dump_str(d, "email", m->email);
    dump_str(d, "telefon", m->telefon);
    dump_close(d);
}

void mitglieder_dump(Buf *out, const Mitglieder *m)
{
    Dump d = { out, 0 };
    dump_open(&d, "mitglieder", m->gremium);
    dump_date(&d, "stand", m->stand);
    for (int i = 0; i < m->n; i++) mitglied(&d, &m->alle[i]);
    dump_close(&d);
}
