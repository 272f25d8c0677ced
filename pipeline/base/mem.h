/* Memory: one arena a document, dropped as a whole.
 *
 * No function here returns NULL: when the machine has no memory left, the handler set with
 * mem_on_exhausted() is called and must not return (the command line reports and exits 2; in
 * a forked worker only that worker ends). libxml2 is given mem_alloc as well, because it
 * misjudges documents when an allocation fails.
 */
#ifndef VORLAGE_BASE_MEM_H
#define VORLAGE_BASE_MEM_H

#include <stddef.h>

typedef struct Arena Arena;
typedef struct {
    void *chunk;
    size_t used;
} ArenaMark;

/* A new, empty arena; arena_drop ends it and all that was allocated in it. */
Arena *arena_new(void);
void arena_drop(Arena *a);
/* n bytes, zeroed, aligned to 16. Owned by the arena. */
void *arena_alloc(Arena *a, size_t n);
/* count * size bytes; an overflow is treated as exhausted memory. */
void *arena_array(Arena *a, size_t count, size_t size);
/* The block p of `old` bytes grown to n: in place where nothing was allocated after it and the room
 * suffices, else moved. The new bytes are zero. p may be NULL (old 0). */
void *arena_extend(Arena *a, void *p, size_t old, size_t n);
/* A copy of n bytes at p, followed by a NUL that is not counted. */
char *arena_copy(Arena *a, const void *p, size_t n);
/* Scratch use: take a mark, allocate, go back to the mark. */
ArenaMark arena_mark(Arena *a);
void arena_rewind(Arena *a, ArenaMark m);
/* Bytes handed out so far (statistics, limits). */
size_t arena_used(const Arena *a);

#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_NEW_N(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))
#define ARENA_MORE(a, T, p, old, n) \
    ((T *)arena_extend((a), (p), (old) * sizeof(T), (n) * sizeof(T)))

void *mem_alloc(size_t n);
void *mem_zeroed(size_t count, size_t size); /* pages that are never written to cost nothing */
void *mem_realloc(void *p, size_t n);
void mem_free(void *p);
void mem_on_exhausted(void (*handler)(void));

#endif
