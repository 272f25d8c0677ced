/* Between the files that make a paper from the document alone: whole.c (all, in order),
 * whole_parts.c, whole_head.c, whole_rows.c, whole_mend.c. */
#ifndef VORLAGE_IMPORT_WHOLE_IN_H
#define VORLAGE_IMPORT_WHOLE_IN_H

#include "import/import_in.h"

typedef struct {
    Im *im;
    XNode *root, *beratungen, *anlagen, *vermerke, *part;
    XNode *in[7];
    int depth;  /* where blocks go: the part or effect, its sections */
    Node *from; /* first block of a run that is not yet written */
    bool told_place;
    XNode *loose; /* the part made for text before any heading */
} Whole;

/* whole_parts.c */
bool whole_has_part(const XNode *root, Str name);
void whole_part(Whole *w, int art, Str title, Place at); /* begins a part */
void whole_part_ensure(Whole *w, Node *n); /* what stands between nothing and the first heading */
void whole_section(Whole *w, Node *n);
bool whole_fixed_heading(Whole *w, Str s); /* of what is no part */

/* whole_head.c */
bool whole_holds(const Node *t, int from, int to); /* a datum between, not counting them */
bool whole_of_head(const Node *n);                 /* of head or Beratungsfolge */
void whole_head(Im *im, XNode *root);

/* whole_rows.c */
void whole_beratung_row(Whole *w, Node *row);
void whole_beratung_line(Whole *w, Node *n);
void whole_finance(Whole *w, Node *table);
void whole_anlage(Whole *w, Node *n);
void whole_signature(Whole *w, Node *u);
bool whole_signature_line(const Node *n);
/* Signatures that stand free, one below another. The node behind. */
Node *whole_free_signature(Whole *w, Node *n);

/* whole_mend.c: references to what is not there lose their aim and keep their words */
void whole_mend(Im *im, XNode *root);

#endif
