/* What a process of ours needs before anything else: how it ends when memory or we fail, and that it keeps the memory it has had. */
#include "cli/cli.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void memory_exhausted(void)
{
    static const char text[] = "vorlage: error: out of memory / Fehler: kein Speicher mehr [speicher]\n";
    if (write(2, text, sizeof text - 1) < 0) { /* nothing is left to do */ }
    _exit(EXIT_WORLD);
}

/* A fault of ours: say so and end with 3, whatever was under way. Outputs are renamed only when whole, so none is harmed. */
static void our_fault(int sig)
{
    static const char text[] = "vorlage: internal error, please report it / interner Fehler, bitte melden [intern]\n";
    (void)sig;
    if (write(2, text, sizeof text - 1) < 0) { /* nothing is left to do */ }
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

/* Memory once had is kept and used again: to give a page back and fetch it anew costs more than most of the work done in it. */
static void keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

void process_prepare(void)
{
    keep_memory();
    mem_on_exhausted(memory_exhausted);
    catch_our_faults();
}
