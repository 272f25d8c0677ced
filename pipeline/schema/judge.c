/* libxml2's verdict over our tree, by events: no second parse, no libxml2 tree. */
#include "base/check.h"
#include "schema/schema_in.h"

#define JUDGE_MAX_ATTRS 64
#define JUDGE_SCHEMAS 8

typedef struct {
    Verdict *v;
    const XNode *at;
    int faults;
    xmlSAXHandlerPtr sax;
    void *ctx;
} Judge;

static const SchemaFile *file_for(Str root)
{
    size_t n = 0;
    const SchemaFile *f = schema_files(&n);
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(f[i].name);
        if (len == root.n + 4 && !memcmp(f[i].name, root.p, root.n) && !str_is(root, "typen") &&
            !str_is(root, "text"))
            return &f[i];
    }
    return NULL;
}

static void ignore(void *ctx, xmlErrorPtr e)
{
    (void)ctx;
    (void)e;
}

static xmlSchemaPtr compile(const SchemaFile *f)
{
    Buf bare = schema_bare(f);
    xmlSchemaParserCtxtPtr c = xmlSchemaNewMemParserCtxt(bare.p, (int)bare.n);
    CHECK(c != NULL);
    xmlSchemaSetParserStructuredErrors(c, (xmlStructuredErrorFunc)ignore, NULL);
    xmlSchemaPtr s = xmlSchemaParse(c);
    xmlSchemaFreeParserCtxt(c);
    buf_drop(&bare);
    CHECK(s != NULL); /* a built-in schema is wrong: our fault */
    return s;
}

/* Compiled once in a process, and kept: papers set by one call share them, in workers forked after
 * schema_warm() as well. */
xmlSchemaPtr judge_schema(Str root)
{
    static xmlSchemaPtr kept[JUDGE_SCHEMAS];
    schema_setup();
    const SchemaFile *f = file_for(root);
    if (!f) return NULL;
    size_t n = 0, i = (size_t)(f - schema_files(&n));
    CHECK(n <= JUDGE_SCHEMAS);
    if (!kept[i]) kept[i] = compile(f);
    return kept[i];
}

void schema_warm(void)
{
    static const char *const roots[] = { "vorlage", "stil", "koerperschaft" };
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) judge_schema(str_of(roots[i]));
}

static void on_fault(void *ctx, xmlErrorPtr e)
{
    Judge *j = ctx;
    if (j->faults++) return;
    j->v->at = j->at;
    j->v->code = e->code;
    const char *z = e->message ? e->message : "";
    const char *colon = strstr(z, "': ");
    z = colon ? colon + 3 : z;
    size_t n = strcspn(z, "\n");
    n = n < sizeof j->v->message - 1 ? n : sizeof j->v->message - 1;
    memcpy(j->v->message, z, n);
    j->v->message[n] = 0;
}

static const xmlChar *xml_z(Str s) { return (const xmlChar *)(s.n ? s.p : ""); }

static const xmlChar *ns_z(Str s) { return s.n ? (const xmlChar *)s.p : NULL; }

/* False: more attributes than any element of ours has; then the document is not valid anyhow. */
static bool start_element(Judge *j, const XNode *n)
{
    const xmlChar *list[JUDGE_MAX_ATTRS * 5];
    int k = 0;
    for (const XAttr *a = n->attrs; a; a = a->next, k++) {
        if (k == JUDGE_MAX_ATTRS) return false;
        const xmlChar *value = xml_z(a->value);
        list[5 * k] = xml_z(a->name);
        list[5 * k + 1] = NULL;
        list[5 * k + 2] = ns_z(a->ns);
        list[5 * k + 3] = value;
        list[5 * k + 4] = value + a->value.n;
    }
    j->sax->startElementNs(j->ctx, xml_z(n->name), NULL, ns_z(n->ns), 0, NULL, k, 0, list);
    return true;
}

static bool drive(Judge *j, const XNode *root)
{
    const XNode *n = root;
    while (n) {
        j->at = n->name.n ? n : n->parent;
        if (n->name.n == 0)
            j->sax->characters(j->ctx, xml_z(n->text), (int)n->text.n);
        else if (!start_element(j, n))
            return false;
        if (n->kids) {
            n = n->kids;
            continue;
        }
        for (; n; n = n->parent) {
            if (n->name.n) {
                j->at = n;
                j->sax->endElementNs(j->ctx, xml_z(n->name), NULL, ns_z(n->ns));
            }
            if (n == root || n->next) break;
        }
        n = !n || n == root ? NULL : n->next;
    }
    return true;
}

bool judge_valid(xmlSchemaPtr schema, const XNode *root, Verdict *v)
{
    *v = (Verdict){ .at = root };
    xmlSAXHandler own;
    memset(&own, 0, sizeof own);
    own.initialized = XML_SAX2_MAGIC;
    Judge j = { .v = v, .at = root, .sax = &own, .ctx = &own };
    xmlSchemaValidCtxtPtr c = xmlSchemaNewValidCtxt(schema);
    CHECK(c != NULL);
    xmlSchemaSetValidStructuredErrors(c, (xmlStructuredErrorFunc)on_fault, &j);
    xmlSchemaSAXPlugPtr plug = xmlSchemaSAXPlug(c, &j.sax, &j.ctx);
    CHECK(plug != NULL);
    bool whole = drive(&j, root);
    bool valid = whole && xmlSchemaIsValid(c) == 1 && j.faults == 0;
    xmlSchemaSAXUnplug(plug);
    xmlSchemaFreeValidCtxt(c);
    return valid;
}
