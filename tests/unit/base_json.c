/* The JSON writer: commas, escapes, lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/json.h"

static void is(Buf *b, const char *expected)
{
    buf_char(b, '\0');
    assert_string_equal(b->p, expected);
    buf_drop(b);
}

static void sample(Json *j)
{
    json_object(j);
    json_key(j, "none");
    json_array(j);
    json_end(j);
    json_key(j, "list");
    json_array(j);
    json_number(j, -7);
    json_truth(j, true);
    json_object(j);
    json_end(j);
    json_text(j, S("x"));
    json_end(j);
    json_key(j, "no");
    json_truth(j, false);
    json_end(j);
}

static void tight(void **state)
{
    Buf b = { 0 };
    sample(&(Json){ .b = &b });
    is(&b, "{\"none\":[],\"list\":[-7,true,{},\"x\"],\"no\":false}");
}

static void spaced(void **state)
{
    Buf b = { 0 };
    sample(&(Json){ .b = &b, .spaced = true });
    is(&b, "{\"none\": [], \"list\": [-7, true, {}, \"x\"], \"no\": false}");
}

static void escapes(void **state)
{
    Buf b = { 0 };
    Json j = { .b = &b };
    json_text(&j, (Str){ "a\"\\/\n\x01\x7F\0\xC3\xA4\xF0\x9F\x98\x80", 14 });
    is(&b, "\"a\\\"\\\\/\\u000a\\u0001\x7F\\u0000\xC3\xA4\xF0\x9F\x98\x80\"");
    j = (Json){ .b = &b };
    json_text(&j, S("\xFF|\xC3"));
    is(&b, "\"\xEF\xBF\xBD|\xEF\xBF\xBD\"");
}

/* A line is begun by the next piece, whatever it is, and by no later one. */
static void lines(void **state)
{
    Buf b = { 0 };
    Json j = { .b = &b, .spaced = true };
    json_object(&j);
    json_key(&j, "a");
    json_number(&j, 1);
    json_line(&j, 2);
    json_key(&j, "list");
    json_array(&j);
    for (int i = 0; i < 2; i++) {
        json_line(&j, 4);
        json_object(&j);
        json_key(&j, "i");
        json_number(&j, i);
        json_end(&j);
    }
    json_line(&j, 2);
    json_end(&j);
    json_end(&j);
    is(&b, "{\"a\": 1,\n  \"list\": [\n    {\"i\": 0},\n    {\"i\": 1}\n  ]}");
}

/* Several values one after the other stand apart only by what the caller puts between them. */
static void several(void **state)
{
    Buf b = { 0 };
    Json j = { .b = &b };
    for (int i = 0; i < 2; i++) {
        json_object(&j);
        json_key(&j, "n");
        json_number(&j, INT64_MIN + i);
        json_end(&j);
        buf_char(&b, '\n');
    }
    is(&b, "{\"n\":-9223372036854775808}\n{\"n\":-9223372036854775807}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tight), cmocka_unit_test(spaced),  cmocka_unit_test(escapes),
        cmocka_unit_test(lines), cmocka_unit_test(several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
