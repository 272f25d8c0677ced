/* Arena of chunks, and malloc that never returns NULL. See mem.h. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"

#if defined(__SANITIZE_ADDRESS__) /* gcc */
#define HAVE_ASAN 1
#elif defined(__has_feature) /* clang */
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif

/* Under AddressSanitizer a poisoned gap follows each block, so that running over its end is seen.
 */
#ifdef HAVE_ASAN
#define GAP ((size_t)16)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define GAP ((size_t)0)
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#define CHUNK_FIRST ((size_t)64 << 10)
#define CHUNK_MOST ((size_t)4 << 20)

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *before;
    size_t room, used, total_before;
};
struct Arena {
    Chunk *top;
};

static void (*exhausted)(void);

void mem_on_exhausted(void (*handler)(void)) { exhausted = handler; }

static _Noreturn void out_of_memory(void)
{
    if (exhausted) exhausted();
    fputs("out of memory\n", stderr);
    abort();
}

void *mem_alloc(size_t n)
{
    void *p = malloc(n ? n : 1);
    if (!p) out_of_memory();
    return p;
}

void *mem_zeroed(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p) out_of_memory();
    return p;
}

void *mem_realloc(void *old, size_t n)
{
    void *p = realloc(old, n ? n : 1);
    if (!p) out_of_memory();
    return p;
}

void mem_free(void *p) { free(p); }

static char *chunk_data(Chunk *c) { return (char *)c + ((sizeof *c + 15) & ~(size_t)15); }

static Chunk *chunk_new(Chunk *before, size_t room)
{
    if (room > SIZE_MAX / 2) out_of_memory();
    Chunk *c = mem_alloc(((sizeof *c + 15) & ~(size_t)15) + room);
    *c = (Chunk){ before, room, 0, before ? before->total_before + before->used : 0 };
    POISON(chunk_data(c), room);
    return c;
}

Arena *arena_new(void)
{
    Arena *a = mem_alloc(sizeof *a);
    a->top = NULL;
    return a;
}

static void chunk_pop(Arena *a)
{
    Chunk *c = a->top;
    a->top = c->before;
    UNPOISON(chunk_data(c), c->room);
    free(c);
}

void arena_drop(Arena *a)
{
    if (!a) return;
    while (a->top) chunk_pop(a);
    free(a);
}

static size_t next_room(const Arena *a, size_t n)
{
    size_t room = a->top ? a->top->room * 2 : CHUNK_FIRST;
    if (room > CHUNK_MOST) room = CHUNK_MOST;
    return n > room ? n : room;
}

static size_t needed(size_t n)
{
    if (n > SIZE_MAX / 2) out_of_memory();
    return ((n + 15) & ~(size_t)15) + GAP;
}

void *arena_alloc(Arena *a, size_t n)
{
    size_t need = needed(n);
    if (!a->top || a->top->room - a->top->used < need)
        a->top = chunk_new(a->top, next_room(a, need));
    char *p = chunk_data(a->top) + a->top->used;
    a->top->used += need;
    UNPOISON(p, n);
    memset(p, 0, n);
    return p;
}

void *arena_extend(Arena *a, void *p, size_t old, size_t n)
{
    size_t had = needed(old), more = needed(n) - had;
    Chunk *c = a->top;
    if (p && n >= old && c && (char *)p + had == chunk_data(c) + c->used &&
        c->room - c->used >= more) {
        c->used += more;
        UNPOISON(p, n);
        memset((char *)p + old, 0, n - old);
        return p;
    }
    void *q = arena_alloc(a, n);
    if (old) memcpy(q, p, old < n ? old : n);
    return q;
}

void *arena_array(Arena *a, size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n)) out_of_memory();
    return arena_alloc(a, n);
}

char *arena_copy(Arena *a, const void *p, size_t n)
{
    if (n == SIZE_MAX) out_of_memory();
    char *q = arena_alloc(a, n + 1);
    if (n) memcpy(q, p, n);
    return q;
}

ArenaMark arena_mark(Arena *a) { return (ArenaMark){ a->top, a->top ? a->top->used : 0 }; }

void arena_rewind(Arena *a, ArenaMark m)
{
    while (a->top && a->top != m.chunk) chunk_pop(a);
    if (!a->top) return;
    CHECK(m.used <= a->top->used);
    POISON(chunk_data(a->top) + m.used, a->top->used - m.used);
    a->top->used = m.used;
}

size_t arena_used(const Arena *a) { return a->top ? a->top->total_before + a->top->used : 0; }
