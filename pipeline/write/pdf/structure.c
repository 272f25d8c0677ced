/* The structure tree: compact elements written by functions of our own, parent tree, ids. ISO
 * 32000-1, 14.7; ISO 14289-1, 7.1 to 7.9. */
#include "write/pdf/pdf_in.h"

#include <stdlib.h>

static const char *const tag_name[TAG_N] = { [TAG_DOCUMENT] = "Document",
                                             [TAG_SECT] = "Sect",
                                             [TAG_H1] = "H1",
                                             [TAG_H2] = "H2",
                                             [TAG_H3] = "H3",
                                             [TAG_H4] = "H4",
                                             [TAG_H5] = "H5",
                                             [TAG_H6] = "H6",
                                             [TAG_P] = "P",
                                             [TAG_L] = "L",
                                             [TAG_LI] = "LI",
                                             [TAG_LBL] = "Lbl",
                                             [TAG_LBODY] = "LBody",
                                             [TAG_TABLE] = "Table",
                                             [TAG_CAPTION] = "Caption",
                                             [TAG_THEAD] = "THead",
                                             [TAG_TBODY] = "TBody",
                                             [TAG_TFOOT] = "TFoot",
                                             [TAG_TR] = "TR",
                                             [TAG_TH] = "TH",
                                             [TAG_TD] = "TD",
                                             [TAG_FIGURE] = "Figure",
                                             [TAG_BLOCKQUOTE] = "BlockQuote",
                                             [TAG_NOTE] = "Note",
                                             [TAG_REFERENCE] = "Reference",
                                             [TAG_LINK] = "Link",
                                             [TAG_SPAN] = "Span",
                                             [TAG_TOC] = "TOC",
                                             [TAG_TOCI] = "TOCI",
                                             [TAG_DIV] = "Div",
                                             [TAG_FORM] = "Form",
                                             [TAG_PART] = "Part" };

#define PARENTS_A_NODE 64 /* keys of a node of the parent tree */

/* ---- indices: kids by parent, marks by leaf, annotations by Link ---- */

static void link_kids(Pdf *p)
{
    size_t n = p->tree->count;
    p->first_kid = mem_zeroed(n + 1, sizeof *p->first_kid);
    p->next_kid = mem_zeroed(n + 1, sizeof *p->next_kid);
    for (size_t i = n; i-- > 2;) {
        NodeId up = p->tree->n[i].parent;
        p->next_kid[i] = p->first_kid[up];
        p->first_kid[up] = (NodeId)i;
    }
}

/* Counts into the slots one ahead of their own, so that filling moves each to its place. */
static void sort_marks(Pdf *p)
{
    size_t n = p->tree->count;
    p->first_mark = mem_zeroed(n + 3, sizeof *p->first_mark);
    p->mark_order = mem_zeroed(p->nmarks + 1, sizeof *p->mark_order);
    uint32_t *at = p->first_mark + 1;
    for (size_t i = 0; i < p->nmarks; i++) at[p->mark[i] + 1]++;
    for (size_t i = 1; i <= n; i++) at[i] += at[i - 1];
    for (size_t i = 0; i < p->nmarks; i++) p->mark_order[at[p->mark[i]]++] = (uint32_t)i;
}

static void link_annots(Pdf *p)
{
    p->first_annot = mem_zeroed(p->tree->count + 1, sizeof *p->first_annot);
    p->next_annot = mem_zeroed(p->nannots + 2, sizeof *p->next_annot);
    for (size_t i = p->nannots; i-- > 0;) {
        p->next_annot[i + 1] = p->first_annot[p->annot[i].node];
        p->first_annot[p->annot[i].node] = (uint32_t)i + 1;
    }
}

/* ---- one element ---- */

static uint32_t page_of_mark(const Pdf *p, uint32_t mark)
{
    size_t lo = 0, hi = p->npages;
    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        if (p->page[mid].first_mark <= mark)
            lo = mid;
        else
            hi = mid;
    }
    return (uint32_t)lo;
}

static uint32_t first_page(const Pdf *p, NodeId id)
{
    for (NodeId k = p->first_kid[id]; k; k = p->next_kid[k])
        if (p->tree->n[k].tag == TAG_CONTENT && p->first_mark[k] < p->first_mark[k + 1])
            return page_of_mark(p, p->mark_order[p->first_mark[k]]);
    return UINT32_MAX;
}

static void put_content(const Pdf *p, Buf *b, NodeId leaf, uint32_t page)
{
    for (uint32_t i = p->first_mark[leaf]; i < p->first_mark[leaf + 1]; i++) {
        uint32_t m = p->mark_order[i], own = page_of_mark(p, m), mcid = m - p->page[own].first_mark;
        if (own == page) {
            buf_int(b, mcid);
            buf_char(b, ' ');
        } else
            buf_printf(b, "<</Type/MCR/Pg %u 0 R/MCID %u>> ", p->page[own].id, mcid);
    }
}

static void put_ref(Buf *b, unsigned id)
{
    buf_int(b, id);
    buf_z(b, " 0 R ");
}

static void put_kids(const Pdf *p, Buf *b, NodeId id, uint32_t page)
{
    buf_z(b, "/K [");
    for (NodeId k = p->first_kid[id]; k; k = p->next_kid[k]) {
        if (p->tree->n[k].tag == TAG_CONTENT)
            put_content(p, b, k, page);
        else
            put_ref(b, p->elem[k]);
    }
    for (uint32_t i = p->first_annot[id]; i; i = p->next_annot[i])
        buf_printf(b, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>> ", p->page[p->annot[i - 1].page].id,
                   p->annot[i - 1].id);
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
    if (n->scope)
        buf_printf(b, "/Scope/%s", n->scope == 'C' ? "Column" : n->scope == 'R' ? "Row" : "Both");
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
    if (n->tag == TAG_L && n->list_numbering)
        buf_printf(b, "/A <</O/List/ListNumbering/%s>>",
                   n->list_numbering == 'D' ? "Decimal" : "Disc");
    if (n->tag == TAG_FIGURE || (n->tag == TAG_TABLE && n->more->has_bbox)) {
        buf_z(b, "/A <</O/Layout/Placement/Block");
        if (n->more->has_bbox) {
            buf_z(b, "/BBox [");
            for (int i = 0; i < 4; i++) {
                buf_real(b, n->more->bbox[i], 2);
                buf_char(b, ' ');
            }
            buf_z(b, "]");
        }
        buf_z(b, ">>");
    }
}

void pdf_put_elem(Pdf *p, Buf *b, uint32_t id)
{
    const Node *n = &p->tree->n[id];
    uint32_t page = first_page(p, id);
    buf_z(b, "/S/");
    buf_z(b, tag_name[n->tag]);
    buf_z(b, "/P ");
    put_ref(b, id == 1 ? pdf_id(p->tree_root) : p->elem[n->parent]);
    if (page != UINT32_MAX) {
        buf_z(b, "/Pg ");
        put_ref(b, p->page[page].id);
    }
    put_text(b, "Alt", n->more->alt);
    put_text(b, "ActualText", n->more->actual_text);
    put_text(b, "T", n->more->title);
    put_text(b, "Lang", n->more->lang);
    if (n->more->id.n) {
        buf_z(b, "/ID ");
        put_id(b, n->more->id);
    }
    cell_attributes(b, n);
    layout_attributes(b, n);
    put_kids(p, b, id, page);
}

static void make_elements(Pdf *p)
{
    p->elem = mem_zeroed(p->tree->count + 1, sizeof *p->elem);
    for (size_t i = 1; i < p->tree->count && !p->error; i++)
        if (p->tree->n[i].tag != TAG_CONTENT) p->elem[i] = pdf_compact(p, OBJ_ELEM, i);
}

/* ---- parent tree: a page's marks in order, then one entry for each annotation ---- */

/* Key of a page: the elements of its marks; behind them one of an annotation: its element. False:
 * none, a page without marks. */
static bool put_parent(const Pdf *p, Buf *b, size_t key)
{
    if (key < p->npages && !p->page[key].marks) return false;
    if (!b) return true;
    buf_int(b, (int64_t)key);
    buf_char(b, key < p->npages ? '[' : ' ');
    if (key >= p->npages) {
        put_ref(b, p->elem[p->annot[key - p->npages].node]);
        return true;
    }
    const PdfPage *pp = &p->page[key];
    for (uint32_t i = 0; i < pp->marks; i++)
        put_ref(b, p->elem[p->tree->n[p->mark[pp->first_mark + i]].parent]);
    buf_char(b, ']');
    return true;
}

static size_t last_key(const Pdf *p, uint32_t k)
{
    size_t end = p->npages + p->nannots, to = ((size_t)k + 1) * PARENTS_A_NODE;
    return to < end ? to : end;
}

void pdf_put_parents(Pdf *p, Buf *b, uint32_t k)
{
    size_t from = (size_t)k * PARENTS_A_NODE, to = last_key(p, k);
    while (from + 1 < to && !put_parent(p, NULL, from)) from++;
    while (to - 1 > from && !put_parent(p, NULL, to - 1)) to--;
    buf_printf(b, "/Limits[%zu %zu]/Nums[", from, to - 1);
    for (size_t key = from; key < to; key++) put_parent(p, b, key);
    buf_char(b, ']');
}

/* Written by hand: libharu's arrays end at 32,767 entries. */
static HPDF_STATUS write_parent_tree(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    buf_z(&b, "/Kids [");
    for (size_t k = 0; k * PARENTS_A_NODE < p->npages + p->nannots; k++)
        put_ref(&b, p->first_parents + (unsigned)k);
    buf_z(&b, "]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void parent_tree(Pdf *p)
{
    HPDF_Dict root = pdf_dict(p);
    root->attr = p;
    root->write_fn = write_parent_tree;
    HPDF_Dict_Add(p->tree_root, "ParentTree", root);
    for (size_t k = 0; k * PARENTS_A_NODE < p->npages + p->nannots; k++) {
        unsigned id = pdf_compact(p, OBJ_PARENTS, k);
        if (!k) p->first_parents = id;
    }
    HPDF_Dict_AddNumber(p->tree_root, "ParentTreeNextKey", (HPDF_INT32)(p->npages + p->nannots));
}

/* ---- ids ---- */

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const IdEntry *)a)->id, ((const IdEntry *)b)->id);
}

static HPDF_STATUS write_ids(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    buf_z(&b, "/Names [");
    for (size_t i = 0; i < p->nids; i++) {
        put_id(&b, p->ids[i].id);
        buf_printf(&b, " %u 0 R ", p->elem[p->ids[i].node]);
    }
    buf_z(&b, "]\012");
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static void id_tree(Pdf *p)
{
    size_t room = 0;
    for (size_t i = 1; i < p->tree->count; i++) {
        if (!p->tree->n[i].more->id.n || p->tree->n[i].tag == TAG_CONTENT) continue;
        p->ids = pdf_more(p->ids, p->nids, &room, sizeof *p->ids);
        p->ids[p->nids++] = (IdEntry){ p->tree->n[i].more->id, (NodeId)i };
    }
    if (!p->nids) return;
    qsort(p->ids, p->nids, sizeof *p->ids, by_id);
    HPDF_Dict d = pdf_dict(p);
    d->attr = p;
    d->write_fn = write_ids;
    HPDF_Dict_Add(p->tree_root, "IDTree", d);
}

static HPDF_STATUS write_tree_root(HPDF_Dict d, HPDF_Stream s)
{
    const Pdf *p = d->attr;
    Buf b = { 0 };
    buf_printf(&b, "/K[%u 0 R]\012", p->elem[1]);
    pdf_put(s, &b);
    buf_drop(&b);
    return HPDF_OK;
}

void pdf_structure(Pdf *p, const StructTree *t)
{
    p->tree = t;
    link_kids(p);
    sort_marks(p);
    link_annots(p);
    p->tree_root = pdf_dict(p);
    p->tree_root->attr = p;
    p->tree_root->write_fn = write_tree_root;
    HPDF_Dict_AddName(p->tree_root, "Type", "StructTreeRoot");
    make_elements(p);
    parent_tree(p);
    id_tree(p);
    HPDF_Dict_Add(p->doc->catalog, "StructTreeRoot", p->tree_root);
}
