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

bool is_block(const XNode *n);
bool is_part(const XNode *n);
bool below_of(const XNode *n, const XNode *top);
XNode *up_to(XNode *n, bool (*is)(const XNode *));
XNode *leaf_of(const Node *o);
XNode *first_block(const XNode *n);

void sequence_over(Im *im, Node *old, Node *now, Cursor c);
void row_tail(Im *im, Node *cell, XNode *row);
void rows_lost(Im *im, Node *row);
/* insert.c: new nodes from n on; the node behind what was placed. */
Node *insert(Im *im, Node *n, Cursor *c);
void table_again(Im *im, XNode *table, Node *n); /* its columns were changed */
/* remove.c */
void removals(Im *im, Node *old);
void prune(XNode *root);

#endif
