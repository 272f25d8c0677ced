// clang-format off
/* What the files of the merge share. A Merge lives in the child; its arena ends with it.
 *
 *   source.c   a source (own PDF or foreign part) made fit and copied; bookmarks, links
 *   annot.c    annotations: what is dropped, what is mended, where they lead
 *   form.c     form fields become what they show
 *   prune.c    resources: what a page does not name, what is fetched from elsewhere
 *   scrub.c    metadata of what a page draws: of programs, cameras, people
 *   walk.c     structure of a source: elements read, named
 *   tree.c     structure of the pack: content claimed, pruned
 *   tree_write.c  elements, ParentTree, IDTree as objects of the file
 *   place.c    foreign Parts put at their place among the own elements
 *   page.c     contents of a page: scale, stamps, marks; the page tree and labels
 *   share.c    equal objects stored once
 *   mark.c     bookmarks
 *   meta.c     metadata, intents, layers: the catalog
 *   write.c    the file: what the variants have in common
 *   variant.c  ... and what each has of its own
 *   linear.c   the same file linearised
 *   build.c    the order of it all
 *   merge.c          plan checked, child, report */
// clang-format on
#ifndef VORLAGE_MERGE_MERGE_IN_H
#define VORLAGE_MERGE_MERGE_IN_H

#include "merge/merge.h"
#include "pdfin/objects.h"

#define MERGE_MAX_MCID (1 << 20)
#define NOWHERE UINT32_MAX

/* A page or form that holds marked content, or an annotation: one entry of the ParentTree. */
typedef struct {
    int obj;
    bool is_object;
    Ints elem;
} Slot;

/* Below an element, in order. obj: KID_ELEM: index of the element; KID_ANNOT: annotation of the
 * source; KID_STREAM (content of a form), KID_OBJECT (a whole object): until settled index in
 * Source.extra, then object of the pack. */
typedef enum { KID_LOST, KID_ELEM, KID_MARK, KID_STREAM, KID_ANNOT, KID_OBJECT } KidKind;
typedef struct {
    uint32_t next;
    uint8_t kind;
    bool object /* it names one, or did */, part /* of another's file, put here */;
    uint32_t page;
    int obj, mcid;
} Kid;

/* A structure element of the pack. Parents stand before their kids. */
typedef struct {
    const char *type;       /* without slash */
    uint32_t up;            /* index of the parent; 0: none */
    uint32_t kid, last_kid; /* list of Merge.kid */
    uint32_t first, last;   /* pages of the plan with content of it or below it */
    uint32_t marks;         /* pieces of content, likewise */
    uint32_t page;          /* of the plan, as it says; NOWHERE: none */
    int level;              /* of a heading; 0: none */
    int number;             /* in the file */
    Str more, id; /* its other entries as text: no reference in it; '\1' stands for bbox */
    double *bbox; /* NULL: none */
    bool lost;    /* something of it is gone */
    bool cell, group, dead;
} Elem;

typedef struct {
    int level;
    Str title;
    uint32_t page;
    int dest;
} Item; /* bookmark of a source: page of the plan; dest: array in the pack or 0 */

typedef struct {
    const MergePart *part; /* NULL: the own PDF */
    int number;            /* prefix of ids: 0 own, from 1 */
    Q q;
    uint32_t npages;
    uint32_t *at;      /* place in the plan by page of the source; NOWHERE: left out */
    bool *form;        /* own pages that are drawn over others */
    bool whole;        /* all its pages are in the plan */
    uint32_t first;    /* its first page in the plan; NOWHERE: none */
    bool tree;         /* its structure is taken */
    int icc;           /* profile of its intent, in the pack */
    uint32_t top;      /* Document, or its Part element */
    uint32_t from, to; /* its elements */
    Ints page_no;      /* 1 + page, by object of the source */
    Ints annot_at; /* annotations that stay: 1, by object of the source; in order of their pages:
                      annot */
    Ints annot, annot_obj; /* object in the pack, by object of the source */
    Ints extra, extra_at;  /* objects that the structure names, and 1 + index by object */
    Ints extra_obj;        /* in the pack */
    Item *item;
    size_t nitems;
    int shift;     /* of its headings' levels */
    Ints fields;   /* own form fields kept, in the pack */
    Ints scrubbed; /* objects that scrub.c has seen */
    Ints drawn;    /* fields drawn into marked pages: page of the source, MCID */
    Ints drawn_at; /* 1 + index there, by object of the source */
} Source;

typedef struct {
    Str name;
    uint32_t elem;
} IdEntry;
typedef struct {
    Str key;
    int obj;
} Text; /* small streams by their bytes */

typedef struct {
    Arena *a;
    const MergePlan *plan;
    Q d;         /* the pack */
    Source *src; /* [0] own, [1 + i] part i */
    size_t nsrc;
    int *page; /* objects by place in the plan */
    PageShape *shape;
    Mat *move;    /* of a page's content, in its own space */
    Ints page_at; /* 1 + place in the plan, by object */
    Ints form_of; /* Form XObject by own page */
    Ints gone;    /* annotations dropped, by object */
    Ints slot_of; /* 1 + slot, by object */
    Slot *slot;
    size_t nslots, slotroom;
    IdEntry *id;
    size_t nids, idroom;
    Text *text;
    size_t ntexts, textroom;
    Elem *elem; /* [0] none */
    size_t nelems, elemroom;
    Kid *kid; /* [0] none */
    size_t nkids, kidroom;
    Buf classes;       /* entries of the ClassMap */
    uint32_t document; /* element */
    int root;          /* of the structure: a placeholder */
    Ints annot_page;   /* 1 + place in the plan, by annotation */
    Ints layers, layers_off;
    int mark, metadata; /* placeholders in the pack of what each variant has its own of: form drawn
                           over every page (0: none), XMP */
    MergePartReport *told; /* by part */
    const char *spot;      /* what spoils the claim by being in two parts; NULL: nothing */
    int spot_part;
    size_t shared, shared_bytes;
    uint32_t *progress; /* 1 + part under way, shared with the parent */
    Str why;
} Merge;

void *merge_more(Arena *a, void *v, size_t n, size_t *room, size_t size);
/* A finding about a part; the page is of that part, from 1. */
void merge_tell(Merge *m, const Source *s, DiagCode code, uint32_t page, Str detail);

/* source.c: opens, prepares, copies, closes. False: the part is bad (told), or our own cannot be
 * read. */
bool merge_source_take(Merge *m, Source *s, Str bytes);
/* annot.c, on the source before copying: the annotations that stay, at most 1 of each kind of
 * finding told elsewhere. */
typedef struct DestTable DestTable;
void merge_annots_clean(Merge *m, Source *s, O page, DestTable *t);
/* A page that the plan leaves out: nothing of it may be reached any more. */
void page_empty(Q q, O page);
/* The destination that an entry names, as an array; null where it is none or leads elsewhere. */
DestTable *merge_dests_read(Merge *m, Q q);
O merge_dest_find(Q q, DestTable *t, O dest);
/* On the pack: destinations and places of a page's annotations. */
void merge_annots_place(Merge *m, uint32_t page);
/* A destination array made anew for where its page now stands; null where that page is not in the
 * pack. *page: its place in the plan. */
O merge_dest_place(Merge *m, O dest, uint32_t *page);
/* prune.c, on the source */
void merge_resources_prune(Merge *m, Source *s, O page);
void merge_externals_drop(Merge *m, Source *s, O resources, Ints *seen, int depth);
/* scrub.c, on the source: what the page's objects and annotations hold besides what they show. */
void merge_scrub_page(Merge *m, Source *s, O page);
/* form.c, on the source: widgets of the page drawn into it. */
void merge_form_flatten(Merge *m, Source *s, O page, uint32_t from);
/* tree.c */
void tree_begin(Merge *m);
Slot *merge_slot_for(Merge *m, int obj, bool is_object);
uint32_t elem_add(Merge *m, const char *type, uint32_t up);
uint32_t elem_new(Merge *m, const char *type, uint32_t up, Str title,
                  Str lang); /* it is no kid of `up` yet */
void elem_say(Merge *m, uint32_t at, const char *key,
              O value);                          /* an entry more, of direct objects */
uint32_t elem_kid(Merge *m, uint32_t up, Kid k); /* at the end; its index */
void tree_settle(Merge *m, Source *s);
/* walk.c: the elements of the tree with that root, while the source is open. */
void tree_walk(Merge *m, Source *s, Str bytes, int root);
/* tree_write.c: holders of content say their place; all objects of the structure get numbers from
 * the one given (the root has it), the next free one comes back; then each is put, where `ref`
 * gives the number of an object of the pack, and `begin` and `end` are told of each. */
void tree_holders(Merge *m);
typedef struct {
    void *ctx;
    Buf *b;
    int (*ref)(void *ctx, int obj);
    void (*begin)(void *ctx, int number), (*end)(void *ctx);
} TreeOut;
int tree_number(Merge *m, int next);
void tree_put(Merge *m, const TreeOut *out);
/* place.c: how far a part's headings move down at its place; all parts put there */
int merge_part_shift(const Merge *m, uint32_t at);
void merge_parts_place(Merge *m);
/* page.c */
int merge_text_stream(Merge *m, Str content);
int page_form(Merge *m, int page);
void page_compose(Merge *m, uint32_t i);
void page_tree(Merge *m);
void page_labels(Merge *m);
/* An own direct copy of a (maybe shared) dictionary below o, so that it may be added to. */
O merge_own_copy(Merge *m, O o, const char *key);
/* share.c */
void merge_share_equal(Merge *m);
/* mark.c */
void merge_bookmarks_write(Merge *m);
/* meta.c */
typedef struct {
    uint8_t pdfa;
    char level;
    bool ua;
} Claim;
Claim merge_claim(const Merge *m);
void merge_default_spaces(Merge *m, Source *s, O pages);
void merge_layers_take(Merge *m, O properties);
void merge_catalog_write(Merge *m);
void merge_metadata_xmp(Buf *b, const Merge *m, const MergeVariant *v, Claim c);
Str merge_metadata_info(Merge *m, const MergeVariant *v); /* a dictionary as text */
/* write.c */
enum { FILE_CATALOG = 1, FILE_METADATA, FILE_INFO, FILE_MARK, FILE_FIRST }; /* numbers of objects */
typedef struct Writer Writer;
Writer *writer_new(Merge *m);
/* All that the variants have in common. False: m->why tells. */
bool writer_common(Writer *w);
Str writer_bytes(const Writer *w);
/* variant.c: its own objects; then, when nothing is asked of the pack any more, all that stands
 * behind what is common in its file. */
typedef struct {
    Buf b;
    size_t at[FILE_FIRST];
    Str xmp, info, mark;
} Variant;
void merge_variant_begin(Writer *w, const MergeVariant *v, Claim c, Variant *to);
void merge_variant_end(Writer *w, const Variant *v, Buf *out);
void writer_drop(Writer *w);

#endif
