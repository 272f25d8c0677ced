/* The schemas' texts as libxml2 gets them. */
#include "schema/schema_in.h"

#include "xml/libxml.h"

Buf schema_bare(const SchemaFile *f)
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

static Buf serve(const char *name)
{
    size_t n = 0;
    const SchemaFile *f = schema_files(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(f[i].name, name) == 0) return schema_bare(&f[i]);
    return (Buf){ 0 };
}

void schema_setup(void)
{
    libxml_setup();
    libxml_serve(serve);
}
