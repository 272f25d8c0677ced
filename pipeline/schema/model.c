/* Content models out of the embedded XSD, for messages and repair; never for the verdict.
 *
 * Reads XSD 1.0 as it is written here: global elements used by ref, named or inline types, groups,
 * attribute groups, sequence and choice with minOccurs and maxOccurs, xs:include. Each content
 * model becomes a Glushkov automaton: one position for each element particle (copies for counted
 * ones), `follow` says which positions may come next. */
#include <libxml/parser.h>

#include "base/check.h"
#include "schema/schema_in.h"

#define MODEL_DOCS 4

typedef struct {
    Arena *a;
    xmlDocPtr doc[MODEL_DOCS];
    int ndocs;
    Models *m;
    ElementModel *e;
} Xsd;

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

static Str attr(const Xsd *x, const xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetNoNsProp((xmlNodePtr)n, (const xmlChar *)name);
    Str s = v ? str_keep(x->a, str_of((char *)v)) : (Str){ "", 0 };
    if (v) xmlFree(v);
    return s;
}

/* Name without its prefix. */
static Str local(Str q)
{
    size_t colon = str_find(q, S(":"));
    return colon == (size_t)-1 ? q : str_sub(q, colon + 1, q.n - colon - 1);
}

static xmlNodePtr kid(const xmlNode *n, const char *name)
{
    for (xmlNodePtr k = n ? n->children : NULL; k; k = k->next)
        if (is(k, name)) return k;
    return NULL;
}

static xmlNodePtr global(const Xsd *x, const char *kind, Str name)
{
    for (int i = 0; i < x->ndocs && name.n; i++)
        for (xmlNodePtr n = xmlDocGetRootElement(x->doc[i])->children; n; n = n->next)
            if (is(n, kind) && str_eq(attr(x, n, "name"), name)) return n;
    return NULL;
}

static Str documentation(const Xsd *x, const xmlNode *n)
{
    xmlNodePtr d = kid(kid(n, "annotation"), "documentation");
    if (!d) return (Str){ "", 0 };
    xmlChar *z = xmlNodeGetContent(d);
    Str s = str_keep(x->a, str_trim(str_of((char *)z)));
    xmlFree(z);
    return s;
}

/* ---- particles ---- */

static Part part(Xsd *x, xmlNodePtr n, int depth);

static void join(ElementModel *e, uint64_t last, uint64_t first)
{
    for (int i = 0; i < e->n; i++)
        if (last >> i & 1) e->follow[i] |= first;
}

static Part in_sequence(ElementModel *e, Part a, Part b)
{
    join(e, a.last, b.first);
    return (Part){ a.first | (a.null ? b.first : 0), b.last | (b.null ? a.last : 0),
                   a.null && b.null };
}

static Part element_particle(Xsd *x, xmlNodePtr n)
{
    ElementModel *e = x->e;
    CHECK(e->n < MODEL_POSITIONS);
    e->pos[e->n] = local(attr(x, n, "ref"));
    uint64_t bit = (uint64_t)1 << e->n++;
    return (Part){ bit, bit, false };
}

static Part once(Xsd *x, xmlNodePtr n, int depth)
{
    CHECK(depth < 40);
    if (is(n, "element")) return element_particle(x, n);
    if (is(n, "group")) {
        Str ref = local(attr(x, n, "ref"));
        xmlNodePtr g = ref.n ? global(x, "group", ref) : n, inner = kid(g, "choice");
        if (!inner) inner = kid(g, "sequence");
        CHECK(inner != NULL);
        return part(x, inner, depth + 1);
    }
    bool choice = is(n, "choice"), first = true;
    Part f = { 0, 0, true };
    for (xmlNodePtr c = n->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE || is(c, "annotation")) continue;
        Part g = part(x, c, depth + 1);
        if (!choice) {
            f = in_sequence(x->e, f, g);
            continue;
        }
        f.first |= g.first;
        f.last |= g.last;
        f.null = (!first && f.null) || g.null;
        first = false;
    }
    return f;
}

static int count_of(const Xsd *x, xmlNodePtr n, const char *name)
{
    Str s = attr(x, n, name);
    if (str_is(s, "unbounded")) return -1;
    return s.n ? atoi(s.p) : 1;
}

static Part part(Xsd *x, xmlNodePtr n, int depth)
{
    int min = count_of(x, n, "minOccurs"), max = count_of(x, n, "maxOccurs");
    int copies = max > 0 ? max : min > 1 ? min : 1;
    Part f = { 0, 0, true };
    for (int i = 0; i < copies && max != 0; i++) {
        Part g = once(x, n, depth);
        if (max < 0 && i == copies - 1) join(x->e, g.last, g.first);
        g.null = g.null || i >= min;
        f = in_sequence(x->e, f, g);
    }
    return f;
}

/* ---- attributes, types ---- */

static void add_attrs(Xsd *x, xmlNodePtr n)
{
    for (xmlNodePtr c = n ? n->children : NULL; c; c = c->next) {
        if (is(c, "attributeGroup"))
            add_attrs(x, global(x, "attributeGroup", local(attr(x, c, "ref"))));
        if (!is(c, "attribute")) continue;
        ModelAttr *m = ARENA_NEW(x->a, ModelAttr);
        *m = (ModelAttr){ .name = attr(x, c, "name"),
                          .type = local(attr(x, c, "type")),
                          .required = str_is(attr(x, c, "use"), "required") };
        ModelAttr **tail = &x->e->attrs;
        while (*tail) tail = &(*tail)->next;
        *tail = m;
    }
}

static void complex_type(Xsd *x, xmlNodePtr t)
{
    ElementModel *e = x->e;
    e->kind = CONTENT_EMPTY;
    e->all = (Part){ 0, 0, true };
    e->mixed = str_is(attr(x, t, "mixed"), "true");
    if (e->mixed) e->kind = CONTENT_ELEMENTS;
    add_attrs(x, t);
    for (xmlNodePtr c = t->children; c; c = c->next) {
        if (is(c, "sequence") || is(c, "choice") || is(c, "group")) {
            e->kind = CONTENT_ELEMENTS;
            e->all = part(x, c, 0);
        } else if (is(c, "simpleContent")) {
            xmlNodePtr ext = kid(c, "extension");
            CHECK(ext != NULL);
            e->kind = CONTENT_SIMPLE;
            e->type = local(attr(x, ext, "base"));
            add_attrs(x, ext);
        }
    }
}

static void read_element(Xsd *x, xmlNodePtr n)
{
    ElementModel *e = x->e;
    e->name = attr(x, n, "name");
    e->doc = documentation(x, n);
    e->type = local(attr(x, n, "type"));
    xmlNodePtr t = kid(n, "complexType");
    if (!t) t = global(x, "complexType", e->type);
    if (t) {
        e->type = (Str){ "", 0 };
        complex_type(x, t);
    } else {
        e->kind = CONTENT_SIMPLE;
    }
}

static Str built_in(const Xsd *x, Str type)
{
    for (int i = 0; i < 20; i++) {
        xmlNodePtr t = global(x, "simpleType", type), r = kid(t, "restriction");
        if (kid(t, "list")) return S("list");
        if (!t || !r) return type;
        type = local(attr(x, r, "base"));
    }
    return type;
}

static void read_type(Xsd *x, xmlNodePtr n, ModelType *t)
{
    t->name = attr(x, n, "name");
    t->doc = documentation(x, n);
    t->base = built_in(x, t->name);
    xmlNodePtr r = kid(n, "restriction");
    for (xmlNodePtr c = r ? r->children : NULL; c; c = c->next) t->nwords += is(c, "enumeration");
    t->words = ARENA_NEW_N(x->a, ModelWord, (size_t)t->nwords);
    int k = 0;
    for (xmlNodePtr c = r ? r->children : NULL; c; c = c->next)
        if (is(c, "enumeration"))
            t->words[k++] = (ModelWord){ attr(x, c, "value"), documentation(x, c) };
}

/* ---- the whole ---- */

static const SchemaFile *file_named(Str name)
{
    size_t n = 0;
    const SchemaFile *f = schema_files(&n);
    for (size_t i = 0; i < n; i++)
        if (str_is(name, f[i].name)) return &f[i];
    return NULL;
}

static void load(Xsd *x, Str name)
{
    const SchemaFile *f = file_named(name);
    CHECK(f != NULL && x->ndocs < MODEL_DOCS);
    xmlDocPtr d =
        xmlReadMemory(f->text, (int)f->size, f->name, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    CHECK(d != NULL);
    x->doc[x->ndocs++] = d;
    for (xmlNodePtr n = xmlDocGetRootElement(d)->children; n; n = n->next)
        if (is(n, "include")) load(x, attr(x, n, "schemaLocation"));
}

static int count_globals(const Xsd *x, const char *kind)
{
    int k = 0;
    for (int i = 0; i < x->ndocs; i++)
        for (xmlNodePtr n = xmlDocGetRootElement(x->doc[i])->children; n; n = n->next)
            k += is(n, kind);
    return k;
}

static void read_globals(Xsd *x)
{
    Models *m = x->m;
    m->el = ARENA_NEW_N(x->a, ElementModel, (size_t)count_globals(x, "element"));
    m->ty = ARENA_NEW_N(x->a, ModelType, (size_t)count_globals(x, "simpleType"));
    for (int i = 0; i < x->ndocs; i++)
        for (xmlNodePtr n = xmlDocGetRootElement(x->doc[i])->children; n; n = n->next) {
            if (is(n, "element")) {
                x->e = &m->el[m->nel++];
                read_element(x, n);
            } else if (is(n, "simpleType")) {
                read_type(x, n, &m->ty[m->nty++]);
            }
        }
}

Models *models_read(Arena *a, Str root)
{
    schema_setup();
    Xsd x = { .a = a, .m = ARENA_NEW(a, Models) };
    x.m->a = a;
    load(&x, str_printf(a, "%.*s.xsd", STR_FMT(root)));
    read_globals(&x);
    for (int i = 0; i < x.ndocs; i++) xmlFreeDoc(x.doc[i]);
    return x.m;
}

const ElementModel *model_of(const Models *m, Str name)
{
    for (int i = 0; i < m->nel; i++)
        if (str_eq(m->el[i].name, name)) return &m->el[i];
    return NULL;
}

const ModelType *model_type(const Models *m, Str name)
{
    for (int i = 0; i < m->nty && name.n; i++)
        if (str_eq(m->ty[i].name, name)) return &m->ty[i];
    return NULL;
}

const ModelAttr *model_attr(const ElementModel *e, Str name)
{
    for (const ModelAttr *a = e->attrs; a; a = a->next)
        if (str_eq(a->name, name)) return a;
    return NULL;
}

uint64_t model_follow(const ElementModel *e, int pos)
{
    return pos < 0 ? e->all.first : e->follow[pos];
}
