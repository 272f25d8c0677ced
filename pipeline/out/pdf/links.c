/* Link annotations, signature fields, destinations, bookmarks. ISO 32000-1, 12.3, 12.5, 12.7; ISO 14289-1, 7.18. */
#include "out/pdf/pdf_in.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b) { return str_cmp(((const Target *)a)->id, ((const Target *)b)->id); }

void pdf_targets_sort(Pdf *p)
{
    if (p->ntargets) qsort(p->target, p->ntargets, sizeof *p->target, by_id);
}

/* A destination is known only when all pages are: it is looked up while the file is written. */
static HPDF_STATUS write_dest(HPDF_Dict d, HPDF_Stream s)
{
    const Annot *x = d->attr;
    Target key = { .id = x->target };
    const Pdf *p = x->owner;
    const Target *t = p->ntargets ? bsearch(&key, p->target, p->ntargets, sizeof key, by_id) : NULL;
    Buf b = { 0 };
    uint32_t page = t ? t->page : x->page;
    buf_printf(&b, "/Dest [%u 0 R /XYZ 0 ", pdf_id(p->page[page].page));
    buf_real(&b, t ? t->y : p->page[page].height, 2);
    buf_z(&b, " null]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void action(Pdf *p, HPDF_Dict annot, Str url)
{
    HPDF_Dict a = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Dict_Add(annot, "A", a);
    HPDF_Dict_AddName(a, "S", "URI");
    pdf_ascii(p, a, "URI", str_z(p->a, url));
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

static HPDF_Dict annotation(Pdf *p, const LinkArea *l)
{
    HPDF_Dict d = pdf_dict(p);
    HPDF_Dict_AddName(d, "Type", "Annot");
    HPDF_Dict_AddName(d, "Subtype", "Link");
    HPDF_Dict_Add(d, "Rect", rect(p, l->x0, l->y0, l->x1, l->y1));
    HPDF_Array border = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(d, "Border", border);
    for (int i = 0; i < 3; i++) HPDF_Array_AddNumber(border, 0);
    HPDF_Dict_AddNumber(d, "F", 4);
    pdf_text(p, d, "Contents", l->desc.n ? l->desc : l->url.n ? l->url : l->target);
    if (l->url.n) action(p, d, l->url);
    return d;
}

/* An empty signature field and its widget in one dictionary (ISO 32000-1, 12.7.4.5), with the appearance that PDF/A wants: nothing. */
static HPDF_Dict signature_field(Pdf *p, const LinkArea *l, uint32_t page)
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
    HPDF_Dict_Add(d, "P", p->page[page].page);
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
    if (!pg->nlinks) return;
    uint32_t page = pdf_page_index(p, pg);
    HPDF_Array list = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(p->page[page].page, "Annots", list);
    for (size_t i = 0; i < pg->nlinks; i++) {
        const LinkArea *l = &pg->links[i];
        HPDF_Dict d = l->field ? signature_field(p, l, page) : annotation(p, l);
        p->annot = pdf_grow(p->a, p->annot, p->nannots, &p->annotroom, sizeof *p->annot);
        p->annot[p->nannots++] = (Annot){ l->node, page, d, pdf_scoped(p, l->target), p };
        if (!l->url.n && !l->field) {
            Annot *keep = ARENA_NEW(p->a, Annot);
            *keep = p->annot[p->nannots - 1];
            d->attr = keep;
            d->write_fn = write_dest;
        }
        HPDF_Array_Add(list, d);
    }
}

/* ---- bookmarks ---- */

typedef struct { HPDF_Dict dict; size_t parent, first, last, next, prev; int level, count; } Entry; /* indices from 1; 0: none */

static void hang(Entry *e, size_t i, size_t parent)
{
    e[i].parent = parent;
    e[i].prev = e[parent].last;
    if (e[parent].last) e[e[parent].last].next = i; else e[parent].first = i;
    e[parent].last = i;
    e[parent].count++;
}

static void outline_dest(Pdf *p, HPDF_Dict d, const Bookmark *b)
{
    HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(d, "Dest", a);
    HPDF_Array_Add(a, p->page[b->page].page);
    HPDF_Array_AddName(a, "XYZ");
    HPDF_Array_AddReal(a, 0);
    HPDF_Array_AddReal(a, (HPDF_REAL)b->y);
    HPDF_Array_Add(a, HPDF_Null_New(p->doc->mmgr));
}

static void outline_links(Entry *e, size_t n)
{
    for (size_t i = 0; i <= n; i++) {
        HPDF_Dict d = e[i].dict;
        if (i) HPDF_Dict_Add(d, "Parent", e[e[i].parent].dict);
        if (e[i].prev) HPDF_Dict_Add(d, "Prev", e[e[i].prev].dict);
        if (e[i].next) HPDF_Dict_Add(d, "Next", e[e[i].next].dict);
        if (e[i].first) HPDF_Dict_Add(d, "First", e[e[i].first].dict);
        if (e[i].last) HPDF_Dict_Add(d, "Last", e[e[i].last].dict);
        /* the first two levels are open, deeper ones closed */
        if (e[i].count) HPDF_Dict_AddNumber(d, "Count", e[i].level < 1 ? e[i].count : -e[i].count);
    }
}

void pdf_outline(Pdf *p)
{
    if (!p->nbooks) return;
    Entry *e = ARENA_NEW_N(p->a, Entry, p->nbooks + 1);
    e[0].dict = pdf_dict(p);
    HPDF_Dict_AddName(e[0].dict, "Type", "Outlines");
    size_t above = 0;
    for (size_t i = 1; i <= p->nbooks; i++) {
        const Bookmark *b = &p->book[i - 1];
        e[i].dict = pdf_dict(p);
        e[i].level = b->level;
        pdf_text(p, e[i].dict, "Title", b->text);
        outline_dest(p, e[i].dict, b);
        while (above && e[above].level >= b->level) above = e[above].parent;
        hang(e, i, above);
        above = i;
    }
    outline_links(e, p->nbooks);
    HPDF_Dict_Add(p->doc->catalog, "Outlines", e[0].dict);
    HPDF_Dict_AddName(p->doc->catalog, "PageMode", "UseOutlines");
}
