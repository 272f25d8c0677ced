/* Files as values: what they are by name, their digests, sinks that fail, openers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/opener.h"

static void kinds_by_name(void **state)
{
    (void)state;
    assert_string_equal(file_mime(&(File){ .name = S("a.pdf") }), "application/pdf");
    assert_string_equal(file_mime(&(File){ .name = S("pdf") }), "application/octet-stream");
    assert_string_equal(file_mime(&(File){ .name = S("a.pdf"), .mime = "text/plain" }),
                        "text/plain");
}

static void found_by_name(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Files all = { 0 };
    for (int i = 0; i < 100; i++)
        files_add(a, &all, (File){ .name = str_printf(a, "%d", i), .bytes = S("x") });
    assert_int_equal(all.n, 100);
    assert_ptr_equal(files_find(&all, S("99")), &all.v[99]);
    assert_null(files_find(&all, S("100")));
    assert_true(str_starts(file_digest(a, &all.v[0]), S("2d711642b726b044")));
    assert_true(str_eq(all.v[0].digest, file_digest(a, &all.v[0])));
    arena_drop(a);
}

static void a_list_made_by_hand_grows(void **state)
{
    (void)state;
    Arena *a = arena_new();
    File two[] = { { .name = S("a") }, { .name = S("b") } };
    Files all = { two, 2, 0 };
    files_add(a, &all, (File){ .name = S("c") });
    assert_int_equal(all.n, 3);
    assert_true(str_is(all.v[0].name, "a") && str_is(all.v[2].name, "c"));
    assert_ptr_not_equal(all.v, two);
    arena_drop(a);
}

typedef struct {
    int begun, ended;
    bool refuse_begin, refuse_write, ok;
} Spy;

static bool spy_begin(void *ctx, const File *f)
{
    Spy *s = ctx;
    (void)f;
    s->begun++;
    return !s->refuse_begin;
}

static bool spy_write(void *ctx, const void *p, size_t n)
{
    (void)p, (void)n;
    return !((Spy *)ctx)->refuse_write;
}

static bool spy_end(void *ctx, bool ok)
{
    Spy *s = ctx;
    s->ended++;
    s->ok = ok;
    return ok;
}

static void sinks_hear_the_end(void **state)
{
    (void)state;
    const File f = { .name = S("a"), .bytes = S("x") };
    Spy good = { 0 }, begin = { .refuse_begin = true }, write = { .refuse_write = true };
    assert_true(sink_put(&(FileSink){ &good, spy_begin, spy_write, spy_end }, &f));
    assert_true(good.ended == 1 && good.ok);
    assert_false(sink_put(&(FileSink){ &begin, spy_begin, spy_write, spy_end }, &f));
    assert_int_equal(begin.ended, 0);
    assert_false(sink_put(&(FileSink){ &write, spy_begin, spy_write, spy_end }, &f));
    assert_true(write.ended == 1 && !write.ok);
}

static void memory_keeps_what_is_whole(void **state)
{
    (void)state;
    Arena *a = arena_new();
    FilesInMemory m = { .a = a };
    FileSink s = sink_memory(&m);
    assert_true(sink_put(&s, &(File){ .name = S("a"), .bytes = S("xyz") }));
    assert_true(s.begin(s.ctx, &(File){ .name = S("b") }));
    assert_true(s.write(s.ctx, "1", 1) && s.write(s.ctx, "2", 1));
    assert_false(s.end(s.ctx, false));
    assert_int_equal(m.files.n, 1);
    assert_true(str_is(m.files.v[0].bytes, "xyz"));
    arena_drop(a);
}

static void memory_serves_its_files_only(void **state)
{
    (void)state;
    Arena *a = arena_new();
    File v[] = { { .name = S("s.xml"), .bytes = S("abc") },
                 { .name = S("bilder/x.png"), .bytes = S("png") },
                 { .name = S("bilder/tief/y.png"), .bytes = S("") } };
    Files all = { v, 3, 0 };
    const Opener o = opener_memory(&all);
    Str s, *names;
    size_t n;
    uint64_t size = 0;
    const char *why = NULL;
    assert_true(opener_read(&o, a, "s.xml", 3, &s, &why) && str_is(s, "abc"));
    assert_false(opener_read(&o, a, "s.xml", 2, &s, &why));
    assert_string_equal(why, "too large");
    assert_false(opener_read(&o, a, "/etc/passwd", 100000, &s, &why));
    assert_true(opener_head(&o, a, "s.xml", 2, &s, &why) && str_is(s, "ab"));
    assert_false(opener_head(&o, a, "bilder/tief/y.png", 2, &s, &why));
    assert_string_equal(why, "empty");
    assert_int_equal(opener_kind(&o, "bilder/x.png", &size), OPENER_FILE);
    assert_int_equal(size, 3);
    assert_int_equal(opener_kind(&o, "bilder", NULL), OPENER_NONE);
    assert_true(opener_list(&o, a, "bilder", &names, &n) && n == 1 && str_is(names[0], "x.png"));
    assert_true(opener_list(&o, a, "", &names, &n) && n == 1 && str_is(names[0], "s.xml"));
    assert_false(opener_list(&o, a, "bild", &names, &n));
    assert_int_equal(opener_kind(NULL, "/", NULL), OPENER_FOLDER);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(kinds_by_name),
                                        cmocka_unit_test(found_by_name),
                                        cmocka_unit_test(a_list_made_by_hand_grows),
                                        cmocka_unit_test(sinks_hear_the_end),
                                        cmocka_unit_test(memory_keeps_what_is_whole),
                                        cmocka_unit_test(memory_serves_its_files_only) };
    return cmocka_run_group_tests_name("base_files", tests, NULL, NULL);
}
