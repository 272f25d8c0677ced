/* Inside tables: columns, units of rows, what is added where a page cuts the table. Points; x from
 * the text area's left edge.
 *
 * A unit is the smallest run of rows no cell crosses the end of: one row, or rows tied by row
 * spans. A unit is one item of the vertical list; one higher than a third of a page is cut into
 * slices between its lines. */
#ifndef VORLAGE_PAGE_TABLE_H
#define VORLAGE_PAGE_TABLE_H

#include "page/typeset_in.h"

#define HAIRLINE 0.5
#define SUM_RULE 0.75
#define RULE_GREY 0x808080

typedef struct {
    double x, w;        /* of the column, padding included */
    double left, right; /* padding */
    bool decimal;
    bool tight;  /* narrower than its longest word: words are hyphenated, whatever the style says of
                    running text */
    double frac; /* decimal: widest part from the comma on */
    double whole; /* decimal: widest part before it */
    const Str *head_ids;
    int nhead_ids; /* multi-level heads: the head cells over it */
} TableCol;

struct Table {
    const FlowTable *ft;
    Place at;
    Arena *a; /* holds all of this */
    Look look;
    double x, w, pad; /* pad: above and below a cell's text */
    TableCol *col;
    int ncols;
    int number;
    bool by_ids; /* cells name their heads by id */
    bool turned; /* it stands on pages across, with nothing else */
    NodeId node, body;
    int *left; /* rows that each column is still covered by spans from above */
    int row;   /* next body row to build */
    const Decor *decor;
    DrawList head;
    double head_h;   /* repeated where a page cuts the table; 0: not repeated */
    double carry_h;  /* height of an Übertrag row; 0: none */
    bool carry_over; /* its word stands over the amounts: no room beside them */
    bool *carry;     /* by column */
    int64_t **sum;   /* by column, NULL where not carried: sum[c][r] of the body rows before r */
    int *next_total, *next_sub; /* first row from r on that is a total, a subtotal; nbody: none */
};

/* ---- table_widths.c ---- */
/* Returns how much smaller the type had to be made: 1, less, or 0: it does not fit even so. */
double table_widths(Ts *t, Table *tb, double avail);
/* Columns of a row's cells, honouring spans from above; -1 for a cell beyond the last column. Moves
 * `left` on to the next row. */
void table_place(const Table *tb, const FlowRow *r, int *left, int *col);
int page_cell_span(const Table *tb, const FlowCell *c, int col);
/* Splits an amount at its decimal comma; false where the cell is no single short line. */
bool page_cell_parts(Ts *t, const FlowCell *c, const Look *l, double *whole, double *frac);
Look page_cell_look(const Table *tb, const FlowRow *r, const FlowCell *c, int col, bool head);

/* ---- table_rows.c ---- */
int page_unit_rows(const Table *tb, const FlowRow *rows, int n);
typedef enum { UNIT_HEAD, UNIT_BODY } UnitPart;
void page_unit_items(Ts *t, Table *tb, const FlowRow *rows, int first, int n, int of, UnitPart part,
                     NodeId section);

/* ---- table_carry.c ---- */
void carry_prepare(Ts *t, Table *tb);
/* Room that the carried sums of a column may need. */
double carry_width(Ts *t, const Table *tb, int c);
/* An Übertrag row stands at a cut with so many body rows above. */
bool carry_at(const Table *tb, int rows_above);

#endif
