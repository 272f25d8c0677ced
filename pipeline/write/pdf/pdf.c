/* Life of the PDF writer. Pages are turned into compressed streams as they come (pages.c); fonts,
 * structure and metadata follow at the end. After libharu's first error every later call fails too:
 * only the first is kept, and asked for before the file is given out. */
#include "write/pdf/pdf_in.h"

#include <stdio.h>

#include <libdeflate.h>

#define DEFLATE_LEVEL 5
#define OUTGOING ((size_t)1 << 18)
#define XREF_BLOCK 16384

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    Pdf *p = user;
    if (!p->error) {
        p->error = code;
        p->detail = detail;
    }
}

static void take_images(Pdf *p, const Images *im)
{
    p->im = im;
    p->image = ARENA_NEW_N(p->a, HPDF_Dict, im->n + 1);
    p->in_use = ARENA_NEW_N(p->a, bool, im->n + 1);
    p->used = ARENA_NEW_N(p->a, uint32_t, im->n + 1);
}

static FacesOf *faces_of(Pdf *p, FontSet *set)
{
    FacesOf *f = &p->first_faces;
    for (; f->set != set; f = f->next) {
        if (f->next) continue;
        f->next = ARENA_NEW(p->a, FacesOf);
        f->next->set = set;
    }
    return f;
}

void pdf_next_paper(Pdf *p, FontSet *fonts, const Images *im)
{
    p->before = p->npages;
    p->paper++;
    p->fonts = fonts;
    p->faces = faces_of(p, fonts);
    take_images(p, im);
}

void pdf_for_print(Pdf *p, bool duplex) { p->print = true, p->duplex = duplex; }

Pdf *pdf_new(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im)
{
    Pdf *p = ARENA_NEW(a, Pdf);
    p->a = a;
    p->d = d;
    p->f = f;
    p->fonts = p->first_faces.set = fonts;
    p->faces = &p->first_faces;
    p->deflate = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    take_images(p, im);
    p->doc = HPDF_New(on_error, p);
    if (!p->doc) {
        p->error = 1;
        return p;
    }
    HPDF_SetCompressionMode(p->doc, HPDF_COMP_NONE);
    p->doc->xref->entries->items_per_block = XREF_BLOCK;
    pdf_compact_begin(p);
    return p;
}

static bool fail(Pdf *p)
{
    char code[64];
    snprintf(code, sizeof code, "libharu %04lX/%lu", p->error, p->detail);
    diag(p->d, D_OUT_PDF, NO_PLACE, code, (const char *)NULL);
    return false;
}

/* ---- the file ---- */

static bool give(Pdf *p)
{
    if (!p->lost && p->outgoing.n)
        p->lost = !p->out->write(p->out->ctx, p->outgoing.p, p->outgoing.n);
    buf_clear(&p->outgoing);
    return !p->lost;
}

/* libharu writes a few bytes at a time. */
static HPDF_STATUS on_bytes(HPDF_Stream s, const HPDF_BYTE *data, HPDF_UINT n)
{
    Pdf *p = s->attr;
    buf_bytes(&p->outgoing, data, n);
    return p->outgoing.n < OUTGOING || give(p) ? HPDF_OK : HPDF_FILE_IO_ERROR;
}

bool pdf_complete(Pdf *p, const StructTree *t)
{
    if (p->error || !p->doc) return fail(p);
    if (!pdf_fonts_finish(p)) return false;
    pdf_targets_sort(p);
    pdf_page_tree(p);
    pdf_structure(p, t);
    pdf_outline(p);
    pdf_attachments(p);
    pdf_metadata(p);
    return !p->error || fail(p);
}

bool pdf_save(Pdf *p, const PdfSink *out)
{
    p->out = out;
    p->doc->pdf_version = HPDF_VER_17;
    p->doc->stream = HPDF_CallbackWriter_New(p->doc->mmgr, on_bytes, p);
    if (p->doc->stream) HPDF_SaveToStream(p->doc);
    if (!p->error) give(p);
    if (p->lost) return false;
    return !p->error || fail(p);
}

static bool to_memory(void *ctx, const void *data, size_t n)
{
    Buf *b = ctx;
    buf_bytes(b, data, n);
    return !buf_failed(b);
}

bool pdf_finish(Pdf *p, const StructTree *t, Buf *out)
{
    return pdf_complete(p, t) && pdf_save(p, &(PdfSink){ out, to_memory });
}

void pdf_drop(Pdf *p)
{
    if (!p) return;
    if (p->doc) {
        pdf_compact_release(p);
        HPDF_Free(p->doc);
    }
    if (p->deflate) libdeflate_free_compressor(p->deflate);
    spill_drop(&p->aside);
    Buf *const bufs[] = { &p->content, &p->packed, &p->line, &p->outgoing };
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++) buf_drop(bufs[i]);
    void *const arrays[] = { p->page,       p->mark,       p->annot,      p->target,
                             p->book,       p->use,        p->elem,       p->first_kid,
                             p->next_kid,   p->first_mark, p->mark_order, p->first_annot,
                             p->next_annot, p->ids };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) mem_free(arrays[i]);
}
