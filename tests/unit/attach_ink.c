/* What a page's content draws: the box of its ink, colour, text, marks; and what is in the file
 * but cannot be seen: outside of the page, cut off, painted over (ink*.c, cover.c). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "attach/attach_in.h"

typedef struct {
    Arena *a;
    Judge j;
    Attach out;
    AttachPage page[1];
    Q q;
    O res;
} Case;

static void begin(Case *c)
{
    *c = (Case){ .a = arena_new(), .q = qpdf_init() };
    qpdf_silence_errors(c->q);
    qpdf_empty_pdf(c->q);
    c->out.page = c->page;
    c->j = (Judge){ .a = c->a, .q = c->q, .out = &c->out };
    c->res = q_dict(c->q);
}

static void end(Case *c)
{
    q_free(c->q);
    qpdf_cleanup(&c->q);
    arena_drop(c->a);
}

/* A stream under that name, /XObject. */
static void object(Case *c, const char *name, const char *dict, const char *content)
{
    if (!q_has(c->q, c->res, "/XObject")) q_set(c->q, c->res, "/XObject", q_dict(c->q));
    q_set(c->q, q_key(c->q, c->res, "/XObject"), name,
          q_ref(c->q, q_stream(c->q, dict, str_of(content))));
}

/* Draws the content on a page of 200 by 100, or one that is described otherwise. */
static void draw_on(Case *c, const char *page, const char *content)
{
    O o = q_parse(c->q, page);
    q_set(c->q, o, "/Resources", c->res);
    ink_page(&c->j, c->page, o, str_of(content));
}
static void draw(Case *c, const char *content)
{
    draw_on(c, "<</MediaBox[0 0 200 100]>>", content);
}

static void inked(const Case *c, float x0, float y0, float x1, float y1)
{
    const float want[4] = { x0, y0, x1, y1 };
    for (int i = 0; i < 4; i++) assert_float_equal(c->page->ink[i], want[i], .01);
}

static int told(const Case *c, const char *words)
{
    int n = 0;
    for (size_t i = 0; i < c->out.nfindings; i++) {
        assert_int_equal(c->out.finding[i].code, D_ANLAGE_VERBORGEN);
        assert_int_equal(c->out.finding[i].page, 1);
        n += str_find(c->out.finding[i].detail, str_of(words)) != (size_t)-1;
    }
    return n;
}

/* ---- the box of the ink ---- */

static void boxes(void **state)
{
    static const struct {
        const char *content;
        float box[4];
        bool colour;
    } list[] = {
        { "", { 0, 0, 0, 0 }, false },
        { "10 20 30 40 re f", { 10, 20, 40, 60 }, false },
        { "10 20 30 40 re n", { 0, 0, 0, 0 }, false },
        { "1 g 10 20 30 40 re f", { 0, 0, 0, 0 }, false },
        { "1 g 1 0 0 RG 4 w 10 20 30 40 re B", { 8, 18, 42, 62 }, true },
        { "1 1 1 rg 5 5 m 9 9 l 5 9 l f 0 g 50 50 m 60 70 l 50 70 l f", { 50, 50, 60, 70 }, false },
        { "0 0 0 0 k 5 5 9 9 re f 0 0 0 1 k 50 50 9 9 re f", { 50, 50, 59, 59 }, false },
        { "0 1 0 0 k 50 50 9 9 re f", { 50, 50, 59, 59 }, true },
        { ".5 .5 .5 rg 50 50 9 9 re f", { 50, 50, 59, 59 }, false },
        { ".5 .5 .6 rg 50 50 9 9 re f", { 50, 50, 59, 59 }, true },
        { "2 0 0 3 1 1 cm 10 20 3 4 re f", { 21, 61, 27, 73 }, false },
        { "q 2 0 0 2 0 0 cm Q 10 20 3 4 re f", { 10, 20, 13, 24 }, false },
        { "150 80 100 100 re f",
          { 150, 80, 200, 100 },
          false }, /* what is beyond the page is cut */
        { "0 0 20 20 re W n 10 10 50 50 re f", { 10, 10, 20, 20 }, false },
        { "q 0 0 20 20 re W n Q 10 10 50 50 re f", { 10, 10, 60, 60 }, false },
        { "0 0 5 5 re W n 10 10 50 50 re f", { 0, 0, 0, 0 }, false },
        { "10 10 m 20 90 30 5 40 10 c S", { 9.5f, 4.5f, 40.5f, 90.5f }, false },
        { "0 0 30 30 re W n sh", { 0, 0, 0, 0 }, true },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        draw(&c, list[i].content);
        if (i + 1 < sizeof list / sizeof *list)
            inked(&c, list[i].box[0], list[i].box[1], list[i].box[2], list[i].box[3]);
        else
            inked(&c, 0, 0, 30, 30); /* a shading fills its clip */
        assert_int_equal(c.page->colour, list[i].colour);
        assert_int_equal(c.out.nfindings, 0);
        end(&c);
    }
}

/* Colours in spaces of the page's resources: grey, white, or neither. */
static void spaces(void **state)
{
    static const struct {
        const char *set;
        bool white, colour;
    } list[] = {
        { "/Black cs 1 scn", false, false },      { "/Black cs 0 scn", true, false },
        { "/Spot cs 1 scn", false, true },        { "/Spot cs 0 scn", true, false },
        { "/Names cs .1 0 scn", false, false },   { "/Names cs 0 .1 scn", false, true },
        { "/Icc cs 1 1 1 scn", true, false },     { "/Icc cs 1 0 0 scn", false, true },
        { "/DeviceGray cs .5 sc", false, false }, { "/DeviceCMYK cs 0 0 0 0 sc", true, false },
        { "/Index cs 1 sc", false, true },        { "/Pattern cs /P scn", false, true },
        { "/Spot CS 1 SCN", false, false },       { "/Spot cs", false, false },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        q_set(c.q, c.res, "/ColorSpace",
              q_parse(c.q,
                      "<</Black[/Separation/Black/DeviceGray 1]/Icc[/ICCBased 1]"
                      "/Spot[/Separation/Gold/DeviceCMYK 1]/Index[/Indexed/DeviceRGB 1 (x)]"
                      "/Names[/DeviceN[/A/B]/DeviceCMYK 1]>>"));
        draw(&c, str_printf(c.a, "%s 10 10 5 5 re f", list[i].set).p);
        inked(&c, list[i].white ? 0 : 10, list[i].white ? 0 : 10, list[i].white ? 0 : 15,
              list[i].white ? 0 : 15);
        assert_int_equal(c.page->colour, list[i].colour);
        end(&c);
    }
}

/* As seen: turned, cut, of another unit. */
static void as_seen(void **state)
{
    Case c;
    begin(&c);
    draw_on(&c, "<</MediaBox[0 0 200 100]/Rotate 90>>", "10 20 30 40 re f");
    inked(&c, 20, 160, 60, 190);
    draw_on(&c, "<</MediaBox[0 0 200 100]/CropBox[5 10 100 90]/UserUnit 2>>", "10 20 30 40 re f");
    inked(&c, 10, 20, 70, 100);
    end(&c);
}

static void forms(void **state)
{
    Case c;
    begin(&c);
    object(&c, "/F", "<</Subtype/Form/BBox[0 0 10 10]/Matrix[2 0 0 2 5 5]>>",
           "q 0 0 50 3 re f /P BMC");
    object(&c, "/Loop", "<</Subtype/Form/BBox[0 0 200 100]>>", "0 90 1 1 re f /Loop Do");
    draw(&c, "/F Do");
    inked(&c, 5, 5, 25, 11);
    assert_int_equal(c.page->open, 0); /* what a form leaves open is closed at its end */
    draw(&c, "/Loop Do 0 0 1 1 re f");
    inked(&c, 0, 0, 1, 91);
    draw(&c, "/Absent Do");
    inked(&c, 0, 0, 0, 0);
    end(&c);
}

/* ---- text ---- */

static void text(void **state)
{
    Case c;
    begin(&c);
    draw(&c, "BT /F 10 Tf 20 30 Td (abcde) Tj ET");
    assert_true(c.page->text && c.j.loose_text);
    inked(&c, 20, 27.5f, 50, 39);
    c.j.loose_text = false;
    draw(&c,
         "/P<</MCID 0>>BDC BT /F 10 Tf 1 0 0 1 20 30 Tm [(ab)-200(cde)] TJ 12 TL T* <6162> Tj "
         "ET EMC");
    assert_false(c.j.loose_text || c.j.broken_marks);
    inked(&c, 20, 15.5f, 50, 39);
    end(&c);
}

static void out_of_sight(void **state)
{
    static const struct {
        const char *content;
        int n;
    } list[] = {
        { "BT /F 10 Tf 20 30 Td (abcde) Tj ET", 0 },
        { "BT /F 10 Tf 300 30 Td (abcde) Tj ET", 1 },
        { "BT /F 10 Tf 20 -30 Td (abcd) Tj 0 -20 Td (abcd) Tj ET", 1 }, /* told once */
        { "BT /F 10 Tf 300 30 Td (abc) Tj ET", 0 }, /* perhaps the blanks of a line's end */
        { "BT /F 10 Tf 190 30 Td (abcdefgh) Tj (ijklmnop) Tj ET",
          0 }, /* where that is, nobody knows */
        { "0 0 5 5 re W n BT /F 10 Tf 20 30 Td (abcde) Tj ET", 1 },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        draw(&c, list[i].content);
        assert_int_equal(told(&c, "Text außerhalb"), list[i].n);
        assert_int_equal(c.out.nfindings, list[i].n);
        end(&c);
    }
}

#define LINE "BT /F 10 Tf 20 30 Td (Name Anna Muster) Tj ET "

static void painted_over(void **state)
{
    static const struct {
        const char *content;
        int n;
    } list[] = {
        { LINE "15 25 150 15 re f", 1 },
        { LINE "1 g 15 25 150 15 re f", 1 },  /* white hides as well */
        { "15 25 150 15 re f 1 g " LINE, 0 }, /* a ground below it */
        { LINE "15 25 150 5 re f", 0 },       /* only its feet */
        { LINE "15 25 8 15 re f", 0 },        /* only its first letter */
        { LINE "15 25 150 15 re S", 0 },      /* a frame */
        { LINE "15 60 150 15 re f", 0 },
        { "BT 3 Tr /F 10 Tf 20 30 Td (erkannt) Tj ET 15 25 150 15 re f", 0 }, /* below a scan */
        { LINE "15 25 m 165 25 l 165 40 l 15 40 l h f", 1 },
        { LINE "15 25 m 165 25 l 90 60 l h f", 0 },     /* no rectangle */
        { LINE "0 0 5 5 re W n 15 25 150 15 re f", 0 }, /* cut off, so it hides nothing */
        { "/Half gs " LINE "15 25 150 15 re f", 0 },    /* shines through */
        { "/Mix gs " LINE "15 25 150 15 re f", 0 },
        { "/Soft gs " LINE "15 25 150 15 re f", 0 },
        { "/Full gs " LINE "15 25 150 15 re f", 1 },
        { "q /Half gs Q " LINE "15 25 150 15 re f", 1 },
        { LINE "/Pattern cs /P scn 15 25 150 15 re f", 0 },
        { "q 0 1 -1 0 100 0 cm " LINE "Q 55 10 20 150 re f", 1 }, /* upright */
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        q_set(c.q, c.res, "/ExtGState",
              q_parse(c.q,
                      "<</Half<</ca .5>>/Mix<</BM/Multiply>>/Soft<</SMask<</S/Alpha>>>>"
                      "/Full<</ca 1/CA .5/BM/Normal/SMask/None>>>>"));
        draw(&c, list[i].content);
        assert_int_equal(c.out.nfindings, list[i].n);
        end(&c);
    }
}

static void pictures(void **state)
{
    Case c;
    begin(&c);
    object(&c, "/Grey", "<</Subtype/Image/ColorSpace/DeviceGray>>", "");
    object(&c, "/Rgb", "<</Subtype/Image/ColorSpace[/Indexed/DeviceRGB 0(abc)]>>", "");
    object(&c, "/Mask", "<</Subtype/Image/ImageMask true>>", "");
    draw(&c, "q 50 0 0 40 10 10 cm /Grey Do Q");
    assert_true(c.page->image && !c.page->colour && !c.out.nfindings);
    inked(&c, 10, 10, 60, 50);
    draw(&c, "1 g q 50 0 0 40 10 10 cm /Mask Do Q");
    inked(&c, 0, 0, 0, 0);
    draw(&c, "q 50 0 0 40 10 10 cm /Rgb Do Q");
    assert_true(c.page->colour);
    draw(&c, "q 100 0 0 40 115 10 cm /Grey Do Q"); /* 15 of 100 are cut: a margin */
    assert_int_equal(c.out.nfindings, 0);
    draw(&c, "q 100 0 0 40 125 10 cm /Grey Do Q"); /* 25 of 100 */
    assert_int_equal(told(&c, "Bildes"), 1);
    draw(&c, "q 100 0 0 40 300 10 cm /Grey Do Q");
    assert_int_equal(c.out.nfindings, 1);
    end(&c);
}

/* ---- marks and states ---- */

static void marks(void **state)
{
    static const struct {
        const char *content;
        int mcids, open, under;
        bool marked, broken;
    } list[] = {
        { "/P<</MCID 3>>BDC EMC /Span<</Lang(de)/MCID 7>>BDC EMC", 8, 0, 0, true, false },
        { "/P/Prop BDC EMC", 12, 0, 0, true, false },
        { "/OC/Prop BDC EMC", 0, 0, 0, false, false },
        { "/Artifact BMC EMC", 0, 0, 0, true, false },
        { "/P BMC", 0, 0, 0, true, true },
        { "EMC", 0, 0, 0, false, true },
        { "q q Q", 0, 1, 0, false, false },
        { "Q Q q Q Q q", 0, 1, 3, false, false },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c);
        q_set(c.q, c.res, "/Properties", q_parse(c.q, "<</Prop<</MCID 11>>>>"));
        draw(&c, list[i].content);
        assert_int_equal(c.page->mcids, list[i].mcids);
        assert_int_equal(c.page->open, list[i].open);
        assert_int_equal(c.page->under, list[i].under);
        assert_int_equal(c.page->marked, list[i].marked);
        assert_int_equal(c.j.broken_marks, list[i].broken);
        end(&c);
    }
}

/* More states than are kept: as many are taken off again. */
static void deep_states(void **state)
{
    Case c;
    begin(&c);
    Buf b = { 0 };
    for (int i = 0; i < 600; i++) buf_z(&b, "q ");
    for (int i = 0; i < 599; i++) buf_z(&b, "Q ");
    buf_z(&b, "10 10 5 5 re f");
    draw(&c, str_z(c.a, buf_view(&b)));
    buf_drop(&b);
    assert_int_equal(c.page->open, 1);
    assert_int_equal(c.page->under, 0);
    inked(&c, 10, 10, 15, 15);
    end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes),        cmocka_unit_test(as_seen),  cmocka_unit_test(spaces),
        cmocka_unit_test(forms),        cmocka_unit_test(text),     cmocka_unit_test(out_of_sight),
        cmocka_unit_test(painted_over), cmocka_unit_test(pictures), cmocka_unit_test(marks),
        cmocka_unit_test(deep_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
