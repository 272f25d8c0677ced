/* The structure of a pack: who has which content, what is pruned, where foreign parts stand, and
 * the objects it is written as (tree.c, tree_write.c, place.c). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "merge/merge_in.h"

enum { PAGES = 5 };

/* Five pages; the own source has all elements behind Document, a part none yet. */
typedef struct {
    Merge m;
    Source src[3];
    MergePlan plan;
    MergePage page[PAGES];
    MergePart part[2];
    PageShape shape[PAGES];
    Mat move[PAGES];
    int at[PAGES];
} Case;

static void begin(Case *c)
{
    *c = (Case){ .m = { .a = arena_new(), .d = qpdf_init() } };
    qpdf_silence_errors(c->m.d);
    qpdf_empty_pdf(c->m.d);
    c->plan = (MergePlan){ .page = c->page, .npages = PAGES, .part = c->part, .nparts = 2 };
    c->m.plan = &c->plan;
    c->m.src = c->src;
    c->m.nsrc = 3;
    c->m.page = c->at;
    c->m.shape = c->shape;
    c->m.move = c->move;
    for (int i = 0; i < PAGES; i++) {
        c->at[i] = q_make(c->m.d, q_dict(c->m.d));
        c->move[i] = MAT_ONE;
    }
    tree_begin(&c->m);
    c->m.document = elem_add(&c->m, "Document", 0);
    c->src[0].whole = true;
    c->src[0].top = c->m.document;
    c->src[0].from = 2;
}

static void end(Case *c)
{
    mem_free(c->m.slot_of.v);
    for (size_t i = 0; i < c->m.nslots; i++) mem_free(c->m.slot[i].elem.v);
    mem_free(c->src[0].drawn.v);
    q_free(c->m.d);
    qpdf_cleanup(&c->m.d);
    arena_drop(c->m.a);
}

static uint32_t elem(Case *c, const char *type, uint32_t up)
{
    uint32_t e = elem_add(&c->m, type, up);
    elem_kid(&c->m, up, (Kid){ .kind = KID_ELEM, .obj = (int)e });
    c->src[0].to = e + 1;
    return e;
}

static void mark(Case *c, uint32_t e, uint32_t page, int mcid)
{
    elem_kid(&c->m, e, (Kid){ .kind = KID_MARK, .page = page, .mcid = mcid });
}

static Elem *at(Case *c, uint32_t e) { return &c->m.elem[e]; }

/* ---- settled ---- */

static void content_has_one_owner(void **state)
{
    Case c;
    begin(&c);
    uint32_t p = elem(&c, "P", 1), thief = elem(&c, "P", 1), below = elem(&c, "Span", thief),
             odd = elem(&c, "P", 1), last = elem(&c, "P", 1);
    mark(&c, p, 2, 0);
    mark(&c, p, 1, 7);
    mark(&c, thief, 2, 0);
    mark(&c, odd, 2, -1);
    mark(&c, odd, 2, MERGE_MAX_MCID);
    mark(&c, last, 2, MERGE_MAX_MCID - 1);
    mark(&c, last, 2, 1);
    mark(&c, last, 2, 1);
    tree_settle(&c.m, &c.src[0]);
    assert_int_equal(at(&c, p)->marks, 2);
    assert_int_equal(at(&c, p)->first, 1);
    assert_int_equal(at(&c, p)->last, 2);
    assert_false(at(&c, p)->dead || at(&c, p)->lost);
    assert_true(at(&c, thief)->dead && at(&c, thief)->lost && !at(&c, thief)->marks);
    assert_true(at(&c, below)->dead && !at(&c, below)->lost);
    assert_true(at(&c, odd)->dead);
    assert_true(!at(&c, last)->dead && at(&c, last)->lost);
    assert_int_equal(at(&c, 1)->marks, 4);
    assert_int_equal(at(&c, 1)->first, 1);
    assert_int_equal(at(&c, 1)->last, 2);
    assert_int_equal(c.m.nslots, 2);
    end(&c);
}

/* What never had content stays only where the file is whole; a row keeps its empty cells. */
static void pruned(void **state)
{
    for (int whole = 0; whole < 2; whole++) {
        Case c;
        begin(&c);
        uint32_t empty = elem(&c, "P", 1), row = elem(&c, "TR", 1), cell = elem(&c, "TD", row),
                 full = elem(&c, "TD", row), gone = elem(&c, "TD", row), none = elem(&c, "TR", 1),
                 lone = elem(&c, "TD", none);
        at(&c, cell)->cell = at(&c, full)->cell = at(&c, gone)->cell = at(&c, lone)->cell = true;
        mark(&c, full, 0, 0);
        mark(&c, gone, 0, 0);
        c.src[0].whole = whole;
        tree_settle(&c.m, &c.src[0]);
        assert_int_equal(at(&c, empty)->dead, !whole);
        assert_false(at(&c, row)->dead);
        assert_false(at(&c, cell)->dead || at(&c, full)->dead);
        assert_true(at(&c, gone)->dead);
        assert_int_equal(at(&c, none)->dead, !whole);
        assert_int_equal(at(&c, lone)->dead, !whole);
        end(&c);
    }
}

/* Annotations that are gone take their link with them, its words stay; headings move, to six. */
static void links_and_headings(void **state)
{
    Case c;
    begin(&c);
    uint32_t lost = elem(&c, "Link", 1), kept = elem(&c, "Link", 1), h = elem(&c, "H1", 1),
             deep = elem(&c, "H5", 1), p = elem(&c, "P", 1);
    Source *s = &c.src[0];
    mark(&c, lost, 0, 0);
    elem_kid(&c.m, lost, (Kid){ .kind = KID_ANNOT, .object = true, .obj = 3 });
    mark(&c, kept, 0, 1);
    elem_kid(&c.m, kept, (Kid){ .kind = KID_ANNOT, .object = true, .obj = 4 });
    int there = q_make(c.m.d, q_dict(c.m.d));
    ints_set(&s->annot_obj, 3, there);
    ints_set(&s->annot_obj, 4, there + 1);
    ints_set(&c.m.annot_page, (size_t)there, 1);
    ints_set(&c.m.annot_page, (size_t)there + 1, 3);
    ints_set(&c.m.gone, (size_t)there, 1);
    at(&c, h)->level = 1, at(&c, deep)->level = 5;
    for (int i = 2; i < 5; i++) mark(&c, i == 2 ? h : i == 3 ? deep : p, 0, i);
    s->shift = 2;
    tree_settle(&c.m, s);
    assert_string_equal(at(&c, lost)->type, "Span");
    assert_true(at(&c, lost)->lost && !at(&c, lost)->dead);
    assert_string_equal(at(&c, kept)->type, "Link");
    assert_int_equal(at(&c, kept)->marks, 2);
    assert_int_equal(at(&c, kept)->last, 2);
    assert_string_equal(at(&c, h)->type, "H3");
    assert_string_equal(at(&c, deep)->type, "H6");
    assert_string_equal(at(&c, p)->type, "P");
    mem_free(s->annot_obj.v);
    mem_free(c.m.annot_page.v);
    mem_free(c.m.gone.v);
    end(&c);
}

/* A field drawn into a marked page gets an element, where the source names none for it. */
static void drawn_fields(void **state)
{
    Case c;
    begin(&c);
    uint32_t p = elem(&c, "P", 1), at_[2] = { 3, 1 };
    Source *s = &c.src[0];
    s->at = at_;
    mark(&c, p, 1, 0);
    const int drawn[] = { 1, 0, 0, 5 };
    for (int i = 0; i < 4; i++) ints_push(&s->drawn, drawn[i]);
    tree_settle(&c.m, s);
    assert_int_equal(c.m.nelems, 4);
    const Elem *e = at(&c, 3);
    assert_string_equal(e->type, "Form");
    const Kid *k = &c.m.kid[e->kid];
    assert_true(k->kind == KID_MARK && k->page == 3 && k->mcid == 5 && !k->next);
    assert_int_equal(c.m.kid[at(&c, 1)->last_kid].obj, 3);
    assert_int_equal(ints_get(&merge_slot_for(&c.m, c.at[3], false)->elem, 5), 3);
    end(&c);
}

/* ---- written ---- */

static int numbered(void *ctx, int obj)
{
    Case *c = ctx;
    for (int i = 0; i < PAGES; i++)
        if (c->at[i] == obj) return 900 + i;
    return 990 + obj - c->at[PAGES - 1];
}

static Buf *written;
static void open_object(void *ctx, int number) { buf_printf(written, "%d: ", number); }
static void close_object(void *ctx) { buf_char(written, '\n'); }

static void objects(void **state)
{
    Case c;
    begin(&c);
    Merge *m = &c.m;
    uint32_t p = elem(&c, "P", 1), gone = elem(&c, "P", 1), f = elem(&c, "Figure", 1),
             one = elem(&c, "P", 1);
    mark(&c, p, 0, 0);
    mark(&c, p, 1, 2);
    mark(&c, p, 1, 0);
    mark(&c, gone, 0, 0);
    at(&c, p)->page = 1;
    int stream = q_make(m->d, q_dict(m->d)), annot = q_make(m->d, q_dict(m->d));
    ints_set(&c.src[0].extra_obj, 1, stream);
    ints_set(&c.src[0].extra_obj, 2, annot);
    elem_kid(m, f, (Kid){ .kind = KID_STREAM, .page = 2, .obj = 1, .mcid = 4 });
    elem_kid(m, f, (Kid){ .kind = KID_OBJECT, .page = 2, .obj = 2 });
    double box[4] = { 1, 2, 3, 4.5 };
    at(&c, f)->bbox = box;
    at(&c, f)->more = S(" /Alt(x) /A<</O/Layout/BBox \1>>");
    at(&c, f)->page = 2;
    c.move[2] = (Mat){ 2, 0, 0, 2, 10, 20 };
    mark(&c, one, 3, 0);
    static const char *const ids[] = { "zwei", "eins", "eins", "drei" };
    const uint32_t of[] = { f, one, f, gone };
    m->id = ARENA_NEW_N(m->a, IdEntry, 4);
    for (int i = 0; i < 4; i++) {
        m->id[m->nids++] = (IdEntry){ str_of(ids[i]), of[i] };
        at(&c, of[i])->id = str_of(ids[i]);
    }
    m->id[0].elem = p, at(&c, p)->id = S("zwei"), at(&c, f)->id = S("eins");
    m->id[1].elem = f, m->id[2].elem = one, at(&c, one)->id = S("eins");
    buf_z(&m->classes, "/C<<>>");
    tree_settle(m, &c.src[0]);
    tree_holders(m);
    assert_int_equal(m->nids, 2);
    assert_int_equal(at(&c, one)->id.n, 0); /* the first keeps it */
    assert_int_equal(tree_number(m, 20), 29);
    for (size_t i = 0; i < m->nslots; i++) {
        O o = q_dict_of(m->d, q_ref(m->d, m->slot[i].obj));
        const char *key = m->slot[i].is_object ? "/StructParent" : "/StructParents";
        assert_int_equal(q_int_of(m->d, q_key(m->d, o, key)), (int)i);
        assert_true(q_has(m->d, o, key));
    }
    Buf b = { 0 };
    written = &b;
    tree_put(m, &(TreeOut){ &c, &b, numbered, open_object, close_object });
    buf_char(&b, 0);
    assert_string_equal(
        b.p,
        "20: <</Type/StructTreeRoot/K 21 0 R/ParentTree 25 0 R/ParentTreeNextKey 5/IDTree 27 0 R"
        "/ClassMap<</C<<>>>>>>\n"
        "21: <</S/Document/P 20 0 R/K[22 0 R 23 0 R 24 0 R]>>\n"
        "22: <</S/P/P 21 0 R/Pg 901 0 R/K[<</Type/MCR/Pg 900 0 R/MCID 0>> 2 0]/ID (zwei)>>\n"
        "23: <</S/Figure/P 21 0 R/K[<</Type/MCR/Pg 902 0 R/Stm 991 0 R/MCID 4>> "
        "<</Type/OBJR/Pg 902 0 R/Obj 992 0 R>>] /Alt(x) /A<</O/Layout/BBox [12 24 16 29]>>"
        "/ID (eins)>>\n"
        "24: <</S/P/P 21 0 R/Pg 903 0 R/K 0>>\n"
        "25: <</Kids[26 0 R ]>>\n"
        "26: <</Nums[0 [22 0 R]1 [22 0 R null 22 0 R]2 [null null null null 23 0 R]3 23 0 R "
        "4 [24 0 R]]/Limits[0 4]>>\n"
        "27: <</Kids[28 0 R ]>>\n"
        "28: <</Names[(eins)23 0 R (zwei)22 0 R ]/Limits[(eins) (zwei)]>>\n");
    buf_drop(&b);
    buf_drop(&m->classes);
    mem_free(c.src[0].extra_obj.v);
    end(&c);
}

/* More than a leaf holds: every entry stands once, in order, within its leaf's limits. */
static void many_leaves(void **state)
{
    Case c;
    begin(&c);
    Merge *m = &c.m;
    enum { N = 130 };
    for (int i = 0; i < N; i++) {
        uint32_t e = elem(&c, "Annot", 1);
        ints_set(&c.src[0].extra_obj, (size_t)i + 1, q_make(m->d, q_dict(m->d)));
        elem_kid(m, e, (Kid){ .kind = KID_OBJECT, .page = 0, .obj = i + 1 });
    }
    tree_settle(m, &c.src[0]);
    tree_holders(m);
    assert_int_equal(tree_number(m, 20), 20 + 1 + 1 + N + 1 + 3);
    Buf b = { 0 };
    written = &b;
    tree_put(m, &(TreeOut){ &c, &b, numbered, open_object, close_object });
    Str s = buf_view(&b);
    assert_true(str_find(s, S("152: <</Kids[153 0 R 154 0 R 155 0 R ]>>")) != (size_t)-1);
    for (int leaf = 0, k = 0; leaf < 3; leaf++) {
        Str from = str_printf(m->a, "%d: <</Nums[", 153 + leaf);
        size_t here = str_find(s, from);
        assert_true(here != (size_t)-1);
        s = str_sub(s, here + from.n, s.n);
        for (int first = k; k < N && k < first + 64; k++) {
            Str entry = str_printf(m->a, "%d %d 0 R ", k, 22 + k);
            assert_true(str_starts(s, entry));
            s = str_sub(s, entry.n, s.n);
        }
        assert_true(str_starts(s, str_printf(m->a, "]/Limits[%d %d]>>", leaf * 64, k - 1)));
    }
    buf_drop(&b);
    mem_free(c.src[0].extra_obj.v);
    end(&c);
}

/* ---- places of parts ---- */

static uint32_t seen(Case *c, const char *type, uint32_t up, uint32_t first, uint32_t last)
{
    uint32_t e = elem(c, type, up);
    at(c, e)->first = first, at(c, e)->last = last;
    at(c, e)->group = *type == 'S';
    at(c, e)->marks = 1;
    return e;
}

static void order(Case *c, uint32_t up, const uint32_t *want, size_t n)
{
    uint32_t k = at(c, up)->kid;
    for (size_t i = 0; i < n; i++, k = c->m.kid[k].next) {
        assert_true(k);
        assert_int_equal(c->m.kid[k].obj, (int)want[i]);
        if (i + 1 == n) assert_int_equal(at(c, up)->last_kid, k);
    }
    assert_int_equal(k, 0);
}

/* Behind what begins before it, within what goes on behind it; parts of one place in order. */
static void parts_in_place(void **state)
{
    Case c;
    begin(&c);
    Merge *m = &c.m;
    uint32_t head = seen(&c, "H1", 1, 0, 0), sect = seen(&c, "Sect", 1, 0, 4),
             a = seen(&c, "P", sect, 0, 1), b = seen(&c, "P", sect, 4, 4),
             end_ = seen(&c, "P", 1, 4, 4), dead = seen(&c, "P", sect, 0, 0);
    at(&c, dead)->dead = true;
    uint32_t part[2];
    for (uint32_t i = 0; i < 2; i++) {
        part[i] = elem_add(m, "Part", 1);
        c.page[2 + i] = (MergePage){ .from = MERGE_PART, .part = i };
        c.src[i + 1].top = part[i];
        c.src[i + 1].first = 2 + i;
    }
    merge_parts_place(m);
    order(&c, 1, (const uint32_t[]){ head, sect, end_ }, 3);
    order(&c, sect, (const uint32_t[]){ a, part[0], part[1], b, dead }, 5);
    assert_int_equal(at(&c, part[0])->up, sect);
    assert_int_equal(at(&c, part[1])->up, sect);
    end(&c);
}

static void parts_at_the_ends(void **state)
{
    Case c;
    begin(&c);
    uint32_t p = seen(&c, "P", 1, 1, 1), sect = seen(&c, "Sect", 1, 1, 2),
             in = seen(&c, "P", sect, 1, 2), part[2];
    for (uint32_t i = 0; i < 2; i++) {
        part[i] = elem_add(&c.m, "Part", 1);
        c.page[i ? 3 : 0] = (MergePage){ .from = MERGE_PART, .part = i };
        c.src[i + 1].top = part[i];
        c.src[i + 1].first = i ? 3 : 0;
    }
    merge_parts_place(&c.m);
    order(&c, 1, (const uint32_t[]){ part[0], p, sect, part[1] }, 4);
    order(&c, sect, (const uint32_t[]){ in }, 1);
    end(&c);
}

/* Headings of a part: the first level is the second where one of ours stands before, deeper where
 * ours goes on deeper; never one skipped. */
static void shifts(void **state)
{
    static const struct {
        int before, next, shift;
    } list[] = { { 0, 0, 0 }, { 1, 0, 1 }, { 1, 2, 1 }, { 3, 1, 1 }, { 3, 4, 2 },
                 { 4, 5, 3 }, { 2, 5, 2 }, { 0, 4, 0 }, { 3, 3, 1 } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        uint32_t a = seen(&c, "H", 1, 0, 0), dead = seen(&c, "H", 1, 1, 1),
                 b = seen(&c, "H", 1, 3, 3), last = seen(&c, "H", 1, 4, 4);
        at(&c, a)->level = list[i].before, at(&c, b)->level = list[i].next;
        at(&c, dead)->level = 6, at(&c, dead)->dead = true;
        at(&c, last)->level = list[i].next ? 6 : 0;
        assert_int_equal(merge_part_shift(&c.m, 3), list[i].shift);
        end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_has_one_owner),
        cmocka_unit_test(pruned),
        cmocka_unit_test(links_and_headings),
        cmocka_unit_test(drawn_fields),
        cmocka_unit_test(objects),
        cmocka_unit_test(many_leaves),
        cmocka_unit_test(parts_in_place),
        cmocka_unit_test(parts_at_the_ends),
        cmocka_unit_test(shifts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
