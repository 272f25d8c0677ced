/* Bookmarks: those of the plan, and below the ones marked `inner` those that the sources bring
 * along. ISO 32000-1, 12.3.3. */
#include "merge/merge_in.h"

#define MAX_LEVEL 60

typedef struct {
    int level, dest;
    Str title;
    uint32_t page, up;
    int obj, count;
    uint32_t first, last, prev, next;
    bool open;
} Entry; /* indices from 1 */
typedef struct {
    Merge *m;
    Entry *v;
    size_t n, room;
} List; /* v[0]: the root */

static Entry *add(List *l, int level, Str title, uint32_t page, int dest, bool open)
{
    l->v = merge_more(l->m->a, l->v, l->n, &l->room, sizeof *l->v);
    l->v[l->n] =
        (Entry){ .level = level, .title = title, .page = page, .dest = dest, .open = open };
    return &l->v[l->n++];
}

/* Where the bookmarks of a source now lead; those of one that is not whole are dropped with their
 * pages. */
static void items_settle(Merge *m, Source *s)
{
    size_t k = 0;
    for (size_t i = 0; i < s->nitems; i++) {
        Item x = s->item[i];
        O dest =
            x.dest ? merge_dest_place(m, q_ref(m->d, x.dest), &x.page) : qpdf_oh_new_null(m->d);
        x.dest = q_is_array(m->d, dest) ? q_make(m->d, dest) : 0;
        if (!x.dest) x.page = s->first;
        if (x.dest || (s->whole && s->part && x.page != NOWHERE)) s->item[k++] = x;
        q_free(m->d);
    }
    s->nitems = k;
}

static uint32_t next_page(const Merge *m, uint32_t i)
{
    uint32_t page = m->plan->bookmark[i].page;
    for (uint32_t k = i + 1; k < m->plan->nbookmarks; k++)
        if (m->plan->bookmark[k].page > page) return m->plan->bookmark[k].page;
    return m->plan->npages;
}

static void add_inner(List *l, uint32_t i)
{
    Merge *m = l->m;
    const MergeBookmark *b = &m->plan->bookmark[i];
    const MergePage *p = &m->plan->page[b->page];
    if (p->from == MERGE_BLANK) return;
    Source *s = &m->src[p->from == MERGE_PART ? p->part + 1 : 0];
    uint32_t end = s->part ? NOWHERE : next_page(m, i);
    for (size_t k = 0; k < s->nitems; k++) {
        const Item *x = &s->item[k];
        if (!s->part && (x->page < b->page || x->page >= end)) continue;
        add(l, b->level + x->level, x->title, x->page, x->dest, false);
    }
}

static void hang(List *l)
{
    uint32_t last[MAX_LEVEL + 1] = { 0 };
    int before = 0;
    for (uint32_t i = 1; i < l->n; i++) {
        Entry *e = &l->v[i];
        int level = e->level < 1 ? 1 : e->level > before + 1 ? before + 1 : e->level;
        if (level > MAX_LEVEL) level = MAX_LEVEL;
        before = level;
        Entry *up = &l->v[e->up = level > 1 ? last[level - 1] : 0];
        e->prev = up->last;
        if (up->last)
            l->v[up->last].next = i;
        else
            up->first = i;
        up->last = i;
        last[level] = i;
    }
    for (uint32_t i = (uint32_t)l->n; i-- > 1;)
        l->v[l->v[i].up].count += 1 + (l->v[i].open ? l->v[i].count : 0);
}

static O page_dest(Merge *m, uint32_t page)
{
    O a = q_array(m->d);
    double x = 0, y = m->shape[page].height;
    mat_apply(m->shape[page].to_user, &x, &y);
    q_push(m->d, a, q_ref(m->d, m->page[page]));
    q_push(m->d, a, q_name(m->d, "/XYZ"));
    q_push(m->d, a, q_real(m->d, x));
    q_push(m->d, a, q_real(m->d, y));
    q_push(m->d, a, qpdf_oh_new_null(m->d));
    return a;
}

static void lead(List *l, O o, const char *key, uint32_t to)
{
    if (to) q_set(l->m->d, o, key, q_ref(l->m->d, l->v[to].obj));
}

static void write_entry(List *l, uint32_t i)
{
    Entry *e = &l->v[i];
    Q d = l->m->d;
    O o = q_ref(d, e->obj);
    lead(l, o, "/First", e->first);
    lead(l, o, "/Last", e->last);
    lead(l, o, "/Prev", e->prev);
    lead(l, o, "/Next", e->next);
    if (e->count) q_set(d, o, "/Count", q_int(d, e->open ? e->count : -e->count));
    if (i) {
        q_set(d, o, "/Parent", q_ref(d, l->v[e->up].obj));
        q_set(d, o, "/Title", q_text(d, e->title));
        q_set(d, o, "/Dest", e->dest ? q_ref(d, e->dest) : page_dest(l->m, e->page));
    }
    q_free(d);
}

void merge_bookmarks_write(Merge *m)
{
    List l = { .m = m };
    for (size_t i = 0; i < m->nsrc; i++) items_settle(m, &m->src[i]);
    add(&l, 0, (Str){ "", 0 }, 0, 0, true);
    for (uint32_t i = 0; i < m->plan->nbookmarks; i++) {
        const MergeBookmark *b = &m->plan->bookmark[i];
        add(&l, b->level, b->title, b->page, 0, b->open);
        if (b->inner) add_inner(&l, i);
    }
    if (l.n < 2) return;
    hang(&l);
    for (uint32_t i = 0; i < l.n; i++) {
        l.v[i].obj = q_make(m->d, q_dict(m->d));
        q_free(m->d);
    }
    q_set(m->d, q_ref(m->d, l.v[0].obj), "/Type", q_name(m->d, "/Outlines"));
    for (uint32_t i = 0; i < l.n; i++) write_entry(&l, i);
    q_set(m->d, qpdf_get_root(m->d), "/Outlines", q_ref(m->d, l.v[0].obj));
    q_set(m->d, qpdf_get_root(m->d), "/PageMode", q_name(m->d, "/UseOutlines"));
    q_free(m->d);
}
