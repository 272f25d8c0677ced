/* The XML as an arena tree with exact places: what parsing gives and both the checker and the
 * model's readers use. Comments and processing instructions are dropped (`<?xml-stylesheet ...?>`
 * too); CDATA is text; text nodes that follow one another are one. Namespaces other than
 * urn:x-vorlage:1 stay in `ns` so that the checker can refuse them. */
#ifndef VORLAGE_XML_TREE_H
#define VORLAGE_XML_TREE_H

#include "base/diag.h"

typedef struct XAttr XAttr;
typedef struct XNode XNode;

struct XAttr {
    Str ns, name, value;     /* value normalised as XML says, entities resolved */
    Place name_at, value_at; /* value without its quotes */
    XAttr *next;
};
struct XNode {
    Str ns, name;  /* name.n == 0: a text node */
    Str text;      /* text node: as written, entities resolved */
    Place at;      /* element: its start tag, from '<' to '>'; text: from its first byte */
    Place name_at; /* the element's name in the start tag */
    uint32_t end;  /* offset behind the end tag */
    XAttr *attrs;
    XNode *parent, *kids, *last, *next;
    bool faulty; /* the checker marked it: readers skip it */
};

typedef struct {
    XNode *root;
    uint32_t src;
    Str text; /* decoded UTF-8 */
} XTree;

/* Attribute's value, or {NULL, 0}. */
Str xattr(const XNode *n, const char *name);
const XAttr *xattr_node(const XNode *n, const char *name);
bool xis_ours(const XNode *n);                   /* element of our namespace */
bool xis(const XNode *n, const char *name);      /* element of our namespace with that name */
XNode *xchild(const XNode *n, const char *name); /* first child element of that name */
XNode *xnext(const XNode *n,
             const char *name); /* next sibling element of that name; name NULL: any element */
XNode *xfirst(const XNode *n);  /* first child element */
/* Building: at the end; out of its parent; before `behind` (at the end where that is NULL). */
void xappend(XNode *parent, XNode *kid);
void xunlink(XNode *kid);
void xinsert(XNode *parent, XNode *kid, XNode *behind);

/* Decodes (BOM, declared UTF-8/16, ISO-8859-1, Windows-1252; CRLF stays), parses, mends at each
 * fatal place and goes on, so that all faults are told. Returns NULL when nothing could be made of
 * it. Limits: XML_MAX_BYTES, XML_MAX_DEPTH, ... below. Elements, attributes and text nodes live in
 * `nodes`, which may go once they were read; their texts live in `a` or are pieces of `bytes`,
 * which therefore stay as long. Behind `bytes` there is a NUL that does not count. Only behind
 * attributes' values there always is one. DOCTYPE, external entities, xsi:type and xsi:nil are
 * refused with a diagnostic. */
XTree *xml_parse(Arena *a, Arena *nodes, Diags *d, Str name, Str bytes);
#define XML_MAX_BYTES ((size_t)64 << 20)
#define XML_MAX_DEPTH 100
#define XML_MAX_NODES 2000000

/* The local name of the root element ("vorlage", "sitzung", ...), which says what kind of document
 * this is, found without parsing; empty where there is none within the first 64 KB. In the arena.
 */
Str xml_root(Arena *a, Str bytes);

#endif
