/* Looking around in the arena tree. */
#include "xml/tree.h"

#include "xml/parse_in.h"

const XAttr *xattr_node(const XNode *n, const char *name)
{
    for (const XAttr *a = n ? n->attrs : NULL; a; a = a->next)
        if (a->ns.n == 0 && str_is(a->name, name)) return a;
    return NULL;
}

Str xattr(const XNode *n, const char *name)
{
    const XAttr *a = xattr_node(n, name);
    return a ? a->value : (Str){ NULL, 0 };
}

bool xis_ours(const XNode *n) { return n->name.n && str_is(n->ns, XML_NS); }

bool xis(const XNode *n, const char *name) { return n && str_is(n->name, name) && xis_ours(n); }

static XNode *element_from(XNode *n, const char *name)
{
    while (n && (n->name.n == 0 || (name && !xis(n, name)))) n = n->next;
    return n;
}

XNode *xchild(const XNode *n, const char *name) { return element_from(n ? n->kids : NULL, name); }

XNode *xnext(const XNode *n, const char *name) { return element_from(n ? n->next : NULL, name); }

XNode *xfirst(const XNode *n) { return element_from(n ? n->kids : NULL, NULL); }

void xappend(XNode *parent, XNode *kid)
{
    kid->parent = parent;
    kid->next = NULL;
    if (parent->last)
        parent->last->next = kid;
    else
        parent->kids = kid;
    parent->last = kid;
}

void xunlink(XNode *kid)
{
    XNode *parent = kid->parent, *before = NULL;
    for (XNode *k = parent->kids; k && k != kid; k = k->next) before = k;
    if (before)
        before->next = kid->next;
    else
        parent->kids = kid->next;
    if (parent->last == kid) parent->last = before;
    kid->next = NULL;
}

void xinsert(XNode *parent, XNode *kid, XNode *behind)
{
    if (!behind || !parent->kids) {
        xappend(parent, kid);
        return;
    }
    kid->parent = parent;
    kid->next = behind;
    if (parent->kids == behind) {
        parent->kids = kid;
        return;
    }
    XNode *k = parent->kids;
    while (k->next != behind) k = k->next;
    k->next = kid;
}
