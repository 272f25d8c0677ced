/* The structure tree while it grows, and its dump. Nodes are numbered in reading order; a node's
 * kids are those that name it as parent, in the order of their numbers. */
#include "page/typeset_in.h"

static const NodeMore nothing;

static NodeId node_add(StructTree *tr, Tag tag, NodeId parent)
{
    if (tr->count == tr->room) {
        CHECK(tr->room < UINT32_MAX / 2);
        tr->room = tr->room ? tr->room + tr->room / 2 : 256;
        tr->n = mem_realloc(tr->n, tr->room * sizeof *tr->n);
    }
    if (!tr->count) tr->n[tr->count++] = (Node){ .more = &nothing };
    CHECK(parent < tr->count);
    tr->n[tr->count] = (Node){ .tag = (uint8_t)tag, .parent = parent, .more = &nothing };
    return (NodeId)tr->count++;
}

NodeId tree_add(Ts *t, Tag tag, NodeId parent) { return node_add(&t->tree, tag, parent); }

NodeId tree_part(Arena *a, StructTree *t, NodeId parent, Str title, Str lang)
{
    NodeId id = node_add(t, parent ? TAG_PART : TAG_DOCUMENT, parent);
    NodeMore *more = ARENA_NEW(a, NodeMore);
    more->title = title, more->lang = lang;
    t->n[id].more = more;
    return id;
}

Node *tree_at(Ts *t, NodeId id)
{
    CHECK(id && id < t->tree.count);
    return &t->tree.n[id];
}

NodeMore *tree_more(Ts *t, NodeId id)
{
    Node *n = tree_at(t, id);
    if (n->more == &nothing) n->more = ARENA_NEW(t->a, NodeMore);
    return (NodeMore *)n->more; /* made above, so it may be written to */
}

void tree_hand_over(Ts *t, StructTree *out)
{
    *out = t->tree;
    t->tree = (StructTree){ 0 };
}

void tree_drop(StructTree *t)
{
    mem_free(t->n);
    *t = (StructTree){ 0 };
}

static const char *tag_name(unsigned tag)
{
    static const char *const name[TAG_N] = {
        "content", "Document", "Sect",       "H1",    "H2",        "H3",   "H4",
        "H5",      "H6",       "P",          "L",     "LI",        "Lbl",  "LBody",
        "Table",   "Caption",  "THead",      "TBody", "TFoot",     "TR",   "TH",
        "TD",      "Figure",   "BlockQuote", "Note",  "Reference", "Link", "Span",
        "TOC",     "TOCI",     "Div",        "Form",  "Part"
    };
    return tag < TAG_N ? name[tag] : "?";
}

static void dump_str(Buf *out, const char *key, Str s)
{
    if (s.n) buf_printf(out, " %s=\"%.*s\"", key, STR_FMT(s));
}

static void dump_node(Buf *out, const Node *n, size_t id, int depth)
{
    buf_printf(out, "%*s%zu %s", depth * 2, "", id, tag_name(n->tag));
    dump_str(out, "alt", n->more->alt);
    dump_str(out, "actual", n->more->actual_text);
    dump_str(out, "lang", n->more->lang);
    dump_str(out, "id", n->more->id);
    dump_str(out, "title", n->more->title);
    if (n->scope) buf_printf(out, " scope=%c", n->scope);
    if (n->colspan > 1) buf_printf(out, " colspan=%u", n->colspan);
    if (n->rowspan > 1) buf_printf(out, " rowspan=%u", n->rowspan);
    for (int i = 0; i < n->more->nheaders; i++)
        buf_printf(out, "%s%.*s", i ? "," : " headers=", STR_FMT(n->more->headers[i]));
    if (n->list_numbering) buf_printf(out, " numbering=%c", n->list_numbering);
    if (n->more->has_bbox)
        for (int i = 0; i < 4; i++) {
            buf_z(out, i ? " " : " bbox=");
            buf_real(out, n->more->bbox[i], 2);
        }
    buf_char(out, '\n');
}

/* Kids before siblings without recursion: next[] links the kids of each node. */
void tree_dump(Buf *out, const StructTree *t)
{
    if (t->count < 2) return;
    size_t *first = mem_alloc(t->count * sizeof *first), *next = mem_alloc(t->count * sizeof *next),
           *last = mem_alloc(t->count * sizeof *last);
    memset(first, 0, t->count * sizeof *first);
    memset(next, 0, t->count * sizeof *next);
    memset(last, 0, t->count * sizeof *last);
    for (size_t i = 2; i < t->count; i++) {
        size_t p = t->n[i].parent;
        if (last[p])
            next[last[p]] = i;
        else
            first[p] = i;
        last[p] = i;
    }
    int depth = 0;
    for (size_t at = 1; at;) {
        dump_node(out, &t->n[at], at, depth);
        if (first[at]) {
            at = first[at];
            depth++;
            continue;
        }
        while (at && !next[at]) {
            at = t->n[at].parent;
            depth--;
        }
        if (at) at = next[at];
    }
    mem_free(first), mem_free(next), mem_free(last);
}
