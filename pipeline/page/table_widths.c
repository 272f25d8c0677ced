/* Widths of a table's columns, from what the cells need: at least the longest piece that cannot be
 * broken, better the longest word in one piece, at most one line. */
#include "page/table.h"

#include <math.h>

#include "base/sheet.h"

#define LEAST_SIZE 6.0      /* pt, of the type in a table too wide for the page */
#define LEAST_OF_LARGE 10.0 /* the same in large print */
#define LARGE 14.0          /* pt: text of this size is large print */
#define WORD_MOST \
    0.4 /* of the measure: what one word in one piece may take in a table of several columns */

Look page_cell_look(const Table *tb, const FlowRow *r, const FlowCell *c, int col, bool head)
{
    Look l = tb->look;
    const FlowCol *fc = &tb->ft->cols[col];
    l.align = fc->align;
    if (page_cell_span(tb, c, col) > 1 && r->kind == ROW_GROUP) l.align = ALIGN_LEFT;
    if (head && page_cell_span(tb, c, col) > 1) l.align = ALIGN_CENTER;
    for (int k = 0; k < page_cell_span(tb, c, col); k++) l.hyphenate |= tb->col[col + k].tight;
    if (head || r->kind != ROW_BODY || (tb->ft->look == TABLE_HEAD && col == 0)) l.font.bold = 1;
    if ((head || page_cell_span(tb, c, col) > 1) && l.align == ALIGN_DECIMAL) l.align = ALIGN_RIGHT;
    return l;
}

/* Byte of the decimal comma: the last comma between digits; else the end of the last figure; else
 * the end. */
static size_t comma_at(Str s)
{
    size_t at = s.n;
    bool figure = false;
    for (size_t i = s.n; i-- > 0;) {
        if (!figure && s.p[i] >= '0' && s.p[i] <= '9') at = i + 1, figure = true;
        if (s.p[i] == ',' && i && s.p[i - 1] >= '0' && s.p[i - 1] <= '9' && i + 1 < s.n &&
            s.p[i + 1] >= '0' && s.p[i + 1] <= '9')
            return i;
    }
    return at;
}

bool page_cell_parts(Ts *t, const FlowCell *c, const Look *l, double *whole, double *frac)
{
    const FlowBlock *b = c->blocks;
    if (!b || b->next || b->kind != FB_PARA || !b->runs) return false;
    double marks = 0; /* of notes: behind the amount, so they do not move its comma */
    for (const Run *r = b->runs; r; r = r->next) {
        if ((r->flags & RUN_BREAK) || (marks > 0 && !(r->flags & RUN_NOTE))) return false;
        if (r->flags & RUN_NOTE)
            marks += text_width(t, r->text, l->font, l->size * RAISED_SIZE, t->f->lang);
    }
    Arena *a = gen_arena(t);
    ArenaMark m = arena_mark(a);
    Str s = page_runs_words(a, b->runs);
    FontStyle font = l->font;
    if (b->runs->flags & RUN_BOLD) font.bold = 1;
    bool ok = s.n > 0 && s.n < 40;
    size_t at = comma_at(s);
    if (ok) {
        *whole = at ? text_width(t, str_sub(s, 0, at), font, l->size, t->f->lang) : 0;
        *frac =
            (at < s.n ? text_width(t, str_sub(s, at, s.n - at), font, l->size, t->f->lang) : 0) +
            marks;
    }
    arena_rewind(a, m);
    return ok;
}

/* ---- measuring ---- */
typedef struct {
    double min, word, max, uncut; /* word, before it was cut to its share */
} Need;
typedef struct {
    Ts *t;
    Table *tb;
    Arena *scratch;
    Need *one;  /* by column */
    Need *many; /* by column and span */
} Measure;

static void need_more(Need *n, double min, double word, double max)
{
    if (min > n->min) n->min = min;
    if (word > n->word) n->word = word;
    if (max > n->max) n->max = max;
}

/* The widest word that a reader should see in one piece; it may run over several spans, as one with
 * a note's mark does. */
static double widest_word(Ts *t, const Spans *s)
{
    double widest = 0, word = 0;
    for (int i = 0; i < s->n; i++) {
        const ParaSpan *p = &s->v[i];
        if (p->br) word = 0;
        for (size_t from = 0, at = 0; from < p->text.n; from = at) {
            while (at < p->text.n && !strchr(" -/", p->text.p[at])) at++;
            bool end = at < p->text.n, shown = end && p->text.p[at] != ' ';
            if (at + shown > from)
                word += text_width(t, str_sub(p->text, from, at + shown - from), p->font, p->size,
                                   p->lang);
            if (word > widest) widest = word;
            if (end) word = 0, at++;
        }
    }
    return widest;
}

static Need blocks_need(Measure *m, const FlowBlock *b, const Look *l)
{
    Need n = { 0 };
    for (; b; b = b->next) {
        if (b->kind == FB_PARA) {
            Spans s = { 0 };
            double min = 0, max = 0;
            spans_measure(m->t, m->scratch, &s, b, l);
            if (s.n) para_widths(m->scratch, m->t->fonts, s.v, s.n, &min, &max);
            need_more(&n, min, widest_word(m->t, &s), max);
        } else if (b->kind == FB_LIST) {
            for (int i = 0; i < b->nitems; i++) {
                Need in = blocks_need(m, b->items[i].blocks, l);
                need_more(&n, in.min + 20, in.word + 20, in.max + 20);
            }
        } else
            need_more(&n, 60, 100, 200);
    }
    return n;
}

static void measure_cell(Measure *m, const FlowRow *r, const FlowCell *c, int col, bool head)
{
    Table *tb = m->tb;
    Look l = page_cell_look(tb, r, c, col, head);
    TableCol *tc = &tb->col[col];
    int span = page_cell_span(tb, c, col);
    double whole, frac;
    if (!head && span == 1 && tc->decimal && page_cell_parts(m->t, c, &l, &whole, &frac)) {
        if (whole > tc->whole) tc->whole = whole;
        if (frac > tc->frac) tc->frac = frac;
        return;
    }
    ArenaMark mark = arena_mark(m->scratch);
    Need n = blocks_need(m, c->blocks, &l);
    arena_rewind(m->scratch, mark);
    bool amount = tb->ft->cols[col].align != ALIGN_LEFT && !head;
    if (amount && n.max < 120) n.min = n.word = n.max; /* amounts and dates are not broken */
    if (r->kind == ROW_GROUP && span > 1) n.max = n.word;
    if (n.word < n.min) n.word = n.min;
    if (n.max < n.word) n.max = n.word;
    need_more(span == 1 ? &m->one[col] : &m->many[col * (tb->ncols + 1) + span], n.min, n.word,
              n.max);
}

static void measure_rows(Measure *m, const FlowRow *rows, int n, bool head, int *left)
{
    int most = 0;
    for (int i = 0; i < n; i++)
        if (rows[i].ncells > most) most = rows[i].ncells;
    int *col = ARENA_NEW_N(m->scratch, int, (size_t)most + 1);
    memset(left, 0, 2 * (size_t)m->tb->ncols * sizeof *left);
    for (int i = 0; i < n; i++) {
        table_place(m->tb, &rows[i], left, col);
        for (int k = 0; k < rows[i].ncells; k++)
            if (col[k] >= 0) measure_cell(m, &rows[i], &rows[i].cells[k], col[k], head);
    }
}

static void spread(Measure *m)
{
    int n = m->tb->ncols;
    for (int span = 2; span <= n; span++)
        for (int c = 0; c + span <= n; c++) {
            Need have = { 0 }, *want = &m->many[c * (n + 1) + span];
            for (int k = 0; k < span; k++) {
                double pad = k ? m->tb->col[c + k].left + m->tb->col[c + k - 1].right : 0;
                have.min += m->one[c + k].min + pad, have.word += m->one[c + k].word + pad,
                    have.max += m->one[c + k].max + pad;
            }
            for (int k = 0; k < span; k++) {
                if (want->min > have.min) m->one[c + k].min += (want->min - have.min) / span;
                if (want->word > have.word) m->one[c + k].word += (want->word - have.word) / span;
                if (want->max > have.max) m->one[c + k].max += (want->max - have.max) / span;
                if (m->one[c + k].word < m->one[c + k].min) m->one[c + k].word = m->one[c + k].min;
                if (m->one[c + k].max < m->one[c + k].word) m->one[c + k].max = m->one[c + k].word;
            }
        }
}

/* ---- from needs to widths ---- */
static Need totals(const Measure *m, double *pad)
{
    Need sum = { 0 };
    *pad = 0;
    for (int c = 0; c < m->tb->ncols; c++) {
        sum.min += m->one[c].min, sum.word += m->one[c].word, sum.max += m->one[c].max;
        *pad += m->tb->col[c].left + m->tb->col[c].right;
    }
    return sum;
}

/* Room to spare goes to columns of words; amounts stay together. */
static void widen(const Measure *m, double spare)
{
    Table *tb = m->tb;
    double words = 0;
    for (int c = 0; c < tb->ncols; c++)
        if (tb->ft->cols[c].align == ALIGN_LEFT) words += m->one[c].max;
    for (int c = 0; c < tb->ncols; c++) {
        double share = words > 0 ? tb->ft->cols[c].align == ALIGN_LEFT ? m->one[c].max / words : 0
                                 : 1.0 / tb->ncols;
        tb->col[c].w += spare * share;
    }
}

/* Between the two: each column gets what it needs, then the narrowest wishes are met first, so that
 * short cells stay on one line. */
static void share_out(const Measure *m, double room)
{
    Table *tb = m->tb;
    double rest = room;
    bool *done = ARENA_NEW_N(m->scratch, bool, (size_t)tb->ncols);
    for (int c = 0; c < tb->ncols; c++) rest -= m->one[c].word;
    for (int c = 0; c < tb->ncols; c++) tb->col[c].w = m->one[c].word;
    for (int open = tb->ncols; open > 0;) {
        double each = rest / open;
        int met = 0;
        for (int c = 0; c < tb->ncols; c++) {
            double wish = m->one[c].max - m->one[c].word;
            if (done[c] || wish > each) continue;
            tb->col[c].w += wish, rest -= wish;
            done[c] = true, met++;
        }
        open -= met;
        if (met) continue;
        double wishes = 0;
        for (int c = 0; c < tb->ncols; c++)
            if (!done[c]) wishes += m->one[c].max - m->one[c].word;
        for (int c = 0; c < tb->ncols; c++)
            if (!done[c]) tb->col[c].w += rest * (m->one[c].max - m->one[c].word) / wishes;
        return;
    }
}

/* False: narrower than what cannot be broken. */
static bool settle(const Measure *m, double avail)
{
    Table *tb = m->tb;
    double pad, room;
    Need sum = totals(m, &pad);
    room = avail - pad;
    if (sum.max <= room) {
        for (int c = 0; c < tb->ncols; c++) tb->col[c].w = m->one[c].max;
        if (tb->ft->look != TABLE_PLAIN || sum.max > room * 0.55) widen(m, room - sum.max);
    } else if (sum.word <= room)
        share_out(m, room);
    else if (sum.min <= room) {
        double part = sum.word > sum.min ? (room - sum.min) / (sum.word - sum.min) : 0;
        for (int c = 0; c < tb->ncols; c++)
            tb->col[c].w = m->one[c].min + (m->one[c].word - m->one[c].min) * part;
    } else {
        for (int c = 0; c < tb->ncols; c++) tb->col[c].w = m->one[c].min * room / sum.min;
        return false;
    }
    return true;
}

/* Labels and values of a head are not broken inside a word where there is room. */
static double column_words(Ts *t, const Table *tb, int c)
{
    double widest = 0;
    for (int r = 0; r < tb->ft->nbody; r++) {
        const FlowRow *row = &tb->ft->body[r];
        if (row->ncells <= c || !row->cells[c].blocks || row->cells[c].blocks->kind != FB_PARA)
            continue;
        Look l = page_cell_look(tb, row, &row->cells[c], c, false);
        Spans s = { 0 };
        spans_measure(t, gen_arena(t), &s, row->cells[c].blocks, &l);
        double w = widest_word(t, &s);
        if (w > widest) widest = w;
    }
    return widest;
}

static void head_table(Ts *t, Table *tb, double avail)
{
    double label = tb->ft->label_width > 0 ? tb->ft->label_width
        : t->st->kopf_label_breite > 0     ? t->st->kopf_label_breite
                                           : MM(40);
    double words = column_words(t, tb, 0) + tb->col[0].left + tb->col[0].right + 0.1;
    if (label < words) label = words;
    if (label > avail * 0.8) label = avail * 0.8;
    for (int c = 0; c < tb->ncols; c++) {
        tb->col[c].w = c ? (avail - label) / (tb->ncols - 1) : tb->ncols > 1 ? label : avail;
        tb->col[c].w -= tb->col[c].left + tb->col[c].right;
        tb->col[c].tight = tb->col[c].w + 0.01 < column_words(t, tb, c);
    }
}

static bool measure_all(Ts *t, Table *tb, Measure *m, double avail)
{
    int n = tb->ncols;
    measure_rows(m, tb->ft->head, tb->ft->nhead, true, tb->left);
    measure_rows(m, tb->ft->body, tb->ft->nbody, false, tb->left);
    for (int c = 0; c < n; c++) {
        TableCol *tc = &tb->col[c];
        double figures = tc->whole + tc->frac, carried = carry_width(t, tb, c);
        if (carried > figures) figures = carried;
        need_more(&m->one[c], figures, figures, figures);
        m->one[c].min += 0.1, m->one[c].word += 0.1,
            m->one[c].max += 0.1; /* sums of advances are not exact */
        double hint = tb->ft->cols[c].width;
        if (hint > 0) m->one[c].max = hint > m->one[c].word ? hint : m->one[c].word;
        if (m->one[c].max < 6) m->one[c] = (Need){ 6, 6, 6, 0 };
    }
    spread(m);
    for (int c = 0; c < n && n > 1; c++) { /* a single long word does not take the others' room */
        double most = avail * WORD_MOST > m->one[c].min ? avail * WORD_MOST : m->one[c].min;
        if (m->one[c].word > most) m->one[c].uncut = m->one[c].word, m->one[c].word = most;
    }
    bool fits = settle(m, avail);
    for (int c = 0; c < n; c++)
        tb->col[c].tight = tb->col[c].w + 0.01 < fmax(m->one[c].word, m->one[c].uncut);
    return fits;
}

static void columns_reset(Table *tb, double pad)
{
    int n = tb->ncols;
    for (int c = 0; c < n; c++)
        tb->col[c] = (TableCol){ .left = c || tb->ft->grid ? pad : 0,
                                 .right = c < n - 1 || tb->ft->grid ? pad : 0,
                                 .decimal = tb->ft->cols[c].align == ALIGN_DECIMAL };
}

static bool measure(Ts *t, Table *tb, double avail)
{
    size_t n = (size_t)tb->ncols;
    Measure m = { t, tb, arena_new(), NULL, NULL };
    m.one = ARENA_NEW_N(m.scratch, Need, n);
    m.many = arena_array(m.scratch, n * (n + 1), sizeof(Need));
    bool fits = measure_all(t, tb, &m, avail);
    arena_drop(m.scratch);
    return fits;
}

/* A table of many columns in smaller type, step by step, down to what can still be read. */
static bool shrink(Ts *t, Table *tb, double avail)
{
    double ratio = tb->look.leading / tb->look.size;
    double least = t->f->stil->grad >= LARGE ? LEAST_OF_LARGE : LEAST_SIZE;
    while (tb->look.size > least) {
        tb->look.size = tb->look.size - 0.5 > least ? tb->look.size - 0.5 : least;
        tb->look.leading = tb->look.size * ratio;
        columns_reset(tb, 3);
        if (measure(t, tb, avail)) return true;
    }
    return false;
}

double table_widths(Ts *t, Table *tb, double avail)
{
    double size = tb->look.size;
    bool fits = true;
    int n = tb->ncols;
    columns_reset(tb, tb->ft->grid ? 4 : 5);
    if (tb->ft->look == TABLE_HEAD)
        head_table(t, tb, avail);
    else
        fits = measure(t, tb, avail) || shrink(t, tb, avail);
    double x = tb->x;
    for (int c = 0; c < n; c++) {
        TableCol *tc = &tb->col[c];
        tc->w += tc->left + tc->right;
        tc->x = x;
        x += tc->w;
    }
    tb->w = x - tb->x;
    return fits ? tb->look.size / size : 0;
}
