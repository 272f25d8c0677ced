/* Objects of which a long paper has hundreds of thousands (pages, their content, structure
 * elements, links, bookmarks). libharu keeps only their number and place in the file: one
 * dictionary stands for them all and writes each in its turn, in the order in which they were made.
 */
#include "write/pdf/pdf_in.h"

static HPDF_STATUS write_dict(HPDF_Dict d, HPDF_Stream s)
{
    Pdf *p = d->attr;
    const Compact c = p->compact[p->written];
    Buf *b = &p->line;
    buf_clear(b);
    switch ((ObjKind)c.kind) {
    case OBJ_PAGE: pdf_put_page(p, b, c.i); break;
    case OBJ_PAGES: pdf_put_pages(p, b, c.i); break;
    case OBJ_CONTENT:
    case OBJ_RUNNING: pdf_put_content(p, b, c.i, c.kind == OBJ_RUNNING); break;
    case OBJ_LINK: pdf_put_link(p, b, c.i); break;
    case OBJ_BOOK: pdf_put_book(p, b, c.i); break;
    case OBJ_ELEM: pdf_put_elem(p, b, c.i); break;
    case OBJ_PARENTS: pdf_put_parents(p, b, c.i); break;
    }
    buf_char(b, '\012');
    pdf_put(s, b);
    return HPDF_OK;
}

static HPDF_STATUS after_dict(HPDF_Dict d)
{
    Pdf *p = d->attr;
    const Compact c = p->compact[p->written++];
    if (c.kind == OBJ_CONTENT || c.kind == OBJ_RUNNING)
        pdf_write_content(p, c.i, c.kind == OBJ_RUNNING);
    return HPDF_OK;
}

void pdf_compact_begin(Pdf *p)
{
    p->proxy = HPDF_Dict_New(p->doc->mmgr);
    if (!p->proxy) return;
    p->proxy->attr = p;
    p->proxy->write_fn = write_dict;
    p->proxy->after_write_fn = after_dict;
}

/* The proxy stands in the table many times and may be freed once. */
void pdf_compact_release(Pdf *p)
{
    bool first = !p->proxy_gone;
    HPDF_List l = p->doc->xref->entries;
    for (HPDF_UINT i = 0; p->ncompact && i < l->count; i++) {
        HPDF_XrefEntry e = HPDF_Xref_GetEntry(p->doc->xref, i);
        if (!e || e->obj != p->proxy) continue;
        if (!first) e->obj = NULL;
        first = false;
    }
    mem_free(p->compact);
}
