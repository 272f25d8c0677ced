/* Equal objects below the pages' resources stored once: fonts, profiles, pictures that many parts
 * bring along. Bytes are compared, not only hashes. Bottom up, so that what differs only in the
 * numbers of equal objects is equal.
 *
 * Left alone: what holds marked content (its entry in the ParentTree is its own), layers (a layer
 * of one part may be off, that of another on). On the way, spot colours are compared: one name with
 * two recipes is against ISO 19005-2, 6.2.4.4. */
#include "merge/merge_in.h"

#define MAX_DEPTH 40

typedef struct {
    uint64_t hash;
    int obj;
    size_t size;
} Known;
typedef struct {
    Str name, recipe;
} Spot;
typedef struct {
    Merge *m;
    Ints instead; /* by object: what to use; -1: under way */
    Known *known;
    size_t n, room;
    Spot *spot;
    size_t nspots, spotroom;
    int part;
} Share;

static uint64_t hash_of(uint64_t h, const void *p, size_t n)
{
    const unsigned char *s = p;
    uint64_t word;
    for (; n >= 8; n -= 8, s += 8) {
        memcpy(&word, s, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    for (; n; n--) h = (h ^ *s++) * 0x100000001B3u;
    return h ^ h >> 32;
}

static bool same_bytes(Q d, int a, int b)
{
    unsigned char *x, *y;
    size_t n, k;
    bool same = q_data(d, q_ref(d, a), true, &x, &n);
    bool both = q_data(d, q_ref(d, b), true, &y, &k) && same && n == k && !memcmp(x, y, n);
    mem_free(x);
    mem_free(y);
    return both;
}

static bool same_text(Q d, Arena *a, int x, int y)
{
    ArenaMark mark = arena_mark(a);
    Str s = str_keep(a, str_of(qpdf_oh_unparse_resolved(d, q_dict_of(d, q_ref(d, x)))));
    bool same = str_is(s, qpdf_oh_unparse_resolved(d, q_dict_of(d, q_ref(d, y))));
    arena_rewind(a, mark);
    return same;
}

static void grow(Share *s)
{
    Known *old = s->known;
    size_t n = s->room;
    s->room = n ? 2 * n : 1024;
    s->known = mem_alloc(s->room * sizeof *s->known);
    memset(s->known, 0, s->room * sizeof *s->known);
    for (size_t i = 0; i < n; i++) {
        if (!old[i].obj) continue;
        size_t k = old[i].hash % s->room;
        while (s->known[k].obj) k = (k + 1) % s->room;
        s->known[k] = old[i];
    }
    mem_free(old);
}

/* The object that is the same as this one, maybe itself. */
static int lookup(Share *s, int obj, uint64_t hash, size_t size, bool stream)
{
    Q d = s->m->d;
    if (2 * s->n >= s->room) grow(s);
    size_t k = hash % s->room;
    for (; s->known[k].obj; k = (k + 1) % s->room) {
        Known *x = &s->known[k];
        if (x->hash != hash || x->size != size || q_is_stream(d, q_ref(d, x->obj)) != stream)
            continue;
        if (!same_text(d, s->m->a, x->obj, obj) || (stream && !same_bytes(d, x->obj, obj)))
            continue;
        s->m->shared++;
        s->m->shared_bytes += size;
        return x->obj;
    }
    s->known[k] = (Known){ hash, obj, size };
    s->n++;
    return obj;
}

static bool lone(const Share *s, O dict, int obj)
{
    Q d = s->m->d;
    O type = q_key(d, dict, "/Type");
    return ints_get(&s->m->slot_of, (size_t)obj) || q_is(d, type, "/OCG") ||
        q_is(d, type, "/OCMD") || q_is(d, type, "/Page");
}

static int by_itself(Share *s, O o, int obj)
{
    Q d = s->m->d;
    O dict = q_dict_of(d, o);
    if (lone(s, dict, obj)) return obj;
    const char *text = qpdf_oh_unparse_resolved(d, dict);
    size_t size = strlen(text);
    uint64_t h = hash_of(1, text, size);
    bool stream = q_is_stream(d, o);
    if (stream) {
        unsigned char *p;
        size_t n;
        if (!q_data(d, o, true, &p, &n)) {
            mem_free(p);
            return obj;
        }
        h = hash_of(h, p, n);
        size += n;
        mem_free(p);
    }
    return lookup(s, obj, h, size, stream);
}

/* [/Separation name alternate tint]: after sharing, equal recipes have equal text. */
static void spot_seen(Share *s, O array)
{
    Merge *m = s->m;
    if (q_len(m->d, array) != 4 || !q_is(m->d, q_at(m->d, array, 0), "/Separation")) return;
    Str name = str_keep(m->a, q_name_of(m->d, q_at(m->d, array, 1)));
    if (str_is(name, "All") || str_is(name, "None")) return;
    Str alt = str_keep(m->a, str_of(qpdf_oh_unparse_resolved(m->d, q_at(m->d, array, 2))));
    Str tint = str_of(qpdf_oh_unparse(m->d, q_at(m->d, array, 3)));
    Str recipe = str_printf(m->a, "%.*s %.*s", STR_FMT(alt), STR_FMT(tint));
    for (size_t i = 0; i < s->nspots; i++) {
        if (!str_eq(s->spot[i].name, name)) continue;
        if (!str_eq(s->spot[i].recipe, recipe) && !m->spot) {
            m->spot = name.p;
            m->spot_part = s->part;
        }
        return;
    }
    s->spot = merge_more(m->a, s->spot, s->nspots, &s->spotroom, sizeof *s->spot);
    s->spot[s->nspots++] = (Spot){ name, recipe };
}

static int share(Share *s, O o, int depth);

static void share_kids(Share *s, O o, int depth)
{
    Q d = s->m->d;
    O dict = q_dict_of(d, o);
    if (q_is_dict(d, dict)) {
        int n;
        char **k = q_keys(s->m->a, d, dict, &n);
        for (int i = 0; i < n; i++) {
            if (!strcmp(k[i], "/Parent") || !strcmp(k[i], "/P") || !strcmp(k[i], "/Pg") ||
                !strcmp(k[i], "/Length"))
                continue;
            O kid = q_key(d, dict, k[i]);
            int was = q_id(d, kid), now = share(s, kid, depth);
            if (was != now) q_set(d, dict, k[i], q_ref(d, now));
        }
    } else if (q_is_array(d, o)) {
        for (int i = 0, n = q_len(d, o); i < n; i++) {
            O kid = q_at(d, o, i);
            if (qpdf_oh_is_scalar(d, kid)) continue;
            int was = q_id(d, kid), now = share(s, kid, depth);
            if (was != now) qpdf_oh_set_array_item(d, o, i, q_ref(d, now));
        }
        spot_seen(s, o);
    }
}

/* The number of the object to use in place of an indirect one; 0 for a direct one. */
static int share(Share *s, O o, int depth)
{
    Q d = s->m->d;
    int obj = q_id(d, o), known = obj ? ints_get(&s->instead, (size_t)obj) : 0;
    if (known) return known > 0 ? known : obj;
    if (depth > MAX_DEPTH || qpdf_oh_is_scalar(d, o)) return obj;
    if (obj) ints_set(&s->instead, (size_t)obj, -1);
    share_kids(s, o, depth + 1);
    if (!obj) return 0;
    int now = by_itself(s, o, obj);
    ints_set(&s->instead, (size_t)obj, now);
    return now;
}

void merge_share_equal(Merge *m)
{
    Share s = { .m = m };
    for (uint32_t i = 0; i < m->plan->npages; i++) {
        const MergePage *p = &m->plan->page[i];
        O page = q_ref(m->d, m->page[i]), res = q_key(m->d, page, "/Resources");
        s.part = p->from == MERGE_PART ? (int)p->part : -1;
        if (q_is_dict(m->d, res)) {
            int was = q_id(m->d, res), now = share(&s, res, 0);
            if (was != now) q_set(m->d, page, "/Resources", q_ref(m->d, now));
        }
        q_free(m->d);
    }
    mem_free(s.known);
    mem_free(s.instead.v);
}
