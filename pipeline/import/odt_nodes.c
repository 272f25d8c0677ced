/* Nodes of an ODT: names, attributes, a new one; what is told of them. */
#include "import/import_in.h"

#define URN "urn:oasis:names:tc:opendocument:xmlns:"
const char *ns_text(void) { return URN "text:1.0"; }
const char *ns_table(void) { return URN "table:1.0"; }
const char *ns_draw(void) { return URN "drawing:1.0"; }
const char *ns_office(void) { return URN "office:1.0"; }
const char *ns_style(void) { return URN "style:1.0"; }
const char *ns_fo(void) { return URN "xsl-fo-compatible:1.0"; }
const char *ns_xlink(void) { return "http://www.w3.org/1999/xlink"; }
const char *ns_svg(void) { return URN "svg-compatible:1.0"; }
const char *ns_meta(void) { return URN "meta:1.0"; }

bool import_is_el(const XNode *n, const char *ns, const char *name)
{
    return n && n->name.n && str_is(n->name, name) && str_is(n->ns, ns);
}

Str import_at_of(const XNode *n, const char *ns, const char *name)
{
    for (const XAttr *a = n->attrs; a; a = a->next)
        if (str_is(a->name, name) && str_is(a->ns, ns)) return a->value;
    return (Str){ "", 0 };
}

int import_int_of(Str s, int otherwise, int most)
{
    int v = 0;
    if (!s.n) return otherwise;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return otherwise;
        if (v <= most) v = v * 10 + s.p[i] - '0';
    }
    return v > most ? most : v;
}

Node *import_node_new(Im *im, NodeKind k, Node *parent)
{
    Node *n = ARENA_NEW(im->a, Node);
    n->kind = k;
    n->parent = parent;
    if (!parent) return n;
    if (parent->last)
        parent->last->next = n;
    else
        parent->kids = n;
    parent->last = n;
    return n;
}

void import_tell(Im *im, DiagCode c, Place at, Str arg) { diag_strs(im->d, c, at, 1, &arg); }
