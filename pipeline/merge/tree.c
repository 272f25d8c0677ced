/* Structure of the pack: elements and their pieces of content, told by the sources (walk.c) and by
 * what is made for pages without structure. When all pages have their place it is settled: each
 * piece of content belongs to one element, what has lost its content is pruned, headings move below
 * ours (ISO 32000-1, 14.7; a source's own ParentTree and IDTree are never believed). tree_write.c
 * writes it. */
#include "merge/merge_in.h"

#include <stdlib.h>

void *merge_more(Arena *a, void *v, size_t n, size_t *room, size_t size)
{
    if (n < *room) return v;
    size_t more = *room ? 2 * *room : 64;
    v = arena_extend(a, v, *room * size, more * size);
    *room = more;
    return v;
}

Slot *merge_slot_for(Merge *m, int obj, bool is_object)
{
    int k = ints_get(&m->slot_of, (size_t)obj);
    if (k) return &m->slot[k - 1];
    m->slot = merge_more(m->a, m->slot, m->nslots, &m->slotroom, sizeof *m->slot);
    m->slot[m->nslots++] = (Slot){ .obj = obj, .is_object = is_object };
    ints_set(&m->slot_of, (size_t)obj, (int)m->nslots);
    return &m->slot[m->nslots - 1];
}

/* ---- elements ---- */

void tree_begin(Merge *m)
{
    m->elem =
        merge_more(m->a, m->elem, 0, &m->elemroom, sizeof *m->elem); /* the first of each is none */
    m->kid = merge_more(m->a, m->kid, 0, &m->kidroom, sizeof *m->kid);
    m->elem[0] = (Elem){ .type = "" };
    m->kid[0] = (Kid){ .kind = KID_LOST };
    m->nelems = m->nkids = 1;
}

uint32_t elem_add(Merge *m, const char *type, uint32_t up)
{
    m->elem = merge_more(m->a, m->elem, m->nelems, &m->elemroom, sizeof *m->elem);
    m->elem[m->nelems] =
        (Elem){ .type = type, .up = up, .first = NOWHERE, .last = NOWHERE, .page = NOWHERE };
    return (uint32_t)m->nelems++;
}

uint32_t elem_kid(Merge *m, uint32_t up, Kid k)
{
    m->kid = merge_more(m->a, m->kid, m->nkids, &m->kidroom, sizeof *m->kid);
    k.next = 0;
    m->kid[m->nkids] = k;
    Elem *e = &m->elem[up];
    if (e->kid)
        m->kid[e->last_kid].next = (uint32_t)m->nkids;
    else
        e->kid = (uint32_t)m->nkids;
    return e->last_kid = (uint32_t)m->nkids++;
}

uint32_t elem_new(Merge *m, const char *type, uint32_t up, Str title, Str lang)
{
    uint32_t at = elem_add(m, type, up);
    Buf b = { 0 };
    const struct {
        const char *key;
        Str v;
    } text[] = { { " /T ", title }, { " /Lang ", lang } };
    for (int i = 0; i < 2; i++) {
        if (!text[i].v.n) continue;
        buf_z(&b, text[i].key);
        buf_z(&b, qpdf_oh_unparse(m->d, q_text(m->d, text[i].v)));
    }
    m->elem[at].more = buf_keep(m->a, &b);
    return at;
}

void elem_say(Merge *m, uint32_t at, const char *key, O value)
{
    Elem *e = &m->elem[at];
    e->more = str_printf(m->a, "%.*s %s %s", STR_FMT(e->more), key,
                         qpdf_oh_unparse_resolved(m->d, value));
}

/* ---- content ---- */

static void seen_at(Elem *e, uint32_t page)
{
    if (e->first == NOWHERE || page < e->first) e->first = page;
    if (e->last == NOWHERE || page > e->last) e->last = page;
    e->marks++;
}

/* A piece of content is no other element's. */
static bool claim(Merge *m, uint32_t at, int holder, bool is_object, int mcid, uint32_t page)
{
    if (!holder || mcid < 0 || mcid >= MERGE_MAX_MCID) return false;
    Slot *s = merge_slot_for(m, holder, is_object);
    if (ints_get(&s->elem, (size_t)mcid)) return false;
    ints_set(&s->elem, (size_t)mcid, (int)at);
    seen_at(&m->elem[at], page);
    return true;
}

static bool settle_kid(Merge *m, const Source *s, uint32_t at, Kid *k)
{
    switch ((KidKind)k->kind) {
    case KID_MARK: return claim(m, at, m->page[k->page], false, k->mcid, k->page);
    case KID_STREAM:
    case KID_OBJECT:
        k->obj = ints_get(&s->extra_obj, (size_t)k->obj);
        return claim(m, at, k->obj, k->kind == KID_OBJECT, k->kind == KID_OBJECT ? 0 : k->mcid,
                     k->page);
    case KID_ANNOT: {
        int obj = ints_get(&s->annot_obj, (size_t)k->obj),
            page = ints_get(&m->annot_page, (size_t)obj);
        if (!obj || !page || ints_get(&m->gone, (size_t)obj)) return false;
        *k = (Kid){ .next = k->next,
                    .kind = KID_OBJECT,
                    .object = true,
                    .page = (uint32_t)page - 1,
                    .obj = obj };
        return claim(m, at, obj, true, 0, k->page);
    }
    case KID_ELEM: return true;
    case KID_LOST: break;
    }
    return false;
}

static void settle(Merge *m, const Source *s, uint32_t at)
{
    Elem *e = &m->elem[at];
    for (uint32_t i = e->kid; i; i = m->kid[i].next) {
        Kid *k = &m->kid[i];
        if (settle_kid(m, s, at, k)) continue;
        if ((k->object || k->kind == KID_OBJECT) && !strcmp(e->type, "Link"))
            e->type = "Span"; /* it leads nowhere now */
        k->kind = KID_LOST;
        e->lost = true;
    }
    static const char *const name[] = { "H1", "H1", "H2", "H3", "H4", "H5", "H6" };
    if (!e->level) return;
    e->level += s->shift;
    if (e->level > 6) e->level = 6;
    e->type = name[e->level];
}

/* ---- pruning: kids have higher numbers than their parents ---- */

static void sum_up(Merge *m, const Source *s)
{
    for (uint32_t i = s->to; i-- > s->from;) {
        Elem *e = &m->elem[i], *u = &m->elem[e->up];
        u->marks += e->marks;
        u->lost |= e->lost;
        if (e->first < u->first) u->first = e->first;
        if (e->last != NOWHERE && (u->last == NOWHERE || e->last > u->last)) u->last = e->last;
    }
}

/* An element whose content is not in the pack goes with its texts. Where pages were left out, so
 * does one that never had any: nobody can say to which page it belonged; but a row keeps its empty
 * cells. */
static void judge(Merge *m, const Source *s)
{
    for (uint32_t i = s->from; i < s->to; i++) {
        Elem *e = &m->elem[i];
        e->dead =
            m->elem[e->up].dead || (!e->marks && (e->lost || !s->whole) && !(e->cell && !e->lost));
    }
}

/* Fields that were drawn, but that no element of the source names. */
static void unclaimed_fields(Merge *m, Source *s)
{
    for (size_t i = 0; i + 1 < s->drawn.n; i += 2) {
        uint32_t at = s->at[s->drawn.v[i]];
        int mcid = s->drawn.v[i + 1];
        Slot *slot = merge_slot_for(m, m->page[at], false);
        if (ints_get(&slot->elem, (size_t)mcid)) continue;
        uint32_t e = elem_new(m, "Form", s->top, (Str){ "", 0 }, (Str){ "", 0 });
        ints_set(&slot->elem, (size_t)mcid, (int)e);
        elem_kid(m, e, (Kid){ .kind = KID_MARK, .page = at, .mcid = mcid });
        elem_kid(m, s->top, (Kid){ .kind = KID_ELEM, .obj = (int)e });
    }
}

void tree_settle(Merge *m, Source *s)
{
    settle(m, s, s->top); /* it may have content of its own */
    for (uint32_t i = s->from; i < s->to; i++) settle(m, s, i);
    sum_up(m, s);
    judge(m, s);
    unclaimed_fields(m, s);
}
