/* What the files of making a pack share. */
#ifndef VORLAGE_PACK_MAPPE_IN_H
#define VORLAGE_PACK_MAPPE_IN_H

#include "flow/sitzung.h"
#include "office/looks.h"
#include "office/office.h"
#include "write/pdf/pdf.h"
#include "page/page.h"
#include "pack/mappe.h"

#define MARK_W 595.276 /* A4 */
#define MARK_H 841.89

typedef struct {
    Arena *a;
    Diags *d;
    const Mappe *m;
    const Sitzungsausgabe *e;
    Sitzungsflow sf;
    Stil papier; /* of Vorlagen */
    Looks looks;
    Mappenbericht *r;
    int room;                /* of r->stueck */
    const Ausgabe **vorlage; /* by Stueck: STUECK_VORLAGE */
    Str *path, *file, *alt;  /* by Stueck: of an attachment as it can be opened, as it is named; its
                                alternative text */
    /* while setting */
    Pdf *pdf;
    Typeset set;
    NodeId *part; /* by Stueck: its element */
    Flow *letter;
    FontSet *fonts; /* of the session's own pages */
    int *own;       /* by Stueck: its first page in the own PDF, from 0; -1: foreign */
    bool *blank; /* by Stueck: a blank verso stands before it; own_blank: its page in the own PDF */
    int *own_blank;
    int *fremd; /* by Stueck: its number among the foreign parts; -1: own */
    int *zeile; /* by Stueck: the own page with the divider in the head of a foreign part; -1: none
                 */
    int *stamp; /* by Stueck: first of the own pages, one a page of a foreign part: its stamp, or a
                   blank verso within it */
    Str *mark;  /* by person: content that draws the name, in a box of MARK_W x MARK_H */
    size_t whole;  /* bytes of the last pack given out */
    int own_pages; /* of the own PDF */
    Stueck *alle;
    int nalle;
    int *von; /* of a supplement: all parts as they now are; by Stueck: its index there */
    int vor;  /* pages of the pack that this one supplements: numbers go on */
} Werk;

/* mappe_plan.c: the parts in order, attachments read and judged. */
bool werk_plan(Werk *w);
bool werk_begins_item(const Werk *w, int i); /* the first part of its item */
/* nachtrag.c: digests of own parts, before they are set or then; then only what has changed since
 * the old list is left, nothing where nothing has. False: the list does not fit. */
void werk_digests(Werk *w);
void werk_digest(Werk *w, int i, const Flow *f, const Images *im);
bool werk_supplement(Werk *w);
/* mappe_set.c: all own pages; the own PDF. */
bool werk_set(Werk *w, Buf *own);
/* mappe_merge.c: the pack from the own PDF and the attachments. */
bool werk_merge(Werk *w, const Buf *own, MappeSink sink, void *ctx);

/* Room at the foot for the stamp and, where head is more than EDGE, for a line at the head. False:
 * not both; what can be done for the foot is. */
#define EDGE 12.0 /* kept free at the head of a page that is moved up */
bool merge_room(const AttachPage *p, MergePage *to, double head);
bool merge_large(const AttachPage *p); /* larger than A4 */
bool merge_one_sheet(
    const AttachPage *front,
    const AttachPage *back); /* of one size of paper: what A4 holds, else the same */
/* dateien.c: names that are different; after merging, the single files. whole: bytes of the pack.
 */
void werk_names(Werk *w);
bool werk_files(Werk *w, size_t whole, Dateien *out);
Str werk_list(Werk *w); /* of all that is now valid, as the pack carries it: no sizes and digests of
                           single files */
void werk_list_file(Werk *w, Dateien *out);   /* of a supplement: the list alone */
Str stueck_stempel(Werk *w, const Stueck *s); /* the words at the foot of its pages */
Flow *werk_flow(
    Werk *w,
    int i); /* of an own part other than the contents list and dividers; NULL: a fault was told */
Flow *werk_contents(Werk *w, bool files); /* files: its links lead to single files */

/* One flow as a paper of a PDF under way; counts pages with colour. */
typedef struct {
    Pdf *pdf;
    int colour;
    const Images *im;
} Ink;
PageSink ink_sink(Ink *k);

Str stueck_name(Arena *a, const Stueck *s); /* names.c */
Str stueck_kurz(Arena *a, const Stil *st, const Stueck *s,
                const char *blank); /* a Vorlage by its number: "Vorlage 024/2024", "Vorlage
                                       024/2024 (geändert)" */
static inline bool stueck_is_file(const Stueck *s)
{
    return s->art != STUECK_TRENNBLATT && s->art != STUECK_DECKBLATT;
}
const char *stueck_art(StueckArt a); /* its word in the list */
static inline Str mappe_gremium(const Werk *w)
{
    return w->sf.g ? w->sf.g->name : w->e->s->gremium_name;
}

#endif
