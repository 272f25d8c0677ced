/* Structure: each source's elements walked once, without recursion; what has lost its content pruned; names, ids, classes and heading levels
 * made fit for one document; ParentTree and IDTree rebuilt from the elements (ISO 32000-1, 14.7; a source's own trees are never believed).
 *
 * Types are resolved through the source's role map and written as standard ones, so that two parts cannot disagree about a name. */
#include "pack/merge_in.h"

#include <stdlib.h>

#define LEAF 256 /* entries of a leaf of a tree */
#define MAX_HOPS 16

static const char standard[] = " Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD"
    " THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form ";
static const char groups[] = " Document Part Art Sect Div ";
/* Types of PDF 2.0 that have none of their name before. */
static const char *const newer[][2] = { { "Title", "P" }, { "Em", "Span" }, { "Strong", "Span" }, { "Sub", "Span" }, { "Aside", "Div" }, { "FENote", "Note" }, { "DocumentFragment", "Sect" } };

void *merge_more(Arena *a, void *v, size_t n, size_t *room, size_t size)
{
    if (n < *room) return v;
    size_t more = *room ? 2 * *room : 64;
    v = arena_extend(a, v, *room * size, more * size);
    *room = more;
    return v;
}

static bool word_in(const char *list, Str w)
{
    for (const char *p = list; (p = strchr(p, ' ')) && p[1]; p++)
        if (!strncmp(p + 1, w.p, w.n) && p[1 + w.n] == ' ') return w.n > 0;
    return false;
}

Slot *slot_for(Merge *m, int obj, bool is_object)
{
    int k = ints_get(&m->slot_of, (size_t)obj);
    if (k) return &m->slot[k - 1];
    m->slot = merge_more(m->a, m->slot, m->nslots, &m->slotroom, sizeof *m->slot);
    m->slot[m->nslots++] = (Slot){ .obj = obj, .is_object = is_object };
    ints_set(&m->slot_of, (size_t)obj, (int)m->nslots);
    return &m->slot[m->nslots - 1];
}

int elem_new(Merge *m, const char *type, int parent, Str title, Str lang)
{
    O e = q_parse(m->d, "<</Type/StructElem/K[]>>");
    q_set(m->d, e, "/S", q_name(m->d, type));
    if (parent) q_set(m->d, e, "/P", q_ref(m->d, parent));
    if (title.n) q_set(m->d, e, "/T", q_text(m->d, title));
    if (lang.n) q_set(m->d, e, "/Lang", q_text(m->d, lang));
    return q_make(m->d, e);
}

/* ---- names made fit ---- */

typedef struct { int obj, page; uint32_t up; int depth; } Waiting;
typedef struct {
    Merge *m;
    Source *s;
    Waiting *waiting;
    size_t n, room;
    Ints seen, attr_seen;
    int roles, last_heading;
} Walk;

/* In the arena: the standard type that an element stands for. */
static Str type_of(Walk *w, O elem)
{
    Q d = w->m->d;
    O s = q_key(d, elem, "/S"), map = w->roles ? q_ref(d, w->roles) : 0;
    if (!qpdf_oh_is_name(d, s)) return S("NonStruct");
    Str cur = str_keep(w->m->a, str_of(qpdf_oh_get_name(d, s)));
    for (int i = 0; map && i < MAX_HOPS; i++) {
        O next = q_key(d, map, cur.p);
        if (!qpdf_oh_is_name(d, next)) break;
        cur = str_keep(w->m->a, str_of(qpdf_oh_get_name(d, next)));
    }
    Str name = str_sub(cur, 1, cur.n);
    if (word_in(standard, name)) return name;
    for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
        if (str_is(name, newer[i][0])) return str_of(newer[i][1]);
    return name.n > 1 && name.p[0] == 'H' && name.p[1] >= '1' && name.p[1] <= '9' ? S("H6") : S("NonStruct");
}

static O prefixed(Walk *w, O string)
{
    size_t n;
    const char *s = qpdf_oh_get_binary_string_value(w->m->d, string, &n);
    Buf b = { 0 };
    buf_printf(&b, "%d.", w->s->number);
    buf_bytes(&b, s, n);
    O out = q_bytes(w->m->d, buf_view(&b));
    buf_drop(&b);
    return out;
}

static void rename_class(Walk *w, O elem)
{
    Q d = w->m->d;
    O c = q_key(d, elem, "/C");
    bool one = qpdf_oh_is_name(d, c);
    O list = one ? qpdf_oh_wrap_in_array(d, c) : c, out = q_array(d);
    for (int i = 0, n = q_len(d, list); i < n; i++) {
        O x = q_at(d, list, i);
        if (!qpdf_oh_is_name(d, x)) { q_push(d, out, x); continue; }
        Str name = str_printf(w->m->a, "/%d.%s", w->s->number, qpdf_oh_get_name(d, x) + 1);
        q_push(d, out, q_name(d, name.p));
    }
    q_set(d, elem, "/C", one ? q_at(d, out, 0) : out);
}

/* /Headers names elements by their ids; /BBox moves with its page. */
static void attribute(Walk *w, O a, int page)
{
    Q d = w->m->d;
    O h = q_key(d, a, "/Headers"), out = q_array(d);
    for (int i = 0, n = q_len(d, h); i < n; i++) {
        O x = q_at(d, h, i);
        q_push(d, out, qpdf_oh_is_string(d, x) ? prefixed(w, x) : x);
    }
    if (q_len(d, h)) q_set(d, a, "/Headers", out);
    int at = ints_get(&w->m->page_at, (size_t)page);
    double box[4];
    if (!at || mat_is_one(w->m->move[at - 1]) || !q_box(d, q_key(d, a, "/BBox"), box)) return;
    mat_box(w->m->move[at - 1], box, box);
    q_set(d, a, "/BBox", q_rect(d, box));
}

static void attributes(Walk *w, O a, int page)
{
    Q d = w->m->d;
    int id = q_id(d, a);
    if (id && ints_get(&w->attr_seen, (size_t)id)) return; /* shared ones once */
    if (id) ints_set(&w->attr_seen, (size_t)id, 1);
    if (!q_is_array(d, a)) { attribute(w, a, page); return; }
    for (int i = 0, n = q_len(d, a); i < n; i++) {
        O x = q_at(d, a, i);
        int k = q_id(d, x);
        if (!q_is_dict(d, x) || (k && ints_get(&w->attr_seen, (size_t)k))) continue;
        if (k) ints_set(&w->attr_seen, (size_t)k, 1);
        attribute(w, x, page);
    }
}

static void take_id(Walk *w, O elem, int obj)
{
    Merge *m = w->m;
    O id = q_key(m->d, elem, "/ID");
    if (!qpdf_oh_is_string(m->d, id)) return;
    id = prefixed(w, id);
    q_set(m->d, elem, "/ID", id);
    size_t n;
    const char *s = qpdf_oh_get_binary_string_value(m->d, id, &n);
    m->id = merge_more(m->a, m->id, m->nids, &m->idroom, sizeof *m->id);
    Buf hex = { 0 }; /* as digits: sorts like the bytes, may hold any */
    for (size_t i = 0; i < n; i++) buf_printf(&hex, "%02x", (unsigned char)s[i]);
    m->id[m->nids++] = (IdEntry){ str_z(m->a, buf_view(&hex)), obj };
    buf_drop(&hex);
}

/* Never H beside H1: an unnumbered heading has the level of the sections around it. */
static Str heading(Walk *w, Str type, int depth)
{
    static const char *const name[] = { "H1", "H1", "H2", "H3", "H4", "H5", "H6" };
    if (str_is(type, "H")) {
        int level = depth < 1 ? 1 : depth > 6 ? 6 : depth;
        if (level > w->last_heading + 1) level = w->last_heading + 1;
        type = str_of(name[level]);
    }
    if (type.n != 2 || type.p[0] != 'H') return type;
    w->last_heading = type.p[1] - '0';
    int level = w->last_heading + w->s->shift;
    return str_of(name[level > 6 ? 6 : level]);
}

/* ---- walking ---- */

static void seen_at(Elem *e, int at)
{
    uint32_t page = (uint32_t)at - 1;
    if (e->first == NOWHERE || page < e->first) e->first = page;
    if (e->last == NOWHERE || page > e->last) e->last = page;
    e->marks++;
}

/* A piece of content: on a page of the pack, and no other element's. */
static bool mark(Walk *w, Elem *e, int holder, int page, int mcid)
{
    int at = ints_get(&w->m->page_at, (size_t)page);
    if (!at || mcid < 0 || mcid >= MERGE_MAX_MCID) return false;
    Slot *s = slot_for(w->m, holder, false);
    if (ints_get(&s->elem, (size_t)mcid)) return false;
    ints_set(&s->elem, (size_t)mcid, e->obj);
    seen_at(e, at);
    return true;
}

static bool object_kid(Walk *w, Elem *e, O kid, int page, O *instead)
{
    Q d = w->m->d;
    O x = q_key(d, kid, "/Obj"), pg = q_key(d, kid, "/Pg");
    int id = q_id(d, x);
    if (q_has(d, x, "/VMcid")) { /* a form field that is drawn now */
        int at = q_id(d, q_key(d, x, "/VPg")), mcid = q_int_of(d, q_key(d, x, "/VMcid"));
        if (!mark(w, e, at, at, mcid)) return false;
        *instead = q_parse(d, "<</Type/MCR>>");
        q_set(d, *instead, "/Pg", q_ref(d, at));
        q_set(d, *instead, "/MCID", q_int(d, mcid));
        return true;
    }
    if (!id || q_has(d, x, "/VGone") || ints_get(&w->m->gone, (size_t)id)) return false;
    int at = q_id(d, q_is_dict(d, q_key(d, x, "/P")) ? q_key(d, x, "/P") : pg);
    if (!at) at = page;
    if (!ints_get(&w->m->page_at, (size_t)at)) return false;
    Slot *s = slot_for(w->m, id, true);
    if (ints_get(&s->elem, 0)) return false;
    ints_set(&s->elem, 0, e->obj);
    seen_at(e, ints_get(&w->m->page_at, (size_t)at));
    return true;
}

/* True: it stays. Elements are put on the stack by the caller, in order. */
static bool kid_stays(Walk *w, Elem *e, O kid, int page, O *instead)
{
    Q d = w->m->d;
    if (qpdf_oh_is_integer(d, kid)) return mark(w, e, page, page, q_int_of(d, kid));
    if (!q_is_dict(d, kid)) return false;
    if (q_has(d, kid, "/MCID")) {
        O pg = q_key(d, kid, "/Pg"), stm = q_key(d, kid, "/Stm");
        int at = q_is_dict(d, pg) ? q_id(d, pg) : page;
        q_del(d, kid, "/StmOwn");
        return mark(w, e, q_is_stream(d, stm) ? q_id(d, stm) : at, at, q_int_of(d, q_key(d, kid, "/MCID")));
    }
    if (q_has(d, kid, "/Obj")) return object_kid(w, e, kid, page, instead);
    int id = q_id(d, kid);
    if (!id || ints_get(&w->seen, (size_t)id)) return false;
    ints_set(&w->seen, (size_t)id, 1);
    return true;
}

static void push(Walk *w, int obj, int page, uint32_t up, int depth)
{
    w->waiting = merge_more(w->m->a, w->waiting, w->n, &w->room, sizeof *w->waiting);
    w->waiting[w->n++] = (Waiting){ obj, page, up, depth };
}

static void kids(Walk *w, uint32_t at, O elem, int page, int depth)
{
    Q d = w->m->d;
    O k = q_key(d, elem, "/K"), out = q_array(d);
    bool list = q_is_array(d, k), changed = false;
    int n = list ? q_len(d, k) : qpdf_oh_is_null(d, k) ? 0 : 1;
    size_t before = w->n;
    for (int i = 0; i < n; i++) {
        O x = list ? q_at(d, k, i) : k, instead = 0;
        if (!kid_stays(w, &w->s->elem[at], x, page, &instead)) {
            w->s->elem[at].lost = changed = true;
            if (q_has(d, x, "/Obj") && q_is(d, q_key(d, elem, "/S"), "/Link")) q_set(d, elem, "/S", q_name(d, "/Span")); /* it leads nowhere now */
            continue;
        }
        if (instead) changed = true;
        q_push(d, out, instead ? instead : x);
        if (!instead && q_is_dict(d, x) && !q_has(d, x, "/MCID") && !q_has(d, x, "/Obj")) push(w, q_id(d, x), page, at, depth);
    }
    for (size_t lo = before, hi = w->n; lo + 1 < hi; lo++, hi--) { /* the first on top */
        Waiting t = w->waiting[lo];
        w->waiting[lo] = w->waiting[hi - 1];
        w->waiting[hi - 1] = t;
    }
    if (changed) q_set(d, elem, "/K", out);
}

static void element(Walk *w, Waiting t)
{
    static const char *const off[] = { "/NS", "/AF", "/Ref", "/PhoneticAlphabet", "/Phoneme" };
    Merge *m = w->m;
    Q d = m->d;
    O e = q_ref(d, t.obj), pg = q_key(d, e, "/Pg");
    ArenaMark mark_ = arena_mark(m->a);
    Str type = type_of(w, e);
    char name[16] = "/";
    if (str_is(type, "Document")) type = S("Sect"); /* one Document in the pack */
    if (word_in(" Sect Part Art ", type)) t.depth++;
    type = heading(w, type, t.depth);
    memcpy(name + 1, type.p, type.n < 14 ? type.n : 14);
    arena_rewind(m->a, mark_);
    q_set(d, e, "/S", q_name(d, name));
    if (q_is_dict(d, pg)) {
        t.page = q_id(d, pg);
        if (!ints_get(&m->page_at, (size_t)t.page)) q_del(d, e, "/Pg");
    }
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) q_del(d, e, off[i]);
    Source *s = w->s;
    uint32_t at = (uint32_t)s->nelems;
    s->elem = merge_more(m->a, s->elem, s->nelems, &s->elemroom, sizeof *s->elem);
    s->elem[s->nelems++] = (Elem){ .obj = t.obj, .up = t.up, .first = NOWHERE, .last = NOWHERE, .cell = !strcmp(name, "/TD") || !strcmp(name, "/TH"), .group = word_in(groups, str_of(name + 1)),
        .level = name[1] == 'H' && name[2] && !name[3] ? name[2] - '0' : 0 };
    take_id(w, e, t.obj);
    if (q_has(d, e, "/C")) rename_class(w, e);
    if (q_has(d, e, "/A")) attributes(w, q_key(d, e, "/A"), t.page);
    kids(w, at, e, t.page, t.depth);
}

/* ---- pruning: from the last element to the first, so that kids come before their parents ---- */

static void sum_up(Source *s)
{
    for (size_t i = s->nelems; i-- > 0;) {
        Elem *e = &s->elem[i];
        if (e->up == NOWHERE) continue;
        Elem *u = &s->elem[e->up];
        u->marks += e->marks;
        u->lost |= e->lost;
        if (e->first < u->first) u->first = e->first;
        if (e->last != NOWHERE && (u->last == NOWHERE || e->last > u->last)) u->last = e->last;
    }
}

/* An element whose content is not in the pack goes with its texts. Where pages were left out, so does one that never had any: nobody can say to
 * which page it belonged; but a row keeps its empty cells. */
static void judge(Source *s)
{
    for (size_t i = 0; i < s->nelems; i++) {
        Elem *e = &s->elem[i];
        bool up_dead = e->up != NOWHERE && s->elem[e->up].dead;
        e->dead = up_dead || (!e->marks && (e->lost || !s->whole) && !(e->cell && !e->lost));
    }
}

static void drop_dead_kids(Merge *m, Source *s, uint32_t at, const Ints *dead)
{
    Q d = m->d;
    O e = q_ref(d, s->elem[at].obj), k = q_key(d, e, "/K"), out = q_array(d);
    bool list = q_is_array(d, k);
    int n = list ? q_len(d, k) : 1;
    for (int i = 0; i < n; i++) {
        O x = list ? q_at(d, k, i) : k;
        if (!ints_get(dead, (size_t)q_id(d, x))) q_push(d, out, x);
    }
    q_set(d, e, "/K", out);
    q_free(d);
}

static void prune(Merge *m, Source *s)
{
    Ints dead = { 0 };
    bool *touched = ARENA_NEW_N(m->a, bool, s->nelems + 1);
    sum_up(s);
    judge(s);
    for (size_t i = 0; i < s->nelems; i++) {
        Elem *e = &s->elem[i];
        if (!e->dead) continue;
        ints_set(&dead, (size_t)e->obj, 1);
        if (e->up != NOWHERE && !s->elem[e->up].dead) touched[e->up] = true;
    }
    for (size_t i = 0; i < s->nelems; i++)
        if (touched[i]) drop_dead_kids(m, s, (uint32_t)i, &dead);
    if (dead.n) { /* their ids, too */
        size_t k = 0;
        for (size_t i = 0; i < m->nids; i++)
            if (!ints_get(&dead, (size_t)m->id[i].obj)) m->id[k++] = m->id[i];
        m->nids = k;
    }
    mem_free(dead.v);
}

/* ---- one source ---- */

static void take_classes(Walk *w, O map)
{
    Merge *m = w->m;
    int n;
    char **k = q_keys(m->a, m->d, map, &n);
    for (int i = 0; i < n; i++) {
        attributes(w, q_key(m->d, map, k[i]), 0);
        Str name = str_printf(m->a, "/%d.%s", w->s->number, k[i] + 1);
        q_set(m->d, q_ref(m->d, m->classes), name.p, q_key(m->d, map, k[i]));
    }
}

/* The elements at the top: those of the root, or of its one Document, which then is the Part itself. */
static void start(Walk *w, O root)
{
    Merge *m = w->m;
    Source *s = w->s;
    O k = q_key(m->d, root, "/K");
    if (q_len(m->d, k) == 1) k = q_at(m->d, k, 0);
    int only = q_is_dict(m->d, k) ? q_id(m->d, k) : 0;
    if (only && str_is(type_of(w, k), "Document")) k = q_key(m->d, k, "/K");
    int top = s->part ? s->part_elem : m->document, n = q_is_array(m->d, k) ? q_len(m->d, k) : 1;
    bool list = q_is_array(m->d, k);
    O out = q_array(m->d);
    for (int i = 0; i < n; i++) {
        O x = list ? q_at(m->d, k, i) : k;
        int id = q_id(m->d, x);
        if (!id || !q_is_dict(m->d, x) || q_has(m->d, x, "/MCID") || q_has(m->d, x, "/Obj") || ints_get(&w->seen, (size_t)id)) continue;
        ints_set(&w->seen, (size_t)id, 1);
        q_set(m->d, x, "/P", q_ref(m->d, top));
        q_push(m->d, out, x);
        push(w, id, 0, 0, 0);
    }
    for (size_t lo = 0, hi = w->n; lo + 1 < hi; lo++, hi--) { Waiting t = w->waiting[lo]; w->waiting[lo] = w->waiting[hi - 1]; w->waiting[hi - 1] = t; }
    q_set(m->d, q_ref(m->d, top), "/K", out);
}

/* Fields that were drawn, but that no element of the source names. */
static void unclaimed_fields(Merge *m, Source *s)
{
    for (size_t i = 0; i + 1 < s->drawn.n; i += 2) {
        uint32_t at = s->at[s->drawn.v[i]];
        int mcid = s->drawn.v[i + 1];
        Slot *slot = slot_for(m, m->page[at], false);
        if (ints_get(&slot->elem, (size_t)mcid)) continue;
        int e = elem_new(m, "/Form", s->part_elem, (Str){ "", 0 }, (Str){ "", 0 });
        ints_set(&slot->elem, (size_t)mcid, e);
        q_set(m->d, q_ref(m->d, e), "/Pg", q_ref(m->d, m->page[at]));
        q_push(m->d, q_key(m->d, q_ref(m->d, e), "/K"), q_int(m->d, mcid));
        q_push(m->d, q_key(m->d, q_ref(m->d, s->part_elem), "/K"), q_ref(m->d, e));
    }
}

void tree_take(Merge *m, Source *s)
{
    Walk w = { .m = m, .s = s };
    O root = q_ref(m->d, s->tree), map = q_key(m->d, root, "/RoleMap");
    w.roles = q_is_dict(m->d, map) ? q_make(m->d, map) : 0;
    take_classes(&w, q_key(m->d, root, "/ClassMap"));
    s->elem = merge_more(m->a, s->elem, 0, &s->elemroom, sizeof *s->elem);
    s->elem[s->nelems++] = (Elem){ .obj = s->part ? s->part_elem : m->document, .up = NOWHERE, .first = NOWHERE, .last = NOWHERE, .group = true };
    start(&w, root);
    q_free(m->d);
    while (w.n) {
        element(&w, w.waiting[--w.n]);
        q_free(m->d);
    }
    prune(m, s);
    unclaimed_fields(m, s);
    q_free(m->d);
    mem_free(w.seen.v);
    mem_free(w.attr_seen.v);
}

/* ---- the trees ---- */

static O slot_value(Merge *m, const Slot *s)
{
    if (s->is_object) return q_ref(m->d, ints_get(&s->elem, 0));
    O v = q_array(m->d), null = qpdf_oh_new_null(m->d);
    for (size_t k = 0; k < s->elem.n; k++) {
        O e = s->elem.v[k] ? q_ref(m->d, s->elem.v[k]) : null;
        q_push(m->d, v, e);
        if (s->elem.v[k]) qpdf_oh_release(m->d, e);
    }
    return qpdf_make_indirect_object(m->d, v);
}

typedef void Add(Merge *m, O list, size_t i, O *key);

static void add_slot(Merge *m, O list, size_t i, O *key)
{
    const Slot *s = &m->slot[i];
    O o = q_ref(m->d, s->obj);
    q_set(m->d, q_dict_of(m->d, o), s->is_object ? "/StructParent" : "/StructParents", q_int(m->d, (long long)i));
    *key = q_int(m->d, (long long)i);
    q_push(m->d, list, *key);
    q_push(m->d, list, slot_value(m, s));
}

static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static void add_id(Merge *m, O list, size_t i, O *key)
{
    Buf b = { 0 };
    for (const char *p = m->id[i].name; *p; p += 2) buf_char(&b, (char)(digit(p[0]) << 4 | digit(p[1])));
    *key = q_bytes(m->d, buf_view(&b));
    buf_drop(&b);
    q_push(m->d, list, *key);
    q_push(m->d, list, q_ref(m->d, m->id[i].obj));
}

/* A tree of two levels; its number. */
static int write_tree(Merge *m, const char *what, size_t n, Add *add)
{
    int top = q_make(m->d, q_parse(m->d, "<</Kids[]>>"));
    for (size_t i = 0; i < n; i += LEAF) {
        O leaf = q_dict(m->d), list = q_array(m->d), limits = q_array(m->d), key = 0, first = 0;
        for (size_t k = i; k < n && k < i + LEAF; k++) {
            add(m, list, k, &key);
            if (!first) first = key;
        }
        q_push(m->d, limits, first);
        q_push(m->d, limits, key);
        q_set(m->d, leaf, what, list);
        q_set(m->d, leaf, "/Limits", limits);
        q_push(m->d, q_key(m->d, q_ref(m->d, top), "/Kids"), qpdf_make_indirect_object(m->d, leaf));
        q_free(m->d);
    }
    return top;
}

static int by_name(const void *a, const void *b)
{
    const IdEntry *x = a, *y = b;
    int c = strcmp(x->name, y->name);
    return c ? c : (x->obj > y->obj) - (x->obj < y->obj);
}

/* Two elements of one part with one id: the first keeps it. */
static void ids_unique(Merge *m)
{
    size_t k = 0;
    if (m->nids) qsort(m->id, m->nids, sizeof *m->id, by_name);
    for (size_t i = 0; i < m->nids; i++) {
        if (!k || strcmp(m->id[k - 1].name, m->id[i].name)) m->id[k++] = m->id[i];
        else q_del(m->d, q_ref(m->d, m->id[i].obj), "/ID");
    }
    m->nids = k;
    q_free(m->d);
}

void tree_finish(Merge *m)
{
    int parents = write_tree(m, "/Nums", m->nslots, add_slot);
    q_set(m->d, q_ref(m->d, m->root), "/ParentTree", q_ref(m->d, parents));
    q_set(m->d, q_ref(m->d, m->root), "/ParentTreeNextKey", q_int(m->d, (long long)m->nslots));
    ids_unique(m);
    if (m->nids) {
        int ids = write_tree(m, "/Names", m->nids, add_id);
        q_set(m->d, q_ref(m->d, m->root), "/IDTree", q_ref(m->d, ids));
    }
    int n;
    q_keys(m->a, m->d, q_ref(m->d, m->classes), &n);
    if (n) q_set(m->d, q_ref(m->d, m->root), "/ClassMap", q_ref(m->d, m->classes));
    q_free(m->d);
}
