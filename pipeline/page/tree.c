/* The structure tree while it grows, and its dump. Nodes are numbered in reading order; a node's kids are those that name it as parent,
 * in the order of their numbers. */
#include "page/typeset_in.h"

NodeId tree_add(Ts *t, Tag tag, NodeId parent)
{
    Tree *tr = &t->tree;
    if (tr->count == tr->room) {
        CHECK(tr->room < UINT32_MAX / 2);
        tr->room = tr->room ? tr->room + tr->room / 2 : 256;
        tr->n = mem_realloc(tr->n, tr->room * sizeof *tr->n);
    }
    if (!tr->count) tr->n[tr->count++] = (Node){0};
    CHECK(parent < tr->count);
    tr->n[tr->count] = (Node){.tag = tag, .parent = parent};
    return (NodeId)tr->count++;
}

Node *tree_at(Ts *t, NodeId id)
{
    CHECK(id && id < t->tree.count);
    return &t->tree.n[id];
}

void tree_hand_over(Ts *t, StructTree *out)
{
    out->count = out->room = t->tree.count;
    if (t->tree.count) t->tree.n = mem_realloc(t->tree.n, t->tree.count * sizeof *t->tree.n); /* both copies live for a moment */
    out->n = ARENA_NEW_N(t->a, Node, t->tree.count + 1);
    if (t->tree.count) memcpy(out->n, t->tree.n, t->tree.count * sizeof *out->n);
    mem_free(t->tree.n);
    t->tree = (Tree){0};
}

static const char *tag_name(Tag tag)
{
    static const char *const name[TAG_N] = {
        "content", "Document", "Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "THead", "TBody", "TFoot",
        "TR", "TH", "TD", "Figure", "BlockQuote", "Note", "Reference", "Link", "Span", "TOC", "TOCI", "Div"};
    return tag < TAG_N ? name[tag] : "?";
}

static void dump_str(Buf *out, const char *key, Str s)
{
    if (s.n) buf_printf(out, " %s=\"%.*s\"", key, STR_FMT(s));
}

static void dump_node(Buf *out, const Node *n, size_t id, int depth)
{
    buf_printf(out, "%*s%zu %s", depth * 2, "", id, tag_name(n->tag));
    dump_str(out, "alt", n->alt);
    dump_str(out, "actual", n->actual_text);
    dump_str(out, "lang", n->lang);
    dump_str(out, "id", n->id);
    dump_str(out, "title", n->title);
    if (n->scope) buf_printf(out, " scope=%c", n->scope);
    if (n->colspan > 1) buf_printf(out, " colspan=%u", n->colspan);
    if (n->rowspan > 1) buf_printf(out, " rowspan=%u", n->rowspan);
    for (int i = 0; i < n->nheaders; i++) buf_printf(out, "%s%.*s", i ? "," : " headers=", STR_FMT(n->headers[i]));
    if (n->list_numbering) buf_printf(out, " numbering=%c", n->list_numbering);
    if (n->has_bbox)
        for (int i = 0; i < 4; i++) { buf_z(out, i ? " " : " bbox="); buf_real(out, n->bbox[i], 2); }
    buf_char(out, '\n');
}

/* Kids before siblings without recursion: next[] links the kids of each node. */
void tree_dump(Buf *out, const StructTree *t)
{
    if (t->count < 2) return;
    size_t *first = mem_alloc(t->count * sizeof *first), *next = mem_alloc(t->count * sizeof *next), *last = mem_alloc(t->count * sizeof *last);
    memset(first, 0, t->count * sizeof *first);
    memset(next, 0, t->count * sizeof *next);
    memset(last, 0, t->count * sizeof *last);
    for (size_t i = 2; i < t->count; i++) {
        size_t p = t->n[i].parent;
        if (last[p]) next[last[p]] = i;
        else first[p] = i;
        last[p] = i;
    }
    int depth = 0;
    for (size_t at = 1; at;) {
        dump_node(out, &t->n[at], at, depth);
        if (first[at]) { at = first[at]; depth++; continue; }
        while (at && !next[at]) { at = t->n[at].parent; depth--; }
        if (at) at = next[at];
    }
    mem_free(first), mem_free(next), mem_free(last);
}
