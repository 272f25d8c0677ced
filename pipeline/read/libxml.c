/* libxml2's hooks: memory and the entity loader. The only state is libxml2's own. */
#include "read/libxml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlmemory.h>

#include "read/read.h"
#include "read/tree.h"

static char *copy_z(const char *z)
{
    size_t n = strlen(z) + 1;
    return memcpy(mem_alloc(n), z, n);
}

static void *xml_malloc(size_t n) { return mem_alloc(n ? n : 1); }

static void *xml_realloc(void *p, size_t n) { return mem_realloc(p, n ? n : 1); }

/* schemaLocation may come with a folder in front: only the last part counts. */
static const SchemaFile *embedded(const char *url)
{
    const char *slash = url ? strrchr(url, '/') : NULL;
    const char *name = slash ? slash + 1 : url;
    size_t n = 0;
    const SchemaFile *f = schema_files(&n);
    for (size_t i = 0; name && i < n; i++)
        if (strcmp(f[i].name, name) == 0) return &f[i];
    return NULL;
}

Buf libxml_bare_schema(const SchemaFile *f)
{
    static const char open[] = "<xs:annotation>", close[] = "</xs:annotation>";
    Buf b = buf_new(0);
    for (const char *p = f->text, *end = f->text + f->size; p < end;) {
        const char *from = strstr(p, open), *to = from ? strstr(from, close) : NULL;
        buf_bytes(&b, p, (size_t)((to ? from : end) - p));
        p = to ? to + sizeof close - 1 : end;
    }
    return b;
}

static xmlParserInputPtr load_entity(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    (void)id;
    const SchemaFile *f = embedded(url);
    if (!f) return NULL;
    Buf bare = libxml_bare_schema(f);
    xmlParserInputBufferPtr buffer =
        xmlParserInputBufferCreateMem(bare.p, (int)bare.n, XML_CHAR_ENCODING_NONE); /* copies */
    buf_drop(&bare);
    xmlParserInputPtr input =
        buffer ? xmlNewIOInputStream(ctxt, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (input && !input->filename) input->filename = copy_z(f->name);
    return input;
}

/* Messages that reach no structured handler are dropped, not printed. */
static void silent(void *ctx, const char *msg, ...)
{
    (void)ctx;
    (void)msg;
}

void libxml_setup(void)
{
    xmlMemSetup(mem_free, xml_malloc, xml_realloc, copy_z);
    xmlInitParser();
    xmlSetExternalEntityLoader(load_entity);
    xmlSetGenericErrorFunc(NULL, silent);
}
