/* Between the files of a finance form: finance.c (groups, totals, the block), finance_columns.c,
 * finance_rows.c. */
#ifndef VORLAGE_FLOW_FINANCE_IN_H
#define VORLAGE_FLOW_FINANCE_IN_H

#include "flow/flow_in.h"

typedef struct {
    const Formspalte *s;
    int year;
    Str title;
    bool money;
} Column;
typedef struct {
    const Finanzform *f;
    Column *col;
    int ncols;
    const Posten **row;
    int nrows;
    FlowTable *t;
    Money *sum, *group_sum, *income,
        *cost; /* by column, as printed; not set: beyond what can be counted */
    int group_from;
} Form;

/* finance_columns.c */
void finance_columns(Compose *c, Form *w);
void finance_table(Compose *c, Form *w); /* its columns and head */

/* finance_rows.c */
FlowRow *finance_row_new(Compose *c, Form *w, RowKind kind, Place at);
FlowCell finance_cell(Compose *c, Form *w, const Posten *p, int i); /* counted in */
void finance_row(Compose *c, Form *w, const Posten *p);
void finance_required(Compose *c, Form *w, const Pflichtzeile *z);
void finance_sum(Compose *c, Form *w, RowKind kind, Str label, const Money *sum, int from);

#endif
