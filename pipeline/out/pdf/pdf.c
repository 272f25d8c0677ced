/* Life of the PDF writer. Pages are turned into compressed streams as they come; fonts, structure and metadata follow at the end.
 * After libharu's first error every later call fails too: only the first is kept, and asked for before the file is given out. */
#include "out/pdf/pdf_in.h"

#include <stdio.h>

#include <libdeflate.h>

#define DEFLATE_LEVEL 6
#define PAGES_A_NODE 100 /* of the page tree; a flat one ends at 32,768 pages */
#define XREF_BLOCK 16384

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    Pdf *p = user;
    if (!p->error) { p->error = code; p->detail = detail; }
}

const char *pdf_library_version(void) { return "libharu " HPDF_VERSION_TEXT; }

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

uint32_t pdf_page_index(const Pdf *p, const Page *pg) { return (uint32_t)(p->before + (size_t)pg->number - 1); }
size_t pdf_page_count(const Pdf *p) { return p->npages; }

void pdf_for_print(Pdf *p, bool duplex) { p->print = true, p->duplex = duplex; }

/* Papers may use the same names for different things. */
Str pdf_scoped(Pdf *p, Str id)
{
    if (!id.n || id.p[0] == '@' || !p->paper) return str_keep(p->a, id);
    return str_printf(p->a, "%d/%.*s", p->paper, STR_FMT(id));
}

void pdf_target(Pdf *p, Str id, size_t page, double y)
{
    p->target = pdf_grow(p->a, p->target, p->ntargets, &p->targetroom, sizeof *p->target);
    p->target[p->ntargets++] = (Target){ str_keep(p->a, id), (uint32_t)page, y };
}

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
    if (!p->doc) { p->error = 1; return p; }
    HPDF_SetCompressionMode(p->doc, HPDF_COMP_NONE);
    HPDF_SetPagesConfiguration(p->doc, PAGES_A_NODE);
    p->doc->xref->entries->items_per_block = XREF_BLOCK;
    return p;
}

static void add_resources(Pdf *p, HPDF_Page page, const bool *fonts)
{
    HPDF_Dict res = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
    if (!res) return;
    char name[16];
    HPDF_Dict f = HPDF_Dict_GetItem(res, "Font", HPDF_OCLASS_DICT), x = HPDF_Dict_GetItem(res, "XObject", HPDF_OCLASS_DICT);
    for (unsigned i = 0; i < 256; i++) {
        if (!fonts[i]) continue;
        if (!f) { f = HPDF_Dict_New(p->doc->mmgr); HPDF_Dict_Add(res, "Font", f); }
        snprintf(name, sizeof name, "F%u", i);
        HPDF_Dict_Add(f, name, pdf_font(p, (FaceId)i));
    }
    for (size_t k = 0; k < p->nused; k++) {
        uint32_t i = p->used[k];
        p->in_use[i] = false;
        if (!x) { x = HPDF_Dict_New(p->doc->mmgr); HPDF_Dict_Add(res, "XObject", x); }
        snprintf(name, sizeof name, "I%u", i);
        HPDF_Dict_Add(x, name, pdf_image(p, i));
    }
}

/* Content of a page's commands, with the fonts and pictures they use. */
static void make_content(Pdf *p, const Page *pg, PdfPage *page)
{
    bool fonts[256] = { false };
    p->nused = 0;
    buf_clear(&p->content);
    pdf_content(p, pg, &p->content, &page->marks, fonts);
    pdf_digest(p, buf_view(&p->content));
    add_resources(p, page->page, fonts);
}

static void remember(Pdf *p, const Page *pg)
{
    uint32_t n = pdf_page_index(p, pg);
    for (size_t i = 0; i < pg->ndests; i++) pdf_target(p, pdf_scoped(p, pg->dests[i].id), n, pg->dests[i].y);
    for (size_t i = 0; i < pg->noutline; i++) {
        p->book = pdf_grow(p->a, p->book, p->nbooks, &p->bookroom, sizeof *p->book);
        p->book[p->nbooks++] = (Bookmark){ pg->outline[i].level, str_keep(p->a, pg->outline[i].text), n, pg->outline[i].y };
    }
}

void pdf_page(void *ctx, const Page *pg)
{
    Pdf *p = ctx;
    if (p->error) return;
    HPDF_Page page = HPDF_AddPage(p->doc);
    if (!page) return;
    p->page = pdf_grow(p->a, p->page, p->npages, &p->pageroom, sizeof *p->page);
    PdfPage *pp = &p->page[p->npages++];
    *pp = (PdfPage){ .page = page, .width = pg->width, .height = pg->height };
    HPDF_Page_SetWidth(page, (HPDF_REAL)pg->width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)pg->height);
    HPDF_Dict_AddName(page, "Tabs", "S");
    make_content(p, pg, pp);
    HPDF_PageAttr attr = page->attr;
    pdf_fill_stream(p, attr->contents, attr->stream, buf_view(&p->content));
    pdf_links(p, pg);
    remember(p, pg);
}

void pdf_running(void *ctx, const Page *pg)
{
    Pdf *p = ctx;
    size_t i = pdf_page_index(p, pg);
    if (p->error || !pg->ncmds || i >= p->npages) return;
    PdfPage *pp = &p->page[i];
    make_content(p, pg, pp);
    HPDF_Dict second = pdf_stream(p, buf_view(&p->content), true);
    HPDF_PageAttr attr = pp->page->attr;
    HPDF_Array both = HPDF_Array_New(p->doc->mmgr);
    HPDF_Array_Add(both, attr->contents);
    HPDF_Array_Add(both, second);
    HPDF_Dict_Add(pp->page, "Contents", both);
}

static bool fail(Pdf *p)
{
    char code[64];
    snprintf(code, sizeof code, "libharu %04lX/%lu", p->error, p->detail);
    diag(p->d, D_OUT_PDF, NO_PLACE, code, (const char *)NULL);
    return false;
}

static bool save(Pdf *p, Buf *out)
{
    p->doc->pdf_version = HPDF_VER_17;
    HPDF_SaveToStream(p->doc);
    if (p->error) return fail(p);
    HPDF_ResetStream(p->doc);
    buf_reserve(out, HPDF_GetStreamSize(p->doc) + 1);
    HPDF_BYTE chunk[65536];
    for (;;) {
        HPDF_UINT32 n = sizeof chunk;
        HPDF_STATUS r = HPDF_ReadFromStream(p->doc, chunk, &n);
        buf_bytes(out, chunk, n);
        if (r != HPDF_OK || n == 0) break;
    }
    return out->n > 0 && !buf_failed(out);
}

bool pdf_finish(Pdf *p, const StructTree *t, Buf *out)
{
    if (p->error || !p->doc) return fail(p);
    if (!pdf_fonts_finish(p)) return false;
    pdf_targets_sort(p);
    pdf_structure(p, t);
    pdf_outline(p);
    pdf_attachments(p);
    pdf_metadata(p);
    return p->error ? fail(p) : save(p, out);
}

void pdf_drop(Pdf *p)
{
    if (!p) return;
    if (p->doc) HPDF_Free(p->doc);
    if (p->deflate) libdeflate_free_compressor(p->deflate);
    buf_drop(&p->content);
}
