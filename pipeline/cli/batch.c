/* Many documents: each in a forked worker of its own, at most --jobs at once.
 *
 * A worker writes its diagnostics and dumps into memory files; the parent prints them in the order
 * of the operands, so the number of workers changes nothing. A worker that dies or runs out of
 * memory ends alone. Before it writes an output it asks the parent for the path; the parent answers
 * in the order of the operands, so that of two papers with one number the first is written, whoever
 * was faster. */
#define _GNU_SOURCE
#include "cli/cli.h"

#include "read/read.h"
#include "schema/schema.h"

#include <errno.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKER_MEMORY ((rlim_t)4 << 30) /* address space of one worker, bytes */
#define PATH_LIMIT 4096

typedef enum { W_WAITING, W_RUNNING, W_ASKING, W_DONE } WorkerState;
typedef struct {
    WorkerState state;
    pid_t pid;
    int channel, out, err; /* parent's end; memory files */
    char *path;            /* asked for, and then taken */
    int status;
} Worker;

typedef struct {
    const Options *o;
    Worker *w;
    int n, printed, granted, running;
    double started;
    bool tty;
    const char **slot;
    size_t nslots;
} Batch;

/* ---- the worker's side ---- */

static bool ask_parent(void *ctx, const char *path)
{
    int fd = *(int *)ctx;
    size_t n = strlen(path) + 1;
    char yes = 0;
    if (n > PATH_LIMIT) return true; /* the file system will refuse it, and say why */
    if (send(fd, path, n, MSG_NOSIGNAL) != (ssize_t)n) return false;
    return read(fd, &yes, 1) == 1 && yes == 'y';
}

static void limit_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit r = { WORKER_MEMORY, WORKER_MEMORY };
    setrlimit(RLIMIT_AS, &r);
#endif
}

static _Noreturn void worker_main(const Options *o, const char *file, int channel, int out_fd,
                                  int err_fd)
{
    limit_memory();
    FILE *out = fdopen(out_fd, "w"), *err = fdopen(err_fd, "w");
    if (!out || !err) _exit(EXIT_WORLD);
    int rc = job_run(o, file, (Claim){ &channel, ask_parent }, out, err);
    if (fflush(out) || fflush(err)) rc = rc > EXIT_WORLD ? rc : EXIT_WORLD;
    _exit(rc);
}

/* ---- the parent's side ---- */

static bool start_worker(Batch *b, int i)
{
    Worker *w = &b->w[i];
    int pair[2];
    w->out = memfd_create("out", MFD_CLOEXEC);
    w->err = memfd_create("err", MFD_CLOEXEC);
    if (w->out < 0 || w->err < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
        return false;
    fflush(stdout);
    fflush(stderr);
    w->pid = fork();
    if (w->pid < 0) return false;
    if (w->pid == 0) {
        dup2(w->err, 2); /* what a library or a sanitizer says belongs to this document */
        worker_main(b->o, b->o->words[i], pair[1], w->out, w->err);
    }
    close(pair[1]);
    w->channel = pair[0];
    w->state = W_RUNNING;
    b->running++;
    return true;
}

/* Open addressing over the paths that were granted; twice as many slots as documents, so it never
 * fills. True: was there already. */
static bool path_taken(Batch *b, const char *path)
{
    size_t k = str_hash(str_of(path)) % b->nslots;
    for (; b->slot[k]; k = (k + 1) % b->nslots)
        if (!strcmp(b->slot[k], path)) return true;
    b->slot[k] = path;
    return false;
}

static void answer(Batch *b, int i, bool yes)
{
    Worker *w = &b->w[i];
    char c = yes ? 'y' : 'n';
    if (send(w->channel, &c, 1, MSG_NOSIGNAL) != 1) { /* the worker is gone; its end is seen soon */
    }
    w->state = W_RUNNING;
}

/* Answers the workers that ask, in order: only when all before them have asked or ended. */
static void grant(Batch *b)
{
    while (b->granted < b->n) {
        Worker *w = &b->w[b->granted];
        if (w->state == W_ASKING)
            answer(b, b->granted, !path_taken(b, w->path));
        else if (w->state != W_DONE)
            return;
        b->granted++;
    }
}

static void copy_out(int fd, FILE *to)
{
    char buf[65536];
    ssize_t n;
    lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, buf, sizeof buf)) > 0) fwrite(buf, 1, (size_t)n, to);
    close(fd);
}

static void died(const Batch *b, int i, int sig)
{
    bool de = b->o->lang == MSG_DE;
    fprintf(stderr,
            de ? "%s: Fehler: Die Verarbeitung wurde abgebrochen (Signal %d); die anderen Dateien "
                 "sind nicht betroffen [abbruch]\n"
               : "%s: error: processing was aborted (signal %d); other files are not affected "
                 "[abbruch]\n",
            b->o->words[i], sig);
}

/* Prints what is finished, in order. */
static void print_ready(Batch *b)
{
    while (b->printed < b->n && b->w[b->printed].state == W_DONE) {
        Worker *w = &b->w[b->printed];
        if (b->tty) fputs("\r\033[K", stderr);
        copy_out(w->err, stderr);
        copy_out(w->out, stdout);
        if (WIFSIGNALED(w->status)) died(b, b->printed, WTERMSIG(w->status));
        b->printed++;
    }
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void progress(const Batch *b)
{
    if (!b->tty || now() - b->started < 0.5) return;
    fprintf(stderr, "\r%d/%d\033[K", b->printed, b->n);
    fflush(stderr);
}

static void finish_worker(Batch *b, int i)
{
    Worker *w = &b->w[i];
    while (waitpid(w->pid, &w->status, 0) < 0 && errno == EINTR) {}
    close(w->channel);
    w->state = W_DONE;
    b->running--;
    if (i == b->granted) grant(b);
}

/* A worker asked for a path, or closed its end by ending. */
static void hear(Batch *b, int i)
{
    char buf[PATH_LIMIT];
    ssize_t n = recv(b->w[i].channel, buf, sizeof buf, 0);
    if (n <= 0) {
        finish_worker(b, i);
        return;
    }
    buf[n - 1] = 0;
    b->w[i].path = mem_alloc((size_t)n);
    memcpy(b->w[i].path, buf, (size_t)n);
    b->w[i].state = W_ASKING;
}

static void wait_for_some(Batch *b, struct pollfd *fds, int *who)
{
    nfds_t n = 0;
    for (int i = b->printed; i < b->n; i++) {
        if (b->w[i].state != W_RUNNING) continue;
        fds[n] = (struct pollfd){ .fd = b->w[i].channel, .events = POLLIN };
        who[n++] = i;
        if ((int)n >= b->running) break;
    }
    if (poll(fds, n, 500) < 0) return;
    for (nfds_t k = 0; k < n; k++)
        if (fds[k].revents) hear(b, who[k]);
}

static int batch_loop(Batch *b)
{
    int next = 0;
    struct pollfd *fds = mem_alloc(sizeof *fds * (size_t)b->n);
    int *who = mem_alloc(sizeof *who * (size_t)b->n);
    bool ok = true;
    while (b->printed < b->n && ok) {
        while (ok && next < b->n && b->running < b->o->jobs) ok = start_worker(b, next++);
        if (!ok) break;
        wait_for_some(b, fds, who);
        grant(b);
        print_ready(b);
        progress(b);
    }
    if (b->tty) fputs("\r\033[K", stderr);
    mem_free(fds);
    mem_free(who);
    if (!ok) fprintf(stderr, "vorlage: %s\n", strerror(errno));
    return ok ? EXIT_GOOD : EXIT_WORLD;
}

static int worst_status(const Batch *b)
{
    int rc = EXIT_GOOD;
    for (int i = 0; i < b->n; i++) {
        int s = WIFEXITED(b->w[i].status) ? WEXITSTATUS(b->w[i].status) : EXIT_OURS;
        if (s > rc) rc = s;
    }
    return rc;
}

static int run_forked(const Options *o)
{
    Batch b = { .o = o, .n = o->nwords, .started = now(), .tty = isatty(2) && !o->quiet };
    b.nslots = 2 * (size_t)b.n + 1;
    schema_warm();
    Arena *a = arena_new();
    b.w = ARENA_NEW_N(a, Worker, (size_t)b.n);
    b.slot = ARENA_NEW_N(a, const char *, b.nslots);
    int rc = batch_loop(&b);
    if (!rc) rc = worst_status(&b);
    for (int i = 0; i < b.n; i++) mem_free(b.w[i].path);
    arena_drop(a);
    return rc;
}

int batch_run(const Options *o)
{
    if (o->nwords > 1) return run_forked(o);
    return job_run(o, o->words[0], (Claim){ NULL, NULL }, stdout, stderr);
}
