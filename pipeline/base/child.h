/* Work that may die: done in a forked child, in a thread with a big stack, with limits on memory
 * and CPU time.
 *
 * libqpdf recurses once for each link of a chain of objects; a hostile file has chains of a hundred
 * thousand. The child sends messages and notes in `progress` what it is at, so that the parent can
 * say what made it die. */
#ifndef VORLAGE_BASE_CHILD_H
#define VORLAGE_BASE_CHILD_H

#include "base/str.h"

typedef struct Child Child;
typedef enum {
    CHILD_DONE,
    CHILD_CRASHED,
    CHILD_MEMORY,
    CHILD_TIME,
    CHILD_STOPPED,
    CHILD_WORLD
} ChildEnd;
typedef void ChildWork(void *ctx, Child *c);
/* In the parent, for each message; the bytes are lent. False: the child is ended. */
typedef bool ChildHear(void *ctx, uint32_t kind, Str bytes);

ChildEnd child_run(ChildWork *work, void *ctx, size_t memory, unsigned seconds, ChildHear *hear,
                   void *hear_ctx, uint32_t *progress);
/* In the child. */
void child_send(Child *c, uint32_t kind, Str bytes);
void child_progress(Child *c, uint32_t at); /* also begins the time allowed anew */

/* Work that leaves no trace in the child but what it sends: done in a copy of it. False: it did not
 * end well, or said false. */
bool child_apart(bool (*work)(void *ctx, Child *c), void *ctx, Child *c);

/* ---- messages: numbers and texts one after the other ---- */
typedef struct {
    Str s;
    bool bad;
} Wire; /* bad: read behind the end */
void wire_put(Buf *b, uint32_t v);
void wire_text(Buf *b, Str s);
void wire_real(Buf *b, float v);
uint32_t wire_get(Wire *w);
Str wire_str(Arena *a, Wire *w); /* kept in the arena */
float wire_num(Wire *w);

#endif
