/* A paragraph's tags: its style, a page's break and layout before it, its bookmark. */
#include "write/odt/odt_in.h"

/* A child style only where the page is concerned: the first master page, or a break before. */
static void page_child(Odt *o, const char *display)
{
    int n = ++o->styles;
    buf_printf(
        &o->autos,
        "<style:style style:name=\"P%d\" style:family=\"paragraph\" style:parent-style-name=\"", n);
    odt_style_name(&o->autos, display);
    buf_char(&o->autos, '"');
    if (o->sheet || !o->started)
        buf_printf(&o->autos, " style:master-page-name=\"%s\"/>",
                   o->sheet ? o->sheet : "First_20_Page");
    else
        buf_z(&o->autos, "><style:paragraph-properties fo:break-before=\"page\"/></style:style>");
    buf_printf(&o->body, "P%d", n);
    o->started = true;
    o->break_pending = false;
    o->sheet = NULL;
}

void odt_style_attr(Odt *o, const char *display)
{
    buf_z(&o->body, " text:style-name=\"");
    if (!o->started || o->break_pending || o->sheet)
        page_child(o, display);
    else
        odt_style_name(&o->body, display);
    buf_char(&o->body, '"');
}

void odt_mark(Odt *o, Str id)
{
    if (!id.n) return;
    buf_z(&o->body, "<text:bookmark text:name=\"");
    buf_str(&o->body, odt_bookmark(o->a, id));
    buf_z(&o->body, "\"/>");
}

void odt_para_open(Odt *o, const char *display)
{
    buf_z(&o->body, "<text:p");
    odt_style_attr(o, display);
    buf_char(&o->body, '>');
    o->spaced = true;
    odt_mark(o, o->mark);
    o->mark = (Str){ "", 0 };
}

void odt_para_close(Odt *o) { buf_z(&o->body, "</text:p>"); }
