/* Foreign Parts at their place in reading order: behind the last own element that begins before them, and inside it where it goes on behind. */
#include "pack/merge_in.h"

typedef struct { uint32_t elem; int after; int part; } Put; /* into that own element, behind that kid (object; 0: in front) */

/* The last kid of `up` whose content begins before page `at`; NOWHERE: none. */
static uint32_t kid_before(const Source *own, uint32_t up, uint32_t at)
{
    uint32_t found = NOWHERE;
    for (size_t i = up + 1; i < own->nelems; i++) {
        const Elem *e = &own->elem[i];
        if (e->up == up && !e->dead && e->first != NOWHERE && e->first < at) found = (uint32_t)i;
    }
    return found;
}

static Put place_of(const Source *own, uint32_t at, int part)
{
    Put p = { 0, 0, part };
    for (;;) {
        uint32_t k = kid_before(own, p.elem, at);
        if (k == NOWHERE) { p.after = 0; return p; }
        p.after = own->elem[k].obj;
        if (!own->elem[k].group || own->elem[k].last == NOWHERE || own->elem[k].last < at) return p;
        p.elem = k;
    }
}

/* Headings must not skip a level, before the part or behind it (ISO 14289-1, 7.4.2): a part's first level is the second, where own headings
 * come before it, deeper where the own text goes on deeper. */
int part_shift(const Merge *m, uint32_t at)
{
    const Source *own = &m->src[0];
    int before = 0, next = 0;
    for (size_t i = 0; i < own->nelems; i++) {
        const Elem *e = &own->elem[i];
        if (!e->level || e->dead || e->first == NOWHERE) continue;
        if (e->first < at) before = e->level;
        else if (!next) next = e->level;
    }
    int level = next > 3 ? next - 1 : 2;
    return (level > before + 1 ? before + 1 : level) - 1;
}

static void put_here(Merge *m, O list, const Put *put, size_t n, uint32_t elem, int after)
{
    for (size_t i = 0; i < n; i++)
        if (put[i].elem == elem && put[i].after == after) q_push(m->d, list, q_ref(m->d, put[i].part));
}

static void rebuild(Merge *m, const Put *put, size_t n, uint32_t elem)
{
    int obj = m->src[0].nelems ? m->src[0].elem[elem].obj : m->document;
    O e = q_ref(m->d, obj), k = q_key(m->d, e, "/K"), out = q_array(m->d);
    bool list = q_is_array(m->d, k);
    int len = list ? q_len(m->d, k) : qpdf_oh_is_null(m->d, k) ? 0 : 1;
    put_here(m, out, put, n, elem, 0);
    for (int i = 0; i < len; i++) {
        O x = list ? q_at(m->d, k, i) : k;
        q_push(m->d, out, x);
        if (q_id(m->d, x)) put_here(m, out, put, n, elem, q_id(m->d, x));
    }
    q_set(m->d, e, "/K", out);
    for (size_t i = 0; i < n; i++)
        if (put[i].elem == elem) q_set(m->d, q_ref(m->d, put[i].part), "/P", e);
    q_free(m->d);
}

void parts_place(Merge *m)
{
    Put *put = ARENA_NEW_N(m->a, Put, m->nsrc + 1);
    size_t n = 0;
    for (uint32_t at = 0; at < m->plan->npages; at++) { /* in the order of the plan */
        const MergePage *p = &m->plan->page[at];
        if (p->from != MERGE_PART || m->src[p->part + 1].first != at) continue;
        put[n++] = place_of(&m->src[0], at, m->src[p->part + 1].part_elem);
    }
    for (size_t i = 0; i < n; i++) {
        bool done = false;
        for (size_t k = 0; k < i; k++) done |= put[k].elem == put[i].elem;
        if (!done) rebuild(m, put, n, put[i].elem);
    }
}
