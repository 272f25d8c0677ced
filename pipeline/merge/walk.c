/* A source's structure tree, read as text (pdfin/objects.h) into elements of the pack: without
 * recursion, each object once. Types are resolved through the source's role map and written as
 * standard ones, so that two parts cannot disagree about a name; of what an element says only what
 * ISO 32000-1, table 323 names is taken, with the values that references lead to in their place. */
#include "merge/merge_in.h"

#define MAX_HOPS 16
#define MAX_KNOWN 64
#define MAX_NESTED 6                     /* values within an attribute */
#define MAX_ATTRIBUTES ((size_t)1 << 16) /* of one element, bytes */
#define BBOX_HERE '\1'

static const char *const standard[] = {
    "Document", "Part",    "Art",   "Sect",      "Div",     "BlockQuote", "Caption",
    "TOC",      "TOCI",    "Index", "NonStruct", "Private", "P",          "H",
    "H1",       "H2",      "H3",    "H4",        "H5",      "H6",         "L",
    "LI",       "Lbl",     "LBody", "Table",     "TR",      "TH",         "TD",
    "THead",    "TBody",   "TFoot", "Span",      "Quote",   "Note",       "Reference",
    "BibEntry", "Code",    "Link",  "Annot",     "Ruby",    "RB",         "RT",
    "RP",       "Warichu", "WT",    "WP",        "Figure",  "Formula",    "Form"
};
/* Types of PDF 2.0 that have none of their name before. */
static const char *const newer[][2] = {
    { "Title", "P" },   { "Em", "Span" },     { "Strong", "Span" },          { "Sub", "Span" },
    { "Aside", "Div" }, { "FENote", "Note" }, { "DocumentFragment", "Sect" }
};

typedef struct {
    int obj;
    uint32_t page, up, kid;
    int depth;
} Waiting; /* page: 1 + place in the plan, 0: none; kid: its place in the parent's list */
typedef struct {
    Merge *m;
    Source *s;
    Objects *x;
    Waiting *waiting;
    size_t n, room;
    Ints seen;
    Val roles;
    struct {
        Str name;
        const char *type;
    } known[MAX_KNOWN];
    int nknown, last_heading;
} Walk;

/* ---- types ---- */

static const char *standard_type(Str name)
{
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        if (str_is(name, standard[i])) return standard[i];
    for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
        if (str_is(name, newer[i][0])) return newer[i][1];
    return name.n > 1 && name.p[0] == 'H' && name.p[1] >= '1' && name.p[1] <= '9' ? "H6"
                                                                                  : "NonStruct";
}

/* The standard type that a name stands for. */
static const char *type_of(Walk *w, Val s)
{
    if (s.kind != VAL_NAME) return "NonStruct";
    for (int i = 0; i < w->nknown; i++)
        if (str_eq(w->known[i].name, s.text)) return w->known[i].type;
    Val cur = s;
    for (int i = 0; i < MAX_HOPS && w->roles.kind == VAL_DICT; i++) {
        Val next = object_key(w->x, w->roles, str_z(w->m->a, cur.text));
        if (next.kind != VAL_NAME) break;
        cur = next;
    }
    const char *type = standard_type(str_sub(cur.text, 1, cur.text.n));
    if (w->nknown < MAX_KNOWN) {
        w->known[w->nknown].name = s.text;
        w->known[w->nknown++].type = type;
    }
    return type;
}

static bool one_of(const char *type, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(type, list[i])) return true;
    return false;
}

/* Never H beside H1: an unnumbered heading has the level of the sections around it. */
static int heading(Walk *w, const char *type, int depth)
{
    if (type[0] != 'H' || (type[1] && type[2])) return 0;
    int level = type[1] ? type[1] - '0' : depth < 1 ? 1 : depth > 6 ? 6 : depth;
    if (!type[1] && level > w->last_heading + 1) level = w->last_heading + 1;
    return w->last_heading = level;
}

/* ---- what an element says ---- */

static Str prefixed(Walk *w, Val string)
{
    Str s = val_bytes(w->m->a, string);
    Buf b = { 0 };
    buf_printf(&b, "%d.", w->s->number);
    buf_bytes(&b, s.p, s.n);
    s = buf_keep(w->m->a, &b);
    return s;
}

static bool is_number(Val v) { return v.kind == VAL_INT || v.kind == VAL_REAL; }
static bool is_bool(Val v)
{
    return v.kind == VAL_WORD && (str_is(v.text, "true") || str_is(v.text, "false"));
}

/* A value with what its references lead to; what cannot be said in place is null. */
static void put_value(Walk *w, Buf *b, Val v, int depth)
{
    v = object_value(w->x, v);
    Str c = val_inside(v), key;
    Val x;
    if (depth > MAX_NESTED || b->n > MAX_ATTRIBUTES) {
        buf_z(b, "null");
        return;
    }
    if (v.kind == VAL_STRING)
        val_put_bytes(b, val_bytes(w->m->a, v));
    else if (v.kind == VAL_NAME || is_number(v) || is_bool(v))
        buf_str(b, v.text);
    else if (v.kind == VAL_ARRAY) {
        buf_char(b, '[');
        while ((x = val_next(&c)).kind != VAL_NONE) {
            put_value(w, b, x, depth + 1);
            buf_char(b, ' ');
        }
        buf_char(b, ']');
    } else if (v.kind == VAL_DICT) {
        buf_z(b, "<<");
        while (val_entry(&c, &key, &x)) {
            buf_str(b, key);
            buf_char(b, ' ');
            put_value(w, b, x, depth + 1);
        }
        buf_z(b, ">>");
    } else
        buf_z(b, "null");
}

/* /Headers names elements by their ids. */
static void put_headers(Walk *w, Buf *b, Val v)
{
    Str c = val_inside(object_value(w->x, v));
    buf_char(b, '[');
    for (Val x; (x = object_value(w->x, val_next(&c))).kind != VAL_NONE;)
        if (x.kind == VAL_STRING) val_put_bytes(b, prefixed(w, x));
    buf_char(b, ']');
}

static bool is_box(Walk *w, Val v, double box[4])
{
    v = object_value(w->x, v);
    Str c = val_inside(v);
    for (int i = 0; i < 4; i++) {
        Val x = object_value(w->x, val_next(&c));
        if (!is_number(x)) return false;
        box[i] = val_num(x);
    }
    return v.kind == VAL_ARRAY && val_next(&c).kind == VAL_NONE;
}

/* e: the element, whose /BBox moves with its page; NULL: a class. */
static void put_attribute(Walk *w, Buf *b, Val a, Elem *e)
{
    Str c = val_inside(a), key;
    Val v;
    double box[4];
    buf_z(b, "<<");
    while (val_entry(&c, &key, &v)) {
        if (str_is(key, "/NS")) continue; /* of PDF 2.0 */
        buf_str(b, key);
        buf_char(b, ' ');
        if (str_is(key, "/Headers"))
            put_headers(w, b, v);
        else if (e && !e->bbox && str_is(key, "/BBox") && is_box(w, v, box)) {
            e->bbox = ARENA_NEW_N(w->m->a, double, 4);
            memcpy(e->bbox, box, sizeof box);
            buf_char(b, BBOX_HERE);
        } else
            put_value(w, b, v, 0);
    }
    buf_z(b, ">>");
}

static void put_attributes(Walk *w, Buf *b, Val a, Elem *e)
{
    a = object_value(w->x, a);
    if (a.kind == VAL_DICT) {
        put_attribute(w, b, a, e);
        return;
    }
    Str c = val_inside(a);
    buf_char(b, '[');
    for (Val x; (x = val_next(&c)).kind != VAL_NONE && b->n < MAX_ATTRIBUTES;) {
        x = object_value(w->x, x);
        if (x.kind == VAL_DICT)
            put_attribute(w, b, x, e); /* numbers of revisions say nothing here */
    }
    buf_char(b, ']');
}

static void put_class(Walk *w, Buf *b, Val v)
{
    v = object_value(w->x, v);
    if (v.kind == VAL_NAME) {
        buf_printf(b, "/%d.%.*s", w->s->number, (int)(v.text.n - 1), v.text.p + 1);
        return;
    }
    Str c = val_inside(v);
    buf_char(b, '[');
    for (Val x; (x = object_value(w->x, val_next(&c))).kind != VAL_NONE;)
        if (x.kind == VAL_NAME) put_class(w, b, x);
    buf_char(b, ']');
}

static void take_id(Walk *w, uint32_t at, Val id)
{
    Merge *m = w->m;
    id = object_value(w->x, id);
    if (id.kind != VAL_STRING) return;
    m->elem[at].id = prefixed(w, id);
    m->id = merge_more(m->a, m->id, m->nids, &m->idroom, sizeof *m->id);
    m->id[m->nids++] = (IdEntry){ m->elem[at].id, at };
}

/* ---- kids ---- */

static void push(Walk *w, Waiting t)
{
    w->waiting = merge_more(w->m->a, w->waiting, w->n, &w->room, sizeof *w->waiting);
    w->waiting[w->n++] = t;
}

/* 1 + place in the plan of the page that an entry names; `otherwise` where it names none. */
static uint32_t page_of(Walk *w, Val pg, uint32_t otherwise)
{
    if (pg.kind != VAL_REF) return otherwise;
    int page = ints_get(&w->s->page_no, (size_t)pg.n);
    return page && w->s->at[page - 1] != NOWHERE ? w->s->at[page - 1] + 1 : 0;
}

/* An object that travels because the structure names it. */
static int extra(Source *s, int obj)
{
    int k = ints_get(&s->extra_at, (size_t)obj);
    if (k) return k - 1;
    ints_push(&s->extra, obj);
    ints_set(&s->extra_at, (size_t)obj, (int)s->extra.n);
    return (int)s->extra.n - 1;
}

static Kid mark_kid(Walk *w, Val kid, uint32_t page)
{
    Val mcid = object_key(w->x, kid, "/MCID"), stm = val_key(kid, "/Stm");
    page = page_of(w, val_key(kid, "/Pg"), page);
    Kid k = { .kind = page && mcid.kind == VAL_INT ? KID_MARK : KID_LOST,
              .page = page - 1,
              .mcid = mcid.n };
    if (k.kind == KID_MARK && stm.kind == VAL_REF) k.kind = KID_STREAM, k.obj = extra(w->s, stm.n);
    return k;
}

static Kid object_kid(Walk *w, Val kid, uint32_t page)
{
    Source *s = w->s;
    Val obj = val_key(kid, "/Obj");
    Kid k = { .kind = KID_LOST, .object = true };
    if (obj.kind != VAL_REF) return k;
    int drawn = ints_get(&s->drawn_at, (size_t)obj.n);
    if (drawn) { /* a form field that is drawn now */
        uint32_t at = s->at[s->drawn.v[drawn - 1]];
        return at == NOWHERE ? k : (Kid){ .kind = KID_MARK, .page = at, .mcid = s->drawn.v[drawn] };
    }
    if (ints_get(&s->annot_at, (size_t)obj.n)) {
        k.kind = KID_ANNOT;
        k.obj = obj.n;
        return k;
    }
    O o = q_ref(s->q, obj.n);
    page = page_of(w, val_key(kid, "/Pg"), page);
    if (page && q_is_stream(s->q, o))
        k.kind = KID_OBJECT, k.page = page - 1, k.obj = extra(s, obj.n);
    qpdf_oh_release(s->q, o);
    return k;
}

static bool is_mark(Val v) { return v.kind == VAL_DICT && val_key(v, "/MCID").kind != VAL_NONE; }
static bool is_object(Val v) { return v.kind == VAL_DICT && val_key(v, "/Obj").kind != VAL_NONE; }

static void add_kid(Walk *w, uint32_t at, Val v, uint32_t page, int depth)
{
    Merge *m = w->m;
    Kid k = { .kind = KID_LOST };
    if (v.kind == VAL_INT && page)
        k = (Kid){ .kind = KID_MARK, .page = page - 1, .mcid = v.n };
    else if (is_mark(v))
        k = mark_kid(w, v, page);
    else if (is_object(v))
        k = object_kid(w, v, page);
    else if (v.kind == VAL_REF && v.n > 0 && !ints_get(&w->seen, (size_t)v.n))
        k.kind = KID_ELEM;
    uint32_t kid = elem_kid(m, at, k);
    if (k.kind != KID_ELEM) return;
    ints_set(&w->seen, (size_t)v.n, 1);
    push(w, (Waiting){ v.n, page, at, kid, depth });
}

static void kids(Walk *w, uint32_t at, Val k, uint32_t page, int depth)
{
    Val v = object_value(w->x, k), x;
    Str c = val_inside(v);
    size_t before = w->n;
    if (v.kind != VAL_ARRAY) {
        if (k.kind != VAL_NONE) add_kid(w, at, k, page, depth);
    } else
        while ((x = val_next(&c)).kind != VAL_NONE) add_kid(w, at, x, page, depth);
    for (size_t lo = before, hi = w->n; lo + 1 < hi; lo++, hi--) { /* the first on top */
        Waiting t = w->waiting[lo];
        w->waiting[lo] = w->waiting[hi - 1];
        w->waiting[hi - 1] = t;
    }
}

/* ---- elements ---- */

static void put_text(Walk *w, Buf *b, Str key, Val v)
{
    v = object_value(w->x, v);
    if (v.kind != VAL_STRING) return;
    buf_char(b, ' ');
    buf_str(b, key);
    buf_char(b, ' ');
    val_put_bytes(b, val_bytes(w->m->a, v));
}

static void entries(Walk *w, uint32_t at, Val dict, Val *k)
{
    static const char *const texts[] = { "/T", "/Lang", "/Alt", "/E", "/ActualText" };
    Str c = val_inside(dict), key;
    Val v;
    Buf b = { 0 };
    Elem e = w->m->elem[at];
    while (val_entry(&c, &key, &v)) {
        if (str_is(key, "/K"))
            *k = v;
        else if (str_is(key, "/ID")) {
            take_id(w, at, v);
            e.id = w->m->elem[at].id;
        } else if (str_is(key, "/A")) {
            buf_z(&b, " /A ");
            put_attributes(w, &b, v, &e);
        } else if (str_is(key, "/C")) {
            buf_z(&b, " /C ");
            put_class(w, &b, v);
        } else
            for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
                if (str_is(key, texts[i])) put_text(w, &b, key, v);
    }
    e.more = buf_keep(w->m->a, &b);
    w->m->elem[at] = e;
}

static void element(Walk *w, Waiting t, Val dict)
{
    static const char *const groups[] = { "Document", "Part", "Art", "Sect", "Div" },
                             *const deeper[] = { "Sect", "Part", "Art" };
    Merge *m = w->m;
    const char *type = type_of(w, object_key(w->x, dict, "/S"));
    if (!strcmp(type, "Document")) type = "Sect"; /* one Document in the pack */
    if (one_of(type, deeper, 3)) t.depth++;
    t.page = page_of(w, val_key(dict, "/Pg"), t.page);
    uint32_t at = elem_add(m, type, t.up);
    Elem *e = &m->elem[at];
    e->level = heading(w, type, t.depth);
    e->group = one_of(type, groups, 5);
    e->cell = !strcmp(type, "TD") || !strcmp(type, "TH");
    e->page = t.page - 1;
    m->kid[t.kid].obj = (int)at;
    Val k = { VAL_NONE, { "", 0 }, 0 };
    entries(w, at, dict, &k);
    kids(w, at, k, t.page, t.depth);
}

/* What a reference among the kids leads to: mostly an element, now and then a mark that has a
 * number. */
static void take(Walk *w, Waiting t)
{
    Val dict = object_get(w->x, t.obj);
    Kid *k = &w->m->kid[t.kid], now = { .kind = KID_LOST };
    if (dict.kind == VAL_DICT && !is_mark(dict) && !is_object(dict)) {
        element(w, t, dict);
        return;
    }
    if (dict.kind == VAL_INT && t.page)
        now = (Kid){ .kind = KID_MARK, .page = t.page - 1, .mcid = dict.n };
    else if (is_mark(dict))
        now = mark_kid(w, dict, t.page);
    else if (is_object(dict))
        now = object_kid(w, dict, t.page);
    now.next = k->next;
    *k = now;
}

/* ---- the tree ---- */

static void classes(Walk *w, Val map)
{
    Str c = val_inside(map), key;
    Val v;
    while (val_entry(&c, &key, &v)) {
        Buf b = { 0 };
        put_attributes(w, &b, v, NULL);
        buf_printf(&w->m->classes, " /%d.%.*s ", w->s->number, (int)(key.n - 1), key.p + 1);
        buf_str(&w->m->classes, buf_view(&b));
        buf_drop(&b);
    }
}

/* The elements at the top: those of the root, or of its one Document, which then is the Part
 * itself. */
static Val tops(Walk *w, Val root)
{
    Val k = val_key(root, "/K"), v = object_value(w->x, k);
    if (v.kind == VAL_ARRAY) {
        Str c = val_inside(v);
        Val only = val_next(&c);
        if (val_next(&c).kind != VAL_NONE) return v;
        k = only;
        v = object_value(w->x, k);
    }
    if (v.kind == VAL_DICT && !strcmp(type_of(w, object_key(w->x, v, "/S")), "Document"))
        return val_key(v, "/K");
    return k;
}

void tree_walk(Merge *m, Source *s, Str bytes, int root)
{
    Walk w = { .m = m, .s = s, .x = objects_open(m->a, bytes, s->q) };
    Val tree = object_get(w.x, root);
    w.roles = object_key(w.x, tree, "/RoleMap");
    classes(&w, object_key(w.x, tree, "/ClassMap"));
    s->from = (uint32_t)m->nelems;
    kids(&w, s->top, tops(&w, tree), 0, 0);
    while (w.n) {
        Waiting t = w.waiting[--w.n];
        take(&w, t);
    }
    s->to = (uint32_t)m->nelems;
    objects_drop(w.x);
    mem_free(w.seen.v);
}
