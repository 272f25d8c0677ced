/* libxml2's hooks: memory and the entity loader. The only state is libxml2's own, and
 * what it may open. */
#include "xml/libxml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlmemory.h>

static char *copy_z(const char *z)
{
    size_t n = strlen(z) + 1;
    return memcpy(mem_alloc(n), z, n);
}

static void *xml_malloc(size_t n) { return mem_alloc(n ? n : 1); }

static void *xml_realloc(void *p, size_t n) { return mem_realloc(p, n ? n : 1); }

static LibxmlServe *served;
void libxml_serve(LibxmlServe *find) { served = find; }

/* schemaLocation may come with a folder in front: only the last part counts. */
static xmlParserInputPtr load_entity(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    (void)id;
    const char *slash = url ? strrchr(url, '/') : NULL, *name = slash ? slash + 1 : url;
    Buf text = name && served ? served(name) : (Buf){ 0 };
    if (!text.n) return NULL;
    xmlParserInputBufferPtr buffer =
        xmlParserInputBufferCreateMem(text.p, (int)text.n, XML_CHAR_ENCODING_NONE); /* copies */
    buf_drop(&text);
    xmlParserInputPtr input =
        buffer ? xmlNewIOInputStream(ctxt, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (input && !input->filename) input->filename = copy_z(name);
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
