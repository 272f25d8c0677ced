/* What the files of the merge share. A Merge lives in the child; its arena ends with it.
 *
 *   merge_source.c   a source (own PDF or foreign part) made fit and copied in one go; bookmarks and links of it
 *   merge_annot.c    annotations: what is dropped, what is mended, where they lead
 *   merge_form.c     form fields become what they show
 *   merge_prune.c    resources: what a page does not name, what is fetched from elsewhere
 *   merge_tree.c     structure: elements walked, pruned, named; ParentTree and IDTree rebuilt
 *   merge_place.c    foreign Parts put at their place among the own elements
 *   merge_page.c     contents of a page: scale, stamps, marks; the page tree and labels
 *   merge_share.c    equal objects stored once
 *   merge_mark.c     bookmarks
 *   merge_meta.c     metadata, intents, layers: the catalog
 *   merge_write.c    the file: what is common once, then what is a variant's own
 *   merge_build.c    the order of it all
 *   merge.c          plan checked, child, report */
#ifndef VORLAGE_PACK_MERGE_IN_H
#define VORLAGE_PACK_MERGE_IN_H

#include "pack/merge.h"
#include "pack/pdf_in.h"

#define MERGE_MAX_MCID (1 << 20)
#define NOWHERE UINT32_MAX

/* A page or form that holds marked content, or an annotation: one entry of the ParentTree. */
typedef struct { int obj; bool is_object; Ints elem; } Slot;

/* A structure element of the pack. Parents stand before their kids. */
typedef struct {
    int obj;
    uint32_t up;             /* index of the parent in the same source's list; NOWHERE: top */
    uint32_t first, last;    /* pages of the plan with content of it or below it */
    uint32_t marks;          /* pieces of content, likewise */
    int level;               /* of a heading; 0: none */
    bool lost;               /* something of it is gone */
    bool cell, group, dead;
} Elem;

typedef struct { int level; Str title; uint32_t page; int dest; } Item; /* bookmark of a source: page of the plan; dest: array in the pack or 0 */

typedef struct {
    const MergePart *part;   /* NULL: the own PDF */
    int number;              /* prefix of ids: 0 own, from 1 */
    Q q;
    uint32_t npages;
    uint32_t *at;            /* place in the plan by page of the source; NOWHERE: left out */
    bool *form;              /* own pages that are drawn over others */
    bool whole;              /* all its pages are in the plan */
    uint32_t first;          /* its first page in the plan; NOWHERE: none */
    int tree;                /* structure root in the pack; 0: none */
    int icc;                 /* profile of its intent, in the pack */
    Elem *elem;
    size_t nelems, elemroom;
    Item *item;
    size_t nitems;
    int part_elem;           /* foreign: its Part element */
    int shift;               /* of its headings' levels */
    Ints fields;             /* own form fields kept, in the pack */
    Ints drawn;              /* fields drawn into marked pages: page of the source, MCID */
} Source;

typedef struct { char *name; int obj; } IdEntry;
typedef struct { Str key; int obj; } Text;           /* small streams by their bytes */

typedef struct {
    Arena *a;
    const MergePlan *plan;
    Q d;                     /* the pack */
    Source *src;             /* [0] own, [1 + i] part i */
    size_t nsrc;
    int *page;               /* objects by place in the plan */
    PageShape *shape;
    Mat *move;               /* of a page's content, in its own space */
    Ints page_at;            /* 1 + place in the plan, by object */
    Ints form_of;            /* Form XObject by own page */
    Ints gone;               /* annotations dropped, by object */
    Ints slot_of;            /* 1 + slot, by object */
    Slot *slot;
    size_t nslots, slotroom;
    IdEntry *id;
    size_t nids, idroom;
    Text *text;
    size_t ntexts, textroom;
    int classes;             /* dictionary */
    int document, root;      /* structure */
    Ints layers, layers_off;
    int mark, metadata;      /* placeholders in the pack of what each variant has its own of: form drawn over every page (0: none), XMP */
    MergePartReport *told;   /* by part */
    const char *spot;        /* what spoils the claim by being in two parts; NULL: nothing */
    int spot_part;
    size_t shared, shared_bytes;
    uint32_t *progress;      /* 1 + part under way, shared with the parent */
    Str why;
} Merge;

void *merge_more(Arena *a, void *v, size_t n, size_t *room, size_t size);
/* A finding about a part; the page is of that part, from 1. */
void merge_tell(Merge *m, const Source *s, DiagCode code, uint32_t page, Str detail);

/* merge_source.c: opens, prepares, copies, closes. False: the part is bad (told), or our own cannot be read. */
bool source_take(Merge *m, Source *s, Str bytes);
/* merge_annot.c, on the source before copying: the annotations that stay, at most 1 of each kind of finding told elsewhere. */
typedef struct DestTable DestTable;
void annots_clean(Merge *m, Source *s, O page, DestTable *t);
/* A page that the plan leaves out: nothing of it may be reached any more. */
void page_empty(Q q, O page);
/* The destination that an entry names, as an array; null where it is none or leads elsewhere. */
DestTable *dests_read(Merge *m, Q q);
O dest_find(Q q, DestTable *t, O dest);
/* On the pack: destinations and places of a page's annotations. */
void annots_place(Merge *m, uint32_t page);
/* A destination array made anew for where its page now stands; null where that page is not in the pack. *page: its place in the plan. */
O dest_place(Merge *m, O dest, uint32_t *page);
/* merge_prune.c, on the source */
void resources_prune(Merge *m, Source *s, O page);
void externals_drop(Merge *m, Source *s, O resources, Ints *seen, int depth);
/* merge_form.c, on the source: widgets of the page drawn into it. */
void form_flatten(Merge *m, Source *s, O page, uint32_t from);
/* merge_tree.c */
Slot *slot_for(Merge *m, int obj, bool is_object);
int elem_new(Merge *m, const char *type, int parent, Str title, Str lang);
void tree_take(Merge *m, Source *s);
void tree_finish(Merge *m);
/* merge_place.c: how far a part's headings move down at its place; all parts put there */
int part_shift(const Merge *m, uint32_t at);
void parts_place(Merge *m);
/* merge_page.c */
int text_stream(Merge *m, Str content);
int page_form(Merge *m, int page);
void page_compose(Merge *m, uint32_t i);
void page_tree(Merge *m);
void page_labels(Merge *m);
/* An own direct copy of a (maybe shared) dictionary below o, so that it may be added to. */
O own_copy(Merge *m, O o, const char *key);
/* merge_share.c */
void share_equal(Merge *m);
/* merge_mark.c */
void bookmarks_write(Merge *m);
/* merge_meta.c */
typedef struct { uint8_t pdfa; char level; bool ua; } Claim;
Claim merge_claim(const Merge *m);
void default_spaces(Merge *m, Source *s, O pages);
void layers_take(Merge *m, O properties);
void catalog_write(Merge *m);
void metadata_xmp(Buf *b, const Merge *m, const MergeVariant *v, Claim c);
Str metadata_info(Merge *m, const MergeVariant *v); /* a dictionary as text */
/* merge_write.c */
typedef struct Writer Writer;
Writer *writer_new(Merge *m);
/* All that the variants have in common. False: m->why tells. */
bool writer_common(Writer *w);
Str writer_bytes(const Writer *w);
/* What stands behind it in a variant's file. */
void writer_variant(Writer *w, const MergeVariant *v, Claim c, Buf *out);
void writer_drop(Writer *w);

#endif
