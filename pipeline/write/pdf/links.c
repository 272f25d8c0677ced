/* Link annotations, signature fields, destinations, bookmarks. ISO 32000-1, 12.3, 12.5, 12.7; ISO
 * 14289-1, 7.18. */
#include "write/pdf/pdf_in.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const Target *)a)->id, ((const Target *)b)->id);
}

void pdf_targets_sort(Pdf *p)
{
    if (p->ntargets) qsort(p->target, p->ntargets, sizeof *p->target, by_id);
}

static HPDF_Array rect(Pdf *p, double x0, double y0, double x1, double y1)
{
    HPDF_Array r = HPDF_Array_New(p->doc->mmgr);
    HPDF_Array_AddReal(r, (HPDF_REAL)x0);
    HPDF_Array_AddReal(r, (HPDF_REAL)y0);
    HPDF_Array_AddReal(r, (HPDF_REAL)x1);
    HPDF_Array_AddReal(r, (HPDF_REAL)y1);
    return r;
}

typedef struct {
    const Pdf *p;
    size_t i;
} Field; /* index of its annotation */

static HPDF_STATUS write_field(HPDF_Dict d, HPDF_Stream s)
{
    const Field *x = d->attr;
    Buf b = { 0 };
    buf_printf(&b, "/P %u 0 R/StructParent %zu\012", x->p->page[x->p->annot[x->i].page].id,
               x->p->npages + x->i);
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

/* An empty signature field and its widget in one dictionary (ISO 32000-1, 12.7.4.5), with the
 * appearance that PDF/A wants: nothing. */
static HPDF_Dict signature_field(Pdf *p, const LinkArea *l, size_t i)
{
    HPDF_Dict d = pdf_dict(p), look = pdf_stream(p, S(""), false), ap = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Dict_AddName(look, "Type", "XObject");
    HPDF_Dict_AddName(look, "Subtype", "Form");
    HPDF_Dict_Add(look, "BBox", rect(p, 0, 0, l->x1 - l->x0, l->y1 - l->y0));
    HPDF_Dict_Add(look, "Resources", HPDF_Dict_New(p->doc->mmgr));
    HPDF_Dict_AddName(d, "Type", "Annot");
    HPDF_Dict_AddName(d, "Subtype", "Widget");
    HPDF_Dict_AddName(d, "FT", "Sig");
    HPDF_Dict_Add(d, "Rect", rect(p, l->x0, l->y0, l->x1, l->y1));
    HPDF_Dict_AddNumber(d, "F", 4);
    Field *x = d->attr = ARENA_NEW(p->a, Field);
    *x = (Field){ p, i };
    d->write_fn = write_field;
    HPDF_Dict_Add(d, "AP", ap);
    HPDF_Dict_Add(ap, "N", look);
    pdf_ascii(p, d, "T", str_z(p->a, str_printf(p->a, "Signatur%d", ++p->nfields)));
    pdf_text(p, d, "TU", l->desc);
    if (!p->fields) {
        HPDF_Dict form = HPDF_Dict_New(p->doc->mmgr);
        HPDF_Dict_Add(p->doc->catalog, "AcroForm", form);
        p->fields = HPDF_Array_New(p->doc->mmgr);
        HPDF_Dict_Add(form, "Fields", p->fields);
    }
    HPDF_Array_Add(p->fields, d);
    return d;
}

void pdf_links(Pdf *p, const Page *pg)
{
    for (size_t i = 0; i < pg->nlinks; i++) {
        const LinkArea *l = &pg->links[i];
        size_t k = p->nannots;
        p->annot = pdf_more(p->annot, p->nannots, &p->annotroom, sizeof *p->annot);
        p->annot[p->nannots++] = (Annot){ .node = l->node,
                                          .page = pdf_page_index(p, pg),
                                          .x0 = (float)l->x0,
                                          .y0 = (float)l->y0,
                                          .x1 = (float)l->x1,
                                          .y1 = (float)l->y1,
                                          .url = str_keep(p->a, l->url),
                                          .target = pdf_scoped(p, l->target),
                                          .desc = str_keep(p->a, l->desc) };
        p->annot[k].id = l->field ? pdf_id(signature_field(p, l, k)) : pdf_compact(p, OBJ_LINK, k);
    }
}

/* A destination is known only when all pages are: it is looked up while the file is written. */
static void put_dest(const Pdf *p, Buf *b, const Annot *x)
{
    Target key = { .id = x->target };
    const Target *t = p->ntargets ? bsearch(&key, p->target, p->ntargets, sizeof key, by_id) : NULL;
    uint32_t page = t ? t->page : x->page;
    buf_printf(b, "/Dest[%u 0 R/XYZ 0 ", p->page[page].id);
    buf_real(b, t ? t->y : p->page[page].height, 2);
    buf_z(b, " null]");
}

void pdf_put_link(Pdf *p, Buf *b, uint32_t i)
{
    const Annot *x = &p->annot[i];
    buf_z(b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    const float side[] = { x->x0, x->y0, x->x1, x->y1 };
    for (int k = 0; k < 4; k++) {
        buf_real(b, side[k], 3);
        buf_char(b, k < 3 ? ' ' : ']');
    }
    buf_printf(b, "/StructParent %zu/Contents", p->npages + i);
    pdf_hex_text(b, x->desc.n ? x->desc : x->url.n ? x->url : x->target);
    if (!x->url.n) {
        put_dest(p, b, x);
        return;
    }
    buf_z(b, "/A<</S/URI/URI");
    pdf_literal(b, x->url);
    buf_z(b, ">>");
}

/* ---- bookmarks ---- */

static Bookmark *book_at(Pdf *p, uint32_t i) { return i ? &p->book[i - 1] : &p->outline_top; }
static unsigned book_id(const Pdf *p, uint32_t i)
{
    return i ? p->first_book + i - 1 : pdf_id(p->outline);
}

static void hang(Pdf *p, uint32_t i, uint32_t parent)
{
    Bookmark *up = book_at(p, parent), *b = book_at(p, i);
    b->parent = parent;
    b->prev = up->last;
    if (up->last)
        book_at(p, up->last)->next = i;
    else
        up->first = i;
    up->last = i;
    up->count++;
}

static void put_books(const Pdf *p, Buf *b, const Bookmark *m)
{
    if (m->first)
        buf_printf(b, "/First %u 0 R/Last %u 0 R", book_id(p, m->first), book_id(p, m->last));
    /* the first two levels are open, deeper ones closed */
    if (m->count) buf_printf(b, "/Count %d", m->level < 1 ? m->count : -m->count);
}

void pdf_put_book(Pdf *p, Buf *b, uint32_t i)
{
    const Bookmark *m = &p->book[i];
    buf_z(b, "/Title");
    pdf_hex_text(b, m->text);
    buf_printf(b, "/Dest[%u 0 R/XYZ 0 ", p->page[m->page].id);
    buf_real(b, m->y, 2);
    buf_printf(b, " null]/Parent %u 0 R", book_id(p, m->parent));
    if (m->prev) buf_printf(b, "/Prev %u 0 R", book_id(p, m->prev));
    if (m->next) buf_printf(b, "/Next %u 0 R", book_id(p, m->next));
    put_books(p, b, m);
}

static HPDF_STATUS write_outline(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    put_books(p, &b, &p->outline_top);
    buf_char(&b, '\012');
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

void pdf_outline(Pdf *p)
{
    if (!p->nbooks) return;
    p->outline = pdf_dict(p);
    HPDF_Dict_AddName(p->outline, "Type", "Outlines");
    p->outline->attr = p;
    p->outline->write_fn = write_outline;
    uint32_t above = 0;
    for (uint32_t i = 1; i <= p->nbooks; i++) {
        unsigned id = pdf_compact(p, OBJ_BOOK, i - 1);
        if (i == 1) p->first_book = id;
        while (above && book_at(p, above)->level >= book_at(p, i)->level)
            above = book_at(p, above)->parent;
        hang(p, i, above);
        above = i;
    }
    HPDF_Dict_Add(p->doc->catalog, "Outlines", p->outline);
    HPDF_Dict_AddName(p->doc->catalog, "PageMode", "UseOutlines");
}
