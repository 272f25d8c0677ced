/* What exists only where a page cuts a table: the head again, and the sums so far ("Übertrag") at
 * the foot and at the head of the next page. Sums are exact, from the rows' cents; a column whose
 * sum overflows is not carried. */
#include "page/table.h"

#include <stdlib.h>

static bool column_sums(Ts *t, Table *tb, int c)
{
    const FlowTable *ft = tb->ft;
    int64_t *sum = ARENA_NEW_N(tb->a, int64_t, (size_t)ft->nbody + 1);
    int most = 0;
    for (int r = 0; r < ft->nbody; r++)
        if (ft->body[r].ncells > most) most = ft->body[r].ncells;
    int *col = ARENA_NEW_N(tb->a, int, (size_t)most + 1);
    memset(tb->left, 0, 2 * (size_t)tb->ncols * sizeof *tb->left);
    bool any = false;
    for (int r = 0; r < ft->nbody; r++) {
        const FlowRow *row = &ft->body[r];
        table_place(tb, row, tb->left, col);
        sum[r + 1] = sum[r];
        for (int i = 0; i < row->ncells && row->kind == ROW_BODY; i++) {
            if (col[i] != c || !row->cells[i].has_money) continue;
            if (__builtin_add_overflow(sum[r], row->cells[i].cents, &sum[r + 1])) return false;
            any = true;
        }
    }
    tb->sum[c] = sum;
    return any;
}

static void next_sums(Ts *t, Table *tb)
{
    const FlowTable *ft = tb->ft;
    tb->next_total = ARENA_NEW_N(tb->a, int, (size_t)ft->nbody + 1);
    tb->next_sub = ARENA_NEW_N(tb->a, int, (size_t)ft->nbody + 1);
    int total = ft->nbody, sub = ft->nbody;
    for (int r = ft->nbody; r >= 0; r--) {
        if (r < ft->nbody && ft->body[r].kind == ROW_TOTAL) total = r;
        if (r < ft->nbody && ft->body[r].kind == ROW_SUBTOTAL) sub = r;
        tb->next_total[r] = total, tb->next_sub[r] = sub;
    }
}

/* The amount in the column's own unit and decimals. */
static Str amount_words(Ts *t, const FlowCol *c, int64_t cents)
{
    Buf b = { 0 };
    int scale = str_starts(c->unit, S("TEUR")) || str_starts(c->unit, S("T€")) ? 5
        : str_starts(c->unit, S("Mio"))                                        ? 8
                                                                               : 2;
    int places = c->decimals < 0 ? 0 : c->decimals > scale ? scale : c->decimals;
    if (scale == 2)
        money_de(&b, (Money){ cents, true }, places ? 2 : 0);
    else {
        int64_t unit = 1, v, half;
        for (int k = scale - places; k > 0; k--) unit *= 10;
        half = unit / 2;
        v = cents / unit;
        int64_t rest = cents % unit;
        if (rest >= half && half) v++;
        if (-rest >= half && half) v--;
        dec_de(&b, (Dec){ v, (uint8_t)places, true }, true);
    }
    return buf_keep(t->a, &b); /* glyphs' texts live as long as the document */
}

static FontStyle carry_font(const Table *tb)
{
    FontStyle font = tb->look.font;
    font.italic = 1;
    return font;
}

static Str carry_word(const Ts *t, const Table *tb)
{
    return tb->ft->carry_word.n ? tb->ft->carry_word : t->st->wort[WORT_UEBERTRAG];
}

double carry_width(Ts *t, const Table *tb, int c)
{
    const FlowTable *ft = tb->ft;
    int64_t most = 0;
    if (!ft->cols[c].carry) return 0;
    for (int r = 0; r < ft->nbody; r++)
        for (int i = 0; i < ft->body[r].ncells && ft->body[r].kind == ROW_BODY; i++) {
            int64_t v =
                ft->body[r].cells[i].has_money && (i == c || ft->body[r].ncells != tb->ncols)
                ? ft->body[r].cells[i].cents
                : 0;
            if (__builtin_add_overflow(most, v < 0 ? -v : v, &most)) return 0;
        }
    return text_width(t, amount_words(t, &ft->cols[c], -most), carry_font(tb), tb->look.size,
                      t->f->lang) +
        0.1;
}

/* Would the word run into the first amount? */
static bool word_collides(Ts *t, const Table *tb)
{
    double end = tb->x + tb->col[0].left +
        text_width(t, carry_word(t, tb), carry_font(tb), tb->look.size, t->f->lang) + 3;
    for (int c = 0; c < tb->ncols; c++)
        if (tb->carry[c])
            return end > tb->col[c].x + tb->col[c].w - tb->col[c].right - carry_width(t, tb, c);
    return false;
}

void carry_prepare(Ts *t, Table *tb)
{
    tb->carry = ARENA_NEW_N(tb->a, bool, (size_t)tb->ncols + 1);
    tb->sum = ARENA_NEW_N(tb->a, int64_t *, (size_t)tb->ncols + 1);
    bool any = false;
    for (int c = 0; c < tb->ncols; c++) {
        const TableCol *tc = &tb->col[c];
        bool room = carry_width(t, tb, c) <= tc->w - tc->left - tc->right + 1;
        if (tb->ft->cols[c].carry && tb->ft->nbody > 2 && room)
            tb->carry[c] = column_sums(t, tb, c);
        any |= tb->carry[c];
    }
    if (!any) return;
    next_sums(t, tb);
    tb->carry_over = word_collides(t, tb);
    tb->carry_h = (tb->carry_over ? 2 : 1) * tb->look.leading + 2 * tb->pad;
}

/* First row of the sum that goes on below the cut; -1: none does. */
static int carry_from(const Table *tb, int rows_above)
{
    const FlowTable *ft = tb->ft;
    int q = tb->next_total[rows_above];
    if (q == ft->nbody) q = tb->next_sub[rows_above];
    if (q == ft->nbody)
        return tb->next_total[0] == ft->nbody && tb->next_sub[0] == ft->nbody ? 0 : -1;
    int from = ft->body[q].sum_from < 0 ? 0 : ft->body[q].sum_from;
    return from < rows_above ? from : -1;
}

bool carry_at(const Table *tb, int rows_above)
{
    if (tb->carry_h <= 0 || rows_above <= 0) return false;
    int from = carry_from(tb, rows_above);
    for (int r = from; from >= 0 && r < rows_above; r++)
        if (tb->ft->body[r].kind == ROW_BODY) return true;
    return false;
}

static void carry_amount(Ts *t, Table *tb, int c, int64_t cents, double base, DrawList *into)
{
    const TableCol *tc = &tb->col[c];
    Str s = amount_words(t, &tb->ft->cols[c], cents);
    double w, right = tc->x + tc->w - tc->right;
    FontStyle font = carry_font(tb);
    Line *l = page_line_of(t, gen_arena(t), s, font, tb->look.size, tb->look.color, t->f->lang, 0,
                           ART_LAYOUT, &w);
    size_t comma = str_find(s, S(","));
    if (tc->decimal) {
        double frac = comma < s.n
            ? text_width(t, str_sub(s, comma, s.n - comma), font, tb->look.size, t->f->lang)
            : 0;
        if (frac < tc->frac) right -= tc->frac - frac;
    }
    draw_new(t, into, DRAW_LINE, right - w, base)->line = l;
}

static double carry_row(Ts *t, Table *tb, int rows_above, double y, bool foot)
{
    DrawList d = { 0 };
    int from = carry_from(tb, rows_above);
    double base = y + tb->pad + look_ascent(t, &tb->look),
           amounts = base + (tb->carry_over ? tb->look.leading : 0);
    FontStyle font = carry_font(tb);
    Line *l = page_line_of(t, gen_arena(t), carry_word(t, tb), font, tb->look.size, tb->look.color,
                           t->f->lang, 0, ART_LAYOUT, NULL);
    draw_new(t, &d, DRAW_LINE, tb->x + tb->col[0].left, base)->line = l;
    for (int c = 0; c < tb->ncols; c++)
        if (tb->carry[c])
            carry_amount(t, tb, c, tb->sum[c][rows_above] - tb->sum[c][from], amounts, &d);
    Draw *r = draw_new(t, &d, DRAW_RULE, tb->x, foot ? y : y + tb->carry_h - HAIRLINE);
    r->w = tb->w, r->h = HAIRLINE, r->color = foot ? 0 : RULE_GREY, r->artifact = ART_LAYOUT;
    emit_draws(t, d.first, 0, 0);
    return tb->carry_h;
}

double table_cut_head(Ts *t, Table *tb, int rows_above, double y)
{
    bool before = t->e.artifact;
    t->e.artifact = true;
    if (tb->head_h > 0) emit_draws(t, tb->head.first, 0, y);
    double h = tb->head_h;
    if (carry_at(tb, rows_above)) h += carry_row(t, tb, rows_above, y + h, false);
    t->e.artifact = before;
    return h;
}

double table_cut_foot(Ts *t, Table *tb, int rows_above, double y)
{
    bool before = t->e.artifact;
    t->e.artifact = true;
    double h = carry_at(tb, rows_above) ? carry_row(t, tb, rows_above, y, true) : 0;
    t->e.artifact = before;
    return h;
}
