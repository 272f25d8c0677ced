/* Files appear whole or not at all; devices, links and rights are respected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

typedef struct {
    Arena *a;
    char *dir;
} Room;

static int enter(void **state)
{
    Room *r = calloc(1, sizeof *r);
    r->a = arena_new();
    r->dir = str_z(r->a, S("/tmp/vorlage-file-XXXXXX"));
    *state = r;
    signal(SIGXFSZ, SIG_IGN);
    return mkdtemp(r->dir) ? 0 : -1;
}

static char *in(Room *r, const char *name)
{
    return (char *)str_printf(r->a, "%s/%s", r->dir, name).p;
}

/* Number of names in the folder; removes them where asked. */
static int names(Room *r, bool clear)
{
    int n = 0;
    DIR *d = opendir(r->dir);
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
        n++;
        if (clear) remove(in(r, e->d_name));
    }
    closedir(d);
    return n;
}

static int leave(void **state)
{
    Room *r = *state;
    names(r, true);
    rmdir(r->dir);
    arena_drop(r->a);
    free(r);
    return 0;
}

static void holds(Room *r, const char *path, const char *want)
{
    Str got;
    const char *why = NULL;
    assert_true(file_read(r->a, path, 1 << 20, &got, &why));
    assert_true(str_is(got, want));
}

static void writes_and_replaces(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "v.pdf");
    assert_true(file_write(path, S("alt"), &why));
    assert_true(file_write(path, S("neu"), &why));
    holds(r, path, "neu");
    assert_true(file_write(path, (Str){ NULL, 0 }, &why));
    holds(r, path, "");
    assert_int_equal(names(r, false), 1);
}

static void full_disk_harms_nothing(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "v.pdf");
    assert_true(file_write(path, S("alt"), &why));
    struct rlimit old, small;
    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 1000;
    char *much = arena_alloc(r->a, 300000);
    setrlimit(RLIMIT_FSIZE, &small);
    bool ok = file_write(path, (Str){ much, 300000 }, &why);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(ok);
    assert_string_equal(why, "File too large");
    holds(r, path, "alt");
    assert_int_equal(names(r, false), 1);
}

static void reasons(void **state)
{
    Room *r = *state;
    const char *why = NULL;
    Str got;
    assert_false(file_write(r->dir, S("x"), &why));
    assert_string_equal(why, "Is a directory");
    assert_false(file_write(in(r, "no/v.pdf"), S("x"), &why));
    assert_string_equal(why, "No such file or directory");
    assert_false(file_read(r->a, in(r, "none"), 10, &got, &why));
    assert_string_equal(why, "No such file or directory");
    assert_false(file_read(r->a, r->dir, 10, &got, &why));
    assert_string_equal(why, "directory");
    assert_true(file_write(in(r, "ten"), S("1234567890"), &why));
    assert_true(file_read(r->a, in(r, "ten"), 10, &got, &why));
    assert_false(file_read(r->a, in(r, "ten"), 9, &got, &why));
    assert_string_equal(why, "too large");
    assert_false(file_read(r->a, "/dev/zero", 100000, &got, &why));
    assert_string_equal(why, "too large");
}

/* A pipe stands for every device: renaming over it would replace it. */
static void what_is_no_file_stays(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "pipe");
    struct stat st;
    assert_int_equal(mkfifo(path, 0600), 0);
    FILE *reader = fopen(path, "r+");
    assert_true(file_write(path, S("durch"), &why));
    char got[6] = "";
    assert_int_equal(fread(got, 1, 5, reader), 5);
    fclose(reader);
    assert_string_equal(got, "durch");
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
    assert_int_equal(names(r, false), 1);
}

/* Through a link in an own folder, so that a wrong rename could only hit the link. */
static void full_device_is_told(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "full");
    struct stat st;
    assert_int_equal(symlink("/dev/full", path), 0);
    assert_false(file_write(path, S("x"), &why));
    assert_string_equal(why, "No space left on device");
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(names(r, false), 1);
}

static void links_are_followed(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "link");
    struct stat st;
    assert_true(file_write(in(r, "real"), S("alt"), &why));
    assert_int_equal(chmod(in(r, "real"), 0640), 0);
    assert_int_equal(symlink("real", path), 0);
    assert_true(file_write(path, S("neu"), &why));
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    holds(r, in(r, "real"), "neu");
    assert_int_equal(stat(in(r, "real"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void protected_file_stays(void **state)
{
    Room *r = *state;
    const char *why = NULL, *path = in(r, "v.pdf");
    if (geteuid() == 0) skip(); /* everything is writable for root */
    assert_true(file_write(path, S("alt"), &why));
    assert_int_equal(chmod(path, 0444), 0);
    assert_false(file_write(path, S("neu"), &why));
    assert_string_equal(why, "Permission denied");
    holds(r, path, "alt");
}

static void streamed_or_abandoned(void **state)
{
    Room *r = *state;
    const char *why = NULL;
    OutFile *f = out_open(in(r, "a"), &why), *g = out_open(in(r, "a"), &why);
    assert_non_null(f);
    assert_non_null(g);
    for (int i = 0; i < 30000; i++) out_write(f, "12345678", 8);
    out_write(g, "g", 1);
    assert_true(access(in(r, "a"), F_OK) != 0);
    assert_true(out_commit(f, &why));
    out_abandon(g);
    out_abandon(NULL);
    struct stat st;
    assert_int_equal(stat(in(r, "a"), &st), 0);
    assert_int_equal(st.st_size, 240000);
    assert_int_equal(names(r, false), 1);
}

static void long_names(void **state)
{
    Room *r = *state;
    const char *why = NULL;
    char *name = arena_alloc(r->a, 256);
    memset(name, 'n', 255);
    assert_true(file_write(in(r, name), S("x"), &why));
    holds(r, in(r, name), "x");
}

static void paths(void **state)
{
    Room *r = *state;
    assert_string_equal(path_beside(r->a, "a/b.xml", S("bild.png")), "a/bild.png");
    assert_string_equal(path_beside(r->a, "b.xml", S("bild.png")), "bild.png");
    assert_string_equal(path_beside(r->a, "-", S("bild.png")), "bild.png");
    assert_string_equal(path_beside(r->a, "/b.xml", S("c")), "/c");
    assert_string_equal(path_beside(r->a, "a/b.xml", S("/x/y")), "/x/y");
    static const char *const unsafe[] = { "",     "/a",       "\\a", "..",  "a/..",
                                          "../a", "a\\..\\b", "C:a", "c:/a" };
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        assert_false(path_is_safe(str_of(unsafe[i])));
    assert_false(path_is_safe(S("a\0b")));
    assert_true(path_is_safe(S("bilder/a..b/..c.png")));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(writes_and_replaces),
        CASE(full_disk_harms_nothing),
        CASE(reasons),
        CASE(what_is_no_file_stays),
        CASE(full_device_is_told),
        CASE(links_are_followed),
        CASE(protected_file_stays),
        CASE(streamed_or_abandoned),
        CASE(long_names),
        CASE(paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
