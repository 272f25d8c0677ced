/* Tables of which rows are hidden, by chance: what is left stands in the columns it stood in,
 * spans cover the rows that are left, nothing of a hidden row stays, and a typed sum over a hidden
 * row is withheld. Told from the grid of the whole table, not from its cells in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition/edition.h"

enum { COLS = 4, ROWS = 7, TABLES = 4000 };

static uint32_t seed;
static int chance(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

typedef struct {
    Arena *a;
    Tabelle t;
    Spalte col[COLS];
    Zeile row[ROWS];
    int n; /* of rows in the head, the body and the foot together */
} Table;

static Block *para(Arena *a, Str s)
{
    Block *b = ARENA_NEW(a, Block);
    *b = (Block){ .kind = BK_ABSATZ };
    b->text = ARENA_NEW(a, Inline);
    *b->text = (Inline){ .kind = IN_TEXT, .text = s };
    return b;
}

/* Rows from `from` to `to` of one group, filled with cells by chance. */
static void fill(Table *t, int from, int to)
{
    bool taken[ROWS][COLS] = { { false } };
    for (int r = from; r < to; r++) {
        Zeile *z = &t->row[r];
        *z = (Zeile){ .status = chance(3) ? STATUS_NONE : STATUS_NICHTOEFFENTLICH,
                      .art = (ZeilenArt)(chance(2) ? ZEILE_NORMAL : chance(4)),
                      .zellen = ARENA_NEW_N(t->a, Zelle, COLS) };
        for (int c = 0; c < COLS; c++) {
            if (taken[r][c]) continue;
            int wide = chance(4) ? 1 : 2, high = chance(3) ? 1 : 1 + chance(to - r);
            if (c + wide > COLS || taken[r][c + wide - 1]) wide = 1;
            for (int y = r; y < r + high; y++)
                for (int x = c; x < c + wide; x++) taken[y][x] = true;
            z->zellen[z->nzellen++] =
                (Zelle){ .spalten = wide,
                         .zeilen = high,
                         .blocks = para(t->a, str_printf(t->a, "%d/%d", r, c)),
                         .money = { 100, true } };
        }
    }
}

/* What stands at each place of the grid: the words of its cell; row -1 of a place that none fills.
 */
typedef struct {
    Str words[ROWS][COLS];
    int cells[ROWS], n;
} Grid;

static void lay(Grid *g, const Zeile *z, int n)
{
    int from = g->n;
    bool taken[ROWS][COLS] = { { false } };
    for (int r = 0; r < n; r++, g->n++) {
        int c = 0;
        for (int k = 0; k < z[r].nzellen; k++) {
            const Zelle *x = &z[r].zellen[k];
            while (c < COLS && taken[r][c]) c++;
            assert_true(x->spalten >= 1 && x->zeilen >= 1);
            assert_in_range(c + x->spalten, 1, COLS);
            assert_in_range(r + x->zeilen, 1, n); /* none hangs over the end of its group */
            for (int y = r; y < r + x->zeilen; y++)
                for (int i = c; i < c + x->spalten; i++) {
                    assert_false(taken[y][i]);
                    taken[y][i] = true;
                    g->words[from + y][i] = x->blocks ? x->blocks->text->text : S("");
                }
        }
        for (c = 0; c < COLS; c++)
            if (!taken[r][c]) g->words[from + r][c] = S("open");
    }
}

static Grid grid_of(const Tabelle *t)
{
    Grid g = { .n = 0 };
    lay(&g, t->kopf, t->nkopf);
    lay(&g, t->rumpf, t->nrumpf);
    lay(&g, t->fuss, t->nfuss);
    return g;
}

static void expected(const Table *t, const Grid *whole, Grid *want)
{
    *want = (Grid){ .n = 0 };
    for (int r = 0; r < t->n; r++) {
        const Zeile *z = &t->row[r];
        if (z->status == STATUS_NICHTOEFFENTLICH) continue;
        for (int c = 0; c < COLS; c++) {
            Str w = whole->words[r][c];
            int from = w.p[0] - '0', at = w.p[2] - '0'; /* where its cell begins */
            bool withheld = false, p = false, a = false;
            for (int y = 0; y <= from; y++) { /* as the row was in which it stands */
                if (y == t->t.nkopf) p = a = false;
                ZeilenArt art = t->row[y].art;
                if (t->row[y].status == STATUS_NICHTOEFFENTLICH) {
                    p = a = true;
                    continue;
                }
                if (y == from)
                    withheld = ((art == ZEILE_ZWISCHENSUMME && p) || (art == ZEILE_SUMME && a)) &&
                        (t->col[at].art == SPALTE_BETRAG || t->col[at].art == SPALTE_ZAHL);
                if (art == ZEILE_ZWISCHENSUMME || art == ZEILE_GRUPPE) p = false;
            }
            if (t->row[from].status == STATUS_NICHTOEFFENTLICH)
                w = S("");
            else if (withheld)
                w = S("–");
            want->words[want->n][c] = w;
        }
        want->n++;
    }
}

static void shown(Buf *b, const char *name, const Grid *g)
{
    buf_printf(b, "%s\n", name);
    for (int r = 0; r < g->n; r++) {
        for (int c = 0; c < COLS; c++) buf_printf(b, " [%.*s]", STR_FMT(g->words[r][c]));
        buf_char(b, '\n');
    }
}

static void by_chance(void **state)
{
    int hidden_tables = 0;
    for (int i = 0; i < TABLES; i++) {
        seed = (uint32_t)i * 7919 + 1;
        Table t = { .a = arena_new() };
        Diags *d = diags_new(t.a);
        for (int c = 0; c < COLS; c++) t.col[c].art = (SpaltenArt)chance(4);
        int head = chance(3), body = 1 + chance(4), foot = chance(2);
        t.n = head + body + foot;
        fill(&t, 0, head), fill(&t, head, head + body), fill(&t, head + body, t.n);
        t.t = (Tabelle){ .spalten = t.col,
                         .nspalten = COLS,
                         .kopf = t.row,
                         .nkopf = head,
                         .rumpf = t.row + head,
                         .nrumpf = body,
                         .fuss = t.row + head + body,
                         .nfuss = foot };
        Block b = { .kind = BK_TABELLE, .tabelle = &t.t };
        Teil part = { .art = TEIL_SACHVERHALT, .blocks = &b };
        Vorlage v = { .status = STATUS_OEFFENTLICH, .teile = &part, .nteile = 1 };
        Grid whole = grid_of(&t.t), want;
        expected(&t, &whole, &want);
        const Ausgabe *x = ausgabe_make(t.a, d, &v, EDITION_PUBLIC, false);
        Block *out = x->v->teile[0].blocks;
        Grid got = grid_of(out->tabelle);
        bool below = false; /* a hidden row of the body or the foot is told behind the table */
        for (int r = 0; r < t.n; r++)
            below |= r >= head && t.row[r].status == STATUS_NICHTOEFFENTLICH;
        assert_int_equal(out->next != NULL, below);
        hidden_tables += below;
        bool same = got.n == want.n;
        for (int r = 0; same && r < got.n; r++)
            for (int c = 0; c < COLS; c++) same &= str_eq(got.words[r][c], want.words[r][c]);
        if (!same) {
            Buf m = { 0 };
            shown(&m, "whole", &whole), shown(&m, "wanted", &want), shown(&m, "got", &got);
            fail_msg("table %d, head %d\n%.*s", i, head, STR_FMT(buf_view(&m)));
        }
        Grid again = grid_of(&t.t); /* the whole is as it was */
        assert_memory_equal(&again, &whole, sizeof whole);
        arena_drop(t.a);
    }
    assert_true(hidden_tables > TABLES / 2);
}

/* More cells than columns, or fewer, as a faulty paper has: nothing is read or written beyond. */
static void odd_rows(void **state)
{
    Arena *a = arena_new();
    Spalte cols[2] = { { .art = SPALTE_TEXT }, { .art = SPALTE_BETRAG } };
    Zelle c[4];
    for (int i = 0; i < 4; i++)
        c[i] = (Zelle){ .spalten = i == 3 ? 0 : 1,
                        .zeilen = i == 3 ? 0 : 1,
                        .blocks = para(a, str_printf(a, "z%d", i)) };
    Zelle far = { .spalten = 40, .zeilen = 2 };
    for (int n = 0; n <= 4; n++) {
        Zeile rows[3] = { { .zellen = c, .nzellen = n },
                          { .zellen = n % 2 ? c : &far,
                            .nzellen = n % 2 ? n : 1,
                            .status = STATUS_NICHTOEFFENTLICH },
                          { .zellen = c + 3, .nzellen = 1 } };
        Tabelle t = { .spalten = cols, .nspalten = 2, .rumpf = rows, .nrumpf = 3 };
        Block b = { .kind = BK_TABELLE, .tabelle = &t };
        Teil part = { .art = TEIL_SACHVERHALT, .blocks = &b };
        Vorlage v = { .status = STATUS_OEFFENTLICH, .teile = &part, .nteile = 1 };
        const Ausgabe *x = ausgabe_make(a, diags_new(a), &v, EDITION_PUBLIC, true);
        const Tabelle *got = x->v->teile[0].blocks->tabelle;
        assert_int_equal(got->nrumpf, 2);
        assert_int_equal(got->rumpf[0].nzellen, n < 2 ? n : 2);
        assert_int_equal(got->rumpf[1].nzellen, n % 2 ? 1 : 2);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(by_chance), cmocka_unit_test(odd_rows) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
