/* A paragraph into lines: break opportunities (UAX #14, German hyphenation, conventions such as "§
 * 5"), total-fit breaking (Knuth and Plass), justification. Knows nothing of pages. Up to three
 * variants come back, so that the page breaker can choose: one line shorter, natural, one longer.
 * Lengths in points. */
#ifndef VORLAGE_PAGE_PARA_H
#define VORLAGE_PAGE_PARA_H

#include "page/page.h"

typedef struct {
    Str text; /* UTF-8; U+00AD and U+00A0 honoured. n == 0 with `br`: a forced break */
    FontStyle font;
    double size, rise; /* rise: superscripts */
    Str lang;
    NodeId node;       /* content leaf its glyphs belong to */
    Artifact artifact; /* with node 0 */
    uint32_t color;
    bool br;
    int note; /* footnote number (index into the caller's list) whose mark this is, or -1 */
    int link; /* link number (index into the caller's list) this span belongs to, or -1 */
    Place at;
} ParaSpan;

typedef struct {
    double width;
    double hang; /* indent of the lines after the first */
    Align align; /* ALIGN_LEFT with justify: justified */
    bool justify, hyphenate;
    bool narrow; /* a cell: ragged, emergency breaks inside words without a warning if they need be
                  */
    double leading; /* base line to base line */
} ParaShape;

typedef struct { /* a piece of a line with one node, face size and colour */
    NodeId node;
    Artifact artifact;
    double x, rise, size;
    uint32_t color;
    double widen; /* share by which the glyphs are wider (+) or narrower (-) than drawn */
    const PlacedGlyph *glyphs;
    uint32_t nglyphs;
    double width;
    int link;
} LinePiece;
typedef struct {
    LinePiece *pieces;
    int npieces;
    double width;   /* set width */
    double natural; /* before justification */
    int nspaces;
    double space_width; /* for the typography measure */
    bool hyphen;        /* ends in a hyphen of ours (copied as U+00AD) */
    int *notes, nnotes; /* footnotes whose marks stand in this line */
} Line;
typedef struct {
    Line *lines;
    int n;
    double badness;
    int hyphens;
} ParaLines;
typedef struct {
    ParaLines v[3];
    int n;
    int natural; /* index of the natural one; variants ascend in lines */
} ParaVariants;

/* Breaks into lines. Everything is allocated in `a` (a scratch or the document's arena, the
 * caller's choice). A word that cannot fit is broken where it must and reported
 * (D_PAGE_WORT_ZU_BREIT) with its place; so is a word (D_PAGE_ZEILE_WEIT) before which a line had
 * to be stretched beyond measure. `variants` false: only the natural one is made. */
void para_break(Arena *a, Diags *d, FontSet *f, const ParaSpan *spans, int nspans,
                const ParaShape *shape, bool variants, ParaVariants *out);
/* Narrowest width without an overflow (longest unbreakable piece) and width on one line, for table
 * columns. */
void para_widths(Arena *a, FontSet *f, const ParaSpan *spans, int nspans, double *min, double *max);
#endif
