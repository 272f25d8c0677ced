/* A forked child with limits, see child.h. */
#define _GNU_SOURCE
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define STACK ((size_t)1 << 30)
#define MESSAGE_CAP ((size_t)8 << 30)
#define STATUS_MEMORY 77

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

struct Child {
    int fd;
    uint32_t *progress;
    unsigned seconds;
    ChildWork *work;
    void *ctx;
};

/* ---- the child's side ---- */

static void out_of_memory(void) { _exit(STATUS_MEMORY); }

static bool write_all(int fd, const void *p, size_t n)
{
    for (const char *s = p; n;) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        s += k;
        n -= (size_t)k;
    }
    return true;
}

void child_send(Child *c, uint32_t kind, Str bytes)
{
    uint64_t head[2] = { kind, bytes.n };
    if (!write_all(c->fd, head, sizeof head) || !write_all(c->fd, bytes.p, bytes.n))
        _exit(1); /* nobody listens any more */
}

bool child_apart(bool (*work)(void *ctx, Child *c), void *ctx, Child *c)
{
    int status = 1;
    pid_t pid = fork();
    if (pid == 0) _exit(work(ctx, c) ? 0 : 1);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void more_time(unsigned seconds)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    struct rlimit r;
    if (getrlimit(RLIMIT_CPU, &r)) return;
    r.rlim_cur = (rlim_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + seconds + 1;
    if (r.rlim_max != RLIM_INFINITY && r.rlim_cur > r.rlim_max) r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_CPU, &r);
}

void child_progress(Child *c, uint32_t at)
{
    *c->progress = at;
    more_time(c->seconds);
}

/* Beyond what the process has already, and the stack. */
static void limit_memory(size_t memory)
{
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;
    if (!f) return;
    if (fscanf(f, "%lu", &pages) != 1) pages = 0;
    fclose(f);
    rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + memory + STACK;
    struct rlimit r, now;
    if (!getrlimit(RLIMIT_AS, &now) && now.rlim_cur != RLIM_INFINITY && now.rlim_cur < most)
        most = now.rlim_cur;
    r.rlim_cur = r.rlim_max = most;
    if (pages) setrlimit(RLIMIT_AS, &r);
}

/* libqpdf makes and drops millions of small objects: one heap for the thread, and what it had once
 * is kept. */
static void keep_memory(void)
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 16 << 20);
}

static void *run_thread(void *x)
{
    Child *c = x;
    c->work(c->ctx, c);
    return NULL;
}

static _Noreturn void child_main(Child *c, size_t memory)
{
    static const int back[] = { SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGXCPU };
    if (!SANITIZED) {
        for (size_t i = 0; i < sizeof back / sizeof *back; i++) signal(back[i], SIG_DFL);
        limit_memory(memory);
        int none = open("/dev/null", O_WRONLY); /* what a dying library says is nobody's business */
        if (none >= 0) dup2(none, 2);
    }
    struct rlimit no = { 0, 0 };
    setrlimit(RLIMIT_CORE, &no);
    mem_on_exhausted(out_of_memory);
    keep_memory();
    more_time(c->seconds);
    pthread_attr_t a;
    pthread_t t;
    pthread_attr_init(&a);
    pthread_attr_setstacksize(&a, STACK);
    bool ok = !pthread_create(&t, &a, run_thread, c) && !pthread_join(t, NULL);
    _exit(ok ? 0 : STATUS_MEMORY);
}

/* ---- the parent's side ---- */

static bool read_all(int fd, void *p, size_t n)
{
    for (char *s = p; n;) {
        ssize_t k = read(fd, s, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        s += k;
        n -= (size_t)k;
    }
    return true;
}

static bool read_message(int fd, Buf *b, uint32_t *kind)
{
    uint64_t head[2];
    if (!read_all(fd, head, sizeof head) || head[1] > MESSAGE_CAP) return false;
    *kind = (uint32_t)head[0];
    buf_clear(b);
    buf_reserve(b, head[1] < (1u << 26) ? head[1] : 1u << 26);
    char part[65536];
    for (uint64_t left = head[1]; left;) {
        size_t n = left < sizeof part ? (size_t)left : sizeof part;
        if (!read_all(fd, part, n)) return false;
        buf_bytes(b, part, n);
        left -= n;
    }
    return !buf_failed(b);
}

static ChildEnd end_of(int status, bool stopped)
{
    if (stopped) return CHILD_STOPPED;
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == 0            ? CHILD_DONE
            : WEXITSTATUS(status) == STATUS_MEMORY ? CHILD_MEMORY
                                                   : CHILD_CRASHED;
    int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return sig == SIGXCPU ? CHILD_TIME : CHILD_CRASHED;
}

static ChildEnd listen(int fd, pid_t pid, ChildHear *hear, void *ctx)
{
    Buf b = buf_new(MESSAGE_CAP);
    uint32_t kind;
    bool stopped = false;
    while (!stopped && read_message(fd, &b, &kind)) stopped = !hear(ctx, kind, buf_view(&b));
    buf_drop(&b);
    close(fd);
    if (stopped) kill(pid, SIGKILL);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return end_of(status, stopped);
}

ChildEnd child_run(ChildWork *work, void *ctx, size_t memory, unsigned seconds, ChildHear *hear,
                   void *hear_ctx, uint32_t *progress)
{
    int pair[2];
    uint32_t *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return CHILD_WORLD;
    if (pipe2(pair, O_CLOEXEC)) {
        munmap(shared, sizeof *shared);
        return CHILD_WORLD;
    }
    fflush(stdout);
    fflush(stderr);
    pid_t pid = fork();
    if (pid == 0) {
        close(pair[0]);
        Child c = { pair[1], shared, seconds, work, ctx };
        child_main(&c, memory);
    }
    close(pair[1]);
    ChildEnd end = CHILD_WORLD;
    if (pid > 0)
        end = listen(pair[0], pid, hear, hear_ctx);
    else
        close(pair[0]);
    *progress = *shared;
    munmap(shared, sizeof *shared);
    return end;
}

/* ---- messages ---- */

void wire_put(Buf *b, uint32_t v) { buf_bytes(b, &v, sizeof v); }

void wire_text(Buf *b, Str s)
{
    wire_put(b, (uint32_t)s.n);
    buf_bytes(b, s.p, s.n);
}

void wire_real(Buf *b, float v) { buf_bytes(b, &v, sizeof v); }

static Str take(Wire *w, size_t n)
{
    if (w->s.n < n) {
        w->bad = true;
        w->s.n = 0;
        return (Str){ "", 0 };
    }
    Str out = { w->s.p, n };
    w->s.p += n;
    w->s.n -= n;
    return out;
}

uint32_t wire_get(Wire *w)
{
    uint32_t v = 0;
    Str s = take(w, sizeof v);
    memcpy(&v, s.p, s.n);
    return v;
}

Str wire_str(Arena *a, Wire *w) { return str_keep(a, take(w, wire_get(w))); }

float wire_num(Wire *w)
{
    float v = 0;
    Str s = take(w, sizeof v);
    memcpy(&v, s.p, s.n);
    return v;
}
