/* What the files of paragraph breaking share: the paragraph as boxes, glue and penalties.
 *
 * para_items.c makes the items from the spans, para_fit.c chooses break points, para_lines.c sets
 * the lines. Terms are those of Knuth and Plass, "Breaking paragraphs into lines" (1981). */
#ifndef VORLAGE_PAGE_PARA_IN_H
#define VORLAGE_PAGE_PARA_IN_H

#include "page/para.h"

#define INF_PENALTY 10000.0
#define FORCED (-INF_PENALTY)
/* Letters of justified text may be so much wider or narrower than drawn: the two per cent that
 * printers hold to be invisible, enough to save half of the hyphens at equally even blanks
 * (measured on the seed's paper: their spread is 0.60 pt with 17 hyphens in 100 lines, 0.60 with 30
 * at 1.2 per cent). */
#define WIDEN_MOST 0.020

typedef enum { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY } ItemKind;
typedef struct {
    ItemKind kind;
    bool hyphen;  /* penalty: a break here shows a hyphen of ours */
    bool flagged; /* penalty: counts for hyphens in a row */
    int span;
    uint32_t from, to; /* bytes of the paragraph's text */
    double width;      /* box, glue natural; penalty: the hyphen's */
    double stretch, shrink;
    double cost; /* penalty */
} Item;

typedef struct {
    Arena *a;
    Diags *d;
    FontSet *fonts;
    const ParaSpan *spans;
    int nspans;
    const ParaShape *shape;
    char *text; /* all spans one after another; a forced break is a line feed */
    uint32_t n;
    uint32_t *span_at; /* first byte of each span, nspans + 1 */
    char *brk;         /* UAX #14 verdict behind each byte */
    Item *item;
    int nitems, room;
    bool measuring; /* widths only: nothing is reported */
} Para;

/* Fills text, brk and items; ends with a forced break. */
void para_items(Para *p);
/* Break positions (item indices, the last is the final forced break) for the variant with
 * `looseness` lines more; natural with 0. Returns the count, 0 where there is no such variant worth
 * having. *badness gets the sum over the lines. */
typedef struct {
    int *at;
    int n;
    double badness;
} Breaks;
void para_fit(Para *p, bool variants, Breaks out[3], int *nout, int *natural);
void para_set(Para *p, const Breaks *b, ParaLines *out);

#endif
