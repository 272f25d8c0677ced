/* Reading whole files; writing beside, syncing, renaming. See file.h.
 *
 * What is no regular file (a device, a pipe) is written directly: a rename would replace /dev/null
 * itself. A symbolic link is followed, so that the link stays; the older file's mode is kept; a
 * write-protected older file is respected, although rename would not ask. */
#define _GNU_SOURCE
#include "base/file.h"

#include "base/file_in.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(const char **why, const char *reason)
{
    *why = reason;
    return false;
}

static ssize_t read_some(int fd, char *p, size_t n)
{
    ssize_t k;
    do k = read(fd, p, n);
    while (k < 0 && errno == EINTR);
    return k;
}

static bool read_all(Arena *a, int fd, size_t limit, Buf *b, Str *out, const char **why)
{
    char chunk[65536];
    ssize_t n;
    while (!buf_failed(b) && (n = read_some(fd, chunk, sizeof chunk)) != 0) {
        if (n < 0) return refuse(why, strerror(errno));
        buf_bytes(b, chunk, (size_t)n);
    }
    if (buf_failed(b) || b->n > limit) return refuse(why, "too large");
    *out = str_keep(a, buf_view(b));
    return true;
}

/* A file of known size goes straight to its place; one that grows meanwhile is read like a pipe. */
static bool read_sized(Arena *a, int fd, size_t size, size_t limit, Buf *b, Str *out,
                       const char **why)
{
    char *p = arena_alloc(a, size + 1), more;
    size_t had = 0;
    ssize_t n = 1;
    while (had < size && (n = read_some(fd, p + had, size - had)) > 0) had += (size_t)n;
    if (n > 0) n = read_some(fd, &more, 1);
    if (n < 0) return refuse(why, strerror(errno));
    *out = (Str){ p, had };
    if (!n) return true;
    buf_bytes(b, p, had);
    buf_char(b, more);
    return read_all(a, fd, limit, b, out, why);
}

static bool read_open(Arena *a, int fd, size_t limit, Buf *b, Str *out, const char **why)
{
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        st.st_size = 0;
    else if ((uint64_t)st.st_size > limit)
        return refuse(why, "too large");
    return st.st_size ? read_sized(a, fd, (size_t)st.st_size, limit, b, out, why)
                      : read_all(a, fd, limit, b, out, why);
}

static int open_named(Arena *a, const char *path, int flags)
{
    int fd = open(path, flags);
    return fd < 0 && errno == ENOENT ? open(path_on_disk(a, path), flags) : fd;
}

bool file_read(Arena *a, const char *path, size_t limit, Str *out, const char **why)
{
    bool in = !strcmp(path, "-");
    int fd = in ? 0 : open_named(a, path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return refuse(why, strerror(errno));
    struct stat st;
    Buf b = buf_new(limit + 1);
    bool ok = !in && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? refuse(why, "directory")
        : in ? read_all(a, fd, limit, &b, out, why)
             : read_open(a, fd, limit, &b, out, why);
    buf_drop(&b);
    if (!in) close(fd);
    return ok;
}

bool file_head(Arena *a, const char *path, size_t n, Str *out, const char **why)
{
    int fd = open_named(a, path,
                        O_RDONLY | O_CLOEXEC | O_NOCTTY |
                            O_NONBLOCK); /* a pipe without writer must not hold us */
    if (fd < 0) return refuse(why, strerror(errno));
    struct stat st;
    char *p = arena_alloc(a, n + 1);
    bool known = fstat(fd, &st) == 0;
    ssize_t got = known && S_ISREG(st.st_mode) ? read(fd, p, n) : 0;
    int error = errno;
    close(fd);
    if (known && S_ISDIR(st.st_mode)) return refuse(why, "directory");
    if (known && !S_ISREG(st.st_mode)) return refuse(why, "no regular file");
    if (!known || got < 0) return refuse(why, strerror(error));
    if (!got) return refuse(why, "empty");
    *out = (Str){ p, (size_t)got };
    return true;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

bool file_list(Arena *a, const char *folder, Str **names, size_t *n)
{
    DIR *d = opendir(*folder ? folder : ".");
    if (!d) return false;
    size_t room = 64;
    Str *all = ARENA_NEW_N(a, Str, room);
    *n = 0;
    for (struct dirent *e; *n < FILE_LIST_MAX && (e = readdir(d));) {
        struct stat st;
        if (fstatat(dirfd(d), e->d_name, &st, 0) || !S_ISREG(st.st_mode)) continue;
        if (*n == room) {
            Str *wider = ARENA_NEW_N(a, Str, room *= 2);
            memcpy(wider, all, sizeof *all * *n);
            all = wider;
        }
        all[(*n)++] = str_keep(a, str_of(e->d_name));
    }
    closedir(d);
    qsort(all, *n, sizeof *all, by_name);
    *names = all;
    return true;
}

struct OutFile {
    int fd, error;
    bool synced;
    char *path, *beside;
    Pending *pending;
};

static char *copy_z(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(mem_alloc(n), s, n);
}

/* ---- what is beside only ---- */

struct Pending {
    Pending *next;
    bool folder;
    char path[];
};
static Pending *volatile pending; /* newest first; a signal may find it at any moment */

Pending *pending_add(const char *path, bool folder)
{
    size_t n = strlen(path) + 1;
    Pending *p = mem_alloc(sizeof *p + n);
    memcpy(p->path, path, n);
    p->folder = folder;
    p->next = pending;
    pending = p;
    return p;
}

void pending_drop(Pending *p)
{
    if (!p) return;
    Pending *at = pending;
    if (at == p)
        pending = p->next;
    else {
        while (at->next != p) at = at->next;
        at->next = p->next;
    }
    mem_free(p);
}

static void clean_up(int sig)
{
    for (Pending *p = pending; p; p = p->next) {
        if (p->folder)
            rmdir(p->path);
        else
            unlink(p->path);
    }
    signal(sig, SIG_DFL);
    raise(sig);
}

static const int end[] = { SIGINT, SIGTERM, SIGHUP };

void pending_hold(sigset_t *was)
{
    sigset_t hold;
    sigemptyset(&hold);
    for (size_t i = 0; i < sizeof end / sizeof *end; i++) sigaddset(&hold, end[i]);
    sigprocmask(SIG_BLOCK, &hold, was);
}

void pending_go_on(const sigset_t *was)
{
    int error = errno;
    sigprocmask(SIG_SETMASK, was, NULL);
    errno = error;
}

void out_clean_on_signals(void)
{
    struct sigaction was, to = { .sa_handler = clean_up };
    sigemptyset(&to.sa_mask);
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (!sigaction(end[i], NULL, &was) && was.sa_handler == SIG_DFL)
            sigaction(end[i], &to, NULL); /* nohup stays nohup */
}

/* ---- one file ---- */

/* "dir/.name.vorlage-PID": hidden, in the same folder, so that renaming is one step. */
char *name_beside(const char *path, int again)
{
    size_t d = dir_length(path), n = strlen(path) + 60;
    char *s = mem_alloc(n);
    int k = snprintf(s, n, "%.*s.%.200s.vorlage-%ld", (int)d, path, path + d, (long)getpid());
    if (again) snprintf(s + k, n - (size_t)k, "-%d", again);
    return s;
}

/* Locked as long as we write: what nobody holds was left by a killed run. False: another run has
 * just taken it for such a one. */
static bool is_held(int fd)
{
    struct stat st;
    (void)flock(fd, LOCK_EX | LOCK_NB);
    return fstat(fd, &st) || st.st_nlink > 0;
}

static bool is_beside(const char *name)
{
    const char *at = name[0] == '.' ? strstr(name, ".vorlage-") : NULL;
    return at && at[9] && strspn(at + 9, "0123456789-") == strlen(at + 9);
}

void clear_left(const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));) {
        struct stat st;
        int fd = is_beside(e->d_name)
            ? openat(dirfd(d), e->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            : -1;
        if (fd < 0) continue;
        if (!fstat(fd, &st) && S_ISREG(st.st_mode) && !flock(fd, LOCK_EX | LOCK_NB))
            unlinkat(dirfd(d), e->d_name, 0);
        close(fd);
    }
    if (d) closedir(d);
}

/* A file of that name may be left from a killed run or belong to a process of another container
 * that has the same number: it is left alone and the next name taken. */
static void open_beside(OutFile *f)
{
    for (int again = 0; again < 100; again++) {
        f->beside = name_beside(f->path, again);
        sigset_t was;
        pending_hold(&was);
        f->fd = open(f->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (f->fd >= 0) f->pending = pending_add(f->beside, false);
        pending_go_on(&was);
        if (f->fd >= 0 && is_held(f->fd)) return;
        if (f->fd >= 0) {
            close(f->fd);
            pending_drop(f->pending);
            f->pending = NULL;
            f->fd = -1;
            errno = EEXIST;
        }
        int error = errno;
        mem_free(f->beside);
        f->beside = NULL;
        errno = error;
        if (error != EEXIST) return;
    }
}

/* An older regular file: the link's end, if it is one, gets its name; its mode is kept. */
static void open_over(OutFile *f, mode_t mode)
{
    if (access(f->path, W_OK)) return;
    char *real = realpath(f->path, NULL);
    if (!real) return;
    mem_free(f->path);
    f->path = copy_z(real);
    free(real);
    open_beside(f);
    if (f->fd >= 0 && fchmod(f->fd, mode & 0777)) f->error = errno;
}

static void out_free(OutFile *f)
{
    if (f->fd > 1) close(f->fd);
    pending_drop(f->pending);
    mem_free(f->path);
    mem_free(f->beside);
    mem_free(f);
}

OutFile *out_open(const char *path, const char **why)
{
    OutFile *f = mem_alloc(sizeof *f);
    *f = (OutFile){ .fd = 1, .path = copy_z(path) };
    if (!strcmp(path, "-")) return f;
    struct stat st;
    f->fd = -1;
    if (stat(path, &st)) {
        if (errno == ENOENT) open_beside(f);
    } else if (S_ISDIR(st.st_mode))
        errno = EISDIR;
    else if (S_ISREG(st.st_mode))
        open_over(f, st.st_mode);
    else
        f->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (f->fd >= 0) return f;
    *why = strerror(errno);
    out_free(f);
    return NULL;
}

void out_write(OutFile *f, const void *p, size_t n)
{
    const char *c = p;
    while (n && !f->error) {
        ssize_t k = write(f->fd, c, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) {
            f->error = errno;
            return;
        }
        c += k;
        n -= (size_t)k;
    }
}

/* The rename itself must outlive a power cut: the folder is synced as well. Some file systems
 * cannot; that is no fault. */
void sync_folder(const char *path)
{
    char dir[4096];
    size_t d = dir_length(path);
    if (d >= sizeof dir) return;
    snprintf(dir, sizeof dir, "%.*s", d ? (int)d : 1, d ? path : ".");
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

bool out_ready(OutFile *f, const char **why)
{
    if (f->beside && !f->synced && !f->error && fsync(f->fd) && errno != EINVAL && errno != EROFS)
        f->error = errno;
    f->synced = true;
    if (f->error) *why = strerror(f->error);
    return !f->error;
}

void out_let_go(OutFile *f)
{
    if (!f->beside || f->fd < 0) return;
    if (close(f->fd) && !f->error) f->error = errno;
    f->fd = -1;
}

bool out_commit(OutFile *f, const char **why)
{
    bool to_file = f->beside != NULL, ok = out_ready(f, why);
    if (f->fd > 1 && !to_file) {
        if (close(f->fd) && ok) ok = refuse(why, strerror(errno));
        f->fd = -1;
    }
    if (ok && to_file && rename(f->beside, f->path)) ok = refuse(why, strerror(errno));
    if (to_file && !ok) unlink(f->beside);
    if (to_file && ok) sync_folder(f->path);
    out_free(f);
    return ok;
}

void out_abandon(OutFile *f)
{
    if (!f) return;
    if (f->beside) unlink(f->beside);
    out_free(f);
}

bool file_write(const char *path, Str data, const char **why)
{
    OutFile *f = out_open(path, why);
    if (!f) return false;
    out_write(f, data.p, data.n);
    return out_commit(f, why);
}
