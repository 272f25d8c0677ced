/* What the files of the PDF writer share. libharu serves as object, page and file layer; fonts,
 * pictures, structure and metadata are ours. */
#ifndef VORLAGE_WRITE_PDF_PDF_IN_H
#define VORLAGE_WRITE_PDF_PDF_IN_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdio.h>

#include "write/pdf/pdf.h"

/* Bytes put aside until the file is written: in memory as long as they are few, then in a temporary
 * file without a name, so that memory stays flat over thousands of pages. Where there can be no
 * such file they stay in memory. */
typedef struct {
    Buf near;
    uint64_t base;
    FILE *file;
    bool full;
} Spill; /* near: the bytes from base on */
typedef struct {
    uint64_t at;
    uint32_t n;
} Kept;

typedef enum {
    OBJ_PAGE,
    OBJ_PAGES /* node of the page tree */,
    OBJ_CONTENT,
    OBJ_RUNNING,
    OBJ_LINK,
    OBJ_BOOK,
    OBJ_ELEM,
    OBJ_PARENTS
} ObjKind;
typedef struct {
    uint32_t kind : 4, i : 28;
} Compact;

typedef struct FacesOf FacesOf;
struct FacesOf {
    FacesOf *next;
    FontSet *set;
    HPDF_Dict *font; /* by face */
    size_t n;
};
typedef struct {
    uint8_t digest[32];
    HPDF_Dict dict;
} Picture; /* dict NULL: a free slot */
typedef struct {
    const FacesOf *faces;                /* of its paper */
    unsigned id, content_id, running_id; /* objects; running_id 0: none */
    Kept content, running;
    double width, height;
    uint32_t fonts[8];  /* a bit for each face */
    uint32_t first_use; /* pictures, 1 + index; 0: none */
    uint32_t first_mark, marks, first_annot, annots;
} PdfPage;
typedef struct {
    uint32_t image, next;
    unsigned id;
} Use; /* its index in the paper, its object */
typedef struct {
    NodeId node;
    uint32_t page;
    unsigned id;
    float x0, y0, x1, y1;
    Str url, target, desc;
} Annot;
typedef struct {
    Str id;
    uint32_t page;
    double y;
} Target;
typedef struct {
    int level, count;
    Str text;
    uint32_t page;
    double y;
    uint32_t parent, first, last, next, prev;
} Bookmark; /* links: 1 + index; 0: none */
typedef struct {
    Str id;
    NodeId node;
} IdEntry;

struct Pdf {
    Arena *a;
    Diags *d;
    const Flow *f;
    FontSet *fonts;
    const Images *im; /* of the paper under way */
    size_t before;    /* pages of the papers before it */
    int paper;        /* its number, from 0 */
    HPDF_Doc doc;
    unsigned long error, detail; /* libharu's first error; later ones are its echoes */
    HPDF_Dict proxy;             /* of the compact objects */
    bool proxy_gone;             /* freed in an error */
    Compact *compact;
    size_t ncompact, compactroom, written;
    Buf line; /* of the compact object under way */
    PdfPage *page;
    size_t npages, pageroom;
    size_t first_node; /* object of the page tree's first node */
    Spill aside;       /* pages' content, compressed */
    NodeId *mark; /* marked sequences in the order of their pages: the leaf of each. Its MCID is its
                     index within the page's. */
    size_t nmarks, markroom;
    Annot *annot;
    size_t nannots, annotroom;
    HPDF_Array fields; /* of the form: signature fields; NULL: none */
    int nfields;
    Target *target;
    size_t ntargets, targetroom;
    Bookmark *book; /* the outline's top level hangs on outline_top */
    size_t nbooks, bookroom;
    HPDF_Dict outline;
    Bookmark outline_top;
    unsigned first_book;         /* object of the first bookmark; the others follow */
    FacesOf first_faces, *faces; /* of all papers' font sets; of the paper under way */
    bool *in_use;
    uint32_t *used;
    size_t nused; /* pictures of the content under way */
    Use *use;     /* pictures of all pages */
    size_t nuses, useroom;
    HPDF_Dict *image; /* by picture of the paper under way */
    Picture *picture; /* of all papers: open addressing by digest */
    size_t npictures, pictureroom;
    bool print, duplex;  /* printed at its own size; on both sides */
    uint8_t digest[32];  /* running, over all content: gives /ID */
    Buf content, packed; /* of the page under way */
    /* structure, while finishing */
    const StructTree *tree;
    unsigned *elem; /* object by node; 0: no element */
    NodeId *first_kid, *next_kid;
    uint32_t *first_mark, *mark_order;  /* marks by leaf */
    uint32_t *first_annot, *next_annot; /* annotations by Link element, 0: none */
    HPDF_Dict tree_root;
    unsigned first_parents; /* object of the parent tree's first node; the others follow */
    IdEntry *ids;
    size_t nids;
    Str source_name, source; /* the associated file; empty: none */
    struct libdeflate_compressor *deflate;
    const PdfSink *out; /* while the file is written */
    Buf outgoing;
    bool lost; /* the sink took no more */
};

/* objects.c */
HPDF_Dict pdf_dict(Pdf *p);                                    /* indirect */
HPDF_Dict pdf_stream(Pdf *p, Str data, bool compress);         /* indirect, Flate where asked */
void pdf_text(Pdf *p, HPDF_Dict d, const char *key, Str utf8); /* UTF-16BE text string */
void pdf_ascii(Pdf *p, HPDF_Dict d, const char *key, const char *s);
unsigned pdf_id(HPDF_Dict d);
void pdf_hex_text(Buf *b, Str utf8); /* <FEFF...>, cut below 32,767 bytes */
void pdf_put(HPDF_Stream s, const Buf *b);
void pdf_literal(Buf *b, Str bytes); /* (...) */
void *pdf_more(void *old, size_t n, size_t *room,
               size_t size); /* the array, with room for one more; for mem_free() */
void pdf_digest(Pdf *p, Str data);

/* spill.c */
Kept spill_keep(Spill *s, Str data);
bool spill_read(const Spill *s, Kept k, Buf *out);
void spill_drop(Spill *s);

/* compact.c: makes an object of that kind, with the index of what it is; gives its number. Compact
 * objects are written in the order in which they were made, each by the function below that puts
 * its body into b. */
unsigned pdf_compact(Pdf *p, ObjKind kind, size_t i);
void pdf_compact_begin(Pdf *p); /* once, before the first of them (compact.c) */
void pdf_compact_release(Pdf *p);
void pdf_put_page(Pdf *p, Buf *b, uint32_t i);
void pdf_put_pages(Pdf *p, Buf *b, uint32_t k);
void pdf_put_content(Pdf *p, Buf *b, uint32_t i, bool running);
void pdf_write_content(Pdf *p, uint32_t i, bool running);
void pdf_put_link(Pdf *p, Buf *b, uint32_t i);
void pdf_put_book(Pdf *p, Buf *b, uint32_t i);
void pdf_put_elem(Pdf *p, Buf *b, uint32_t id);
void pdf_put_parents(Pdf *p, Buf *b, uint32_t k);

/* content.c */
void pdf_content(Pdf *p, const Page *pg, Buf *b, PdfPage *page);
/* pages.c, fonts.c, images.c, structure.c, links.c, meta.c */
uint32_t pdf_page_index(const Pdf *p, const Page *pg); /* of the file, from 0 */
Str pdf_scoped(Pdf *p, Str id);                        /* a target's name in the file */
void pdf_page_tree(Pdf *p);
HPDF_Dict pdf_font(Pdf *p, FaceId face);
bool pdf_fonts_finish(Pdf *p);
HPDF_Dict pdf_image(Pdf *p, uint32_t i);
void pdf_structure(Pdf *p, const StructTree *t);
void pdf_links(Pdf *p, const Page *pg);
void pdf_outline(Pdf *p);
void pdf_targets_sort(Pdf *p);
void pdf_metadata(Pdf *p);
void pdf_attachments(Pdf *p);

#endif
