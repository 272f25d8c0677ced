/* Elements that are made, changed, moved, and written. A place in the document that an element came
 * from stands in its name_at; `at` is where it stood in the carried XML, if it did. */
#include "import/import_in.h"

#define VOCABULARY "urn:x-vorlage:1"

XNode *made_element(Im *im, const char *name, Place at)
{
    XNode *n = ARENA_NEW(im->a, XNode);
    n->ns = S(VOCABULARY);
    n->name = str_of(name);
    n->name_at = at;
    return n;
}

XNode *made_text(Im *im, Str s)
{
    XNode *n = ARENA_NEW(im->a, XNode);
    n->text = s;
    return n;
}

void made_attr(Im *im, XNode *n, const char *name, Str v)
{
    XAttr **link = &n->attrs;
    for (; *link; link = &(*link)->next)
        if (!(*link)->ns.n && str_is((*link)->name, name)) break;
    if (!v.n) {
        if (*link) *link = (*link)->next;
        return;
    }
    if (!*link) {
        *link = ARENA_NEW(im->a, XAttr);
        (*link)->name = str_of(name);
    }
    (*link)->value = v;
}

void made_after(XNode *kid, XNode *sibling)
{
    kid->parent = sibling->parent;
    kid->next = sibling->next;
    sibling->next = kid;
    if (kid->parent->last == sibling) kid->parent->last = kid;
}

void made_first(XNode *parent, XNode *kid) { xinsert(parent, kid, parent->kids); }

XNode *made_copy(Im *im, const XNode *n)
{
    XNode *c = ARENA_NEW(im->a, XNode);
    *c = *n;
    c->parent = c->kids = c->last = c->next = NULL;
    for (const XNode *k = n->kids; k; k = k->next) xappend(c, made_copy(im, k));
    return c;
}

/* ---- writing ---- */

static void escaped(Buf *b, Str s, bool attribute)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '&')
            buf_z(b, "&amp;");
        else if (c == '<')
            buf_z(b, "&lt;");
        else if (c == '>')
            buf_z(b, "&gt;");
        else if (c == '"' && attribute)
            buf_z(b, "&quot;");
        else if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t')
            buf_char(b, c);
    }
}

static void open_tag(Im *im, const XNode *n, Buf *out, Places *places)
{
    if (n->name_at.src == im->view_src)
        places_add(im->a, places, (Place){ 1, (uint32_t)out->n, 0 }, n->name_at.off);
    buf_char(out, '<');
    buf_str(out, n->name);
    if (!n->parent) buf_z(out, " xmlns=\"" VOCABULARY "\"");
    for (const XAttr *a = n->attrs; a; a = a->next) {
        buf_char(out, ' ');
        buf_str(out, a->name);
        buf_z(out, "=\"");
        escaped(out, a->value, true);
        buf_char(out, '"');
    }
    buf_z(out, n->kids ? ">" : "/>");
}

static void close_tag(const XNode *n, Buf *out)
{
    buf_z(out, "</");
    buf_str(out, n->name);
    buf_char(out, '>');
}

/* Not recursive: as deep as the document says. */
void made_write(Im *im, const XNode *root, Buf *out, Places *places)
{
    buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (const XNode *n = root; n;) {
        if (n->name.n)
            open_tag(im, n, out, places);
        else
            escaped(out, n->text, false);
        if (n->kids) {
            n = n->kids;
            continue;
        }
        while (n && n != root && !n->next) {
            n = n->parent;
            if (n) close_tag(n, out);
        }
        n = n == root || !n ? NULL : n->next;
    }
    buf_char(out, '\n');
}
