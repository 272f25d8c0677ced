/* Text over which a filled rectangle is drawn afterwards: gone for the eye, not for a search or a
 * screen reader. That is how words are blacked out by those who know no better.
 *
 * Pieces of text are kept by the row of their middle; a rectangle looks at the rows it covers. Of
 * each piece only its core counts (the lower half of its letters, a narrow estimate of its width),
 * so that what merely touches it is not told. */
#include "attach/attach_in.h"

#include <math.h>

#define ROWS 256
#define PIECES_MAX 50000 /* of a page; further ones are not looked at */

typedef struct {
    double box[4];
    int next;
} Piece;
struct Cover {
    double bottom, height;
    int first[ROWS];
    Piece *v;
    int n, room;
};

Cover *cover_new(const double page[4])
{
    Cover *c = mem_alloc(sizeof *c);
    *c = (Cover){ .bottom = page[1], .height = page[3] - page[1] };
    for (int i = 0; i < ROWS; i++) c->first[i] = -1;
    return c;
}

void cover_drop(Cover *c)
{
    mem_free(c->v);
    mem_free(c);
}

static int row_of(const Cover *c, double y)
{
    double r = c->height > 0 ? (y - c->bottom) / c->height * ROWS : 0;
    return r > 0 ? r < ROWS ? (int)r : ROWS - 1 : 0; /* no number counts as 0 */
}

void cover_text(Cover *c, const double core[4])
{
    if (c->n >= PIECES_MAX) return;
    if (c->n == c->room) {
        c->room = c->room ? 2 * c->room : 256;
        c->v = mem_realloc(c->v, (size_t)c->room * sizeof *c->v);
    }
    int row = row_of(c, (core[1] + core[3]) / 2);
    Piece *p = &c->v[c->n];
    memcpy(p->box, core, sizeof p->box);
    p->next = c->first[row];
    c->first[row] = c->n++;
}

/* Across the line wholly, along it at least three times as far. */
static bool covers(const double fill[4], const double core[4])
{
    double w = core[2] - core[0], h = core[3] - core[1], thick = fmin(w, h);
    double across = fmin(fill[3], core[3]) - fmax(fill[1], core[1]),
           along = fmin(fill[2], core[2]) - fmax(fill[0], core[0]);
    if (w < h) {
        double t = across;
        across = along;
        along = t;
    }
    return across >= thick * 0.999 && along >= fmin(fmax(w, h), 3 * thick) * 0.999;
}

bool cover_fill(const Cover *c, const double fill[4])
{
    for (int row = row_of(c, fill[1]), last = row_of(c, fill[3]); c->n && row <= last; row++)
        for (int i = c->first[row]; i >= 0; i = c->v[i].next)
            if (covers(fill, c->v[i].box)) return true;
    return false;
}
