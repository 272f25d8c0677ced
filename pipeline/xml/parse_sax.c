/* One pass of libxml2 over the mended text, by its SAX events: finds the first fatal place, or
 * builds the tree.
 *
 * Places: at a start tag libxml2's cursor stands within that tag's end, and '<' cannot stand in an
 * attribute value, so the next '<' backwards is the tag's. Attributes' places come from a scan of
 * the tag. */
#include <libxml/parserInternals.h>

#include "base/check.h"
#include "xml/libxml.h"
#include "xml/parse_in.h"

static size_t cursor(const Pass *p)
{
    const xmlParserInput *in = p->ctxt->input;
    size_t at = in ? in->consumed + (size_t)(in->cur - in->base) : p->m->n;
    return at < p->m->n ? at : p->m->n;
}

static void stop(Pass *p, int why, size_t at)
{
    if (p->stop) return;
    p->stop = why;
    p->stop_at = at;
    xmlStopParser(p->ctxt);
}

static void copy_short(char *out, size_t room, const char *z)
{
    size_t n = z ? strcspn(z, "\n") : 0;
    n = n < room - 1 ? n : room - 1;
    if (n) memcpy(out, z, n);
    out[n] = 0;
}

/* Names repeat: one copy of each that hashes to its slot last. */
static Str name_kept(Pass *p, const char *z)
{
    Str s = str_of(z);
    if (s.n == 0) return (Str){ "", 0 };
    Str *slot = &p->names[str_hash(s) % NAME_SLOTS];
    if (!slot->p || !str_eq(*slot, s)) *slot = str_keep(p->a, s);
    return *slot;
}

/* A prefix without declaration: ns "?prefix", told after the last pass. */
static Str ns_kept(Pass *p, const xmlChar *prefix, const xmlChar *uri)
{
    if (uri || !prefix) return name_kept(p, (const char *)uri);
    return name_kept(p, str_printf(p->a, "?%s", (const char *)prefix).p);
}

/* Where text that follows `at` really begins: behind comments, instructions, the opening of CDATA.
 */
static size_t text_begin(const Mended *m, size_t at)
{
    for (;;) {
        const char *t = m->text + at;
        size_t next = at;
        if (at < m->n && *t == '<') {
            if (!strncmp(t, "<!--", 4))
                next = text_find(m, at + 4, "-->") + 3;
            else if (!strncmp(t, "<?", 2))
                next = text_find(m, at + 2, "?>") + 2;
            else if (!strncmp(t, "<![CDATA[", 9))
                next = at + 9;
        }
        if (next == at) return at;
        at = next < m->n ? next : m->n;
    }
}

/* A text that stands in the author's source as it is needs no copy. */
static Str source_or_copy(Pass *p, size_t at, Str s)
{
    const Mended *m = p->m;
    if (m->text == m->orig.p && at <= m->n && m->n - at >= s.n && !memcmp(m->text + at, s.p, s.n))
        return (Str){ m->text + at, s.n };
    return str_keep(p->a, s);
}

static void text_end(Pass *p, size_t at)
{
    if (!p->in_text) return;
    p->in_text = false;
    if (!p->here || p->text.n == 0) return;
    XNode *n = ARENA_NEW(p->nodes_in, XNode);
    n->text = source_or_copy(p, p->text_at, buf_view(&p->text));
    n->at = mended_place(p->m, p->text_at, at > p->text_at ? at - p->text_at : 0);
    n->end = mended_orig(p->m, at);
    n->ns = n->name = (Str){ "", 0 };
    xappend(p->here, n);
    p->nodes++;
}

static void on_text(void *ctx, const xmlChar *s, int n)
{
    Pass *p = ctx;
    if (p->stop || !p->build) return;
    if (!p->in_text) {
        p->in_text = true;
        p->text_at = text_begin(p->m, p->last);
        buf_clear(&p->text);
    }
    buf_bytes(&p->text, s, (size_t)n);
}

/* The SAX interface of libxml2 gives "&amp;" in a value as "&#38;", and only that; any other '&' is
 * resolved. */
static Str value_kept(Pass *p, Str v)
{
    if (str_find(v, S("&#38;")) == (size_t)-1) return str_keep(p->a, v);
    char *out = arena_alloc(p->a, v.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        out[n++] = v.p[i];
        if (str_starts(str_sub(v, i, 5), S("&#38;"))) i += 4;
    }
    return (Str){ out, n };
}

/* libxml2 hands the attributes on in their order in the tag, declarations of namespaces left out.
 */
static void add_attrs(Pass *p, XNode *n, size_t tag, int count, const xmlChar **list)
{
    size_t at = tag + 1 + text_name(p->m, tag + 1);
    XAttr **tail = &n->attrs;
    TextAttr t;
    for (int i = 0; i < count; i++, list += 5) {
        bool found;
        while ((found = text_attr(p->m, at, &t))) {
            at = t.next;
            const char *z = p->m->text + t.name;
            if (!(t.name_n >= 5 && !strncmp(z, "xmlns", 5) && (t.name_n == 5 || z[5] == ':')))
                break;
        }
        XAttr *a = ARENA_NEW(p->nodes_in, XAttr);
        a->ns = ns_kept(p, list[1], list[2]);
        a->name = name_kept(p, (const char *)list[0]);
        a->value = value_kept(p, (Str){ (const char *)list[3], (size_t)(list[4] - list[3]) });
        if (found) {
            a->name_at = mended_place(p->m, t.name, t.name_n);
            a->value_at = mended_place(p->m, t.value, t.value_n);
        } else {
            a->name_at = a->value_at = n->name_at;
        }
        *tail = a;
        tail = &a->next;
    }
}

static void on_start(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int nns, const xmlChar **ns, int nattrs, int ndefault, const xmlChar **attrs)
{
    (void)nns;
    (void)ns;
    (void)ndefault;
    Pass *p = ctx;
    if (p->stop) return;
    size_t tag = text_back(p->m, cursor(p), "<");
    if (tag == SIZE_MAX) tag = 0;
    text_end(p, tag);
    if (p->depth >= XML_MAX_DEPTH) {
        stop(p, STOP_DEPTH, tag);
        return;
    }
    p->open[p->depth++] = tag;
    p->last = text_tag_end(p->m, tag);
    if (++p->nodes > XML_MAX_NODES) {
        stop(p, STOP_NODES, tag);
        return;
    }
    if (!p->build) return;
    XNode *n = ARENA_NEW(p->nodes_in, XNode);
    n->ns = ns_kept(p, prefix, uri);
    n->name = name_kept(p, (const char *)local);
    n->text = (Str){ "", 0 };
    n->at = mended_place(p->m, tag, p->last - tag);
    n->name_at = mended_place(p->m, tag + 1, text_name(p->m, tag + 1));
    n->end = mended_orig(p->m, p->last);
    add_attrs(p, n, tag, nattrs, attrs);
    if (p->here)
        xappend(p->here, n);
    else
        p->root = n;
    p->here = n;
}

static void on_end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local;
    (void)prefix;
    (void)uri;
    Pass *p = ctx;
    if (p->stop) return;
    size_t at = cursor(p);
    if (p->build && p->in_text) {
        size_t tag = text_back(p->m, at ? at - 1 : 0, "<");
        text_end(p, tag == SIZE_MAX ? at : tag);
    }
    if (p->depth) p->depth--;
    p->last = at;
    if (p->build && p->here) {
        p->here->end = mended_orig(p->m, at);
        p->here = p->here->parent;
    }
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name;
    (void)public_id;
    (void)system_id;
    Pass *p = ctx;
    size_t at = text_back(p->m, cursor(p), "<!DOCTYPE");
    stop(p, STOP_DOCTYPE, at == SIZE_MAX ? 0 : at);
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    Pass *p = ctx;
    if (p->stop || e->domain == XML_FROM_NAMESPACE ||
        (e->level != XML_ERR_FATAL && e->code != XML_ERR_UNDECLARED_ENTITY))
        return;
    copy_short(p->s1, sizeof p->s1, e->str1);
    copy_short(p->s2, sizeof p->s2, e->message);
    stop(p, e->code, cursor(p));
}

static void set_handlers(xmlParserCtxtPtr c, Pass *p)
{
    memset(c->sax, 0, sizeof *c->sax);
    c->sax->initialized = XML_SAX2_MAGIC;
    c->sax->startElementNs = on_start;
    c->sax->endElementNs = on_end;
    c->sax->characters = on_text;
    c->sax->ignorableWhitespace = on_text;
    c->sax->cdataBlock = on_text;
    c->sax->internalSubset = on_doctype;
    c->sax->serror = (xmlStructuredErrorFunc)on_error;
    c->userData = p;
}

bool pass_run(Pass *p, const Mended *m, Arena *a, Arena *nodes)
{
    libxml_setup();
    *p = (Pass){ .m = m, .build = nodes != NULL, .a = a, .nodes_in = nodes, .text = buf_new(0) };
    p->ctxt = xmlNewParserCtxt();
    CHECK(p->ctxt != NULL);
    set_handlers(p->ctxt, p);
    /* HUGE: our own limits are the smaller ones. */
    xmlDocPtr doc = xmlCtxtReadMemory(p->ctxt, m->text, (int)m->n, NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE |
                                          XML_PARSE_IGNORE_ENC);
    bool good =
        p->ctxt->wellFormed && !p->stop; /* after a stop libxml2 calls the stump well-formed */
    if (!good && !p->stop) {
        p->stop = XML_ERR_INTERNAL_ERROR;
        p->stop_at = 0;
    }
    if (doc) xmlFreeDoc(doc);
    if (p->ctxt->myDoc && p->ctxt->myDoc != doc) xmlFreeDoc(p->ctxt->myDoc);
    p->ctxt->myDoc = NULL;
    xmlFreeParserCtxt(p->ctxt);
    p->ctxt = NULL;
    buf_drop(&p->text);
    return good && (p->root || !nodes);
}
