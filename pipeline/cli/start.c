/* What a process of ours needs before anything else: how it ends when memory or we fail, and that
 * it keeps the memory it has had. */
#define _GNU_SOURCE
#include "cli/cli.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

static void memory_exhausted(void)
{
    static const char text[] =
        "vorlage: error: out of memory / Fehler: kein Speicher mehr [speicher]\n";
    if (write(2, text, sizeof text - 1) < 0) { /* nothing is left to do */
    }
    _exit(EXIT_WORLD);
}

/* A fault of ours: say so and end with 3, whatever was under way. Outputs are renamed only when
 * whole, so none is harmed. */
static void our_fault(int sig)
{
    static const char text[] =
        "vorlage: internal error, please report it / interner Fehler, bitte melden [intern]\n";
    (void)sig;
    if (write(2, text, sizeof text - 1) < 0) { /* nothing is left to do */
    }
    _exit(EXIT_OURS);
}

static void catch_our_faults(void)
{
    signal(SIGABRT, our_fault);
#ifndef __SANITIZE_ADDRESS__
    signal(SIGSEGV, our_fault);
    signal(SIGBUS, our_fault);
    signal(SIGFPE, our_fault);
#endif
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, told as such */
    signal(SIGXFSZ, SIG_IGN);
}

#define HEAP_AHEAD ((size_t)8 << 20) /* what a paper of some pages needs */
#define LARGE_PAGE ((size_t)2 << 20)

/* The heap's first megabytes in large pages where the system has them: that spares two thousand
 * faults, a tenth of a small paper's time. */
static void first_memory(void)
{
    mallopt(M_TOP_PAD, HEAP_AHEAD);
    void *first = mem_alloc(LARGE_PAGE);
    uintptr_t from = ((uintptr_t)first + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1),
              to = (uintptr_t)sbrk(0) & ~(uintptr_t)(LARGE_PAGE - 1);
    if (to > from) madvise((void *)from, to - from, MADV_HUGEPAGE);
    mem_free(first);
}

/* Memory once had is kept and used again: to give a page back and fetch it anew costs more than
 * most of the work done in it. */
static void keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
#if !defined(__SANITIZE_ADDRESS__)
    first_memory();
#endif
    mallopt(M_TOP_PAD, 1 << 20);
}

void cli_process_prepare(void)
{
    keep_memory();
    mem_on_exhausted(memory_exhausted);
    catch_our_faults();
    out_clean_on_signals();
}
