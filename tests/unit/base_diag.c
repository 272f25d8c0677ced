/* Diagnostics: counts, places, order, text with caret, JSON, foreign characters, very long lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <time.h>

#include "base/diag.h"

static const char *text_of(Arena *a, Diags *d, MsgLang lang, bool json)
{
    Buf b = { 0 };
    (json ? diags_json : diags_text)(d, &b, lang);
    const char *z = str_z(a, buf_view(&b));
    buf_drop(&b);
    return z;
}

static void counted(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    assert_false(diags_world(d));
    assert_string_equal(text_of(a, d, MSG_DE, false), "");
    diag(d, D_FILE_READ, NO_PLACE, "a", "b", (const char *)NULL);
    assert_int_equal(diags_count(d), 1);
    assert_int_equal(diags_errors(d), 1);
    assert_int_equal(diags_warnings(d), 0);
    assert_true(diags_world(d));
    assert_true(str_is(diags_at(d, 0)->arg[1], "b"));
    arena_drop(a);
}

static void lines_and_columns(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v.xml"), S("äb\r\nc\n\nd")), line, col;
    static const uint32_t want[][3] = { { 0, 1, 1 }, { 2, 1, 2 },  { 3, 1, 3 },
                                        { 5, 2, 1 }, { 7, 3, 1 },  { 8, 4, 1 },
                                        { 9, 4, 2 }, { 99, 4, 2 }, { 1, 1, 1 } };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        diag_line_col(d, (Place){ src, want[i][0], 0 }, &line, &col);
        assert_int_equal(line, want[i][1]);
        assert_int_equal(col, want[i][2]);
    }
    arena_drop(a);
}

static void whole_file_and_program(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v.xml"), S("<a/>"));
    diag(d, D_FILE_READ, (Place){ src, 0, 0 }, "x", "y", (const char *)NULL);
    diag(d, D_FILE_READ, NO_PLACE, "x", "y", (const char *)NULL);
    assert_string_equal(text_of(a, d, MSG_EN, false),
                        "vorlage: error: cannot read file \"x\": y [datei-lesen]\nv.xml: error: "
                        "cannot read file \"x\": y [datei-lesen]\n");
    arena_drop(a);
}

static void sorted_without_doubles(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t one = diag_source(d, S("1"), S("abc\ndef")), two = diag_source(d, S("2"), S("abc"));
    diag(d, D_FILE_READ, (Place){ two, 1, 1 }, "A", "", (const char *)NULL);
    diag(d, D_FILE_READ, (Place){ one, 5, 1 }, "B", "", (const char *)NULL);
    diag(d, D_FILE_READ, (Place){ one, 1, 1 }, "C", "", (const char *)NULL);
    diag(d, D_FILE_READ, (Place){ one, 5, 1 }, "B", "", (const char *)NULL);
    const char *p = text_of(a, d, MSG_DE, false);
    const char *c = strstr(p, "„C“"), *b = strstr(p, "„B“"), *e = strstr(p, "„A“");
    assert_true(c && b && e && c < b && b < e);
    assert_null(strstr(b + 1, "„B“"));
    assert_non_null(strstr(p, "1:2:2: Fehler: "));
    arena_drop(a);
}

/* The column of the first caret and of the mark in the line above, in bytes of ASCII. */
static void caret_below(const char *text, char mark)
{
    const char *source = strchr(text, '\n') + 1, *below = strchr(source, '\n') + 1;
    assert_int_equal(strchr(source, mark) - source, strchr(below, '^') - below);
}

static void caret(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v"), S("<a>\n\t\tnetto=\"1\" @\n"));
    diag(d, D_FILE_WRITE, (Place){ src, 16, 1 }, "x", "y", (const char *)NULL);
    const char *p = text_of(a, d, MSG_DE, false);
    caret_below(p, '@');
    assert_non_null(strstr(p, "Hinweis: Eine ältere"));
    assert_non_null(strstr(text_of(a, d, MSG_EN, false), "hint: An older"));
    arena_drop(a);
}

/* A combining mark takes no column, an ideograph two. */
static void caret_counts_terminal_columns(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v"), S("C\xCC\xA8@ \xE6\x96\x87@"));
    diag(d, D_FILE_READ, (Place){ src, 3, 1 }, "x", "y", (const char *)NULL);
    assert_non_null(strstr(text_of(a, d, MSG_DE, false),
                           "| "
                           " ^\n"));
    d = diags_new(a);
    src = diag_source(d, S("v"), S("\xE6\x96\x87@"));
    diag(d, D_FILE_READ, (Place){ src, 3, 1 }, "x", "y", (const char *)NULL);
    assert_non_null(strstr(text_of(a, d, MSG_DE, false), "|   ^\n"));
    arena_drop(a);
}

static void foreign_text_steers_no_terminal(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v\x1B[2J"),
                               S("a\x1B[31m\xE2\x80\xAE"
                                 "b"));
    diag(d, D_FILE_READ, (Place){ src, 1, 1 }, "x\x1B[31m\ny", "\xC2\x9B", (const char *)NULL);
    const char *p = text_of(a, d, MSG_DE, false);
    assert_null(strchr(p, 0x1B));
    assert_null(strstr(p, "\xC2\x9B"));
    assert_null(strstr(p, "\xE2\x80\xAE"));
    assert_null(strstr(p, "\ny"));
    arena_drop(a);
}

static void json_lines(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    uint32_t src = diag_source(d, S("v"), S("a\nbc"));
    diag(d, D_FILE_READ, (Place){ src, 3, 1 }, "\"\\\x01\nä", "y", (const char *)NULL);
    const char *p = text_of(a, d, MSG_EN, true);
    assert_non_null(strstr(p,
                           "{\"file\":\"v\",\"line\":2,\"column\":2,\"severity\":\"error\","
                           "\"code\":\"datei-lesen\",\"message\":"));
    assert_non_null(strstr(p, "\\\"\\\\\\u0001\\u000aä"));
    assert_int_equal(p[strlen(p) - 1], '\n');
    arena_drop(a);
}

/* A paper in one line of a megabyte with faults everywhere: short output, linear time. */
static void very_long_lines(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    size_t n = 1000000;
    char *line = arena_alloc(a, n);
    memset(line, 'x', n);
    uint32_t src = diag_source(d, S("v"), (Str){ line, n });
    for (uint32_t i = 0; i < 2000; i++) {
        line[i * 499 + 7] = '@';
        diag(d, D_FILE_READ, (Place){ src, i * 499 + 7, (uint32_t)n }, "x", "y",
             (const char *)NULL);
    }
    clock_t begin = clock();
    const char *p = text_of(a, d, MSG_DE, false);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 2);
    assert_true(strlen(p) < 2000u * 500);
    assert_non_null(strstr(p, "v:1:997509: "));
    assert_non_null(strstr(p, "…"));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counted),
        cmocka_unit_test(lines_and_columns),
        cmocka_unit_test(whole_file_and_program),
        cmocka_unit_test(sorted_without_doubles),
        cmocka_unit_test(caret),
        cmocka_unit_test(caret_counts_terminal_columns),
        cmocka_unit_test(foreign_text_steers_no_terminal),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(very_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
