/* Names of files from numbers: both ways, safe on Windows, different even where case does not
 * count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "cli/cli.h"

static void known(void **state)
{
    static const char *const pair[][2] = { { "024/2024", "024_2024" },
                                           { "024-2024", "024-2024" },
                                           { "106/2024 1. Ergänzung", "106_2024+1.+Ergänzung" },
                                           { "GRDrs 192/2017", NULL },
                                           { "CON", NULL },
                                           { "nul.2024", NULL },
                                           { ".x", NULL },
                                           { "a*b?c:d\"e<f>g|h\\i", NULL },
                                           { "a_b+c%d=e", NULL },
                                           { "x.", NULL },
                                           { "x ", NULL } };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        Str name = name_for_number(a, str_of(pair[i][0])), back = { "", 0 };
        if (pair[i][1]) assert_string_equal(str_z(a, name), pair[i][1]);
        assert_true(number_for_name(a, name, &back));
        assert_string_equal(str_z(a, back), pair[i][0]);
        for (size_t k = 0; k < name.n; k++) assert_null(strchr("/\\:*?\"<>|", name.p[k]));
        assert_true(name.n && name.p[0] != '.' && name.p[name.n - 1] != '.' &&
                    name.p[name.n - 1] != ' ');
    }
    arena_drop(a);
}

static Str any_number(Arena *a, unsigned *seed)
{
    static const char *const part[] = { "a",      "A",    "b", "B",     "ä",   "Ä",   "ß",
                                        "é",      "1",    "2", "/",     "-",   "_",   " ",
                                        ".",      "+",    "%", "=",     "con", "Con", "%2F",
                                        "\u0301", "lpt1", "K", "\u212A" };
    Buf b = { 0 };
    for (int n = 1 + rand_r(seed) % 6; n > 0; n--)
        buf_z(&b, part[(size_t)rand_r(seed) % (sizeof part / sizeof *part)]);
    return buf_keep(a, &b);
}

typedef struct {
    char *folded;
    Str number;
} Entry;
static int by_name(const void *x, const void *y)
{
    return strcmp(((const Entry *)x)->folded, ((const Entry *)y)->folded);
}

/* Twenty thousand numbers: each comes back, and no two of them share a name where ASCII case does
 * not count. */
static void injective(void **state)
{
    enum { N = 20000 };
    Arena *a = arena_new();
    Entry *e = ARENA_NEW_N(a, Entry, N);
    unsigned seed = 4;
    for (int i = 0; i < N; i++) {
        e[i].number = any_number(a, &seed);
        Str name = name_for_number(a, e[i].number), back = { "", 0 };
        assert_true(number_for_name(a, name, &back));
        assert_true(str_eq(back, e[i].number));
        e[i].folded = str_z(a, name);
        for (char *c = e[i].folded; *c; c++)
            if (*c >= 'A' && *c <= 'Z') *c += 32;
    }
    qsort(e, N, sizeof *e, by_name);
    for (int i = 1; i < N; i++)
        if (!strcmp(e[i].folded, e[i - 1].folded) && !str_eq(e[i].number, e[i - 1].number))
            fail_msg("\"%.*s\" and \"%.*s\" share %s", STR_FMT(e[i].number),
                     STR_FMT(e[i - 1].number), e[i].folded);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest t[] = { cmocka_unit_test(known), cmocka_unit_test(injective) };
    return cmocka_run_group_tests(t, NULL, NULL);
}
