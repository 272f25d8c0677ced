/* Foreign Parts at their place in reading order: behind the last own element that begins before
 * them, and inside it where it goes on behind. */
#include "merge/merge_in.h"

typedef struct {
    uint32_t elem, after;
} Put; /* into that own element, behind that kid (0: in front) */

/* The last kid of `up` whose content begins before page `at`; 0: none. */
static uint32_t kid_before(const Merge *m, uint32_t up, uint32_t at)
{
    uint32_t found = 0;
    for (uint32_t i = m->elem[up].kid; i; i = m->kid[i].next) {
        const Kid *k = &m->kid[i];
        const Elem *e = &m->elem[k->obj];
        if (k->kind == KID_ELEM && (uint32_t)k->obj < m->src[0].to &&
            (uint32_t)k->obj >= m->src[0].from && !e->dead && e->first != NOWHERE && e->first < at)
            found = i;
    }
    return found;
}

static Put place_of(const Merge *m, uint32_t at)
{
    Put p = { m->document, 0 };
    for (;;) {
        uint32_t k = kid_before(m, p.elem, at);
        if (!k) {
            p.after = 0;
            return p;
        }
        p.after = k;
        const Elem *e = &m->elem[m->kid[k].obj];
        if (!e->group || e->last == NOWHERE || e->last < at) return p;
        p.elem = (uint32_t)m->kid[k].obj;
    }
}

/* Headings must not skip a level, before the part or behind it (ISO 14289-1, 7.4.2): a part's first
 * level is the second, where own headings come before it, deeper where the own text goes on deeper.
 */
int merge_part_shift(const Merge *m, uint32_t at)
{
    int before = 0, next = 0;
    for (uint32_t i = m->src[0].from; i < m->src[0].to; i++) {
        const Elem *e = &m->elem[i];
        if (!e->level || e->dead || e->first == NOWHERE) continue;
        if (e->first < at)
            before = e->level;
        else if (!next)
            next = e->level;
    }
    int level = next > 3 ? next - 1 : 2;
    return (level > before + 1 ? before + 1 : level) - 1;
}

/* Parts with the same place stand in the order of the plan: each goes behind the one before it. */
static void hang(Merge *m, Put p, uint32_t part)
{
    elem_kid(m, p.elem, (Kid){ .kind = KID_ELEM, .obj = (int)part }); /* at the end ... */
    Elem *e = &m->elem[p.elem];
    uint32_t here = e->last_kid, before = 0, *from;
    m->elem[part].up = p.elem;
    for (uint32_t i = e->kid; i != here; i = m->kid[i].next) before = i;
    from = before ? &m->kid[before].next : &e->kid;
    *from = 0; /* ... taken off there ... */
    e->last_kid = before;
    uint32_t *to = p.after ? &m->kid[p.after].next : &e->kid, last = p.after;
    while (*to && m->kid[*to].part) {
        last = *to;
        to = &m->kid[*to].next;
    }
    m->kid[here].next = *to; /* ... and put in */
    m->kid[here].part = true;
    *to = here;
    if (e->last_kid == last) e->last_kid = here;
}

void merge_parts_place(Merge *m)
{
    for (uint32_t at = 0; at < m->plan->npages; at++) { /* in the order of the plan */
        const MergePage *p = &m->plan->page[at];
        if (p->from == MERGE_PART && m->src[p->part + 1].first == at)
            hang(m, place_of(m, at), m->src[p->part + 1].top);
    }
}
