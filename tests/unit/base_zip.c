/* The zip writer: what goes in comes out, in order; equal bytes; bad names and a full buffer are
 * told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "base/files.h"

static File good_files[] = { { .name = { "mimetype", 8 }, .bytes = { "a/b", 3 } },
                             { .name = { "ordner/ä.txt", 13 },
                               .bytes = { "text text text text", 19 } },
                             { .name = { "leer", 4 }, .bytes = { "", 0 } } };
static const Files good = { good_files, 3, 0 };

static void entries_come_back(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Buf x = { 0 }, y = { 0 };
    const char *why = NULL;
    assert_true(files_zip(a, &good, &x, &why) && files_zip(a, &good, &y, &why));
    assert_true(str_eq(buf_view(&x), buf_view(&y)));
    assert_memory_equal(x.p + 30, "mimetypea/b", 11); /* stored, first, no extra field */
    zip_error_t e;
    zip_error_init(&e);
    zip_t *z = zip_open_from_source(zip_source_buffer_create(x.p, x.n, 0, &e), ZIP_RDONLY, &e);
    assert_non_null(z);
    assert_int_equal(zip_get_num_entries(z, 0), 3);
    assert_string_equal(zip_get_name(z, 1, 0), "ordner/ä.txt");
    char t[32];
    zip_file_t *f = zip_fopen_index(z, 1, 0);
    assert_int_equal(zip_fread(f, t, sizeof t), 19);
    assert_memory_equal(t, "text text text text", 19);
    zip_fclose(f);
    zip_close(z);
    buf_drop(&x);
    buf_drop(&y);
    arena_drop(a);
}

static void failures_are_told(void **state)
{
    (void)state;
    Arena *a = arena_new();
    File same[] = { { .name = S("a"), .bytes = S("1") }, { .name = S("a"), .bytes = S("2") } };
    const Files twice = { same, 2, 0 };
    Buf x = { 0 }, small = buf_new(40);
    const char *why = NULL;
    assert_false(files_zip(a, &twice, &x, &why));
    assert_non_null(why);
    assert_true(strlen(why) > 0);
    why = NULL;
    assert_false(files_zip(a, &good, &small, &why));
    assert_non_null(why);
    buf_drop(&x);
    buf_drop(&small);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(entries_come_back),
                                        cmocka_unit_test(failures_are_told) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
