/* The page breaker on lists by chance with all that a list can have: each page as it was when the
 * rules were settled (page_breaker_chance.h). A rule that changes shows here as text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "page/breaker.h"

static const char *const expected[] = {
#include "page_breaker_chance.h"
};
enum {
    LISTS = 60,
    UNREAD = 100000,
    MOST = 64,
    PARAS = 12,
    EXPECTED = sizeof expected / sizeof *expected
};

#define DIGEST 912979439u /* of the UNREAD lists behind */

static uint32_t state;
static uint32_t below(uint32_t n)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 16) % n;
}
static double one_of(const double *v, uint32_t n) { return v[below(n)]; }
#define ONE_OF(...) \
    one_of((const double[]){ __VA_ARGS__ }, sizeof((double[]){ __VA_ARGS__ }) / sizeof(double))

typedef struct {
    BrkItem item[MOST];
    BrkPara para[PARAS];
    double note[3 * MOST];
    BrkInput in;
} List;

/* Each list has some of the kinds of things only, so that each thing decides somewhere. */
static void list_make(List *l, uint32_t seed)
{
    *l = (List){ 0 };
    state = seed * 2654435761u + 1;
    for (int i = 0; i < 4; i++) below(2);
    bool figures = below(3) == 0, notes = below(3) == 0, cuts = below(3) == 0, bans = below(2),
         gaps = below(3) != 0, paras = below(2);
    int n = 6 + (int)below(26);
    l->in = (BrkInput){ .item = l->item,
                        .n = n,
                        .serial = below(2) ? 1000 : 0,
                        .last = below(3) != 0,
                        .vary = below(4) != 0,
                        .height = ONE_OF(60, 100, 140),
                        .even = ONE_OF(4.5, 20, 12),
                        .note_sep = 5,
                        .note_sum = l->note,
                        .note_base = below(2) ? 40 : 0,
                        .deferred = BRK_NO_ITEM };
    for (int i = n; i < MOST; i++) /* what no one may read */
        l->item[i] = (BrkItem){ .row = true, .page = 30, .forced = true, .text = true };
    uint32_t mark = l->in.note_base;
    l->in.notes = l->in.notes_end = mark;
    for (int i = 1; i < 3 * MOST; i++) l->note[i] = l->note[i - 1] + 8;
    if (notes && below(3) == 0) mark = l->in.notes_end += 1 + below(3);
    int waits = figures && below(3) == 0;
    l->in.start = waits;
    l->in.deferred = waits ? 0 : BRK_NO_ITEM;
    for (int i = 0; i < n; i++) {
        BrkItem *it = &l->item[i];
        it->height = below(12) ? ONE_OF(10, 10, 10, 12, 15) : ONE_OF(25, 40, 70, 160);
        it->space = gaps ? ONE_OF(0, 2, 6, 9) : 0;
        it->text = below(4) != 0;
        it->row = below(5) == 0;
        it->forced = below(24) == 0;
        if (it->forced && below(2)) it->page = 80;
        it->section = below(8) == 0;
        it->cost = ONE_OF(0, 0, 0, BRK_LIST, BRK_THREE, BRK_TABLE, BRK_HYPHEN);
        if (bans && below(3) == 0) it->cost = brk_ban((BrkWhy)below(WHY_N));
        if (cuts) it->cut_top = ONE_OF(0, 0, 12, 20), it->cut_bottom = ONE_OF(0, 0, 6, 10);
        if (figures && (below(7) == 0 || (waits && !i))) it->figure = true, it->after = 6;
        if (it->figure) it->height = ONE_OF(20, 40, 55);
        if (notes && below(4) == 0) {
            it->note0 = mark;
            it->note1 = mark + 1 + below(5);
            it->note_min = it->note1 - below(it->note1 - mark);
            mark = it->note1;
        }
    }
    for (int k = 0, at = 0; paras && k < PARAS && at + 2 < n; k++) {
        int lines = 2 + (int)below(4);
        if (at + lines > n) lines = n - at;
        l->para[k] = (BrkPara){ .first = l->in.serial + at,
                                .last = l->in.serial + at + lines - 1,
                                .can_short = below(2),
                                .can_long = below(2),
                                .cost_short = ONE_OF(1, 5, 10, 40),
                                .cost_long = ONE_OF(1, 5, 10, 40),
                                .leading = 10 };
        for (int i = at; i < at + lines; i++) l->item[i].para = &l->para[k];
        at += lines + (int)below(3);
    }
}

static int serial_of(const List *l, const BrkPara *p) { return (int)(p - l->para); }

static const char *page_text(const List *l, const BrkPage *p)
{
    static char text[200];
    int n = snprintf(text, sizeof text, "%d-%d %.1f/%.0f", p->from, p->to, p->used, p->cost);
    if (p->gaps < 0 || p->gaps > 0) n += snprintf(text + n, sizeof text - n, " gaps %.3f", p->gaps);
    if (p->fig_in >= 0) n += snprintf(text + n, sizeof text - n, " in %d", p->fig_in);
    if (p->fig_out >= 0) n += snprintf(text + n, sizeof text - n, " out %d", p->fig_out);
    if (p->notes_end > p->note_from)
        n += snprintf(text + n, sizeof text - n, " notes %u-%u-%u", p->note_from, p->note_to,
                      p->notes_end);
    for (int i = 0; i < p->nshorter; i++)
        n += snprintf(text + n, sizeof text - n, " -%d", serial_of(l, p->shorter[i]));
    for (int i = 0; i < p->nlonger; i++)
        n += snprintf(text + n, sizeof text - n, " +%d", serial_of(l, p->longer[i]));
    snprintf(text + n, sizeof text - n, "%s%s", p->overfull ? " over" : "", p->bare ? " bare" : "");
    return text;
}

static int row, wrong;
static void line(const char *text)
{
    bool same = row < EXPECTED && !strcmp(expected[row], text);
    if (!same) print_message("    \"%s\",\n", text);
    wrong += !same;
    row++;
}

static void as_settled(void **s)
{
    List *l = test_malloc(sizeof *l);
    for (uint32_t seed = 0; seed < LISTS; seed++) {
        Arena *a = arena_new();
        BrkPage *page;
        char head[32];
        list_make(l, seed);
        int n = brk_solve(a, &l->in, &page);
        snprintf(head, sizeof head, "list %u", seed);
        line(head);
        for (int k = 0; k < n; k++) line(page_text(l, &page[k]));
        arena_drop(a);
    }
    test_free(l);
    assert_int_equal(wrong, 0);
    assert_int_equal(row, EXPECTED);
}

/* More of them than anyone reads: one number for all. */
static void and_many_more(void **s)
{
    List *l = test_malloc(sizeof *l);
    uint32_t digest = 2166136261u;
    for (uint32_t seed = LISTS; seed < LISTS + UNREAD; seed++) {
        Arena *a = arena_new();
        BrkPage *page;
        list_make(l, seed);
        int n = brk_solve(a, &l->in, &page);
        for (int k = 0; k < n; k++)
            for (const char *c = page_text(l, &page[k]); *c; c++)
                digest = (digest ^ (uint8_t)*c) * 16777619u;
        arena_drop(a);
    }
    test_free(l);
    if (digest != DIGEST) print_message("all: %u\n", digest);
    assert_true(digest == DIGEST);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(as_settled),
                                        cmocka_unit_test(and_many_more) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
