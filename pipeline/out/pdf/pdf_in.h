/* What the files of the PDF writer share. libharu serves as object, page and file layer; fonts, pictures, structure and metadata are ours. */
#ifndef VORLAGE_OUT_PDF_IN_H
#define VORLAGE_OUT_PDF_IN_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include "out/pdf/pdf.h"

typedef struct { NodeId node; uint32_t page, mcid; } Mark;        /* marked content of a leaf */
typedef struct { NodeId node; uint32_t page; HPDF_Dict annot; Str target; const Pdf *owner; } Annot;
typedef struct { HPDF_Page page; uint32_t marks; bool has_running; double width, height; } PdfPage;
typedef struct { Str id; uint32_t page; double y; } Target;
typedef struct { int level; Str text; uint32_t page; double y; } Bookmark;
typedef struct { Str id; NodeId node; } IdEntry;
typedef struct FacesOf FacesOf;
struct FacesOf { FacesOf *next; FontSet *set; HPDF_Dict *font; /* by face */ size_t n; };
typedef struct { uint8_t digest[32]; HPDF_Dict dict; } Picture; /* dict NULL: a free slot */

struct Pdf {
    Arena *a;
    Diags *d;
    const Flow *f;
    FontSet *fonts;
    const Images *im;               /* of the paper under way */
    size_t before;                  /* pages of the papers before it */
    int paper;                      /* its number, from 0 */
    HPDF_Doc doc;
    unsigned long error, detail;    /* libharu's first error; later ones are its echoes */
    PdfPage *page;
    size_t npages, pageroom;
    Mark *mark;
    size_t nmarks, markroom;
    Annot *annot;
    size_t nannots, annotroom;
    HPDF_Array fields;                   /* of the form: signature fields; NULL: none */
    int nfields;
    Target *target;
    size_t ntargets, targetroom;
    Bookmark *book;
    size_t nbooks, bookroom;
    FacesOf first_faces, *faces;    /* of all papers' font sets; of the paper under way */
    bool *in_use; uint32_t *used; size_t nused; /* pictures of the content under way */
    HPDF_Dict *image;               /* by picture of the paper under way */
    Picture *picture;               /* of all papers: open addressing by digest */
    size_t npictures, pictureroom;
    bool print, duplex;             /* printed at its own size; on both sides */
    uint8_t digest[32];             /* running, over all content: gives /ID */
    Buf content;                    /* of the page under way */
    /* structure, while finishing */
    const StructTree *tree;
    HPDF_Dict *elem;
    NodeId *first_kid, *next_kid;
    uint32_t *first_mark, *mark_order;   /* marks by leaf */
    uint32_t *first_annot, *next_annot;  /* annotations by Link element, 0: none */
    HPDF_Array *parents;                 /* by page: elements of its marks */
    HPDF_Dict tree_root;
    IdEntry *ids;
    size_t nids;
    Str source_name, source;             /* the associated file; empty: none */
    struct libdeflate_compressor *deflate;
};

/* objects.c */
HPDF_Dict pdf_dict(Pdf *p);                                   /* indirect */
HPDF_Dict pdf_stream(Pdf *p, Str data, bool compress);        /* indirect, Flate where asked */
void pdf_fill_stream(Pdf *p, HPDF_Dict dict, HPDF_Stream stream, Str data);
void pdf_text(Pdf *p, HPDF_Dict d, const char *key, Str utf8);  /* UTF-16BE text string */
void pdf_ascii(Pdf *p, HPDF_Dict d, const char *key, const char *s);
unsigned pdf_id(HPDF_Dict d);
void pdf_hex_text(Buf *b, Str utf8);                          /* <FEFF...>, cut below 32,767 bytes */
void pdf_put(HPDF_Stream s, const Buf *b);
void *pdf_grow(Arena *a, void *old, size_t n, size_t *room, size_t size);
void pdf_digest(Pdf *p, Str data);

/* content.c */
uint32_t pdf_page_index(const Pdf *p, const Page *pg); /* of the file, from 0 */
Str pdf_scoped(Pdf *p, Str id);                           /* a target's name in the file */

void pdf_content(Pdf *p, const Page *pg, Buf *b, uint32_t *marks, bool *fonts);
/* fonts.c, images.c, structure.c, links.c, meta.c */
HPDF_Dict pdf_font(Pdf *p, FaceId face);
bool pdf_fonts_finish(Pdf *p);
HPDF_Dict pdf_image(Pdf *p, uint32_t i);
void pdf_structure(Pdf *p, const StructTree *t);
void pdf_links(Pdf *p, const Page *pg);
void pdf_outline(Pdf *p);
void pdf_targets_sort(Pdf *p);
void pdf_metadata(Pdf *p);
void pdf_attachments(Pdf *p);
Date pdf_date(const Flow *f);                                 /* of the metadata; unset: none */

#endif
