/* Pages to PDF 1.7 that is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file, through
 * libharu's object layer.
 *
 * Life: pdf_new, then pdf_page for each page in order (give it as a PageSink), then pdf_complete
 * with the structure tree and pdf_save, which gives the file's bytes; the tree and all texts live
 * until then. Nothing reads the clock; /ID comes from the content. */
#ifndef VORLAGE_WRITE_PDF_PDF_H
#define VORLAGE_WRITE_PDF_PDF_H

#include "page/page.h"

typedef struct Pdf Pdf;
Pdf *pdf_new(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im);
/* The file becomes PDF/A-3a (ISO 19005-3) with this source of the document as an associated
 * file, 6.8. Before pdf_finish; the bytes are the caller's and live until then. */
void pdf_attach_source(Pdf *p, Str name, Str xml);
/* The pages that follow belong to another paper of the same file: its pictures, faces and link
 * targets; page numbers begin with 1 again, bookmarks go on. Metadata stay those of pdf_new's flow.
 * The structure tree is one over all (page/page.h, PaperPlace). */
void pdf_next_paper(Pdf *p, FontSet *fonts, const Images *im);
/* A target for links of every paper: its id begins with '@'. page: of the file, from 0. */
void pdf_target(Pdf *p, Str id, size_t page, double y);
/* Printed at the page's own size, on both sides where `duplex` says so. ISO 32000-1, table 150. */
void pdf_for_print(Pdf *p, bool duplex);
/* The text of a page as content that needs no font: its glyphs' outlines, drawn in the order of the
 * commands. For a form of another file. */
void pdf_outlines(Buf *b, FontSet *fonts, const Page *p);
size_t pdf_page_count(const Pdf *p);
void pdf_page(void *pdf, const Page *p); /* PageSink.page */
void pdf_running(void *pdf,
                 const Page *p); /* PageSink.running: a second content stream of that page */
/* Where the file's bytes go as they are made; false: it takes no more. */
typedef struct {
    void *ctx;
    bool (*write)(void *ctx, const void *p, size_t n);
} PdfSink;
/* All that follows the last page; then the file itself. False with a diagnostic when libharu
 * reported an error or a limit was passed. A sink that fails makes pdf_save false, too: it knows
 * why. */
bool pdf_complete(Pdf *pdf, const StructTree *t);
bool pdf_save(Pdf *pdf, const PdfSink *out);
/* Both, into memory. */
bool pdf_finish(Pdf *pdf, const StructTree *t, Buf *out);
void pdf_drop(Pdf *pdf);
/* For --version: "libharu 2.3.0" ... */
const char *pdf_library_version(void);

#endif
