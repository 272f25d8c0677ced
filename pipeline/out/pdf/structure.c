/* The structure tree: compact elements written by functions of our own, parent tree, ids. ISO 32000-1, 14.7; ISO 14289-1, 7.1 to 7.9. */
#include "out/pdf/pdf_in.h"

#include <stdlib.h>

static const char *const tag_name[TAG_N] = { [TAG_DOCUMENT] = "Document", [TAG_SECT] = "Sect", [TAG_H1] = "H1", [TAG_H2] = "H2", [TAG_H3] = "H3", [TAG_H4] = "H4", [TAG_H5] = "H5",
    [TAG_H6] = "H6", [TAG_P] = "P", [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl", [TAG_LBODY] = "LBody", [TAG_TABLE] = "Table", [TAG_CAPTION] = "Caption", [TAG_THEAD] = "THead",
    [TAG_TBODY] = "TBody", [TAG_TFOOT] = "TFoot", [TAG_TR] = "TR", [TAG_TH] = "TH", [TAG_TD] = "TD", [TAG_FIGURE] = "Figure", [TAG_BLOCKQUOTE] = "BlockQuote", [TAG_NOTE] = "Note",
    [TAG_REFERENCE] = "Reference", [TAG_LINK] = "Link", [TAG_SPAN] = "Span", [TAG_TOC] = "TOC", [TAG_TOCI] = "TOCI", [TAG_DIV] = "Div", [TAG_FORM] = "Form", [TAG_PART] = "Part" };

typedef struct { Pdf *p; NodeId id; } ElemAttr;

/* ---- indices: kids by parent, marks by leaf, annotations by Link ---- */

static void link_kids(Pdf *p)
{
    size_t n = p->tree->count;
    p->first_kid = ARENA_NEW_N(p->a, NodeId, n + 1);
    p->next_kid = ARENA_NEW_N(p->a, NodeId, n + 1);
    for (size_t i = n; i-- > 2;) {
        NodeId up = p->tree->n[i].parent;
        p->next_kid[i] = p->first_kid[up];
        p->first_kid[up] = (NodeId)i;
    }
}

static void sort_marks(Pdf *p)
{
    size_t n = p->tree->count;
    p->first_mark = ARENA_NEW_N(p->a, uint32_t, n + 2);
    p->mark_order = ARENA_NEW_N(p->a, uint32_t, p->nmarks + 1);
    for (size_t i = 0; i < p->nmarks; i++) p->first_mark[p->mark[i].node + 1]++;
    for (size_t i = 1; i <= n; i++) p->first_mark[i] += p->first_mark[i - 1];
    uint32_t *at = ARENA_NEW_N(p->a, uint32_t, n + 2);
    memcpy(at, p->first_mark, (n + 1) * sizeof *at);
    for (size_t i = 0; i < p->nmarks; i++) p->mark_order[at[p->mark[i].node]++] = (uint32_t)i;
}

static void link_annots(Pdf *p)
{
    p->first_annot = ARENA_NEW_N(p->a, uint32_t, p->tree->count + 1);
    p->next_annot = ARENA_NEW_N(p->a, uint32_t, p->nannots + 2);
    for (size_t i = p->nannots; i-- > 0;) {
        p->next_annot[i + 1] = p->first_annot[p->annot[i].node];
        p->first_annot[p->annot[i].node] = (uint32_t)i + 1;
    }
}

/* ---- one element ---- */

static uint32_t first_page(const Pdf *p, NodeId id)
{
    for (NodeId k = p->first_kid[id]; k; k = p->next_kid[k])
        if (p->tree->n[k].tag == TAG_CONTENT && p->first_mark[k] < p->first_mark[k + 1]) return p->mark[p->mark_order[p->first_mark[k]]].page;
    return UINT32_MAX;
}

static void put_content(const Pdf *p, Buf *b, NodeId leaf, uint32_t page)
{
    for (uint32_t i = p->first_mark[leaf]; i < p->first_mark[leaf + 1]; i++) {
        const Mark *m = &p->mark[p->mark_order[i]];
        if (m->page == page) buf_printf(b, "%u ", m->mcid);
        else buf_printf(b, "<</Type/MCR/Pg %u 0 R/MCID %u>> ", pdf_id(p->page[m->page].page), m->mcid);
    }
}

static void put_kids(const Pdf *p, Buf *b, NodeId id, uint32_t page)
{
    buf_z(b, "/K [");
    for (NodeId k = p->first_kid[id]; k; k = p->next_kid[k]) {
        if (p->tree->n[k].tag == TAG_CONTENT) put_content(p, b, k, page);
        else buf_printf(b, "%u 0 R ", pdf_id(p->elem[k]));
    }
    for (uint32_t i = p->first_annot[id]; i; i = p->next_annot[i])
        buf_printf(b, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>> ", pdf_id(p->page[p->annot[i - 1].page].page), pdf_id(p->annot[i - 1].annot));
    buf_z(b, "]");
}

static void put_text(Buf *b, const char *key, Str s)
{
    if (!s.n) return;
    buf_printf(b, "/%s ", key);
    pdf_hex_text(b, s);
}

/* Ids are byte strings; hexadecimal needs no escape. */
static void put_id(Buf *b, Str s)
{
    buf_char(b, '<');
    for (size_t i = 0; i < s.n; i++) buf_printf(b, "%02X", (unsigned char)s.p[i]);
    buf_char(b, '>');
}

static void cell_attributes(Buf *b, const Node *n)
{
    bool any = n->scope || n->colspan > 1 || n->rowspan > 1 || n->more->nheaders;
    if ((n->tag != TAG_TH && n->tag != TAG_TD) || !any) return;
    buf_z(b, "/A <</O/Table");
    if (n->scope) buf_printf(b, "/Scope/%s", n->scope == 'C' ? "Column" : n->scope == 'R' ? "Row" : "Both");
    if (n->colspan > 1) buf_printf(b, "/ColSpan %u", n->colspan);
    if (n->rowspan > 1) buf_printf(b, "/RowSpan %u", n->rowspan);
    if (n->more->nheaders) {
        buf_z(b, "/Headers [");
        for (int i = 0; i < n->more->nheaders; i++) put_id(b, n->more->headers[i]);
        buf_z(b, "]");
    }
    buf_z(b, ">>");
}

static void layout_attributes(Buf *b, const Node *n)
{
    if (n->tag == TAG_L && n->list_numbering) buf_printf(b, "/A <</O/List/ListNumbering/%s>>", n->list_numbering == 'D' ? "Decimal" : "Disc");
    if (n->tag == TAG_FIGURE || (n->tag == TAG_TABLE && n->more->has_bbox)) {
        buf_z(b, "/A <</O/Layout/Placement/Block");
        if (n->more->has_bbox) {
            buf_z(b, "/BBox [");
            for (int i = 0; i < 4; i++) { buf_real(b, n->more->bbox[i], 2); buf_char(b, ' '); }
            buf_z(b, "]");
        }
        buf_z(b, ">>");
    }
}

static HPDF_STATUS write_elem(HPDF_Dict d, HPDF_Stream s)
{
    const ElemAttr *x = d->attr;
    const Pdf *p = x->p;
    const Node *n = &p->tree->n[x->id];
    uint32_t page = first_page(p, x->id);
    Buf b = { 0 };
    buf_printf(&b, "/S/%s/P %u 0 R", tag_name[n->tag], pdf_id(x->id == 1 ? p->tree_root : p->elem[n->parent]));
    if (page != UINT32_MAX) buf_printf(&b, "/Pg %u 0 R", pdf_id(p->page[page].page));
    put_text(&b, "Alt", n->more->alt);
    put_text(&b, "ActualText", n->more->actual_text);
    put_text(&b, "T", n->more->title);
    if (n->more->lang.n) put_text(&b, "Lang", n->more->lang);
    if (n->more->id.n) { buf_z(&b, "/ID "); put_id(&b, n->more->id); }
    cell_attributes(&b, n);
    layout_attributes(&b, n);
    put_kids(p, &b, x->id, page);
    buf_char(&b, '\012');
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void make_elements(Pdf *p)
{
    p->elem = ARENA_NEW_N(p->a, HPDF_Dict, p->tree->count + 1);
    for (size_t i = 1; i < p->tree->count; i++) {
        if (p->tree->n[i].tag == TAG_CONTENT) continue;
        ElemAttr *x = ARENA_NEW(p->a, ElemAttr);
        *x = (ElemAttr){ p, (NodeId)i };
        HPDF_Dict d = p->elem[i] = pdf_dict(p);
        if (!d) return;
        d->attr = x;
        d->write_fn = write_elem;
    }
}

/* ---- parent tree: a page's marks in order, then one entry for each annotation ---- */

static void page_parents(Pdf *p)
{
    p->parents = ARENA_NEW_N(p->a, HPDF_Array, p->npages + 1);
    for (size_t i = 0; i < p->nmarks; i++) { /* of a page in the order of their numbers */
        const Mark *m = &p->mark[i];
        if (!p->parents[m->page]) {
            p->parents[m->page] = HPDF_Array_New(p->doc->mmgr);
            HPDF_Xref_Add(p->doc->xref, p->parents[m->page]);
            HPDF_Dict_AddNumber(p->page[m->page].page, "StructParents", (HPDF_INT32)m->page);
        }
        HPDF_Array_Add(p->parents[m->page], p->elem[p->tree->n[m->node].parent]);
    }
}

/* Written by hand: libharu's arrays end at 32,767 entries. */
static HPDF_STATUS write_nums(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    buf_z(&b, "/Nums [");
    for (size_t i = 0; i < p->npages; i++)
        if (p->parents[i]) buf_printf(&b, "%zu %u 0 R ", i, (unsigned)(p->parents[i]->header.obj_id & 0x00FFFFFF));
    for (size_t i = 0; i < p->nannots; i++) buf_printf(&b, "%zu %u 0 R ", p->npages + i, pdf_id(p->elem[p->annot[i].node]));
    buf_z(&b, "]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void parent_tree(Pdf *p)
{
    HPDF_Dict root = pdf_dict(p);
    root->attr = p;
    root->write_fn = write_nums;
    HPDF_Dict_Add(p->tree_root, "ParentTree", root);
    page_parents(p);
    for (size_t i = 0; i < p->nannots; i++) HPDF_Dict_AddNumber(p->annot[i].annot, "StructParent", (HPDF_INT32)(p->npages + i));
    HPDF_Dict_AddNumber(p->tree_root, "ParentTreeNextKey", (HPDF_INT32)(p->npages + p->nannots));
}

/* ---- ids ---- */

static int by_id(const void *a, const void *b) { return str_cmp(((const IdEntry *)a)->id, ((const IdEntry *)b)->id); }

static HPDF_STATUS write_ids(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    buf_z(&b, "/Names [");
    for (size_t i = 0; i < p->nids; i++) {
        put_id(&b, p->ids[i].id);
        buf_printf(&b, " %u 0 R ", pdf_id(p->elem[p->ids[i].node]));
    }
    buf_z(&b, "]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void id_tree(Pdf *p)
{
    p->ids = ARENA_NEW_N(p->a, IdEntry, p->tree->count + 1);
    for (size_t i = 1; i < p->tree->count; i++)
        if (p->tree->n[i].more->id.n && p->tree->n[i].tag != TAG_CONTENT) p->ids[p->nids++] = (IdEntry){ p->tree->n[i].more->id, (NodeId)i };
    if (!p->nids) return;
    qsort(p->ids, p->nids, sizeof *p->ids, by_id);
    HPDF_Dict d = pdf_dict(p);
    d->attr = p;
    d->write_fn = write_ids;
    HPDF_Dict_Add(p->tree_root, "IDTree", d);
}

void pdf_structure(Pdf *p, const StructTree *t)
{
    p->tree = t;
    link_kids(p);
    sort_marks(p);
    link_annots(p);
    p->tree_root = pdf_dict(p);
    HPDF_Dict_AddName(p->tree_root, "Type", "StructTreeRoot");
    make_elements(p);
    HPDF_Array k = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(p->tree_root, "K", k);
    HPDF_Array_Add(k, p->elem[1]);
    parent_tree(p);
    id_tree(p);
    HPDF_Dict_Add(p->doc->catalog, "StructTreeRoot", p->tree_root);
}
