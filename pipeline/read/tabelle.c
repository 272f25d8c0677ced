/* Tables. Each cell is set against its column, spans counted, so that a row which is too long or
 * too short is told, and the contents of typed columns become values. A stated amount is kept in
 * hundredths of the column's unit (EUR, TEUR, ...): as it is shown, so sums over the column need no
 * unit. */
#include "read/read_in.h"

typedef struct {
    Rd *r;
    Tabelle *t;
    int *covered; /* for each column: rows still covered by a cell from above */
    bool head;
} Grid;

static ZeilenArt zeilenart(const Rd *r, const XNode *n)
{
    static const char *const arten[] = { "normal", "gruppe", "zwischensumme", "summe" };
    return (ZeilenArt)rd_word(r, n, "art", arten, 4, ZEILE_NORMAL);
}

static Spalte spalte(const Rd *r, const XNode *n)
{
    static const char *const arten[] = { "text", "zahl", "betrag", "datum" };
    return (Spalte){ n->at, (SpaltenArt)rd_word(r, n, "art", arten, 4, SPALTE_TEXT),
                     rd_attr(r, n, "einheit"), rd_ja(n, "uebertrag"), rd_dec(n, "breite") };
}

static void stated(Rd *r, Zelle *z, Dec v, Place at, Str text)
{
    if (v.scale > 2) diag_strs(r->d, D_ZELLE_BETRAG, at, 1, &text);
    for (; v.scale < 2; v.scale++) v.v *= 10;
    if (v.scale == 2) z->money = (Money){ v.v, true };
}

/* A lone <datum> or <betrag eur> says the value itself. */
static bool from_element(Rd *r, Zelle *z)
{
    const Inline *i = z->blocks && !z->blocks->next ? z->blocks->text : NULL;
    if (!i || i->next) return false;
    if (i->kind == IN_DATUM) {
        z->datum = i->datum;
        return true;
    }
    if (i->kind != IN_BETRAG) return false;
    z->rund = i->rund;
    if (i->money.set) stated(r, z, i->zahl, i->at, model_plain(r->a, i));
    return true;
}

static void amount(Rd *r, Zelle *z, Str text, Place at)
{
    Dec v;
    ZahlForm form = zahl_german(text, 2, &v, &z->rund);
    if (form == ZAHL_SCHLECHT) diag_strs(r->d, D_ZELLE_BETRAG, at, 1, &text);
    if (form == ZAHL_GUT) stated(r, z, v, at, text);
}

static void value(Rd *r, Zelle *z, SpaltenArt art, Place at)
{
    if (art == SPALTE_TEXT || from_element(r, z)) return;
    Str text = model_plain_blocks(r->a, z->blocks);
    if (art == SPALTE_BETRAG) amount(r, z, text, at);
    if (art == SPALTE_ZAHL) {
        bool rund;
        if (zahl_german(text, 9, &z->zahl, &rund) == ZAHL_SCHLECHT)
            diag_strs(r->d, D_ZELLE_ZAHL, at, 1, &text);
    }
    if (art == SPALTE_DATUM) {
        bool none = !text.n || str_is(text, "-") || str_is(text, "–");
        if (!none && !zahl_german_date(text, &z->datum))
            diag_strs(r->d, D_ZELLE_DATUM, at, 1, &text);
    }
}

static Place text_place(const XNode *n)
{
    for (const XNode *k = n->kids; k; k = k->next)
        if (!k->name.n && str_trim(k->text).n) return k->at;
    return n->at;
}

/* The next column no cell from above covers; covered ones are counted down. */
static int free_column(Grid *g, int col)
{
    while (col < g->t->nspalten && g->covered[col] > 0) g->covered[col++]--;
    return col;
}

static int zelle(Grid *g, const XNode *n, Zelle *z, int col, ZeilenArt art)
{
    *z = (Zelle){ .at = n->at,
                  .spalten = rd_int(n, "spalten", 1),
                  .zeilen = rd_int(n, "zeilen", 1),
                  .kopf = rd_ja(n, "kopf") };
    if (z->spalten < 1) z->spalten = 1;
    if (z->zeilen < 1) z->zeilen = 1;
    z->blocks = rd_mixed(g->r, n);
    bool typed =
        !g->head && !z->kopf && z->spalten == 1 && col < g->t->nspalten && art != ZEILE_GRUPPE;
    if (typed) value(g->r, z, g->t->spalten[col].art, text_place(n));
    for (int i = col; i < col + z->spalten && i < g->t->nspalten; i++)
        g->covered[i] = z->zeilen - 1;
    return col + z->spalten;
}

static void row_width(Grid *g, const XNode *n, int width)
{
    if (width == g->t->nspalten) return;
    Str arg[2] = { str_printf(g->r->a, "%d", width), str_printf(g->r->a, "%d", g->t->nspalten) };
    diag_strs(g->r->d, D_TABELLE_BREITE, n->at, 2, arg);
}

static Zeile zeile(Grid *g, const XNode *n)
{
    Zeile z = { .at = n->at,
                .status = (Status)rd_enum(g->r, n, "status", ENUM_STATUS),
                .art = zeilenart(g->r, n) };
    z.zellen = ARENA_NEW_N(g->r->a, Zelle, (size_t)rd_count(n, "zelle"));
    int col = 0;
    for (XNode *c = rd_child(n, "zelle"); c; c = rd_next(c, "zelle")) {
        col = free_column(g, col);
        col = zelle(g, c, &z.zellen[z.nzellen++], col, z.art);
    }
    row_width(g, n, free_column(g, col));
    return z;
}

static Zeile *zeilen(Grid *g, const XNode *n, int *count)
{
    *count = 0;
    if (!n) return NULL;
    Zeile *out = ARENA_NEW_N(g->r->a, Zeile, (size_t)rd_count(n, "zeile"));
    memset(g->covered, 0, (size_t)g->t->nspalten * sizeof *g->covered);
    for (XNode *z = rd_child(n, "zeile"); z; z = rd_next(z, "zeile")) {
        out[*count] = zeile(g, z);
        ++*count;
    }
    for (int i = 0; i < g->t->nspalten; i++)
        if (g->covered[i] > 0) {
            diag(g->r->d, D_TABELLE_UEBERHANG, n->at, (const char *)NULL);
            break;
        }
    return out;
}

Tabelle *rd_tabelle(Rd *r, const XNode *n)
{
    Tabelle *t = ARENA_NEW(r->a, Tabelle);
    t->id = rd_attr(r, n, "id");
    t->titel = rd_inline_content(r, rd_child(n, "titel"));
    t->spalten = ARENA_NEW_N(r->a, Spalte, (size_t)rd_count(n, "spalte"));
    for (XNode *s = rd_child(n, "spalte"); s; s = rd_next(s, "spalte"))
        t->spalten[t->nspalten++] = spalte(r, s);
    Grid g = { r, t, ARENA_NEW_N(r->a, int, (size_t)t->nspalten + 1), true };
    t->kopf = zeilen(&g, rd_child(n, "tabellenkopf"), &t->nkopf);
    g.head = false;
    t->rumpf = zeilen(&g, n, &t->nrumpf);
    t->fuss = zeilen(&g, rd_child(n, "tabellenfuss"), &t->nfuss);
    return t;
}
