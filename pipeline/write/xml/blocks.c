/* Blocks and running text. Inside running text no white space is added: it would be words' space.
 */
#include "write/xml/xml_in.h"

static void mixed(Xml *x, const Block *b);

/* ---- running text ---- */

static void amount(Xml *x, const Inline *i)
{
    static const char *const werte[] = { "",       "netto",  "ust",     "brutto",
                                         "betrag", "ansatz", "ust-satz" };
    xml_attr(x, "posten", i->ref);
    xml_attr(x, "wert", str_of(werte[i->wert]));
    xml_attr_int(x, "jahr", i->jahr);
    xml_attr_money(x, "eur", i->money);
    if (i->einheit != GELD_EUR) xml_attr_enum(x, "einheit", ENUM_GELD, i->einheit);
    xml_attr_ja(x, "rund", i->rund);
}

static void attributes(Xml *x, const Inline *i)
{
    static const char *const aims[] = { "", "vorlage", "anlage", "ziel", "url" };
    if (i->kind == IN_SPRACHE) xml_attr(x, "lang", i->lang);
    if (i->kind == IN_VERWEIS) xml_attr(x, aims[i->ziel], i->ref);
    if (i->kind == IN_BETRAG) amount(x, i);
    if (i->kind == IN_DATUM) {
        xml_attr_date(x, "wert", i->datum);
        if (i->lang_form) xml_attr(x, "form", S("lang"));
    }
    xml_attr_enum(x, "status", ENUM_STATUS, i->status);
}

static void one_inline(Xml *x, const Inline *i)
{
    static const char *const names[] = {
        [IN_STARK] = "stark",      [IN_BETONT] = "betont",   [IN_HOCH] = "hoch",
        [IN_TIEF] = "tief",        [IN_SPRACHE] = "sprache", [IN_BR] = "br",
        [IN_VERWEIS] = "verweis",  [IN_BETRAG] = "betrag",   [IN_DATUM] = "datum",
        [IN_FUSSNOTE] = "fussnote"
    };
    xml_mark_here(x, i->at);
    if (i->kind == IN_TEXT) {
        xml_text(x->out, i->text);
        return;
    }
    if (i->kind == IN_AUSGELASSEN) {
        xml_text(x->out, stil_verdeckt(x->a, x->s));
        return;
    }
    if (i->kind == IN_VERWEIS && i->ziel == ZIEL_NONE) {
        xml_inlines(x, i->kids);
        return;
    }
    buf_printf(x->out, "<%s", names[i->kind]);
    attributes(x, i);
    if (!i->kids && !i->blocks) {
        buf_z(x->out, "/>");
        return;
    }
    buf_char(x->out, '>');
    if (i->kind == IN_FUSSNOTE)
        mixed(x, i->blocks);
    else
        xml_inlines(x, i->kids);
    buf_printf(x->out, "</%s>", names[i->kind]);
}

void xml_inlines(Xml *x, const Inline *i)
{
    for (; i; i = i->next) one_inline(x, i);
}

void xml_inline_element(Xml *x, const char *name, const Inline *i)
{
    if (!i) return;
    xml_open(x, name);
    xml_line(x);
    xml_inlines(x, i);
    xml_line_close(x, name);
}

/* ---- items, cells, notes: text, or blocks ---- */

static bool bare(const Block *b)
{
    return b->kind == BK_ABSATZ && b->text && !b->status && !b->nnur && !b->id.n && !b->lang.n;
}

/* A first paragraph of nothing but text stands free; whatever follows has its element. */
static void mixed(Xml *x, const Block *b)
{
    if (b && bare(b)) {
        xml_mark_here(x, b->at);
        xml_inlines(x, b->text);
        b = b->next;
    }
    if (!b) return;
    int depth = x->depth;
    buf_char(x->out, '\n');
    x->depth++;
    xml_blocks(x, b);
    x->depth = depth;
    for (int i = 0; i < depth; i++) buf_z(x->out, "  ");
}

static void mixed_element(Xml *x, const char *name, const Block *b)
{
    if (!b) {
        xml_empty(x);
        return;
    }
    xml_line(x);
    mixed(x, b);
    xml_line_close(x, name);
}

/* ---- tables ---- */

static void cell(Xml *x, const Zelle *z)
{
    xml_mark(x, z->at);
    xml_open(x, "zelle");
    xml_attr_int(x, "spalten", z->spalten > 1 ? z->spalten : 0);
    xml_attr_int(x, "zeilen", z->zeilen > 1 ? z->zeilen : 0);
    xml_attr_ja(x, "kopf", z->kopf);
    mixed_element(x, "zelle", z->blocks);
}

static void rows(Xml *x, const char *group, const Zeile *z, int n)
{
    static const char *const arten[] = { "", "gruppe", "zwischensumme", "summe" };
    if (!n) return;
    if (group) {
        xml_open(x, group);
        xml_inner(x);
    }
    for (int i = 0; i < n; i++) {
        xml_mark(x, z[i].at);
        xml_open(x, "zeile");
        xml_attr(x, "art", str_of(arten[z[i].art]));
        xml_attr_enum(x, "status", ENUM_STATUS, z[i].status);
        xml_inner(x);
        for (int k = 0; k < z[i].nzellen; k++) cell(x, &z[i].zellen[k]);
        xml_close(x, "zeile");
    }
    if (group) xml_close(x, group);
}

static void table(Xml *x, const Tabelle *t)
{
    static const char *const arten[] = { "", "zahl", "betrag", "datum" };
    xml_inner(x);
    xml_inline_element(x, "titel", t->titel);
    for (int i = 0; i < t->nspalten; i++) {
        xml_open(x, "spalte");
        xml_attr(x, "art", str_of(arten[t->spalten[i].art]));
        xml_attr(x, "einheit", t->spalten[i].einheit);
        xml_attr_ja(x, "uebertrag", t->spalten[i].uebertrag);
        xml_attr_dec(x, "breite", t->spalten[i].breite);
        xml_empty(x);
    }
    rows(x, "tabellenkopf", t->kopf, t->nkopf);
    rows(x, NULL, t->rumpf, t->nrumpf);
    rows(x, "tabellenfuss", t->fuss, t->nfuss);
    xml_close(x, "tabelle");
}

/* ---- the other blocks ---- */

static void list(Xml *x, const Liste *l)
{
    if (l->nummeriert) xml_attr(x, "art", S("nummern"));
    if (l->nummeriert && l->start != 1) buf_printf(x->out, " start=\"%d\"", l->start);
    xml_inner(x);
    for (int i = 0; i < l->n; i++) {
        xml_mark(x, l->punkte[i].at);
        xml_open(x, "punkt");
        xml_attr_enum(x, "status", ENUM_STATUS, l->punkte[i].status);
        mixed_element(x, "punkt", l->punkte[i].blocks);
    }
    xml_close(x, "liste");
}

static void picture(Xml *x, const Bild *b)
{
    xml_attr(x, "datei", b->datei);
    xml_attr(x, "alt", b->alt);
    xml_attr_ja(x, "schmuck", b->schmuck);
    xml_attr_dec(x, "breite", b->breite);
    if (!b->bildtext && !b->quelle) {
        xml_empty(x);
        return;
    }
    xml_inner(x);
    xml_inline_element(x, "bildtext", b->bildtext);
    xml_inline_element(x, "quelle", b->quelle);
    xml_close(x, "bild");
}

static void with_kids(Xml *x, const char *name, const Block *b)
{
    xml_attr(x, "lang", b->lang);
    xml_inner(x);
    if (b->kind == BK_ABSCHNITT) {
        xml_open(x, "titel");
        xml_line(x);
        xml_inlines(x, b->text);
        xml_line_close(x, "titel");
    }
    xml_blocks(x, b->kids);
    if (b->kind == BK_ZITAT) xml_inline_element(x, "quelle", b->quelle);
    xml_close(x, name);
}

static void paragraph(Xml *x, const Block *b)
{
    xml_attr(x, "lang", b->lang);
    if (!b->text) {
        xml_empty(x);
        return;
    }
    xml_line(x);
    xml_inlines(x, b->text);
    xml_line_close(x, "p");
}

static void one_block(Xml *x, const Block *b)
{
    static const char *const names[] = { "p",        "liste",   "tabelle",       "bild",
                                         "zitat",    "hinweis", "seitenumbruch", "finanztabelle",
                                         "abschnitt" };
    xml_mark(x, b->at);
    if (b->kind == BK_AUSGELASSEN) {
        xml_element(x, "p", x->s->wort[WORT_AUSGELASSEN]);
        return;
    }
    xml_open(x, names[b->kind]);
    xml_attr(x, "id", b->id);
    xml_attr_enum(x, "status", ENUM_STATUS, b->status);
    xml_attr_list(x, "nur-beratung", b->nur_beratung, b->nnur);
    switch (b->kind) {
    case BK_ABSATZ: paragraph(x, b); break;
    case BK_LISTE: list(x, &b->liste); break;
    case BK_TABELLE: table(x, b->tabelle); break;
    case BK_BILD: picture(x, b->bild); break;
    case BK_FINANZTABELLE:
        xml_attr(x, "form", b->form);
        xml_attr(x, "titel", b->titel);
        xml_empty(x);
        break;
    case BK_ZITAT:
    case BK_HINWEIS:
    case BK_ABSCHNITT: with_kids(x, names[b->kind], b); break;
    case BK_SEITENUMBRUCH:
    case BK_AUSGELASSEN: xml_empty(x); break;
    }
}

void xml_blocks(Xml *x, const Block *b)
{
    for (; b; b = b->next) one_block(x, b);
}
