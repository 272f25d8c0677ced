/* The arena: zeroed, aligned, copied, rewound; foreign bytes poisoned under AddressSanitizer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(ASAN)
#include <sanitizer/asan_interface.h>
#define POISONED(p) __asan_address_is_poisoned(p)
#else
#define POISONED(p) ((void)(p), 1)
#endif

static void zeroed_and_aligned(void **state)
{
    Arena *a = arena_new();
    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++) assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    arena_drop(a);
    arena_drop(NULL);
}

static void large_and_many(void **state)
{
    Arena *a = arena_new();
    char *big = arena_alloc(a, (size_t)9 << 20);
    big[((size_t)9 << 20) - 1] = 'x';
    uint64_t *v[2000];
    for (int i = 0; i < 2000; i++) *(v[i] = ARENA_NEW_N(a, uint64_t, 100)) = (uint64_t)i;
    for (int i = 0; i < 2000; i++) assert_int_equal(*v[i], i);
    assert_true(arena_used(a) >= ((size_t)9 << 20) + 2000u * 800);
    arena_drop(a);
}

static void extend_in_place_or_moved(void **state)
{
    Arena *a = arena_new();
    int *v = ARENA_MORE(a, int, NULL, 0, 4);
    for (int i = 0; i < 4; i++) v[i] = i;
    int *w = ARENA_MORE(a, int, v, 4, 100);
    assert_ptr_equal(v, w); /* nothing came between */
    assert_int_equal(w[3], 3);
    assert_int_equal(w[99], 0);
    memset(w, 0x55, 100 * sizeof *w);
    int *other = ARENA_NEW(a, int);
    int *x = ARENA_MORE(a, int, w, 100, 200);
    assert_ptr_not_equal(w, x);
    assert_int_equal(x[99], 0x55555555);
    assert_int_equal(x[100], 0);
    assert_int_equal(*other, 0);
    int *y = ARENA_MORE(a, int, x, 200, 1000000); /* beyond the chunk */
    assert_int_equal(y[99], 0x55555555);
    assert_int_equal(y[999999], 0);
    arena_drop(a);
}

static void rewind_gives_back(void **state)
{
    Arena *a = arena_new();
    ArenaMark empty = arena_mark(a);
    char *kept = arena_copy(a, "Vorlage", 7);
    size_t used = arena_used(a);
    ArenaMark m = arena_mark(a);
    for (int i = 0; i < 50; i++) memset(arena_alloc(a, 100000), 'x', 100000);
    arena_rewind(a, m);
    assert_int_equal(arena_used(a), used);
    assert_string_equal(kept, "Vorlage");
    unsigned char *again = arena_alloc(a, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(again[i], 0);
    arena_rewind(a, empty);
    assert_int_equal(arena_used(a), 0);
    arena_drop(a);
}

static void foreign_bytes_are_poisoned(void **state)
{
    Arena *a = arena_new();
    ArenaMark m;
    arena_alloc(a, 16);
    m = arena_mark(a);
    char *p = arena_alloc(a, 21), *q = arena_alloc(a, 32);
    assert_true(q >= p + 21);
    assert_true(POISONED(p + 21));
    arena_rewind(a, m);
    assert_true(POISONED(p));
    assert_true(POISONED(q));
    arena_drop(a);
}

static void copies_end_with_nul(void **state)
{
    Arena *a = arena_new();
    assert_string_equal(arena_copy(a, NULL, 0), "");
    assert_memory_equal(arena_copy(a, "a\0b", 3), "a\0b\0", 4);
    arena_drop(a);
}

static jmp_buf back;
static void leave(void) { longjmp(back, 1); }

static void exhausted_is_told(void **state)
{
    Arena *a = arena_new();
    volatile int told = 0;
    mem_on_exhausted(leave);
    if (setjmp(back))
        told++;
    else
        arena_array(a, SIZE_MAX / 4, 8);
    if (setjmp(back))
        told++;
    else
        arena_alloc(a, SIZE_MAX - 3);
    if (setjmp(back))
        told++;
    else
        arena_copy(a, "x", SIZE_MAX);
    assert_int_equal(told, 3);
    mem_on_exhausted(NULL);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeroed_and_aligned),         cmocka_unit_test(large_and_many),
        cmocka_unit_test(extend_in_place_or_moved),   cmocka_unit_test(rewind_gives_back),
        cmocka_unit_test(foreign_bytes_are_poisoned), cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(exhausted_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
