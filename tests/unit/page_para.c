/* Paragraphs into lines: every letter set once, no line too long, variants, hyphens, blanks that
 * must not break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "page/para.h"

#define LONG \
    "Der Ausschuss nimmt vom Bericht der Verwaltung Kenntnis und verweist auf die Beratung im " \
    "Vorjahr. Die Kosten der Sanierung tragen die Gemeinden zu gleichen " \
    "Teilen, soweit keine Zuschüsse bewilligt werden. Über die Weiterentwicklung des " \
    "Bürgerinformationssystems wird im Herbst erneut berichtet, ebenso über die " \
    "Verkehrsentwicklungsplanung und die " \
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragung auf die Große Kreisstadt. Das " \
    "Gebäude stammt aus dem Jahr 1968."

typedef struct {
    Arena *a;
    Diags *d;
    FontSet *f;
    ParaSpan span;
    ParaShape shape;
    ParaVariants v;
} Case;

static void begin(Case *c, const char *text, double width)
{
    *c = (Case){ .a = arena_new() };
    c->d = diags_new(c->a);
    c->f = fonts_new(c->a, c->d, &(FontRequest){ .family = { S("Noto Serif"), S("Noto Sans") } });
    c->span = (ParaSpan){
        .text = str_of(text), .size = 10.5, .lang = S("de"), .node = 1, .note = -1, .link = -1
    };
    c->shape = (ParaShape){ .width = width, .justify = true, .hyphenate = true, .leading = 14 };
}

static void end(Case *c)
{
    fonts_drop(c->f);
    arena_drop(c->a);
}

static void set(Case *c, bool variants)
{
    para_break(c->a, c->d, c->f, &c->span, 1, &c->shape, variants, &c->v);
}

/* The text of the lines; blanks at their ends are written, hyphens of ours left out. */
static Str text_of(Case *c, const ParaLines *l)
{
    Buf b = { 0 };
    for (int i = 0; i < l->n; i++)
        for (int k = 0; k < l->lines[i].npieces; k++)
            for (uint32_t g = 0; g < l->lines[i].pieces[k].nglyphs; g++)
                if (!str_is(l->lines[i].pieces[k].glyphs[g].text, "\u00AD"))
                    buf_str(&b, l->lines[i].pieces[k].glyphs[g].text);
    Str s = str_trim(buf_keep(c->a, &b));
    return s;
}

static void whole_and_within(void **state)
{
    static const double width[] = { 60, 90, 150, 230, 340, 468, 2000 };
    for (size_t i = 0; i < sizeof width / sizeof *width; i++) {
        Case c;
        begin(&c, LONG, width[i]);
        set(&c, true);
        assert_in_range(c.v.n, 1, 3);
        for (int k = 0; k < c.v.n; k++) {
            assert_true(str_is(text_of(&c, &c.v.v[k]), LONG));
            if (k) assert_true(c.v.v[k].n > c.v.v[k - 1].n);
            for (int q = 0; q < c.v.v[k].n; q++)
                assert_true(c.v.v[k].lines[q].width <= width[i] + 0.01);
        }
        assert_true(c.v.natural >= 0 && c.v.natural < c.v.n);
        end(&c);
    }
}

static void justified(void **state)
{
    Case c;
    begin(&c, LONG, 300);
    set(&c, false);
    const ParaLines *l = &c.v.v[c.v.natural];
    assert_int_equal(c.v.n, 1);
    for (int i = 0; i + 1 < l->n; i++) assert_true(l->lines[i].width > 299.9);
    assert_true(l->lines[l->n - 1].width < 299);
    c.shape.justify = false, c.shape.hyphenate = false;
    set(&c, false);
    l = &c.v.v[c.v.natural];
    assert_int_equal(l->hyphens, 0);
    for (int i = 1; i < l->n; i++)
        if (l->lines[i].nspaces)
            assert_true(l->lines[i].space_width > l->lines[0].space_width - 0.001 &&
                        l->lines[i].space_width < l->lines[0].space_width + 0.001);
    end(&c);
}

static void word_too_wide(void **state)
{
    Case c;
    begin(&c, "Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 60);
    set(&c, false);
    assert_true(c.v.v[0].n > 2);
    assert_int_equal(diags_count(c.d), 1);
    assert_int_equal(diags_at(c.d, 0)->code, D_PAGE_WORT_ZU_BREIT);
    end(&c);
}

static void widths(void **state)
{
    Case c;
    begin(&c, "Beschluss der Gemeinde", 300);
    double least, most, one, all;
    para_widths(c.a, c.f, &c.span, 1, &least, &most);
    c.span.text = S("Beschluss");
    para_widths(c.a, c.f, &c.span, 1, &one, &all);
    assert_true(least > 0 && least <= all && all < most);
    c.span.text = S("");
    para_widths(c.a, c.f, &c.span, 1, &least, &most);
    assert_true(least == 0 && most == 0);
    end(&c);
}

/* Each pair: as the author wrote it, and with the blanks that must not break (shown as ~). */
static void no_break(void **state)
{
    static const char *const pair[][2] = { { "nach § 5 Abs. 2 GemO", "nach §~5~Abs.~2 GemO" },
                                           { "z. B. heute", "z.~B. heute" },
                                           { "19 % von 5 EUR", "19~% von 5~EUR" },
                                           { "Nr. 3 der Liste", "Nr.~3 der Liste" },
                                           { "am 27. Februar 2024", "am 27.~Februar 2024" },
                                           { "Dr. Bläse sprach", "Dr.~Bläse sprach" },
                                           { "ein Satz. 5 Leute", "ein Satz. 5 Leute" },
                                           { "Text ohne alles", "Text ohne alles" },
                                           { "1 234 567 Stück", "1~234~567 Stück" },
                                           { "2024 100 Leute", "2024 100 Leute" },
                                           { "S. 7 ff. dort", "S.~7~ff. dort" },
                                           { "Sachkonto 4711", "Sachkonto~4711" },
                                           { "Kostenstelle 5710010000",
                                             "Kostenstelle 5710010000" } };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        Buf b = { 0 };
        Str got = flow_text_nobreak(a, str_of(pair[i][0]), false);
        for (size_t k = 0; k < got.n;) {
            size_t from = k;
            uint32_t u = utf8_next(got, &k);
            if (u == 0xA0 || u == 0x202F)
                buf_char(&b, '~');
            else
                buf_bytes(&b, got.p + from, k - from);
        }
        buf_char(&b, 0);
        assert_string_equal(b.p, pair[i][1]);
        buf_drop(&b);
    }
    assert_true(str_eq(flow_text_nobreak(a, S("am 27. Februar 2024, im Mai 24"), true),
                       S("am 27.\u00A0Februar\u00A02024, im Mai 24")));
    arena_drop(a);
}

/* The line ends of a text in a given width, as "a|b|c". */
static Str line_ends(Case *c)
{
    Buf b = { 0 };
    const ParaLines *l = &c->v.v[c->v.natural];
    for (int i = 0; i < l->n; i++) {
        if (i) buf_char(&b, '|');
        for (int k = 0; k < l->lines[i].npieces; k++)
            for (uint32_t g = 0; g < l->lines[i].pieces[k].nglyphs; g++)
                buf_str(&b, l->lines[i].pieces[k].glyphs[g].text);
    }
    return buf_keep(c->a, &b);
}

/* Addresses are broken behind slashes and before points, never behind a hyphen, never with a hyphen
 * of ours; at any width. */
static void addresses(void **state)
{
    for (double w = 90; w < 300; w += 7) {
        Case c;
        begin(&c,
              "unter "
              "https://www.example.org/rathaus/ratsinformationssystem/"
              "vorlage-mit-strich_unten.php?a=1&b=2 zu finden",
              w);
        c.shape.justify = false;
        set(&c, false);
        Str s = line_ends(&c);
        for (size_t i = 1; i + 1 < s.n; i++)
            if (s.p[i] == '|') assert_false(strchr("-_.?&", s.p[i - 1]) || s.p[i + 1] == '/');
        assert_true(str_find(s, S("\u00AD")) == (size_t)-1);
        end(&c);
    }
}

/* A year stays with its month where that costs little. */
static void months_keep_their_year(void **state)
{
    int parted = 0;
    for (double w = 200; w < 400; w += 5) {
        Case c;
        begin(&c,
              "Der Ausschuss berät am 27. Februar 2024 und wieder am 3. März 2025 über den "
              "Bericht, der im November 2025 vorliegt, und im Mai 2026 noch einmal.",
              w);
        set(&c, false);
        Str s = line_ends(&c);
        parted += str_find(s, S("ar |2024")) != (size_t)-1 ||
            str_find(s, S("rz |2025")) != (size_t)-1 || str_find(s, S("er |2025")) != (size_t)-1;
        end(&c);
    }
    assert_true(parted <= 4); /* ten, were it not so */
}

static void a_loose_line_is_told(void **state)
{
    Case c;
    begin(&c,
          "Der Ort xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx. Und so weiter geht der Text ohne Not.",
          236);
    set(&c, false);
    assert_int_equal(diags_count(c.d), 1);
    assert_int_equal(diags_at(c.d, 0)->code, D_PAGE_ZEILE_WEIT);
    assert_true(str_starts(diags_at(c.d, 0)->arg[0], S("xxxx")));
    end(&c);
}

int main(void)
{
    const struct CMUnitTest t[] = { cmocka_unit_test(whole_and_within),
                                    cmocka_unit_test(justified),
                                    cmocka_unit_test(word_too_wide),
                                    cmocka_unit_test(widths),
                                    cmocka_unit_test(no_break),
                                    cmocka_unit_test(addresses),
                                    cmocka_unit_test(months_keep_their_year),
                                    cmocka_unit_test(a_loose_line_is_told) };
    return cmocka_run_group_tests(t, NULL, NULL);
}
