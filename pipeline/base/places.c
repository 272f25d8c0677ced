/* Sorted pairs of offsets. */
#include "base/places.h"

#include <stdlib.h>

void places_add(Arena *a, Places *p, Place at, size_t to)
{
    if (!at.src || to > UINT32_MAX) return;
    if (!p->src) p->src = at.src;
    if (at.src != p->src) return;
    if (p->n == p->room) {
        size_t more = p->room ? 2 * p->room : 256;
        p->pair = ARENA_MORE(a, PlacePair, p->pair, p->room, more);
        p->room = more;
    }
    p->pair[p->n++] = (PlacePair){ at.off, (uint32_t)to };
}

static int by_offset(const void *a, const void *b)
{
    const PlacePair *x = a, *y = b;
    if (x->off != y->off) return x->off < y->off ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

void places_sort(Places *p)
{
    if (p->n) qsort(p->pair, p->n, sizeof *p->pair, by_offset);
    p->sorted = true;
}

bool places_find(const Places *p, Place at, uint32_t *to)
{
    if (!at.src || at.src != p->src) return false;
    size_t from = 0, end = p->n;
    while (from < end) {
        size_t mid = from + (end - from) / 2;
        if (p->pair[mid].off < at.off)
            from = mid + 1;
        else
            end = mid;
    }
    if (from == p->n || p->pair[from].off != at.off) return false;
    *to = p->pair[from].to;
    return true;
}
