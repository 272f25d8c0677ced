/* The HTML writer: tags, escapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/html.h"

static void is(Buf *b, const char *expected)
{
    buf_char(b, '\0');
    assert_string_equal(b->p, expected);
    buf_drop(b);
}

static void elements(void **state)
{
    Buf b = { 0 };
    Html h = { .b = &b };
    html_doctype(&h);
    html_begin(&h, "html");
    html_attribute(&h, "lang", S("de"));
    html_line(&h);
    html_begin(&h, "meta");
    html_attribute(&h, "charset", S("utf-8"));
    html_end_void(&h);
    html_begin(&h, "p");
    html_begin(&h, "em");
    html_end(&h);
    html_text(&h, S("x"));
    html_element(&h, "strong", S("y"));
    html_end(&h);
    html_end(&h);
    assert_int_equal(h.depth, 0);
    is(&b,
       "<!DOCTYPE html><html lang=\"de\">\n<meta charset=\"utf-8\">"
       "<p><em></em>x<strong>y</strong></p></html>");
}

static void escapes(void **state)
{
    Buf b = { 0 };
    Html h = { .b = &b };
    html_begin(&h, "a");
    html_attribute(&h, "href", S("a\"b<c>&d.pdf"));
    html_attribute(&h, "title", S("\x01\x1F\xC3\xA4"));
    html_text(&h, S("</a> & \"\n\""));
    html_end(&h);
    is(&b,
       "<a href=\"a&quot;b&lt;c&gt;&amp;d.pdf\" title=\"\xC3\xA4\">"
       "&lt;/a&gt; &amp; &quot;&quot;</a>");
}

static void rules_as_they_are(void **state)
{
    Buf b = { 0 };
    Html h = { .b = &b };
    html_begin(&h, "head");
    html_style(&h, "a>b{content:\"&\"}");
    html_end(&h);
    is(&b, "<head><style>a>b{content:\"&\"}</style></head>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements),
        cmocka_unit_test(escapes),
        cmocka_unit_test(rules_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
