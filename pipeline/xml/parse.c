/* From bytes to the tree: size, decoding, passes with mending between them, what only the finished
 * tree shows. */
#include "xml/parse_in.h"

#define XSI_NS "http://www.w3.org/2001/XMLSchema-instance"

static void tell_bad_bytes(Diags *d, uint32_t src, const Decoded *t)
{
    for (int i = 0; i < t->nbad; i++)
        diag(d, t->bad[i].code, (Place){ src, t->bad[i].off, t->bad[i].len }, t->bad[i].arg,
             (const char *)NULL);
}

static void tell_number(Diags *d, DiagCode code, Place at, size_t n)
{
    char z[24];
    snprintf(z, sizeof z, "%zu", n);
    diag(d, code, at, z, (const char *)NULL);
}

/* Passes until the text is well-formed; false: it cannot be made so within the limits. */
static bool mend_all(Mended *m, Pass *p, Arena *a)
{
    for (;;) {
        m->work += m->n;
        if (pass_run(p, m, a, NULL)) return true;
        if (m->edits >= XML_MAX_FAULTS || m->work > XML_MAX_MEND_WORK) {
            tell_number(m->d, D_XML_FAULTS, mended_place(m, p->stop_at, 1), (size_t)m->edits);
            return false;
        }
        if (!xml_mend(m, p)) return false;
    }
}

/* Prefixes without declaration; xsi: attributes, which would change the meaning of the schema. Not
 * recursive. */
static void tell_foreign(Diags *d, XNode *root)
{
    for (XNode *n = root; n;) {
        if (n->ns.n && n->ns.p[0] == '?')
            diag_strs(d, D_XML_PREFIX, n->name_at, 1, &(Str){ n->ns.p + 1, n->ns.n - 1 });
        for (XAttr **link = &n->attrs; *link;) {
            XAttr *a = *link;
            if (a->ns.n && a->ns.p[0] == '?')
                diag_strs(d, D_XML_PREFIX, a->name_at, 1, &(Str){ a->ns.p + 1, a->ns.n - 1 });
            else if (str_is(a->ns, XSI_NS))
                diag_strs(d, D_XML_XSI, a->name_at, 1, &a->name);
            bool drop = str_is(a->ns, XSI_NS) || (a->ns.n && a->ns.p[0] == '?');
            if (drop)
                *link = a->next;
            else
                link = &a->next;
        }
        XNode *next = n->kids;
        while (!next && n) {
            next = n->next;
            n = n->parent;
        }
        n = next;
    }
}

static XNode *parse_text(Arena *a, Arena *nodes, Diags *d, uint32_t src, Str text)
{
    Mended m;
    Pass *p = ARENA_NEW(a, Pass);
    mended_new(&m, d, src, text);
    bool good = pass_run(p, &m, a, nodes);
    if (!good && p->stop && xml_mend(&m, p) && mend_all(&m, p, a)) good = pass_run(p, &m, a, nodes);
    mended_drop(&m);
    return good ? p->root : NULL;
}

XTree *xml_parse(Arena *a, Arena *nodes, Diags *d, Str name, Str bytes)
{
    if (bytes.n > XML_MAX_BYTES) {
        tell_number(d, D_XML_BIG, (Place){ diag_source(d, name, S("")), 0, 0 },
                    XML_MAX_BYTES >> 20);
        return NULL;
    }
    Decoded *t = ARENA_NEW(a, Decoded);
    xml_decode(a, bytes, t);
    XTree *tree = ARENA_NEW(a, XTree);
    tree->text = t->text;
    tree->src = diag_source(d, name, t->text);
    Str trimmed = str_trim(t->text);
    if (trimmed.n == 0 || trimmed.p[0] != '<') {
        diag(d, trimmed.n ? D_XML_NONE : D_XML_EMPTY, (Place){ tree->src, 0, trimmed.n ? 1 : 0 },
             (const char *)NULL);
        return NULL;
    }
    tell_bad_bytes(d, tree->src, t);
    tree->root = parse_text(a, nodes, d, tree->src, t->text);
    if (!tree->root) return NULL;
    tell_foreign(d, tree->root);
    return tree;
}
