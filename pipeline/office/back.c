/* The way back: an edited document as XML, with its new pictures. */
#include "office/office.h"

#include "import/import.h"
#include "write/xml/xml.h"

Str back_name(Arena *a, Str nummer)
{
    return str_printf(a, "%.*s.xml", STR_FMT(name_for_number(a, nummer)));
}

/* What was changed is written anew: the writer's indentation. */
static Str text_of(Office *o, const Import *im)
{
    if (im->unchanged) return im->xml;
    Buf b = { 0 };
    xml_write(o->a, &b, ausgabe_make(o->a, o->d, im->v, EDITION_FULL, false), stil_neutral(o->a));
    return buf_keep(o->a, &b);
}

bool back_make(Office *o, Str name, Str bytes, bool (*taken)(void *ctx, Str name), void *ctx,
               Files *out)
{
    Import im;
    if (!import_odt(o->a, o->d, name, bytes, taken, ctx, &im)) return false;
    *out = im.pictures;
    files_add(o->a, out,
              (File){ .name = back_name(o->a, im.v->nummer),
                      .bytes = text_of(o, &im),
                      .role = ROLE_DOCUMENT });
    return true;
}
