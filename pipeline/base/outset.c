/* Sets of outputs, see outset.h.
 *
 * A folder beside is ".name.vorlage-PID", locked as long as its process works on it: one that is
 * not locked was left by a killed run, and goes. The locks are flock's, on folders; where a file
 * system has none, what is left stays. */
#define _GNU_SOURCE
#include "base/outset.h"

#include "base/file_in.h"
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_FILES 65536

typedef struct Folder Folder;
struct Folder {
    Folder *next;
    const char *target, *stage; /* both without a slash at the end */
    int fd;                     /* of the stage, locked */
    const File *file;
    size_t n, written;
    Pending *pending, **each;
};
struct OutSet {
    Arena *a;
    OutFile **file;
    const char **path;
    size_t n, room;
    Folder *folder;
    Str cleared;
    size_t open_most;
    bool no_exchange;
    const char *failed, *why;
};

/* How many files beside may be held open (and so locked); those beyond are closed when they are
 * written. */
static size_t more_files(void)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r)) return 0;
    if (r.rlim_cur < OPEN_FILES) {
        r.rlim_cur = r.rlim_max < OPEN_FILES ? r.rlim_max : OPEN_FILES;
        setrlimit(RLIMIT_NOFILE, &r);
    }
    return r.rlim_cur / 2;
}

OutSet *outset_new(Arena *a)
{
    OutSet *s = ARENA_NEW(a, OutSet);
    s->open_most = more_files();
    s->a = a;
    return s;
}

void outset_without_exchange(OutSet *s) { s->no_exchange = true; }

static bool fails(OutSet *s, const char *path, int error)
{
    s->failed = str_z(s->a, str_of(path));
    s->why = strerror(error);
    return false;
}

const char *outset_fault(const OutSet *s, const char **why)
{
    *why = s->why ? s->why : "?";
    return s->failed ? s->failed : "?";
}

/* Of each folder that single files go to, as they come. */
static void clear_once(OutSet *s, const char *path)
{
    Str dir = str_sub(str_of(path), 0, dir_length(path));
    if (s->n && str_eq(dir, s->cleared)) return;
    s->cleared = str_keep(s->a, dir);
    clear_left(dir.n ? str_z(s->a, dir) : ".");
}

bool outset_file(OutSet *s, const char *path, Str data)
{
    s->failed = str_z(s->a, str_of(path));
    clear_once(s, path);
    OutFile *f = out_open(path, &s->why);
    if (!f) return false;
    out_write(f, data.p, data.n);
    if (s->n == s->room) {
        size_t more = s->room ? 2 * s->room : 16;
        s->file = ARENA_MORE(s->a, OutFile *, s->file, s->room, more);
        s->path = ARENA_MORE(s->a, const char *, s->path, s->room, more);
        s->room = more;
    }
    s->path[s->n] = s->failed;
    s->file[s->n++] = f;
    bool ok = out_ready(f, &s->why);
    if (s->n > s->open_most) out_let_go(f);
    return ok;
}

/* ---- what a killed run left ---- */

static const char *inside(OutSet *s, const char *dir, Str name)
{
    return str_z(s->a, str_printf(s->a, "%s/%.*s", dir, STR_FMT(name)));
}

/* A stage that nobody holds. Names with a dot before them are not ours: they stay, and the folder
 * with them. */
static void clear_stage(OutSet *s, const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return;
    DIR *d = flock(fd, LOCK_EX | LOCK_NB) ? NULL : fdopendir(fd);
    for (struct dirent *e; d && (e = readdir(d));)
        if (e->d_name[0] != '.') unlinkat(dirfd(d), e->d_name, 0);
    if (d) {
        rmdir(dir);
        closedir(d);
    } else
        close(fd);
}

static void clear_all_left(OutSet *s, const char *target)
{
    size_t n = dir_length(target);
    Str begin = str_printf(s->a, ".%s.vorlage-", target + n);
    const char *parent = n ? str_z(s->a, (Str){ target, n }) : ".";
    DIR *d = opendir(parent);
    for (struct dirent *e; d && (e = readdir(d));)
        if (str_starts(str_of(e->d_name), begin))
            clear_stage(s, inside(s, parent, str_of(e->d_name)));
    if (d) closedir(d);
}

/* ---- a folder beside ---- */

/* Locked, and still there: another run may have taken it for one left behind before it was locked.
 */
static int open_stage(const char *path)
{
    struct stat a, b;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return -1;
    (void)flock(fd, LOCK_EX | LOCK_NB);
    if (!fstat(fd, &a) && !stat(path, &b) && a.st_ino == b.st_ino) return fd;
    close(fd);
    errno = EEXIST;
    return -1;
}

static bool make_stage(OutSet *s, Folder *f)
{
    for (int again = 0; again < 100; again++) {
        char *name = name_beside(f->target, again);
        f->stage = str_z(s->a, str_of(name));
        mem_free(name);
        sigset_t was;
        pending_hold(&was);
        bool made = !mkdir(f->stage, 0777);
        if (made) f->pending = pending_add(f->stage, true);
        pending_go_on(&was);
        if (!made && errno == EEXIST) continue;
        if (!made) return false;
        if ((f->fd = open_stage(f->stage)) >= 0) return true;
        pending_drop(f->pending);
        if (errno != EEXIST && errno != ENOENT) return false;
    }
    return false;
}

/* The mode of the older file, as with single files. */
static bool write_one(int dir, const char *name, const char *older, Str data)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) return false;
    struct stat st;
    bool ok = stat(older, &st) || !fchmod(fd, st.st_mode & 0777);
    for (size_t at = 0; ok && at < data.n;) {
        ssize_t k = write(fd, data.p + at, data.n - at);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0)
            ok = false;
        else
            at += (size_t)k;
    }
    ok = ok && (!fsync(fd) || errno == EINVAL || errno == EROFS);
    int error = errno;
    if (close(fd) && ok) return false;
    if (!ok) errno = error;
    return ok;
}

static bool fill_stage(OutSet *s, Folder *f)
{
    f->each = ARENA_NEW_N(s->a, Pending *, f->n + 1);
    for (size_t i = 0; i < f->n; i++) {
        const char *path = inside(s, f->stage, f->file[i].name);
        f->each[f->written++] = pending_add(path, false);
        const char *to = inside(s, f->target, f->file[i].name);
        if (!write_one(f->fd, str_z(s->a, f->file[i].name), to, f->file[i].bytes))
            return fails(s, to, errno);
    }
    struct stat st;
    if (!stat(f->target, &st)) {
        if (fchown(f->fd, st.st_uid, st.st_gid)) errno = 0; /* only root may give it to others */
        if (fchmod(f->fd, st.st_mode & 07777)) return fails(s, f->target, errno);
    }
    fsync(f->fd);
    return true;
}

static void drop_stage(OutSet *s, Folder *f, bool with_files)
{
    for (size_t i = 0; i < f->written; i++) {
        if (with_files) unlink(inside(s, f->stage, f->file[i].name));
        pending_drop(f->each[i]);
    }
    if (with_files) rmdir(f->stage);
    pending_drop(f->pending);
    close(f->fd);
}

/* The link's end, where it is one; without a slash at the end. What is there and no folder: NULL.
 * *there: it is a folder. */
static const char *target_of(OutSet *s, const char *dir, bool *there)
{
    struct stat st;
    Str name = str_of(dir);
    while (name.n > 1 && name.p[name.n - 1] == '/') name.n--;
    const char *path = str_z(s->a, name);
    *there = !stat(path, &st);
    if (!*there) return errno == ENOENT ? path : NULL;
    if (!S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        return NULL;
    }
    char *real = realpath(path, NULL);
    if (!real) return NULL;
    path = str_z(s->a, str_of(real));
    free(real);
    return path;
}

/* What has a file's name but is none of ours to replace: a link (which stays), a folder, something
 * write-protected. */
static bool is_special(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && (!S_ISREG(st.st_mode) || access(path, W_OK));
}

/* Not: a place where something else is mounted, one beside which nothing may be written, one with
 * special files. */
static bool can_stage(OutSet *s, const char *target, const File *file, size_t n)
{
    struct stat a, b;
    size_t k = dir_length(target);
    const char *parent = k ? str_z(s->a, (Str){ target, k }) : ".";
    if (access(parent, W_OK) || stat(parent, &a) || stat(target, &b) || a.st_dev != b.st_dev)
        return false;
    for (size_t i = 0; i < n; i++)
        if (is_special(inside(s, target, file[i].name))) return false;
    return true;
}

bool outset_folder(OutSet *s, const char *dir, const File *file, size_t n)
{
    bool there;
    const char *target = target_of(s, dir, &there);
    if (!target) return fails(s, dir, errno);
    clear_all_left(s, target);
    if (there && access(target, W_OK)) return fails(s, dir, errno);
    if (there && !can_stage(s, target, file, n)) {
        for (size_t i = 0; i < n; i++)
            if (!outset_file(s, inside(s, target, file[i].name), file[i].bytes)) return false;
        return true;
    }
    Folder *f = ARENA_NEW(s->a, Folder);
    *f = (Folder){ .target = target, .file = file, .n = n };
    if (!make_stage(s, f)) return fails(s, dir, errno);
    f->next = s->folder;
    s->folder = f;
    return fill_stage(s, f);
}

/* ---- names ---- */

/* The stage holds what was there before: what is of the set goes, all else moves on into the new
 * folder. */
static void empty_old(OutSet *s, Folder *f)
{
    for (size_t i = 0; i < f->n; i++) unlink(inside(s, f->stage, f->file[i].name));
    int new = open(f->target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *old = opendir(f->stage);
    for (struct dirent *e; old && new >= 0 && (e = readdir(old));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            renameat(dirfd(old), e->d_name, new, e->d_name);
    if (old) closedir(old);
    if (new >= 0) close(new);
    rmdir(f->stage);
}

/* One after the other: each is whole. */
static bool name_each(OutSet *s, Folder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const char *to = inside(s, f->target, f->file[i].name);
        if (rename(inside(s, f->stage, f->file[i].name), to)) return fails(s, to, errno);
    }
    rmdir(f->stage);
    return true;
}

static bool place(OutSet *s, Folder *f)
{
    struct stat st;
    int lock =
        open(f->target,
             O_RDONLY | O_DIRECTORY |
                 O_CLOEXEC); /* the old one: under the stage's name nobody else may clear it */
    if (lock >= 0) (void)flock(lock, LOCK_EX | LOCK_NB);
    bool ok = true;
    if (stat(f->target, &st))
        ok = !rename(f->stage, f->target) || fails(s, f->target, errno);
    else if (!s->no_exchange &&
             !renameat2(AT_FDCWD, f->stage, AT_FDCWD, f->target, RENAME_EXCHANGE))
        empty_old(s, f);
    else
        ok = name_each(s, f);
    if (lock >= 0) close(lock);
    if (ok) sync_folder(f->target);
    drop_stage(s, f, !ok);
    return ok;
}

bool outset_commit(OutSet *s)
{
    bool ok = true;
    for (size_t i = 0; i < s->n; i++) {
        if (!ok) {
            out_abandon(s->file[i]);
            continue;
        }
        s->failed = s->path[i];
        ok = out_commit(s->file[i], &s->why);
    }
    for (Folder *f = s->folder; f; f = f->next) {
        if (ok)
            ok = place(s, f);
        else
            drop_stage(s, f, true);
    }
    s->n = 0;
    s->folder = NULL;
    return ok;
}

void outset_abandon(OutSet *s)
{
    for (size_t i = 0; i < s->n; i++) out_abandon(s->file[i]);
    for (Folder *f = s->folder; f; f = f->next) drop_stage(s, f, true);
    s->n = 0;
    s->folder = NULL;
}
