/* Pages: their content as it comes, their objects and the page tree when the file is written. ISO
 * 32000-1, 7.7.3. */
#include "write/pdf/pdf_in.h"

#include <libdeflate.h>

#define PAGES_A_NODE 100

/* Compresses the content under way and puts it aside. */
static Kept keep_content(Pdf *p)
{
    Str data = buf_view(&p->content);
    buf_clear(&p->packed);
    buf_reserve(&p->packed, libdeflate_zlib_compress_bound(p->deflate, data.n));
    p->packed.n = libdeflate_zlib_compress(p->deflate, data.p, data.n, p->packed.p, p->packed.room);
    return spill_keep(&p->aside, buf_view(&p->packed));
}

static void use_picture(Pdf *p, PdfPage *page, uint32_t image)
{
    for (uint32_t u = page->first_use; u; u = p->use[u - 1].next)
        if (p->use[u - 1].image == image) return; /* the page's own content shows it, too */
    HPDF_Dict d = pdf_image(p, image);
    if (!d) return;
    p->use = pdf_more(p->use, p->nuses, &p->useroom, sizeof *p->use);
    p->use[p->nuses++] = (Use){ image, page->first_use, pdf_id(d) };
    page->first_use = (uint32_t)p->nuses;
}

/* Content of a page's commands, with the fonts and pictures they use. */
static Kept make_content(Pdf *p, const Page *pg, PdfPage *page)
{
    p->nused = 0;
    buf_clear(&p->content);
    pdf_content(p, pg, &p->content, page);
    pdf_digest(p, buf_view(&p->content));
    for (size_t k = 0; k < p->nused; k++) {
        p->in_use[p->used[k]] = false;
        use_picture(p, page, p->used[k]);
    }
    return keep_content(p);
}

static void remember(Pdf *p, const Page *pg)
{
    uint32_t n = pdf_page_index(p, pg);
    for (size_t i = 0; i < pg->ndests; i++)
        pdf_target(p, pdf_scoped(p, pg->dests[i].id), n, pg->dests[i].y);
    for (size_t i = 0; i < pg->noutline; i++) {
        p->book = pdf_more(p->book, p->nbooks, &p->bookroom, sizeof *p->book);
        p->book[p->nbooks++] = (Bookmark){ .level = pg->outline[i].level,
                                           .text = str_keep(p->a, pg->outline[i].text),
                                           .page = n,
                                           .y = pg->outline[i].y };
    }
}

void pdf_page(void *ctx, const Page *pg)
{
    Pdf *p = ctx;
    if (p->error) return;
    size_t i = p->npages;
    p->page = pdf_more(p->page, p->npages, &p->pageroom, sizeof *p->page);
    PdfPage *pp = &p->page[p->npages++];
    *pp = (PdfPage){ .faces = p->faces,
                     .width = pg->width,
                     .height = pg->height,
                     .first_mark = (uint32_t)p->nmarks,
                     .first_annot = (uint32_t)p->nannots };
    pp->id = pdf_compact(p, OBJ_PAGE, i);
    pp->content_id = pdf_compact(p, OBJ_CONTENT, i);
    pp->content = make_content(p, pg, pp);
    pp->marks = (uint32_t)p->nmarks - pp->first_mark;
    pdf_links(p, pg);
    pp->annots = (uint32_t)p->nannots - pp->first_annot;
    remember(p, pg);
}

void pdf_running(void *ctx, const Page *pg)
{
    Pdf *p = ctx;
    size_t i = pdf_page_index(p, pg);
    if (p->error || !pg->ncmds || i >= p->npages) return;
    PdfPage *pp = &p->page[i];
    pp->running = make_content(p, pg, pp);
    pp->running_id = pdf_compact(p, OBJ_RUNNING, i);
}

/* ---- written ---- */

void pdf_put_content(Pdf *p, Buf *b, uint32_t i, bool running)
{
    buf_printf(b, "/Length %u/Filter/FlateDecode",
               running ? p->page[i].running.n : p->page[i].content.n);
}

void pdf_write_content(Pdf *p, uint32_t i, bool running)
{
    if (!spill_read(&p->aside, running ? p->page[i].running : p->page[i].content, &p->line) &&
        !p->error)
        p->error = HPDF_FILE_IO_ERROR;
    HPDF_Stream_WriteStr(p->doc->stream, "\012stream\015\012");
    pdf_put(p->doc->stream, &p->line);
    HPDF_Stream_WriteStr(p->doc->stream, "\012endstream");
}

static void put_resources(Pdf *p, Buf *b, const PdfPage *pp)
{
    bool any = false;
    buf_z(b, "/Resources<<");
    for (unsigned f = 0; f < 256; f++) {
        if (!(pp->fonts[f / 32] >> f % 32 & 1)) continue;
        buf_printf(b, "%s/F%u %u 0 R", any ? "" : "/Font<<", f, pdf_id(pp->faces->font[f]));
        any = true;
    }
    if (any) buf_z(b, ">>");
    if (pp->first_use) buf_z(b, "/XObject<<");
    for (uint32_t u = pp->first_use; u; u = p->use[u - 1].next)
        buf_printf(b, "/I%u %u 0 R", p->use[u - 1].image, p->use[u - 1].id);
    buf_z(b, pp->first_use ? ">>>>" : ">>");
}

void pdf_put_page(Pdf *p, Buf *b, uint32_t i)
{
    const PdfPage *pp = &p->page[i];
    buf_printf(b, "/Type/Page/Parent %zu 0 R/MediaBox[0 0 ", p->first_node + i / PAGES_A_NODE);
    buf_real(b, pp->width, 3);
    buf_char(b, ' ');
    buf_real(b, pp->height, 3);
    buf_char(b, ']');
    put_resources(p, b, pp);
    buf_printf(b, pp->running_id ? "/Contents[%u 0 R %u 0 R]/Tabs/S" : "/Contents %u 0 R/Tabs/S",
               pp->content_id, pp->running_id);
    if (pp->marks) buf_printf(b, "/StructParents %u", i);
    if (!pp->annots) return;
    buf_z(b, "/Annots[");
    for (uint32_t k = 0; k < pp->annots; k++)
        buf_printf(b, "%u 0 R ", p->annot[pp->first_annot + k].id);
    buf_char(b, ']');
}

/* A node of the page tree: up to a hundred pages. */
void pdf_put_pages(Pdf *p, Buf *b, uint32_t k)
{
    size_t from = (size_t)k * PAGES_A_NODE,
           to = from + PAGES_A_NODE < p->npages ? from + PAGES_A_NODE : p->npages;
    buf_printf(b, "/Type/Pages/Parent %u 0 R/Count %zu/Kids[", pdf_id(p->doc->root_pages),
               to - from);
    for (size_t i = from; i < to; i++) buf_printf(b, "%u 0 R ", p->page[i].id);
    buf_char(b, ']');
}

static HPDF_STATUS write_root(HPDF_Dict d, HPDF_Stream s)
{
    Pdf *p = d->attr;
    Buf b = { 0 };
    buf_printf(&b, "/Count %zu/Kids[", p->npages);
    for (size_t k = 0; k * PAGES_A_NODE < p->npages; k++)
        buf_printf(&b, "%zu 0 R ", p->first_node + k);
    buf_z(&b, "]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

void pdf_page_tree(Pdf *p)
{
    for (size_t k = 0; k * PAGES_A_NODE < p->npages; k++) {
        unsigned id = pdf_compact(p, OBJ_PAGES, k);
        if (!k) p->first_node = id;
    }
    HPDF_Dict root = p->doc->root_pages;
    HPDF_Dict_RemoveElement(root, "Kids");
    HPDF_Dict_RemoveElement(root, "Count");
    root->before_write_fn = NULL;
    root->write_fn = write_root;
    root->attr = p;
}
