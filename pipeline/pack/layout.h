/* What the parts become on paper: all pages of our own in one PDF, and where each part stands.
 * Fixed as soon as layout_make returns. */
#ifndef VORLAGE_PACK_LAYOUT_H
#define VORLAGE_PACK_LAYOUT_H

#include "base/sheet.h"
#include "office/looks.h"
#include "pack/plan.h"

#define MARK_W A4_W /* the box that a person's name is drawn in */
#define MARK_H A4_H
#define NO_PAGE (-1)

typedef struct {
    PartPaper paper;
    NodeId element;
    /* pages of the own PDF, from 0; NO_PAGE: there is none */
    int own;     /* its first one; of a foreign part none */
    int blank;   /* a blank verso that stands before it */
    int divider; /* the line in the head of a foreign part */
    int stamp;   /* the first of as many as a foreign part has pages: its stamp, or a blank verso
                    within it */
    /* of a part of our own: what it was set from */
    const Flow *flow;
    const Images *images;
    /* of a foreign one */
    int foreign;         /* its number among them; -1: own */
    const int *position; /* by page of the attachment, which page of the part it is, from 0; what is
                            left out between are blank versos */
} PartLayout;

typedef struct {
    const Plan *plan;
    PartLayout *part; /* by Stueck */
    int pages;        /* of the pack */
    const Flow *letter;
    Looks looks;
    FontSet *fonts; /* of the session's own pages */
    Str *mark;      /* by person: content that draws the name, in a box of MARK_W x MARK_H */
    Buf own;        /* the own PDF */
    int own_pages;
} Layout;

/* False: faults were told. layout_drop ends it either way. */
bool layout_make(const Plan *p, Layout *out);
void layout_drop(Layout *l);
/* An own part's flow; NULL: it is none, or a fault was told. */
const Flow *layout_flow(const Layout *l, int i);
Str stueck_stempel(const Plan *p, const Stueck *s); /* the words at the foot of its pages */

/* contents.c: the list of contents (files: its links lead to single files), and the sheet before an
 * item's papers. Pages may change, lines do not. */
Flow *layout_contents(const Layout *l, bool files);
Flow *layout_divider(const Layout *l, int i);

/* foreign.c: pages of others. Room at the foot for the stamp and, where head is more than EDGE, for
 * a line at the head. False: not both; what can be done for the foot is. */
#define EDGE 12.0 /* kept free at the head of a page that is moved up */
bool foreign_room(const AttachPage *p, MergePage *to, double head);
bool foreign_large(const AttachPage *p); /* larger than A4 */
bool foreign_a3(const AttachPage *p);
bool foreign_one_sheet(
    const AttachPage *front,
    const AttachPage *back); /* of one size of paper: what A4 holds, else the same */

/* joining.c: the finished packs from the own PDF and the attachments; list: what they carry. whole:
 * bytes of the last one. */
bool layout_join(const Layout *l, Str list, MappeSink sink, void *ctx, MergeReport *out,
                 size_t *whole);

#endif
