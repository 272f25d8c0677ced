/* The page breaker on hand-made lists: lines of 10 points on pages of 100. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "page/breaker.h"

#define N_MOST 4000
typedef struct {
    Arena *a;
    BrkItem item[N_MOST];
    int n;
    double notes[64];
    BrkInput in;
    BrkPage *page;
    int npages;
} List;

static List *list_new(void)
{
    List *l = test_calloc(1, sizeof *l);
    l->a = arena_new();
    l->in = (BrkInput){
        .last = true, .height = 100, .even = 4.5, .note_sep = 5, .deferred = BRK_NO_ITEM
    };
    return l;
}

static void list_drop(List *l)
{
    arena_drop(l->a);
    test_free(l);
}

static BrkItem *line(List *l)
{
    assert_true(l->n < N_MOST);
    l->item[l->n].height = 10;
    return &l->item[l->n++];
}

/* A paragraph of n lines with the usual bans. */
static void para(List *l, int n)
{
    for (int k = 0; k < n; k++) {
        BrkItem *it = line(l);
        if (n > 1 && (k == 1 || k == n - 1)) it->cost = brk_ban(WHY_WIDOW), it->why = WHY_WIDOW;
    }
}

static void solve(List *l)
{
    l->in.item = l->item, l->in.n = l->n, l->in.note_sum = l->notes;
    l->npages = brk_solve(l->a, &l->in, &l->page);
}

static void plain_lines_fill_pages(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 25; i++) line(l);
    solve(l);
    assert_int_equal(l->npages, 3);
    assert_int_equal(l->page[0].to, 10);
    assert_int_equal(l->page[1].to, 20);
    assert_int_equal(l->page[2].to, 25);
    list_drop(l);
}

static void no_widow_and_no_orphan(void **s)
{
    List *l = list_new();
    para(l, 9), para(l, 4), para(l, 4), para(l, 4);
    solve(l);
    for (int k = 0; k + 1 < l->npages; k++) assert_true(l->item[l->page[k].to].cost < BRK_BAN);
    list_drop(l);
}

static void glue_is_dropped_at_the_top(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 20; i++) line(l)->space = i ? 2.5 : 0; /* eight lines with glue are 97.5 */
    solve(l);
    assert_int_equal(l->page[0].to, 8);
    assert_true(l->page[1].used < 98);
    list_drop(l);
}

static void a_forced_break_costs_nothing(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 12; i++) line(l);
    l->item[3].forced = true;
    solve(l);
    assert_int_equal(l->npages, 2);
    assert_int_equal(l->page[0].to, 3);
    list_drop(l);
}

static void a_cut_takes_its_extra_height(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 30; i++) {
        BrkItem *it = line(l);
        if (i) it->cut_top = 20, it->cut_bottom = 10;
    }
    solve(l);
    assert_int_equal(l->page[0].to, 9); /* nine rows and the carried sum */
    assert_int_equal(l->page[1].to - l->page[1].from,
                     7); /* head, carried sum, seven rows, carried sum */
    list_drop(l);
}

static void notes_stand_with_their_mark(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 14; i++) line(l);
    for (int i = 0; i < 4; i++) l->notes[i + 1] = l->notes[i] + 10;
    l->item[8].note0 = 0, l->item[8].note1 = 4, l->item[8].note_min = 2;
    solve(l);
    assert_true(l->page[0].to <=
                8); /* the marked line goes on with its note rather than split it */
    assert_int_equal(l->page[1].note_from, 0);
    assert_int_equal(l->page[1].note_to, 4);
    list_drop(l);
}

static void a_long_note_is_split(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 12; i++) line(l);
    for (int i = 0; i < 14; i++) l->notes[i + 1] = l->notes[i] + 10;
    l->item[0].note0 = 0, l->item[0].note1 = 14, l->item[0].note_min = 2;
    solve(l);
    assert_true(l->page[0].note_to >= 2 && l->page[0].note_to < 14);
    for (int k = 0; k + 1 < l->npages; k++)
        assert_int_equal(l->page[k + 1].note_from, l->page[k].note_to);
    assert_int_equal(l->page[l->npages - 1].note_to, 14);
    list_drop(l);
}

static void a_figure_goes_to_the_next_top(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 5; i++) line(l);
    BrkItem *fig = line(l);
    fig->height = 60, fig->figure = true;
    for (int i = 0; i < 12; i++) line(l);
    solve(l);
    assert_int_equal(l->page[0].fig_out, 5);
    assert_int_equal(l->page[0].to, 11);
    assert_int_equal(l->page[1].fig_in, 5);
    list_drop(l);
}

static void a_figure_stays_in_its_section(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 5; i++) line(l);
    BrkItem *fig = line(l);
    fig->height = 60, fig->figure = true;
    for (int i = 0; i < 10; i++) line(l)->section = 1;
    solve(l);
    assert_int_equal(l->page[0].fig_out, BRK_NO_ITEM);
    assert_int_equal(l->page[0].to, 5);
    list_drop(l);
}

static void what_is_too_high_gets_a_page(void **s)
{
    List *l = list_new();
    line(l);
    line(l)->height = 250;
    line(l);
    solve(l);
    assert_int_equal(l->npages, 3);
    assert_true(l->page[1].overfull);
    list_drop(l);
}

static void a_ban_is_given_up_only_where_it_must(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 15; i++) {
        BrkItem *it = line(l);
        if (i) it->cost = brk_ban(i == 7 ? WHY_WIDOW : WHY_SIGN_SPLIT);
    }
    solve(l);
    assert_int_equal(l->page[0].to, 7);
    list_drop(l);
}

static void a_shorter_paragraph_saves_a_widow(void **s)
{
    List *l = list_new();
    para(l, 6), para(l, 5), para(l, 6);
    BrkPara p = { .first = 0, .last = 5, .can_short = true, .cost_short = 10, .leading = 10 };
    for (int i = 0; i < 6; i++) l->item[i].para = &p;
    l->item[11].cost = 0;
    for (int i = 7; i < 11; i++) l->item[i].cost = brk_ban(WHY_TOTAL);
    l->in.vary = true;
    solve(l);
    assert_int_equal(l->page[0].to, 11);
    assert_int_equal(l->page[0].nshorter, 1);
    list_drop(l);
}

/* Five lines with gaps of 6.25, then text that cannot be broken: 75 of 100 are filled, 20 may stay
 * white. */
static List *short_of_its_foot(double next)
{
    List *l = list_new();
    l->in.even = 20;
    for (int i = 0; i < 6; i++) line(l)->space = 6.25, l->item[i].text = true;
    l->item[5].height = next;
    return l;
}

static void gaps_grow_to_reach_the_foot(void **s)
{
    List *l = short_of_its_foot(60);
    solve(l);
    assert_int_equal(l->page[0].to, 5);
    assert_true(l->page[0].gaps > 0.19 && l->page[0].gaps < 0.21);
    assert_true(l->page[0].used > 79.9 && l->page[0].used < 80.1);
    assert_false(l->page[0].bare);
    list_drop(l);
}

static void gaps_stay_before_what_explains_white(void **s)
{
    List *l = short_of_its_foot(60);
    l->item[5].text = false;
    solve(l);
    assert_true(l->page[0].gaps == 0);
    assert_false(l->page[0].bare);
    list_drop(l);
}

static void gaps_shrink_for_one_line_more(void **s)
{
    List *l = short_of_its_foot(20); /* 101.25 */
    solve(l);
    assert_int_equal(l->npages, 1);
    assert_true(l->page[0].gaps < 0 && l->page[0].gaps >= -BRK_SQUEEZE);
    list_drop(l);
}

static void white_before_text_is_bare(void **s)
{
    List *l = short_of_its_foot(60);
    for (int i = 0; i < 5; i++) l->item[i].space = 0; /* 50 of 100 */
    solve(l);
    assert_int_equal(l->page[0].to, 5);
    assert_true(l->page[0].bare);
    list_drop(l);
}

/* Three rows that may be parted, then text that may hardly: rather a divided word at the foot than
 * white below the first row. */
static void white_below_rows_that_would_fit_is_none(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 5; i++) line(l)->text = true;
    for (int i = 0; i < 3; i++) {
        BrkItem *it = line(l);
        it->row = i > 0, it->cost = i ? BRK_TABLE_SHORT : BRK_SHORT;
    }
    for (int i = 0; i < 6; i++) {
        BrkItem *it = line(l);
        it->text = true;
        if (i) it->cost = BRK_HYPHEN;
    }
    solve(l);
    assert_int_equal(l->npages, 2);
    assert_int_equal(l->page[0].to, 10);
    list_drop(l);
}

/* Eleven lines or more that should not be parted, three paragraphs of which may be set shorter. */
static List *three_that_may_be_shorter(BrkPara *p, int n)
{
    static const double cost[] = { 30, 10, 20 };
    List *l = list_new();
    l->in.vary = true;
    for (int i = 0; i < n; i++)
        if (i)
            line(l)->cost = brk_ban(WHY_SIGN_ALONE);
        else
            line(l);
    for (int k = 0; k < 3; k++) {
        p[k] = (BrkPara){ .first = 3 * k,
                          .last = 3 * k + 2,
                          .can_short = true,
                          .cost_short = cost[k],
                          .leading = 10 };
        for (int i = 3 * k; i < 3 * k + 3; i++) l->item[i].para = &p[k];
    }
    return l;
}

static void the_cheapest_paragraphs_are_shorter(void **s)
{
    BrkPara p[3];
    List *l = three_that_may_be_shorter(p, 11);
    solve(l);
    assert_int_equal(l->npages, 1);
    assert_int_equal(l->page[0].nshorter, 1);
    assert_ptr_equal(l->page[0].shorter[0], &p[1]);
    assert_float_equal(l->page[0].used, 100, .001);
    assert_float_equal(l->page[0].cost, 100 + BRK_VARIANT + 10, .001);
    list_drop(l);
    l = three_that_may_be_shorter(p, 12);
    solve(l);
    assert_int_equal(l->npages, 1);
    assert_int_equal(l->page[0].nshorter, 2);
    assert_ptr_equal(l->page[0].shorter[0], &p[1]);
    assert_ptr_equal(l->page[0].shorter[1], &p[2]);
    assert_float_equal(l->page[0].used, 100, .001);
    assert_float_equal(l->page[0].cost, 100 + 2 * BRK_VARIANT + 30, .001);
    list_drop(l);
    l = three_that_may_be_shorter(p, 13); /* no more than two of a page */
    solve(l);
    assert_int_equal(l->npages, 2);
    list_drop(l);
    l = three_that_may_be_shorter(p, 11);
    l->in.vary = false;
    solve(l);
    assert_int_equal(l->npages, 2);
    list_drop(l);
    l = three_that_may_be_shorter(p, 11); /* what does not stand whole on the page is no help */
    l->in.serial = 100;
    solve(l);
    assert_int_equal(l->npages, 2);
    list_drop(l);
}

/* One line shorter and the gaps a little lower, together. */
static void shorter_with_lower_gaps(void **s)
{
    BrkPara p[3];
    List *l = three_that_may_be_shorter(p, 11);
    l->item[10].height = 8, l->item[5].space = 30;
    l->in.height = 125; /* 138 in all, 128 with one shorter */
    for (int k = 0; k < 3; k++) p[k].can_short = k == 1;
    solve(l);
    assert_int_equal(l->npages, 1);
    assert_int_equal(l->page[0].nshorter, 1);
    assert_float_equal(l->page[0].gaps, -.1, .001);
    assert_float_equal(l->page[0].used, 125, .001);
    list_drop(l);
}

/* Six lines, then text that cannot be parted: two paragraphs may be longer, the cheaper goes first,
 * and none beyond the foot. */
static void longer_paragraphs_fill_the_foot(void **s)
{
    static const struct {
        double height;
        int n;
    } list[] = { { 70, 1 }, { 79, 1 }, { 80, 2 }, { 69, 0 }, { 64.5, 0 } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        List *l = list_new();
        BrkPara p[2];
        l->in.vary = true;
        l->in.height = list[i].height;
        for (int k = 0; k < 2; k++) {
            p[k] = (BrkPara){ .first = 3 * k,
                              .last = 3 * k + 2,
                              .can_long = true,
                              .cost_long = k ? 5 : 10,
                              .leading = 10 };
            for (int j = 0; j < 3; j++) {
                BrkItem *it = line(l);
                it->para = &p[k], it->cost = l->n > 1 ? brk_ban(WHY_WIDOW) : 0;
            }
        }
        BrkItem *next = line(l);
        next->text = true, next->height = 60;
        solve(l);
        assert_int_equal(l->page[0].to, 6);
        assert_int_equal(l->page[0].nlonger, list[i].n);
        if (list[i].n) assert_ptr_equal(l->page[0].longer[0], &p[1]);
        assert_float_equal(l->page[0].used, 60 + 10 * list[i].n, .001);
        if (list[i].height == l->page[0].used) /* full: nothing but what the paragraphs cost */
            assert_float_equal(l->page[0].cost,
                               100 + BRK_VARIANT * list[i].n + (list[i].n > 1 ? 15 : 5), .001);
        list_drop(l);
    }
}

static void costs(void **s)
{
    static const struct {
        double used, even, cost;
        bool text;
    } list[] = {
        { 100, 20, 100, false },
        { 90, 20, 110, false },
        { 80, 20, 140, false },
        { 70, 20, 140 + 2500 * .1 / .25, false },
        { 70, 20, 140 + 2500 * .1 / .25 + BRK_UNEXPLAINED + BRK_UNEXPLAINED_PAGE * .1, true },
        { 55, 20, 140 + 2500 * .25 / .4 + 20000 * .01, false },
        { 30, 20, 140 + 2500 * .5 / .65 + 20000 * .35 * .35 + BRK_SHORT * .7, false },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        List *l = list_new();
        l->in.even = list[i].even;
        line(l)->height = list[i].used;
        BrkItem *next = line(l);
        next->height = 100, next->text = list[i].text, next->cost = 7;
        solve(l);
        assert_int_equal(l->npages, 2);
        assert_float_equal(l->page[0].cost, list[i].cost + 7, .01);
        assert_float_equal(l->page[1].cost, 100, .001);
        list_drop(l);
    }
    List *one = list_new(); /* a document of a line is no page with next to nothing */
    line(one);
    solve(one);
    assert_float_equal(one->page[0].cost, 100, .001);
    list_drop(one);
    List *g = short_of_its_foot(60); /* gaps of 25 reach 80 */
    solve(g);
    assert_float_equal(g->page[0].cost, 140 + BRK_GAPS * (.25 + .75 * .64), .01);
    list_drop(g);
    List *l = short_of_its_foot(20); /* 1.25 too much for gaps of 31.25 */
    solve(l);
    assert_float_equal(l->page[0].gaps, -.04, .0001);
    assert_float_equal(l->page[0].used, 100, .001);
    assert_float_equal(l->page[0].cost, 100 + 2 * BRK_GAPS * (.25 + .75 / 9), .001);
    list_drop(l);
}

/* Rather a little white at the foot than a last page with next to nothing. */
static void no_stub(void **s)
{
    List *l = list_new();
    l->in.even = 20;
    for (int i = 0; i < 11; i++) line(l);
    solve(l);
    assert_int_equal(l->npages, 2);
    assert_int_equal(l->page[0].to, 9);
    l->in.last = false; /* the document goes on: it may fill */
    solve(l);
    assert_int_equal(l->page[0].to, 10);
    list_drop(l);
}

/* A page of its own height; the first page does not begin with the list. */
static void other_pages(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 14; i++) line(l);
    l->item[4].forced = true, l->item[4].page = 50;
    l->in.start = 1;
    solve(l);
    assert_int_equal(l->npages, 3);
    assert_int_equal(l->page[0].from, 1);
    assert_int_equal(l->page[0].to, 4);
    assert_int_equal(l->page[1].to, 9);
    list_drop(l);
}

/* A figure that waits from before takes its height and the gap below it. */
static void a_figure_waits(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 14; i++) line(l);
    l->item[1].height = 30, l->item[1].after = 5, l->item[1].figure = true;
    l->in.start = 2, l->in.deferred = 1;
    solve(l);
    assert_int_equal(l->page[0].fig_in, 1);
    assert_int_equal(l->page[0].from, 2);
    assert_int_equal(l->page[0].to, 8);
    assert_float_equal(l->page[0].used, 95, .001);
    list_drop(l);
}

/* Lines of a note that wait, below more text than leaves room for them: once more, and at the end
 * a page for them. */
static void notes_wait(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 3; i++) l->notes[i + 1] = l->notes[i] + 10;
    line(l)->height = 95;
    line(l)->height = 50;
    l->in.notes = 0, l->in.notes_end = 3;
    solve(l);
    assert_int_equal(l->page[0].note_to, 0);
    assert_int_equal(l->page[0].notes_end, 3);
    assert_int_equal(l->page[1].note_from, 0);
    assert_int_equal(l->page[1].note_to, 3);
    assert_int_equal(l->npages, 2);
    assert_float_equal(l->page[1].cost, 100, .001);
    assert_float_equal(l->page[0].cost, 140 + BRK_NOTE_SPLIT + 2500 * .005 / .155, .01);
    list_drop(l);
    l = list_new(); /* what is split leaves as much as fits: 5 for the line above, two lines */
    for (int i = 0; i < 5; i++) l->notes[i + 1] = l->notes[i] + 10;
    line(l)->height = 74;
    l->item[0].note0 = 0, l->item[0].note1 = 5, l->item[0].note_min = 1;
    line(l)->height = 30;
    solve(l);
    assert_int_equal(l->page[0].note_to, 2);
    assert_int_equal(l->page[1].note_to, 5);
    assert_float_equal(l->page[0].cost, 100 + BRK_NOTE_SPLIT + 40 / 4.5 / 4.5, .01);
    list_drop(l);
}

/* The list ends, the document does not: a figure may wait at its end; else it must be set. */
static void a_figure_at_the_end(void **s)
{
    for (int last = 0; last < 2; last++) {
        List *l = list_new();
        for (int i = 0; i < 5; i++) line(l);
        BrkItem *fig = line(l);
        fig->height = 60, fig->figure = true, fig->note0 = 0, fig->note1 = 1, fig->note_min = 1;
        l->notes[1] = 10;
        for (int i = 0; i < 3; i++) line(l);
        l->in.last = last;
        solve(l);
        assert_int_equal(l->npages, 1 + last);
        assert_int_equal(l->page[last].fig_out, last ? BRK_NO_ITEM : 5);
        assert_int_equal(l->page[last].note_to, last);
        list_drop(l);
    }
    List *l = list_new(); /* the note of one that waited stands with it */
    for (int i = 0; i < 4; i++) line(l);
    l->item[0].figure = true, l->item[0].note1 = 1, l->item[0].note_min = 1;
    l->notes[1] = 10;
    l->in.start = 1, l->in.deferred = 0;
    solve(l);
    assert_int_equal(l->page[0].note_to, 1);
    list_drop(l);
}

static void the_answer_is_the_same_again(void **s)
{
    List *l = list_new();
    for (int i = 0; i < 300; i++) para(l, 2 + i * 7 % 9);
    solve(l);
    int n = l->npages, *to = test_malloc((size_t)n * sizeof *to);
    for (int k = 0; k < n; k++) to[k] = l->page[k].to;
    solve(l);
    assert_int_equal(l->npages, n);
    for (int k = 0; k < n; k++) assert_int_equal(l->page[k].to, to[k]);
    assert_int_equal(to[n - 1], l->n);
    test_free(to);
    list_drop(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(plain_lines_fill_pages),
                                        cmocka_unit_test(no_widow_and_no_orphan),
                                        cmocka_unit_test(glue_is_dropped_at_the_top),
                                        cmocka_unit_test(a_forced_break_costs_nothing),
                                        cmocka_unit_test(a_cut_takes_its_extra_height),
                                        cmocka_unit_test(notes_stand_with_their_mark),
                                        cmocka_unit_test(a_long_note_is_split),
                                        cmocka_unit_test(a_figure_goes_to_the_next_top),
                                        cmocka_unit_test(a_figure_stays_in_its_section),
                                        cmocka_unit_test(what_is_too_high_gets_a_page),
                                        cmocka_unit_test(a_ban_is_given_up_only_where_it_must),
                                        cmocka_unit_test(gaps_grow_to_reach_the_foot),
                                        cmocka_unit_test(gaps_stay_before_what_explains_white),
                                        cmocka_unit_test(gaps_shrink_for_one_line_more),
                                        cmocka_unit_test(white_before_text_is_bare),
                                        cmocka_unit_test(white_below_rows_that_would_fit_is_none),
                                        cmocka_unit_test(a_shorter_paragraph_saves_a_widow),
                                        cmocka_unit_test(the_cheapest_paragraphs_are_shorter),
                                        cmocka_unit_test(shorter_with_lower_gaps),
                                        cmocka_unit_test(longer_paragraphs_fill_the_foot),
                                        cmocka_unit_test(costs),
                                        cmocka_unit_test(no_stub),
                                        cmocka_unit_test(other_pages),
                                        cmocka_unit_test(a_figure_waits),
                                        cmocka_unit_test(notes_wait),
                                        cmocka_unit_test(a_figure_at_the_end),
                                        cmocka_unit_test(the_answer_is_the_same_again) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
