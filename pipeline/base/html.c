/* See html.h. */
#include "base/html.h"

#include "base/check.h"

static void end_tag(Html *h)
{
    if (h->in_tag) buf_char(h->b, '>');
    h->in_tag = false;
}

void html_doctype(Html *h) { buf_z(h->b, "<!DOCTYPE html>"); }

void html_begin(Html *h, const char *element)
{
    CHECK(h->depth < HTML_DEEPEST);
    end_tag(h);
    buf_char(h->b, '<');
    buf_z(h->b, element);
    h->open[h->depth++] = element;
    h->in_tag = true;
}

void html_attribute(Html *h, const char *name, Str value)
{
    CHECK(h->in_tag);
    buf_char(h->b, ' ');
    buf_z(h->b, name);
    buf_z(h->b, "=\"");
    buf_xml(h->b, value);
    buf_char(h->b, '"');
}

void html_text(Html *h, Str s)
{
    end_tag(h);
    buf_xml(h->b, s);
}

void html_style(Html *h, const char *css)
{
    html_begin(h, "style");
    end_tag(h);
    buf_z(h->b, css);
    html_end(h);
}

void html_end(Html *h)
{
    CHECK(h->depth > 0);
    end_tag(h);
    buf_z(h->b, "</");
    buf_z(h->b, h->open[--h->depth]);
    buf_char(h->b, '>');
}

void html_end_void(Html *h)
{
    CHECK(h->in_tag);
    end_tag(h);
    h->depth--;
}

void html_line(Html *h)
{
    end_tag(h);
    buf_char(h->b, '\n');
}

void html_element(Html *h, const char *element, Str text)
{
    html_begin(h, element);
    html_text(h, text);
    html_end(h);
}
