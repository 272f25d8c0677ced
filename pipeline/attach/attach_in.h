/* What the files of the inspection share; all of it runs in the child. */
#ifndef VORLAGE_ATTACH_ATTACH_IN_H
#define VORLAGE_ATTACH_ATTACH_IN_H

#include "pdfin/pdf.h"
#include "attach/attach.h"

#define INK_MAX_OPERATORS 20000000u /* of one page */
#define INK_FORM_COST 200u          /* operators that the drawing of a form counts for */
#define INK_MAX_FORMS 12            /* forms within forms */

typedef struct {
    Arena *a;
    Q q;
    Attach *out;
    size_t findroom;
    Ints fonts_seen, resources_seen;
    uint32_t operators; /* left for this page */
    /* found on the way */
    bool loose_text;   /* text on a page outside any mark */
    bool broken_marks; /* EMC without BDC, or left open */
    bool bare_font, bare_annot, link_untagged, figure_bare;
    bool commented, embedded, external, form;
    bool unseen_text, cropped, covered; /* told */
    Buf acts;                           /* kinds of what could act, once each */
    Ints scans;                         /* pages (from 1) that are pictures without text */
} Judge;

void judge_tell(Judge *j, DiagCode code, uint32_t page, Str detail);
void judge_act(Judge *j, const char *kind);
/* page.c: one page; false where its content cannot be read. */
bool judge_page(Judge *j, uint32_t page, O o);
/* ink.c: what the content draws. */
void ink_page(Judge *j, AttachPage *p, O page, Str content);
/* cover.c: text that is painted over, of one page; boxes in its space. */
typedef struct Cover Cover;
Cover *cover_new(const double page[4]);
void cover_drop(Cover *c);
void cover_text(Cover *c, const double core[4]);
bool cover_fill(const Cover *c, const double fill[4]);
/* holds.c: what a signed original holds besides what it shows; told. bytes: the whole file. */
void judge_original(Judge *j, Str bytes);
/* judge.c: the whole file. */
void judge_file(Arena *a, Str bytes, Attach *out);

#endif
