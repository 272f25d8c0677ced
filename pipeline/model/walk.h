/* Going over all texts of a paper. */
#ifndef VORLAGE_MODEL_WALK_H
#define VORLAGE_MODEL_WALK_H

#include "model/model.h"

/* Calls for every block and every inline of the paper, in the document's order, the outer before
 * the inner; a NULL call is left out. */
typedef struct {
    void *ctx;
    void (*block)(void *ctx, const Block *b);
    void (*text)(void *ctx, const Inline *i);
    bool outer; /* not into cells of tables and footnotes */
} Walk;
void walk_vorlage(const Vorlage *v, const Walk *w);
void walk_blocks(const Block *b, const Walk *w);
void walk_inlines(const Inline *i, const Walk *w);

#endif
