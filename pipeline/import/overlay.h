/* Between the halves of laying over: overlay.c (changed words, order), insert.c (new blocks),
 * remove.c (what is gone). */
#ifndef VORLAGE_IMPORT_OVERLAY_H
#define VORLAGE_IMPORT_OVERLAY_H

#include "import/import_in.h"

/* Where the next new block goes: behind e, or, inside, as its first. */
typedef struct {
    XNode *e;
    bool inside;
} Cursor;

bool import_is_block(const XNode *n);
bool import_is_mixed(const XNode *n);
bool import_is_part(const XNode *n);
bool import_below_of(const XNode *n, const XNode *top);
XNode *import_up_to(XNode *n, bool (*is)(const XNode *));
XNode *import_leaf_of(const Node *o);
XNode *import_first_block(const XNode *n);

void import_sequence_over(Im *im, Node *old, Node *now, Cursor c);
void import_row_tail(Im *im, Node *cell, XNode *row);
void import_rows_lost(Im *im, Node *row);
/* insert.c: new nodes from n on; the node behind what was placed. */
Node *import_insert(Im *im, Node *n, Cursor *c);
void import_table_again(Im *im, XNode *table, Node *n); /* its columns were changed */
/* remove.c */
void import_removals(Im *im, Node *old);
void import_prune(XNode *root);

#endif
