/* Tables: head and value rows, consultations, finance, the author's; boxes and signature blocks,
 * which are tables too. */
#include "write/odt/odt_in.h"

#include <stdio.h>

#define SHORT_TABLE \
    12 /* rows: such a table stays on one page, so that no sum stands alone on the next */

/* Border parts of a cell. Each combination with a format of numbers is written once, on first use.
 */
enum {
    EDGE_TOP = 1,
    EDGE_BOTTOM = 2,
    EDGE_GRID = 4,
    EDGE_SUM = 8,
    EDGE_TOTAL = 16,
    EDGE_LEFT_BAR = 32,
    EDGE_NOPAD = 64,
    EDGE_LOW = 128
};

int odt_table_style(Odt *o, double width, bool keep_next, bool breakable, const char *align)
{
    int n = ++o->tables;
    Buf *b = &o->autos;
    char sheet[64] = "";
    if (o->sheet || !o->started)
        snprintf(sheet, sizeof sheet, " style:master-page-name=\"%s\"",
                 o->sheet ? o->sheet : "First_20_Page");
    buf_printf(b,
               "<style:style style:name=\"T%d\" style:family=\"table\"%s><style:table-properties",
               n, sheet);
    odt_pt(b, "style:width", width);
    buf_printf(b, " table:align=\"%s\"", align);
    odt_pt(b, "fo:margin-top", o->table_above);
    buf_printf(b,
               " fo:margin-bottom=\"8pt\" table:border-model=\"collapsing\"%s "
               "style:may-break-between-rows=\"%s\"%s/></style:style>",
               keep_next ? " fo:keep-with-next=\"always\"" : "", breakable ? "true" : "false",
               o->break_pending ? " fo:break-before=\"page\"" : "");
    o->started = true;
    o->break_pending = false;
    o->sheet = NULL;
    return n;
}

static void column_style(Odt *o, int t, int c, double width)
{
    buf_printf(&o->autos,
               "<style:style style:name=\"T%d.%d\" "
               "style:family=\"table-column\"><style:table-column-properties",
               t, c + 1);
    odt_pt(&o->autos, "style:column-width", width);
    buf_z(&o->autos, "/></style:style>");
    buf_printf(&o->body, "<table:table-column table:style-name=\"T%d.%d\"/>", t, c + 1);
}

/* ---- cells ---- */

static void cell_style_new(Odt *o, int edges, int format, int n)
{
    Buf *b = &o->autos;
    bool grid = edges & EDGE_GRID;
    buf_printf(b, "<style:style style:name=\"Z%d\" style:family=\"table-cell\"", n);
    if (format) buf_printf(b, " style:data-style-name=\"N%d\"", format);
    buf_z(b, "><style:table-cell-properties");
    odt_pt(b, "fo:padding-left", edges & EDGE_LEFT_BAR ? 9 : edges & EDGE_NOPAD ? 0 : ODT_PAD);
    odt_pt(b, "fo:padding-right", edges & EDGE_NOPAD ? 0 : ODT_PAD);
    odt_pt(b, "fo:padding-top", edges & EDGE_LEFT_BAR ? 6 : 2);
    odt_pt(b, "fo:padding-bottom", 2);
    const char *line = "0.5pt solid #000000", *sum = "0.75pt solid #000000",
               *total = "2pt double #000000";
    buf_printf(b, " fo:border-top=\"%s\"",
               edges & EDGE_SUM || edges & EDGE_TOTAL ? sum
                   : grid || edges & EDGE_TOP         ? line
                                                      : "none");
    buf_printf(b, " fo:border-bottom=\"%s\"",
               edges & EDGE_TOTAL                ? total
                   : grid || edges & EDGE_BOTTOM ? line
                                                 : "none");
    if (edges & EDGE_LEFT_BAR)
        buf_printf(b, " fo:border-left=\"2pt solid #%06x\"", (unsigned)(o->s->farbe & 0xFFFFFF));
    else
        buf_printf(b, " fo:border-left=\"%s\"", grid ? line : "none");
    buf_printf(b, " fo:border-right=\"%s\"%s/></style:style>", grid ? line : "none",
               edges & EDGE_LOW ? " style:vertical-align=\"bottom\"" : "");
}

static void cell_style(Odt *o, int edges, int format)
{
    int *n = &o->cell[edges][format];
    if (!*n) cell_style_new(o, edges, format, *n = ++o->styles);
    buf_printf(&o->body, " table:style-name=\"Z%d\"", *n);
}

static void cell_open(Odt *o, int edges, int colspan, int rowspan, const OdtFigure *f)
{
    bool figure = f && f->set;
    int format = figure ? odt_number_format(o, f) : 0;
    buf_z(&o->body, "<table:table-cell");
    cell_style(o, edges, format);
    if (colspan > 1) buf_printf(&o->body, " table:number-columns-spanned=\"%d\"", colspan);
    if (rowspan > 1) buf_printf(&o->body, " table:number-rows-spanned=\"%d\"", rowspan);
    if (figure)
        odt_figure_value(o, f);
    else
        buf_z(&o->body, " office:value-type=\"string\"");
    buf_char(&o->body, '>');
}

/* The blocks of a cell, in a list state of their own: lists of the surroundings are closed around a
 * table. */
static void cell_blocks(Odt *o, const FlowBlock *b, const char *style)
{
    const char *outer = o->text_style;
    int level = o->level, open = o->open;
    OdtList list[LIST_DEPTH + 1];
    memcpy(list, o->list, sizeof list);
    bool keep = o->keep;
    o->level = o->open = 0;
    o->text_style = style;
    o->inside++;
    odt_blocks(o, b);
    o->inside--;
    if (!b) {
        odt_para_open(o, style);
        odt_para_close(o);
    }
    o->text_style = outer;
    memcpy(o->list, list, sizeof list);
    o->level = level;
    o->open = open;
    o->keep = keep;
}

static const char *cell_text_style(const FlowTable *t, const FlowRow *r, const FlowCell *c, int col,
                                   bool head)
{
    bool right = col < t->ncols &&
        (t->cols[col].align == ALIGN_RIGHT || t->cols[col].align == ALIGN_DECIMAL) &&
        c->colspan <= 1;
    if (t->look == TABLE_HEAD) return c->header ? STYLE_KOPF_BEZEICHNUNG : STYLE_KOPF_WERT;
    if (head) return right ? STYLE_TABELLENKOPF_RECHTS : STYLE_TABELLENKOPF;
    if (r->kind == ROW_TOTAL || r->kind == ROW_SUBTOTAL || r->kind == ROW_BALANCE)
        return right ? STYLE_SUMME : STYLE_SUMME_TEXT;
    if (r->kind == ROW_GROUP) return STYLE_GRUPPE;
    return right ? STYLE_BETRAG : c->header ? STYLE_ZEILENKOPF : STYLE_ZELLE;
}

/* The same style in small type. */
static const char *small_style(const char *name)
{
    for (int i = 0; odt_small_styles[i][0]; i++)
        if (!strcmp(odt_small_styles[i][0], name)) return odt_small_styles[i][1];
    return name;
}

static int cell_edges(const Odt *o, const FlowTable *t, const FlowRow *r, bool head, bool first)
{
    if (t->grid) return EDGE_GRID;
    if (t->look == TABLE_HEAD)
        return o->s->linien_kopf ? EDGE_BOTTOM | (first ? EDGE_TOP : 0) : EDGE_NOPAD;
    int e = head                                         ? EDGE_BOTTOM
        : r->kind == ROW_TOTAL || r->kind == ROW_BALANCE ? EDGE_TOTAL
        : r->kind == ROW_SUBTOTAL                        ? EDGE_SUM
                                                         : EDGE_BOTTOM;
    return head && first ? e | EDGE_TOP : e;
}

/* A cell that spans leaves covered cells behind, to its right and below. busy[c]: rows still
 * covered there. */
static int covered(Odt *o, int *busy, int ncols, int c)
{
    while (c < ncols && busy[c] > 0) {
        buf_z(&o->body, "<table:covered-table-cell/>");
        busy[c++]--;
    }
    return c;
}

/* The same rule as on our own pages: what is higher than a third of the page may be parted, nothing
 * else. */
static bool is_high(const Odt *o, double height)
{
    const Stil *s = o->s;
    return height > ((o->turned ? s->breite : s->hoehe) - s->oben - s->unten) / 3;
}

static void row_open(Odt *o, bool high)
{
    buf_printf(&o->body, "<table:table-row table:style-name=\"%s\">", high ? "Rhoch" : "R");
}

static void row(Odt *o, const FlowTable *t, const FlowRow *r, int *busy, const OdtFigure *fig,
                bool head, bool first, bool high)
{
    row_open(o, high);
    int c = 0;
    for (int k = 0; k < r->ncells; k++) {
        c = covered(o, busy, t->ncols, c);
        if (c >= t->ncols) break;
        const FlowCell *cell = &r->cells[k];
        int span = cell->colspan > 1 ? cell->colspan : 1;
        if (span > t->ncols - c) span = t->ncols - c;
        int flush = o->letter && t->look == TABLE_HEAD && !c ? EDGE_NOPAD
                                                             : 0; /* the subject stands above it */
        cell_open(o, cell_edges(o, t, r, head, first) | flush, span, cell->rowspan,
                  fig && r->ncells == t->ncols ? &fig[c] : NULL);
        const char *style = cell_text_style(t, r, cell, c, head);
        cell_blocks(o, cell->blocks, o->small ? small_style(style) : style);
        buf_z(&o->body, "</table:table-cell>");
        for (int i = 0; i < span; i++) {
            if (i) buf_z(&o->body, "<table:covered-table-cell/>");
            busy[c + i] = cell->rowspan > 1 ? cell->rowspan - 1 : 0;
        }
        c += span;
    }
    c = covered(o, busy, t->ncols, c);
    for (; c < t->ncols; c++) {
        buf_z(&o->body, "<table:table-cell");
        cell_style(o, EDGE_NOPAD, 0);
        buf_z(&o->body, "><text:p text:style-name=\"Vorlage_20_Zelle\"/></table:table-cell>");
    }
    buf_z(&o->body, "</table:table-row>");
}

/* A finance table is called by its form, so that `import` can tell which it is. */
static void table_name(Odt *o, const FlowTable *t, int n)
{
    bool plain = t->form.n > 0;
    for (size_t i = 0; i < t->form.n && plain; i++) {
        char c = t->form.p[i];
        plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
    if (plain)
        buf_printf(&o->body, "<table:table table:name=\"vl_form_%d_%.*s\"", n, STR_FMT(t->form));
    else
        buf_printf(&o->body, "<table:table table:name=\"vl_tabelle_%d\"", n);
}

void odt_table(Odt *o, const FlowTable *t, bool keep_next)
{
    if (t->caption) {
        odt_para_open(o, STYLE_TABELLENTITEL);
        odt_runs(o, t->caption);
        odt_para_close(o);
    }
    if (!t->ncols || !(t->nbody + t->nhead)) return;
    double *width = odt_column_widths(o, t, o->width);
    o->small = odt_least_width(o, t) > o->width;
    bool *high = ARENA_NEW_N(o->a, bool, (size_t)t->nbody + 1), any = false;
    for (int i = 0; i < t->nbody; i++)
        any |= high[i] = is_high(o, odt_row_height(o, t, &t->body[i], width));
    int n =
        odt_table_style(o, o->width, keep_next, any || t->nhead + t->nbody > SHORT_TABLE, "left");
    table_name(o, t, n);
    buf_printf(&o->body, " table:style-name=\"T%d\">", n);
    for (int c = 0; c < t->ncols; c++) column_style(o, n, c, width[c]);
    int *busy = ARENA_NEW_N(o->a, int, (size_t)t->ncols + 1);
    if (t->nhead) {
        buf_z(&o->body, "<table:table-header-rows>");
        for (int i = 0; i < t->nhead; i++) row(o, t, &t->head[i], busy, NULL, true, i == 0, false);
        buf_z(&o->body, "</table:table-header-rows>");
    }
    const OdtFigure *fig = odt_figures(o, t);
    for (int i = 0; i < t->nbody; i++)
        row(o, t, &t->body[i], busy, fig ? &fig[(size_t)i * (size_t)t->ncols] : NULL, false,
            i == 0 && !t->nhead, high[i]);
    o->small = false;
    buf_z(&o->body, "</table:table>");
}

void odt_box(Odt *o, const FlowBlock *b)
{
    int n = odt_table_style(o, o->width, o->keep, true, "left");
    buf_printf(&o->body, "<table:table table:name=\"vl_kasten_%d\" table:style-name=\"T%d\">", n,
               n);
    column_style(o, n, 0, o->width);
    row_open(o, is_high(o, odt_height(o, b->kids, o->width - 9 - ODT_PAD, o->s->grad)));
    cell_open(o, EDGE_LEFT_BAR, 1, 1, NULL);
    cell_blocks(o, b->kids, STYLE_KASTEN);
    buf_z(&o->body, "</table:table-cell></table:table-row></table:table>");
}

/* ---- signatures ---- */

static void words(Odt *o, const char *style, Str s)
{
    if (!s.n) return;
    odt_para_open(o, style);
    odt_text(o, s);
    odt_para_close(o);
}

/* Words in a character style of that display name. */
static void named(Odt *o, const char *style, Str s)
{
    if (!s.n) return;
    buf_z(&o->body, "<text:span text:style-name=\"");
    odt_style_name(&o->body, style);
    buf_z(&o->body, "\">");
    if (o->s->formular && !strcmp(style, CHARS_ZEICHEN))
        odt_form_sign(o, s);
    else
        odt_text(o, s);
    buf_z(&o->body, "</text:span>");
}

static void signature(Odt *o, const FlowSignature *g)
{
    Str where = g->place.n && g->date.n
        ? str_printf(o->a, "%.*s, %.*s", STR_FMT(g->place), STR_FMT(g->date))
        : g->place.n ? g->place
                     : g->date;
    if (o->s->formular && g->kind.n) {
        odt_para_open(o, STYLE_VERMERKART);
        odt_form_choice(o, ENUM_SV, g->kind);
        odt_para_close(o);
    } else
        words(o, STYLE_VERMERKART, g->kind);
    if (g->open) {
        odt_para_open(o, STYLE_UNTERSCHRIFTLINIE);
        buf_z(&o->body, "<text:tab/>");
        odt_para_close(o);
    }
    if (g->sign.n || g->name.n) {
        odt_para_open(o, STYLE_NAME);
        named(o, CHARS_ZEICHEN, g->sign);
        if (g->sign.n && g->name.n) odt_text(o, S(" "));
        named(o, CHARS_UNTERZEICHNER, g->name);
        odt_para_close(o);
    }
    words(o, STYLE_AMT, g->office);
    words(o, STYLE_ORT_DATUM, where);
}

/* Beside a line for the hand the names stand on its level, not at the top. */
static bool open_in_row(const FlowBlock *b, int from, int cols)
{
    for (int i = from; i < from + cols && i < b->nsigs; i++)
        if (b->sigs[i].open) return true;
    return false;
}

void odt_signatures(Odt *o, const FlowBlock *b)
{
    int cols = b->sig_columns > 0 ? b->sig_columns : 1;
    if (cols > b->nsigs) cols = b->nsigs;
    if (!cols) return;
    if (o->letter) o->table_above = o->s->zeile * 0.9; /* an agenda's items leave no room below */
    int n = odt_table_style(o, o->width, false, false, "left");
    buf_printf(&o->body,
               "<table:table table:name=\"vl_unterschriften_%d\" table:style-name=\"T%d\">", n, n);
    for (int c = 0; c < cols; c++) column_style(o, n, c, o->width / cols);
    for (int i = 0; i < b->nsigs; i += cols) {
        row_open(o, false);
        for (int c = 0; c < cols; c++) {
            cell_open(o, EDGE_NOPAD | (open_in_row(b, i, cols) ? EDGE_LOW : 0), 1, 1, NULL);
            if (i + c < b->nsigs)
                signature(o, &b->sigs[i + c]);
            else {
                odt_para_open(o, STYLE_AMT);
                odt_para_close(o);
            }
            buf_z(&o->body, "</table:table-cell>");
        }
        buf_z(&o->body, "</table:table-row>");
    }
    buf_z(&o->body, "</table:table>");
}
