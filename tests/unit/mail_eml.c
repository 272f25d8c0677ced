/* Ready messages: the same bytes every time, names and addresses that cannot break a header, short
 * lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/str.h"
#include "mail/eml.h"

static const File two[] = {
    { .name = { "a.pdf", 5 }, .bytes = { "%PDF-", 5 }, .mime = "application/pdf" },
    { .name = { "a_TOP-08.original.pdf", 21 },
      .bytes = { "\0\xFF\r\n--", 6 },
      .mime = "application/pdf" }
};

static Eml good(void)
{
    return (Eml){
        .from_name = S("Stadt Überall am See und im Gebirge mit einem Namen, der sehr lang ist"),
        .from = S("rat@ueberall.example"),
        .to_name = S("Änne Öz"),
        .to = S("a.oez@ueberall.example"),
        .subject =
            S("Sitzung des Ausschusses für Straßenbau, Grünflächen und Umwelt am 12. März 2025"),
        .text = S("Guten Tag,\n.\nFrom hier an\n"),
        .date = { 2025, 3, 2 },
        .file = two,
        .nfiles = 2
    };
}

static Str write(Arena *a, const Eml *m)
{
    Buf b = { 0 };
    assert_true(eml_write(a, &b, m));
    return buf_keep(a, &b);
}

static bool has(Str s, const char *what) { return str_find(s, str_of(what)) != (size_t)-1; }

static void test_bytes(void **state)
{
    Arena *a = arena_new();
    Eml m = good();
    Str one = write(a, &m), two_ = write(a, &m);
    assert_true(str_eq(one, two_));
    assert_true(has(one, "\r\nDate: Sun, 02 Mar 2025 00:00:00 +0000\r\n"));
    assert_true(has(one, "\r\nJVBERi0=\r\n") && has(one, "\r\nAP8NCi0t\r\n") &&
                has(one, "a_TOP-08.original.pdf"));
    size_t column = 0;
    for (size_t i = 0; i < one.n; i++) {
        column = one.p[i] == '\n' ? 0 : column + 1;
        assert_true(column <= 79 && (unsigned char)one.p[i] < 127);
        assert_true(one.p[i] != '\n' || (i && one.p[i - 1] == '\r'));
    }
    m.file = two + 1, m.nfiles = 1;
    Str other = write(a, &m);
    size_t at = str_find(one, S("boundary=")), at2 = str_find(other, S("boundary="));
    assert_false(str_eq(str_sub(one, at, at + 45), str_sub(other, at2, at2 + 45)));
    m.date = (Date){ 0 };
    m.from = m.from_name = (Str){ "", 0 };
    other = write(a, &m);
    assert_true(!has(other, "Date:") && !has(other, "From:"));
    arena_drop(a);
}

static void test_injection(void **state)
{
    Arena *a = arena_new();
    static const char *const bad[] = { "", "a@b.example\r\nBcc: c@d.example", "a@b.example>",
                                       "a b@c.example", "ä@b.example" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Buf b = { 0 };
        Eml m = good();
        m.to = str_of(bad[i]);
        assert_true(!eml_write(a, &b, &m) && !b.n);
        m = good();
        m.from = str_of(bad[i]);
        assert_true((!*bad[i]) == eml_write(a, &b, &m));
        buf_drop(&b);
        File f = { .name = str_of(bad[i]), .bytes = S("x"), .mime = "application/pdf" };
        m = good();
        m.file = &f, m.nfiles = 1;
        assert_true(!eml_write(a, &b, &m) && !b.n);
    }
    Eml m = good();
    m.subject = S("x\r\nBcc: c@d.example"), m.to_name = S("y\r\nBcc: c@d.example");
    assert_false(has(write(a, &m), "\nBcc"));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_bytes),
                                        cmocka_unit_test(test_injection) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
