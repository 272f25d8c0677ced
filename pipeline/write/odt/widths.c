/* Widths of columns. This room has no fonts, and the reader's Writer may have others than we:
 * letters are reckoned by classes, generously.
 *
 * Each column has three widths: what its longest word needs when it is hyphenated, when it is
 * whole, and what its text needs on one line. The table's width is given out in that order. Hints
 * of the author come first. */
#include "write/odt/odt_in.h"

typedef struct {
    double low, word, line;
} Need;

#define PIECE 7.0 /* em: a word that may be hyphenated leaves pieces no longer than this */

/* Width of a letter in em, as in the sans serif faces of offices. */
static double letter(uint32_t c)
{
    if (c < 0x80 && c && strchr("iljI.,:;'|!()[]", (int)c)) return 0.32;
    if (c < 0x80 && c && strchr("ftr/-\" ", (int)c)) return 0.42;
    if (c < 0x80 && c && strchr("mwMW@%", (int)c)) return 0.94;
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE)) return 0.7;
    return c == 0xAD ? 0 : 0.6;
}

static void run_need(const Run *r, Need *n)
{
    double word = 0, line = 0;
    for (; r; r = r->next) {
        double bold = r->flags & RUN_BOLD ? 1.07 : 1;
        if (r->flags & RUN_BREAK) word = line = 0;
        for (size_t i = 0; i < r->text.n;) {
            uint32_t c = utf8_next(r->text, &i);
            double w = letter(c) * bold;
            word = c == ' ' ? 0 : word + w;
            line += w;
            if (word > n->word) n->word = word;
            if (line > n->line) n->line = line;
            if (c == '-' || c == 0xAD) word = 0;
        }
    }
}

static void block_need(const FlowBlock *b, Need *n)
{
    for (; b; b = b->next) {
        run_need(b->runs, n);
        for (int i = 0; i < b->nitems; i++) {
            Need item = { 0 };
            block_need(b->items[i].blocks, &item);
            if (item.word + 2 > n->word) n->word = item.word + 2;
            if (item.line + 2 > n->line) n->line = item.line + 2;
        }
    }
}

static Need cell_need(const FlowCell *c, bool bold, bool figure, double grad)
{
    Need n = { 0 };
    block_need(c->blocks, &n);
    double pad = 2 * ODT_PAD + 2, em = grad * (bold ? 1.07 : 1);
    n.low = (figure || n.word < PIECE ? n.word : PIECE) * em + pad; /* figures are never parted */
    n.word = n.word * em + pad;
    n.line = (n.line > 34 ? 34 : n.line) * em + pad;
    if (n.line < n.word) n.line = n.word;
    return n;
}

static void most(Need *a, const Need *b)
{
    if (b->low > a->low) a->low = b->low;
    if (b->word > a->word) a->word = b->word;
    if (b->line > a->line) a->line = b->line;
}

/* What a spanning cell needs beyond its columns is shared by them. */
static void spread(Need *n, int span, const Need *need)
{
    Need have = { 0 };
    for (int i = 0; i < span; i++) {
        have.low += n[i].low;
        have.word += n[i].word;
        have.line += n[i].line;
    }
    for (int i = 0; i < span; i++) {
        if (need->low > have.low) n[i].low += (need->low - have.low) / span;
        if (need->word > have.word) n[i].word += (need->word - have.word) / span;
        if (need->line > have.line) n[i].line += (need->line - have.line) / span;
    }
}

/* Cells that span rows from above shift those of the row: busy[c] rows are still covered. A title
 * row over the whole table says nothing of its columns. */
static void weigh(Odt *o, const FlowTable *t, const FlowRow *r, int nrows, bool head, bool spans,
                  Need *n)
{
    int *busy = ARENA_NEW_N(o->a, int, (size_t)t->ncols + 1);
    for (int i = 0; i < nrows; i++)
        for (int c = 0, k = 0; c < t->ncols;) {
            if (busy[c] > 0) {
                busy[c++]--;
                continue;
            }
            if (k >= r[i].ncells) break;
            const FlowCell *cell = &r[i].cells[k++];
            int span = cell->colspan > 1 ? cell->colspan : 1;
            if (span > t->ncols - c) span = t->ncols - c;
            bool figure = !head && t->cols[c].align == ALIGN_DECIMAL;
            Need need =
                cell_need(cell, head || cell->header || r[i].kind != ROW_BODY, figure, o->s->grad);
            if (span == 1 && !spans) most(&n[c], &need);
            if (span > 1 && span < t->ncols && spans) spread(&n[c], span, &need);
            for (int j = 0; j < span; j++) busy[c + j] = cell->rowspan > 1 ? cell->rowspan - 1 : 0;
            c += span;
        }
}

/* Between two levels of need by how far the width goes; beyond the last one in proportion. */
static void give(const Need *n, int ncols, double total, double *width)
{
    double low = 0, word = 0, line = 0;
    for (int c = 0; c < ncols; c++) {
        low += n[c].low;
        word += n[c].word;
        line += n[c].line;
    }
    for (int c = 0; c < ncols; c++) {
        if (total <= low)
            width[c] = n[c].low * total / low;
        else if (total <= word)
            width[c] = n[c].low + (n[c].word - n[c].low) * (total - low) / (word - low);
        else if (total <= line)
            width[c] = n[c].word + (n[c].line - n[c].word) * (total - word) / (line - word);
        else
            width[c] = n[c].line * total / line;
    }
}

/* The house style's, or a long word's where that is more. */
static double label_width(Odt *o, const FlowTable *t, double total)
{
    Need n = { 0 };
    for (int i = 0; i < t->nbody; i++) {
        if (t->body[i].ncells != 2) continue;
        Need need = cell_need(&t->body[i].cells[0], true, false, o->s->grad);
        most(&n, &need);
    }
    double w = n.word > t->label_width ? n.word : t->label_width;
    return w > total / 2 && t->label_width < total / 2 ? total / 2 : w;
}

/* Asked for by the page's turn, by the type and by the widths of the same table: weighed once. */
static const Need *needs(Odt *o, const FlowTable *t)
{
    if (o->weighed == t) return o->needs;
    Need *n = ARENA_NEW_N(o->a, Need, (size_t)t->ncols + 1);
    for (int spans = 0; spans < 2; spans++) {
        weigh(o, t, t->head, t->nhead, true, spans, n);
        weigh(o, t, t->body, t->nbody, false, spans, n);
    }
    for (int c = 0; c < t->ncols; c++)
        if (t->cols[c].width > 0)
            n[c] = (Need){ t->cols[c].width, t->cols[c].width, t->cols[c].width };
    o->weighed = t;
    o->needs = n;
    return n;
}

double odt_least_width(Odt *o, const FlowTable *t)
{
    if (t->look == TABLE_HEAD) return 0;
    const Need *n = needs(o, t);
    double low = 0;
    for (int c = 0; c < t->ncols; c++) low += n[c].low;
    return low;
}

double *odt_column_widths(Odt *o, const FlowTable *t, double total)
{
    double *width = ARENA_NEW_N(o->a, double, (size_t)t->ncols + 1);
    if (t->label_width > 0 && t->ncols == 2) {
        width[0] = label_width(o, t, total);
        width[1] = total - width[0];
        return width;
    }
    give(needs(o, t), t->ncols, total, width);
    return width;
}

/* ---- heights ---- */

#define REAL_LETTER 0.92 /* of what a letter is reckoned as */

static double run_height(const Odt *o, const Run *r, double width, double size)
{
    double line = 0;
    int lines = 1;
    for (; r; r = r->next) {
        if (r->flags & RUN_BREAK) {
            lines++;
            line = 0;
        }
        for (size_t i = 0; i < r->text.n;)
            line += letter(utf8_next(r->text, &i)) * size * REAL_LETTER;
        if (line > width) {
            lines += (int)(line / width);
            line -= width * (int)(line / width);
        }
    }
    return lines * size * o->s->zeile / o->s->grad;
}

double odt_height(const Odt *o, const FlowBlock *b, double width, double size)
{
    double h = 0;
    if (width < size) width = size;
    for (; b; b = b->next) {
        if (b->kind == FB_PARA || b->kind == FB_HEADING) h += run_height(o, b->runs, width, size);
        for (int i = 0; i < b->nitems; i++)
            h += odt_height(o, b->items[i].blocks, width - 14, size);
        h += odt_height(o, b->kids, width, size);
    }
    return h;
}

double odt_row_height(Odt *o, const FlowTable *t, const FlowRow *r, const double *width)
{
    double most = 0, size = o->s->grad * (o->small ? ODT_SMALL : 1);
    for (int k = 0, c = 0; k < r->ncells && c < t->ncols; k++) {
        double w = 0;
        for (int span = r->cells[k].colspan > 1 ? r->cells[k].colspan : 1; span > 0 && c < t->ncols;
             span--)
            w += width[c++];
        double h = odt_height(o, r->cells[k].blocks, w - 2 * ODT_PAD, size);
        if (h > most) most = h;
    }
    return most;
}
