/* Names in a session become paths that are the same text for the same file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "akte/akte_in.h"

static void paths(void **state)
{
    static const struct {
        const char *doc, *name, *want;
    } cases[] = {
        { "s.xml", "v/a.xml", "v/a.xml" },
        { "d/s.xml", "v/a.xml", "d/v/a.xml" },
        { "./d/s.xml", "./v//a.xml", "d/v/a.xml" },
        { "d/s.xml", "../v/a.xml", "v/a.xml" },
        { "s.xml", "../../v/a.xml", "../../v/a.xml" },
        { "../s.xml", "../v/a.xml", "../../v/a.xml" },
        { "/r/d/s.xml", "../v/a.xml", "/r/v/a.xml" },
        { "/s.xml", "../a.xml", "/../a.xml" },
        { "d/s.xml", "x/../y/../a.xml", "d/a.xml" },
        { NULL, "v/a.xml", "v/a.xml" },
        { "d/s.xml", "..", "" },
        { "d/s.xml", "...", "d/..." },
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = akte_path(a, cases[i].doc, str_of(cases[i].name));
        if (strcmp(got, cases[i].want))
            fail_msg("%s + %s: %s", cases[i].doc ? cases[i].doc : "-", cases[i].name, got);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(paths) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
