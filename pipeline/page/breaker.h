/* The page breaker: chooses where pages end, for many pages at once.
 *
 * The input is a vertical list. Each item is a box with the glue before it (dropped at a page's
 * top) and the penalty for a break before it. Items may carry inserts (footnotes: a range in one
 * stream of note lines, set at the foot of the page where the item stands and carried on to the
 * next page where they must) and extra height that exists only where the list is cut (repeated
 * table head, carried sums). A figure may be put off to the top of the next page while text of its
 * own section moves up. Paragraphs that stand whole on a page may be set a line shorter or longer;
 * a page's gaps may give a little, so that one line more fits or the foot is reached.
 *
 * A shortest path over the legal breaks gives the pages; every ban is a finite cost, so there is
 * always an answer. Order of surrender, from the first thing given up to the last: a page that ends
 * within two lines of its foot before a heading, table or picture, the gaps as they are, paragraphs
 * as they are, a table in one piece, a figure at its place; then, each told with its page: no
 * hyphen at a page's end, a note in one piece and a foot within two lines before mere text (the
 * more lines are missing the dearer: six outweigh a note), signatures in one piece where they are
 * higher than a page, a page at least a third full, widow and orphan, a table's last rows, its
 * totals, its head, the heading with its text, signatures in one piece where a page holds them, the
 * signatures with their text. Lengths in points. */
#ifndef VORLAGE_PAGE_BREAKER_H
#define VORLAGE_PAGE_BREAKER_H

#include "base/diag.h"

typedef enum {
    WHY_NONE,
    WHY_WIDOW,
    WHY_ROWS,
    WHY_TOTAL,
    WHY_TABLE_HEAD,
    WHY_HEADING,
    WHY_SIGN_SPLIT,
    WHY_SIGN_ALONE,
    WHY_N
} BrkWhy;

#define BRK_HYPHEN 3000.0 /* a page ends in a hyphenated line */
#define BRK_TABLE 120.0   /* between two rows of a table */
#define BRK_TABLE_SHORT \
    600.0 /* the same, where the whole table is lower than BRK_SHORT_TABLE of a page */
#define BRK_SHORT_TABLE 0.3
#define BRK_LIST 25.0      /* between two items of a list */
#define BRK_LIST_END 250.0 /* the same, behind its first item or before its last */
#define BRK_THREE 60.0     /* only two lines of a paragraph on one side */
#define BRK_DEFER 150.0    /* a figure leaves its place */
#define BRK_VARIANT 80.0   /* a paragraph a line shorter or longer; its badness comes on top */
#define BRK_UNEXPLAINED \
    1e4 /* white at the foot where the next page goes on with mere text; and for a whole page of \
           it: */
#define BRK_UNEXPLAINED_PAGE 1e5
#define BRK_GROW 0.25    /* gaps of a page grow by so much at most, of their own height */
#define BRK_SQUEEZE 0.12 /* and shrink by so much */
#define BRK_GAPS 60.0    /* for the one or the other in full, twice that for shrinking */
#define BRK_STUB 600.0   /* the last page holds next to nothing */
#define BRK_NOTE_SPLIT 2e4
#define BRK_SIGN_LONG 3e4 /* between the rows of signatures that no page holds together */
#define BRK_SHORT 1e5     /* less than a third of a page in the middle */
#define BRK_BAN 1e6
#define BRK_OVERFULL 1e9 /* one item higher than a page */
double brk_ban(BrkWhy why);

#define BRK_NO_ITEM (-1)

/* A paragraph of the list that can be set in other numbers of lines. first, last: serial numbers of
 * its lines. */
typedef struct BrkPara {
    long first, last;
    bool can_short, can_long, tried;
    double cost_short, cost_long, leading;
} BrkPara;

typedef struct {
    double height, space;
    double cost;
    BrkWhy why;  /* of a break before it */
    bool forced; /* a break must come before it */
    bool text; /* a line of running text: no heading, table or picture that explains white above it
                */
    /* a further row of a table: white above it is explained only where it would not fit */
    bool row;
    bool hyphen; /* the line above it ends in a hyphen of ours */
    double page; /* height of the text area of a page that begins with it (a forced break stands
                    there); 0: the usual */
    double cut_top, cut_bottom; /* extra height at the new page's head and the old page's foot when
                                   the break comes before it */
    uint32_t note0, note1; /* note lines whose marks stand in it, [note0, note1); note1 0: none */
    uint32_t note_min; /* lines up to here must stand on the item's page (each note begins there) */
    bool figure;       /* may be put off */
    double after;      /* figure: glue below it at a page's top */
    uint32_t section;  /* text of the same section may pass a figure */
    BrkPara *para;     /* NULL: nothing to vary */
    Place at;
    void *body; /* the typesetter's */
} BrkItem;

typedef struct {
    const BrkItem *item;
    int n;
    long serial;     /* of item[0] */
    bool last;       /* the document ends with the list */
    bool vary;       /* use paragraphs' other numbers of lines */
    double height;   /* of a page's text area */
    double even;     /* white at a foot that needs no reason: two lines */
    double note_sep; /* above the notes */
    const double *note_sum;
    uint32_t note_base; /* note_sum[k - note_base]: height of all note lines before line k */
    int deferred; /* figure put off by the page before the first (an index; it stands before item
                     `start`), or BRK_NO_ITEM */
    int start;    /* first item of the first page */
    uint32_t notes, notes_end; /* note lines [notes, notes_end) wait from earlier pages */
} BrkInput;

typedef struct {
    int from, to; /* items [from, to) */
    int fig_in,
        fig_out; /* figure put off to this page's top; figure this page puts off; or BRK_NO_ITEM */
    uint32_t note_from, note_to; /* note lines at its foot */
    uint32_t notes_end;          /* lines [note_to, notes_end) wait for the next page */
    BrkPara *shorter[2];
    int nshorter;
    BrkPara *longer[2];
    int nlonger;
    double used, cost; /* height in use; this page's own cost */
    double gaps;       /* share by which the glue on it is higher (+) or lower (-) */
    bool overfull;
    bool bare; /* more white than `even` at its foot, before mere text */
} BrkPage;

/* Chooses the pages of the list; at least one where start < n. The pages are allocated in a.
 * Returns their number. */
int brk_solve(Arena *a, const BrkInput *in, BrkPage **out);

#endif
