/* Tables without hidden rows: spans over them shrink, empty cells stand where a hidden row's span
 * would still cover, and typed sums that would tell a hidden figure are withheld. */
#include "edition/edition_in.h"

typedef struct {
    Prune *p;
    const Tabelle *t;
    int *busy;      /* rows, hidden ones too, a column is still covered by a cell above */
    int *gap;       /* rows a hidden row's spanning cell would still cover */
    bool part, any; /* hidden rows since the last subtotal; since the table's first row */
} Rows;

static int at_least_one(int n) { return n > 1 ? n : 1; }
static bool hidden(const Zeile *z) { return z->status == STATUS_NICHTOEFFENTLICH; }

/* How many rows shown a cell of row i covers that spans `span` rows. */
static int visible_span(const Zeile *z, int n, int i, int span)
{
    int k = 1;
    for (int j = 1; j < span && i + j < n; j++) k += !hidden(&z[i + j]);
    return k;
}

static void count_down(Rows *w, int col)
{
    if (w->busy[col] > 0)
        w->busy[col]--;
    else if (w->gap[col] > 0)
        w->gap[col]--;
}

static void pass_hidden(Rows *w, const Zeile *z)
{
    int cols = w->t->nspalten, col = 0;
    for (int k = 0; k < z->nzellen; k++) {
        while (col < cols && (w->busy[col] > 0 || w->gap[col] > 0)) count_down(w, col++);
        int span = at_least_one(z->zellen[k].spalten);
        for (int j = 0; j < span && col < cols; j++, col++)
            if (z->zellen[k].zeilen > 1) w->gap[col] = z->zellen[k].zeilen - 1;
    }
    for (; col < cols; col++) count_down(w, col);
}

static Block *dash(Prune *p)
{
    Block *b = ARENA_NEW(p->a, Block);
    b->kind = BK_ABSATZ;
    b->text = ARENA_NEW(p->a, Inline);
    b->text->kind = IN_TEXT;
    b->text->text = S("–");
    return b;
}

static Zelle prune_cell(Rows *w, const Zelle *from, int col, bool withhold)
{
    SpaltenArt art = w->t->spalten[col].art;
    if (!withhold || (art != SPALTE_BETRAG && art != SPALTE_ZAHL)) {
        Zelle z = *from;
        z.blocks = prune_blocks(w->p, from->blocks, false);
        return z;
    }
    return (Zelle){
        .at = from->at, .spalten = from->spalten, .zeilen = from->zeilen, .blocks = dash(w->p)
    };
}

static Zeile prune_row(Rows *w, const Zeile *z, int n, int i, bool withhold)
{
    const Zeile *from = &z[i];
    int cols = w->t->nspalten, col = 0, k = 0;
    Zeile to = *from;
    to.zellen = ARENA_NEW_N(w->p->a, Zelle, (size_t)(from->nzellen + cols) + 1);
    to.nzellen = 0;
    while (col < cols) {
        if (w->busy[col] > 0) {
            w->busy[col++]--;
            continue;
        }
        if (w->gap[col] > 0) {
            w->gap[col++]--;
            to.zellen[to.nzellen++] = (Zelle){ .spalten = 1, .zeilen = 1 };
            continue;
        }
        if (k >= from->nzellen) break;
        Zelle x = prune_cell(w, &from->zellen[k++], col, withhold);
        int rows = at_least_one(x.zeilen), span = at_least_one(x.spalten);
        if (rows > 1) x.zeilen = visible_span(z, n, i, rows);
        for (int j = 0; j < span && col + j < cols; j++) w->busy[col + j] = rows - 1;
        col += span;
        to.zellen[to.nzellen++] = x;
    }
    return to;
}

/* The rows of one group of the table; true where one is hidden. */
static bool prune_rows(Rows *w, const Zeile *z, int n, Zeile **to, int *nto)
{
    bool here = false;
    *to = ARENA_NEW_N(w->p->a, Zeile, (size_t)n + 1);
    *nto = 0;
    for (int i = 0; i < n; i++) {
        if (!prune_shows(w->p, z[i].status, NULL, 0)) {
            here = w->part = w->any = true;
            pass_hidden(w, &z[i]);
            continue;
        }
        bool sum =
            (z[i].art == ZEILE_ZWISCHENSUMME && w->part) || (z[i].art == ZEILE_SUMME && w->any);
        (*to)[(*nto)++] = prune_row(w, z, n, i, sum);
        if (z[i].art == ZEILE_ZWISCHENSUMME || z[i].art == ZEILE_GRUPPE) w->part = false;
    }
    return here;
}

Tabelle *prune_table(Prune *p, const Tabelle *from, bool *rows_left_out)
{
    Tabelle *t = ARENA_NEW(p->a, Tabelle);
    size_t n = (size_t)from->nspalten + 1;
    Rows w = {
        .p = p, .t = from, .busy = ARENA_NEW_N(p->a, int, n), .gap = ARENA_NEW_N(p->a, int, n)
    };
    *t = *from;
    t->titel = prune_inlines(p, from->titel);
    prune_rows(&w, from->kopf, from->nkopf, &t->kopf, &t->nkopf);
    w.part = w.any = false;
    *rows_left_out = prune_rows(&w, from->rumpf, from->nrumpf, &t->rumpf, &t->nrumpf);
    *rows_left_out |= prune_rows(&w, from->fuss, from->nfuss, &t->fuss, &t->nfuss);
    return t;
}
