/* Outputs that appear together: a full disk harms none of the older ones; folders exchanged whole
 * or file by file; what a killed run left. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"

typedef struct {
    Arena *a;
    char *dir;
} Room;

static int enter(void **state)
{
    Room *r = calloc(1, sizeof *r);
    r->a = arena_new();
    r->dir = str_z(r->a, S("/tmp/vorlage-set-XXXXXX"));
    *state = r;
    signal(SIGXFSZ, SIG_IGN);
    return mkdtemp(r->dir) ? 0 : -1;
}

static char *in(Room *r, const char *name)
{
    return (char *)str_printf(r->a, "%s/%s", r->dir, name).p;
}

static int leave(void **state)
{
    Room *r = *state;
    int rc = system(str_printf(r->a, "rm -rf '%s'", r->dir).p);
    arena_drop(r->a);
    free(r);
    return rc;
}

/* How many names the folder has, hidden ones too. */
static int names(Room *r, const char *dir)
{
    int n = 0;
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));)
        n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
    if (d) closedir(d);
    return n;
}

static void holds(Room *r, const char *path, const char *want)
{
    Str got;
    const char *why = NULL;
    assert_true(file_read(r->a, path, 1 << 20, &got, &why));
    assert_true(str_is(got, want));
}

static void put(Room *r, const char *name, const char *data)
{
    const char *why = NULL;
    assert_true(file_write(in(r, name), str_of(data), &why));
}

static const File first[] = { { .name = { "a", 1 }, .bytes = { "alt a", 5 } },
                              { .name = { "b", 1 }, .bytes = { "alt b", 5 } } };
static const File second[] = { { .name = { "a", 1 }, .bytes = { "neu a", 5 } },
                               { .name = { "c", 1 }, .bytes = { "neu c", 5 } } };

static void write_first(Room *r)
{
    OutSet *s = outset_new(r->a);
    assert_true(outset_folder(s, in(r, "mappe/"), first, 2) &&
                outset_file(s, in(r, "x.pdf"), S("alt")));
    assert_int_not_equal(access(in(r, "mappe"), F_OK), 0);
    assert_int_not_equal(access(in(r, "x.pdf"), F_OK), 0);
    assert_true(outset_commit(s));
    holds(r, in(r, "mappe/b"), "alt b");
    assert_int_equal(names(r, r->dir), 2);
}

static void replaced(Room *r, bool exchange)
{
    write_first(r);
    put(r, "mappe/.fremd", "bleibt");
    assert_int_equal(chmod(in(r, "mappe"), 0750) | chmod(in(r, "mappe/a"), 0640), 0);
    struct stat before, after;
    assert_int_equal(stat(in(r, "mappe"), &before), 0);
    OutSet *s = outset_new(r->a);
    if (!exchange) outset_without_exchange(s);
    assert_true(outset_folder(s, in(r, "mappe"), second, 2) &&
                outset_file(s, in(r, "x.pdf"), S("neu")));
    holds(r, in(r, "mappe/a"), "alt a");
    holds(r, in(r, "x.pdf"), "alt");
    assert_true(outset_commit(s));
    holds(r, in(r, "mappe/a"), "neu a");
    holds(r, in(r, "mappe/b"), "alt b"); /* not of the set: who asks for it cleans before */
    holds(r, in(r, "mappe/c"), "neu c");
    holds(r, in(r, "mappe/.fremd"), "bleibt");
    holds(r, in(r, "x.pdf"), "neu");
    assert_int_equal(stat(in(r, "mappe"), &after), 0);
    assert_true((after.st_mode & 0777) == 0750 && (before.st_ino != after.st_ino) == exchange);
    assert_int_equal(stat(in(r, "mappe/a"), &after), 0);
    assert_int_equal(after.st_mode & 0777, 0640);
    assert_int_equal(names(r, r->dir), 2);
    assert_int_equal(names(r, in(r, "mappe")), 4);
}

static void exchanged(void **state) { replaced(*state, true); }
static void one_by_one(void **state) { replaced(*state, false); }

/* Whatever of the set does not fit: all stays as it was. */
static void full_disk(void **state)
{
    Room *r = *state;
    write_first(r);
    char *much = arena_alloc(r->a, 300000);
    const File third[] = { second[0], { .name = { "c", 1 }, .bytes = { much, 300000 } } };
    struct rlimit old, small;
    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 1000;
    for (int i = 0; i < 3; i++) {
        OutSet *s = outset_new(r->a);
        setrlimit(RLIMIT_FSIZE, &small);
        bool ok = i < 2
            ? outset_file(s, in(r, "x.pdf"), S("neu")) && outset_folder(s, in(r, "mappe"), third, 2)
            : outset_folder(s, in(r, "mappe"), second, 2) &&
                outset_file(s, in(r, "x.pdf"), third[1].bytes);
        setrlimit(RLIMIT_FSIZE, &old);
        assert_false(ok);
        const char *why, *failed = outset_fault(s, &why);
        assert_string_equal(why, "File too large");
        assert_string_equal(failed, in(r, i < 2 ? "mappe/c" : "x.pdf"));
        outset_abandon(s);
        holds(r, in(r, "mappe/a"), "alt a");
        holds(r, in(r, "x.pdf"), "alt");
        assert_int_equal(names(r, r->dir), 2);
        assert_int_equal(names(r, in(r, "mappe")), 2);
    }
}

static void reasons(void **state)
{
    Room *r = *state;
    const char *why;
    put(r, "datei", "x");
    OutSet *s = outset_new(r->a);
    assert_false(outset_folder(s, in(r, "datei"), first, 2));
    outset_fault(s, &why);
    assert_string_equal(why, "Not a directory");
    outset_abandon(s);
    s = outset_new(r->a);
    assert_false(outset_folder(s, in(r, "fehlt/mappe"), first, 2));
    outset_fault(s, &why);
    assert_string_equal(why, "No such file or directory");
    outset_abandon(s);
    assert_int_equal(mkdir(in(r, "mappe"), 0777) | mkdir(in(r, "mappe/b"), 0777),
                     0); /* a folder where a file belongs */
    s = outset_new(r->a);
    assert_false(outset_folder(s, in(r, "mappe"), first, 2));
    outset_fault(s, &why);
    assert_string_equal(why, "Is a directory");
    outset_abandon(s);
    assert_int_equal(names(r, in(r, "mappe")), 1);
    assert_int_equal(names(r, r->dir), 2);
}

static void links_stay(void **state)
{
    Room *r = *state;
    struct stat st;
    write_first(r);
    assert_int_equal(symlink("mappe", in(r, "link")), 0);
    put(r, "ziel", "x");
    assert_int_equal(unlink(in(r, "mappe/a")) | symlink("../ziel", in(r, "mappe/a")), 0);
    OutSet *s = outset_new(r->a);
    assert_true(outset_folder(s, in(r, "link"), second, 2) && outset_commit(s));
    assert_true(!lstat(in(r, "link"), &st) && S_ISLNK(st.st_mode));
    assert_true(!lstat(in(r, "mappe/a"), &st) && S_ISLNK(st.st_mode));
    holds(r, in(r, "ziel"), "neu a");
    holds(r, in(r, "mappe/c"), "neu c");
}

/* A folder left beside that nobody holds goes; held by a run, or with something in it that is not
 * ours, it stays. */
static void clears(void **state)
{
    Room *r = *state;
    OutSet *s = outset_new(r->a);
    mkdir(in(r, ".mappe.vorlage-1"), 0777), put(r, ".mappe.vorlage-1/a", "halb");
    mkdir(in(r, ".mappe.vorlage-2"), 0777), put(r, ".mappe.vorlage-2/a", "halb"),
        put(r, ".mappe.vorlage-2/.fremd", "bleibt");
    mkdir(in(r, ".mappe.vorlage-3"), 0777), put(r, ".mappe.vorlage-3/a", "unterwegs");
    mkdir(in(r, ".andere.vorlage-1"), 0777), put(r, ".andere.vorlage-1/a", "andere");
    int held = open(in(r, ".mappe.vorlage-3"), O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(held, LOCK_EX), 0);
    assert_true(outset_folder(s, in(r, "mappe"), first, 2) && outset_commit(s));
    close(held);
    assert_int_not_equal(access(in(r, ".mappe.vorlage-1"), F_OK), 0);
    holds(r, in(r, ".mappe.vorlage-2/.fremd"), "bleibt");
    holds(r, in(r, ".mappe.vorlage-3/a"), "unterwegs");
    holds(r, in(r, ".andere.vorlage-1/a"), "andere");
    assert_int_equal(names(r, r->dir), 4);
}

/* Single files likewise, whoever's they were; names that are not of our making stay. */
static void clears_files(void **state)
{
    Room *r = *state;
    static const char *const stay[] = { ".a.pdf.vorlage-2", ".a.pdf.vorlage-9x", "a.vorlage-1",
                                        ".vorlage-", ".a" };
    put(r, ".b.pdf.vorlage-77", "halb"), put(r, ".a.pdf.vorlage-1-3", "halb");
    for (size_t i = 0; i < 5; i++) put(r, stay[i], "bleibt");
    int held = open(in(r, stay[0]), O_WRONLY);
    assert_int_equal(flock(held, LOCK_EX), 0);
    OutSet *s = outset_new(r->a), *other = outset_new(r->a);
    assert_true(
        outset_file(s, in(r, "a.pdf"), S("neu")) &&
        outset_file(other, in(r, "a.pdf"), S("anderes"))); /* the second leaves the first's alone */
    assert_int_not_equal(access(in(r, ".b.pdf.vorlage-77"), F_OK), 0);
    assert_int_not_equal(access(in(r, ".a.pdf.vorlage-1-3"), F_OK), 0);
    assert_true(outset_commit(other));
    assert_true(outset_commit(s));
    holds(r, in(r, "a.pdf"), "neu");
    for (size_t i = 0; i < 5; i++) holds(r, in(r, stay[i]), "bleibt");
    close(held);
    assert_int_equal(names(r, r->dir), 6);
}

/* A signal in the middle leaves what was, and nothing beside. */
static void ended_by_a_signal(void **state)
{
    Room *r = *state;
    write_first(r);
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    for (size_t i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (!pid) {
            signal(signals[i], SIG_DFL);
            out_clean_on_signals();
            OutSet *s = outset_new(r->a);
            if (outset_file(s, in(r, "x.pdf"), S("neu")) &&
                outset_folder(s, in(r, "mappe"), second, 2) && names(r, r->dir) == 4)
                raise(signals[i]);
            _exit(9);
        }
        int status = 0;
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
        assert_int_equal(names(r, r->dir), 2);
        holds(r, in(r, "mappe/b"), "alt b");
        holds(r, in(r, "x.pdf"), "alt");
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = { T(exchanged),    T(one_by_one),       T(full_disk),
                                        T(reasons),      T(links_stay),       T(clears),
                                        T(clears_files), T(ended_by_a_signal) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
