/* The ODT writer by itself: the package's order, escaped text, the same bytes again, every picture
 * named once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <zip.h>

#include "write/odt/odt.h"

static Flow flow_with(Arena *a, const char *text)
{
    FlowBlock *h = ARENA_NEW(a, FlowBlock), *p = ARENA_NEW(a, FlowBlock);
    Run *r = ARENA_NEW_N(a, Run, 2);
    r[0].text = S("Bericht");
    r[1].text = str_of(text);
    *h = (FlowBlock){ .kind = FB_HEADING, .level = 1, .runs = &r[0], .next = p };
    *p = (FlowBlock){ .kind = FB_PARA, .role = ROLE_TEXT, .runs = &r[1] };
    return (Flow){ .blocks = h,
                   .stil = stil_neutral(a),
                   .edition = EDITION_FULL,
                   .lang = S("de-DE"),
                   .title = S("A & B"),
                   .nummer = S("1/2024") };
}

/* A part of the package as text. */
static Str part(Arena *a, const Buf *odt, const char *name)
{
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *s = zip_source_buffer_create(odt->p, odt->n, 0, &e);
    zip_t *z = zip_open_from_source(s, ZIP_RDONLY, &e);
    assert_non_null(z);
    assert_string_equal(zip_get_name(z, 0, 0), "mimetype");
    zip_stat_t st;
    assert_int_equal(zip_stat(z, name, 0, &st), 0);
    char *p = arena_alloc(a, st.size + 1);
    zip_file_t *f = zip_fopen(z, name, 0);
    assert_int_equal(zip_fread(f, p, st.size), st.size);
    zip_fclose(f);
    zip_discard(z);
    return (Str){ p, st.size };
}

static void package(void **state)
{
    Arena *a = arena_new();
    Diags *d = diags_new(a);
    Flow f = flow_with(a, "1 < 2 & \"3\"\tund \x01zwei  Blanks");
    Buf b = { 0 };
    assert_true(odt_write(a, d, &f, NULL, 0, S(""), 0, &b));
    assert_memory_equal(b.p, "PK\x03\x04", 4);
    assert_memory_equal(b.p + 30, "mimetypeapplication/vnd.oasis.opendocument.text",
                        47); /* stored, at byte 38, as file(1) expects */
    Str content = part(a, &b, "content.xml");
    assert_true(str_find(content, S("1 &lt; 2 &amp; ")) < content.n);
    assert_true(str_find(content, S("\x01")) == (size_t)-1);
    assert_true(str_find(content, S("zwei <text:s/>Blanks")) < content.n);
    Str meta = part(a, &b, "meta.xml");
    assert_true(str_find(meta, S("<dc:title>A &amp; B</dc:title>")) < meta.n);
    Str manifest = part(a, &b, "META-INF/manifest.xml");
    assert_true(str_find(manifest, S("content.xml")) < manifest.n);
    buf_drop(&b);
    arena_drop(a);
}

/* Who has measured nothing gets places that hold for most; what stands in the zone above the
 * address stands at its foot. */
static void letter_without_measures(void **state)
{
    Arena *a = arena_new();
    Flow f = flow_with(a, "Text");
    FlowBlock *b = ARENA_NEW(a, FlowBlock);
    Str note = S("Nicht nachsenden"), to[] = { S("Frau"), S("Eva Moos") };
    FlowInfo info = { S("Telefon"), S("1 2"), NO_PLACE };
    FlowLetter l = { .form = 'A',
                     .marks = true,
                     .sender = S("Stadt"),
                     .return_line = S("Stadt, Markt 1"),
                     .notes = &note,
                     .nnotes = 1,
                     .address = to,
                     .naddress = 2,
                     .info = &info,
                     .ninfo = 1 };
    *b = (FlowBlock){ .kind = FB_LETTER, .letter = &l, .next = f.blocks };
    f.blocks = b;
    Buf out = { 0 };
    assert_true(odt_write(a, diags_new(a), &f, NULL, 0, S(""), 0, &out));
    Str content = part(a, &out, "content.xml"), styles = part(a, &out, "styles.xml");
    assert_true(str_find(content, S("draw:name=\"Zusatzzone\"")) < content.n);
    assert_true(str_find(content, S("Telefon<text:tab/>1 2")) < content.n);
    assert_true(str_find(styles, S("draw:name=\"Falzmarke oben\"")) < styles.n);
    assert_true(str_find(styles,
                         S("style:display-name=\"Vorlage Brieffeld\" style:family=\"graphic\" "
                           "style:parent-style-name=\"Frame\"")) < styles.n);
    buf_drop(&out);
    arena_drop(a);
}

static void same_bytes(void **state)
{
    Buf b[2] = { { 0 }, { 0 } };
    for (int i = 0; i < 2; i++) {
        Arena *a = arena_new();
        Flow f = flow_with(a, "Text");
        assert_true(odt_write(a, diags_new(a), &f, NULL, 0, S(""), 0, &b[i]));
        arena_drop(a);
    }
    assert_int_equal(b[0].n, b[1].n);
    assert_memory_equal(b[0].p, b[1].p, b[0].n);
    buf_drop(&b[0]);
    buf_drop(&b[1]);
}

int main(void)
{
    const struct CMUnitTest t[] = { cmocka_unit_test(package),
                                    cmocka_unit_test(letter_without_measures),
                                    cmocka_unit_test(same_bytes) };
    return cmocka_run_group_tests(t, NULL, NULL);
}
