/* Blocks and inlines for the model's dump. Inlines are one line: kinds in <...>, their contents
 * between; what is no text in {...}. Soft hyphens and no-break spaces are made visible. */
#include "model/dump_in.h"

static void text(Buf *b, Str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (c == 0xAD)
            buf_z(b, "{shy}");
        else if (c == 0xA0)
            buf_z(b, "{nbsp}");
        else if (c == 0x202F)
            buf_z(b, "{nnbsp}");
        else
            buf_bytes(b, s.p + from, at - from);
    }
}

static void inline_one(Buf *b, const Inline *i);

static void inlines(Buf *b, const Inline *i)
{
    for (; i; i = i->next) inline_one(b, i);
}

static void with_kids(Buf *b, const char *name, const Inline *i)
{
    buf_printf(b, "<%s", name);
    if (i->status) buf_printf(b, " %.*s", STR_FMT(enum_code(ENUM_STATUS, i->status)));
    if (i->lang.n) buf_printf(b, " %.*s", STR_FMT(i->lang));
    buf_char(b, '>');
    inlines(b, i->kids);
    buf_printf(b, "</%s>", name);
}

static void verweis(Buf *b, const Inline *i)
{
    static const char *const arten[] = { "", "vorlage", "anlage", "ziel", "url" };
    buf_printf(b, "{verweis %s %.*s", arten[i->ziel], STR_FMT(i->ref));
    if (i->status) buf_printf(b, " %.*s", STR_FMT(enum_code(ENUM_STATUS, i->status)));
    if (i->kids) buf_z(b, ": ");
    inlines(b, i->kids);
    buf_char(b, '}');
}

static void betrag(Buf *b, const Inline *i)
{
    static const char *const werte[] = { "",       "netto",  "ust",     "brutto",
                                         "betrag", "ansatz", "ust-satz" };
    buf_z(b, "{betrag");
    if (i->status) buf_printf(b, " %.*s", STR_FMT(enum_code(ENUM_STATUS, i->status)));
    if (i->ref.n) buf_printf(b, " posten %.*s %s", STR_FMT(i->ref), werte[i->wert]);
    if (i->jahr) buf_printf(b, " %d", i->jahr);
    if (i->rund) buf_z(b, " rund");
    if (i->money.set) {
        buf_char(b, ' ');
        money_xml(b, i->money);
        buf_z(b, " als ");
        dec_xml(b, i->zahl);
        buf_printf(b, " %.*s", STR_FMT(enum_code(ENUM_GELD, i->einheit)));
    }
    buf_char(b, '}');
}

static void note(Buf *b, const Block *k)
{
    Dump d = { b, 0 };
    buf_z(b, "{fussnote\n");
    d.depth = 2;
    dump_blocks(&d, k);
    buf_char(b, '}');
}

static void inline_one(Buf *b, const Inline *i)
{
    static const char *const names[] = { [IN_STARK] = "stark",
                                         [IN_BETONT] = "betont",
                                         [IN_HOCH] = "hoch",
                                         [IN_TIEF] = "tief",
                                         [IN_SPRACHE] = "sprache" };
    switch (i->kind) {
    case IN_TEXT: text(b, i->text); break;
    case IN_STARK:
    case IN_BETONT:
    case IN_HOCH:
    case IN_TIEF:
    case IN_SPRACHE: with_kids(b, names[i->kind], i); break;
    case IN_BR: buf_z(b, "{br}"); break;
    case IN_VERWEIS: verweis(b, i); break;
    case IN_BETRAG: betrag(b, i); break;
    case IN_DATUM:
        buf_z(b, i->lang_form ? "{datum lang " : "{datum ");
        date_iso(b, i->datum);
        buf_char(b, '}');
        break;
    case IN_FUSSNOTE: note(b, i->blocks); break;
    case IN_AUSGELASSEN: buf_z(b, "{ausgelassen}"); break;
    }
}

void dump_inline(Dump *d, const char *name, const Inline *i)
{
    if (!i) return;
    Buf b = buf_new(0);
    inlines(&b, i);
    dump_str(d, name, buf_view(&b));
    buf_drop(&b);
}

static void liste(Dump *d, const Liste *l)
{
    dump_flag(d, "nummeriert", l->nummeriert);
    if (l->nummeriert) dump_int(d, "start", l->start);
    for (int i = 0; i < l->n; i++) {
        dump_open(d, "punkt", enum_code(ENUM_STATUS, l->punkte[i].status));
        dump_blocks(d, l->punkte[i].blocks);
        dump_close(d);
    }
}

static void zelle(Dump *d, const Zelle *z)
{
    dump_open(d, "zelle", S(""));
    if (z->spalten > 1) dump_int(d, "spalten", z->spalten);
    if (z->zeilen > 1) dump_int(d, "zeilen", z->zeilen);
    dump_flag(d, "kopf", z->kopf);
    dump_money(d, "betrag", z->money);
    dump_flag(d, "rund", z->rund);
    dump_dec(d, "zahl", z->zahl);
    dump_date(d, "datum", z->datum);
    dump_blocks(d, z->blocks);
    dump_close(d);
}

static void zeilen(Dump *d, const char *what, const Zeile *z, int n)
{
    static const char *const arten[] = { "", "gruppe", "zwischensumme", "summe" };
    for (int i = 0; i < n; i++) {
        dump_open(d, what, str_of(arten[z[i].art]));
        dump_enum(d, "status", ENUM_STATUS, z[i].status);
        for (int k = 0; k < z[i].nzellen; k++) zelle(d, &z[i].zellen[k]);
        dump_close(d);
    }
}

static void tabelle(Dump *d, const Tabelle *t)
{
    static const char *const arten[] = { "text", "zahl", "betrag", "datum" };
    dump_inline(d, "titel", t->titel);
    for (int i = 0; i < t->nspalten; i++) {
        dump_open(d, "spalte", str_of(arten[t->spalten[i].art]));
        dump_str(d, "einheit", t->spalten[i].einheit);
        dump_flag(d, "uebertrag", t->spalten[i].uebertrag);
        dump_dec(d, "breite", t->spalten[i].breite);
        dump_close(d);
    }
    zeilen(d, "kopfzeile", t->kopf, t->nkopf);
    zeilen(d, "zeile", t->rumpf, t->nrumpf);
    zeilen(d, "fusszeile", t->fuss, t->nfuss);
}

static void bild(Dump *d, const Bild *b)
{
    dump_str(d, "datei", b->datei);
    dump_str(d, "alt", b->alt);
    dump_flag(d, "schmuck", b->schmuck);
    dump_dec(d, "breite", b->breite);
    dump_inline(d, "bildtext", b->bildtext);
    dump_inline(d, "quelle", b->quelle);
}

static void block(Dump *d, const Block *b)
{
    static const char *const names[] = {
        "p",       "liste",         "tabelle",       "bild",      "zitat",
        "hinweis", "seitenumbruch", "finanztabelle", "abschnitt", "ausgelassen"
    };
    dump_open(d, names[b->kind], b->id);
    dump_enum(d, "status", ENUM_STATUS, b->status);
    dump_strs(d, "nur-beratung", b->nur_beratung, b->nnur);
    dump_str(d, "lang", b->lang);
    if (b->ebene) dump_int(d, "ebene", b->ebene);
    dump_str(d, "form", b->form);
    dump_str(d, "titel", b->titel);
    dump_inline(d, b->kind == BK_ABSCHNITT ? "titel" : "text", b->text);
    if (b->kind == BK_LISTE) liste(d, &b->liste);
    if (b->tabelle) tabelle(d, b->tabelle);
    if (b->bild) bild(d, b->bild);
    dump_blocks(d, b->kids);
    if (b->kind == BK_ZITAT) dump_inline(d, "quelle", b->quelle);
    dump_close(d);
}

void dump_blocks(Dump *d, const Block *b)
{
    for (; b; b = b->next) block(d, b);
}
