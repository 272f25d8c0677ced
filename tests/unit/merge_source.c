/* What of a foreign page comes along: its resources by name, nothing fetched from elsewhere, no
 * data of programs and people; and what is there twice is stored once (prune.c, scrub.c, share.c).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "merge/merge_in.h"

typedef struct {
    Merge m;
    Source s;
    Q q;
} Case;

static void begin(Case *c)
{
    *c = (Case){ .m = { .a = arena_new() }, .q = qpdf_init() };
    qpdf_silence_errors(c->q);
    qpdf_empty_pdf(c->q);
    c->s.q = c->m.d = c->q;
}

static void end(Case *c)
{
    mem_free(c->s.scrubbed.v);
    mem_free(c->m.slot_of.v);
    q_free(c->q);
    qpdf_cleanup(&c->q);
    arena_drop(c->m.a);
}

static int stream(Case *c, const char *dict, const char *data)
{
    return q_stream(c->q, dict, str_of(data));
}

/* The object of that text, in which a name "/@n" stands for the indirect object n. */
static O led(Case *c, O o)
{
    Q q = c->q;
    if (qpdf_oh_is_name(q, o) && !strncmp(qpdf_oh_get_name(q, o), "/@", 2))
        return q_ref(q, atoi(qpdf_oh_get_name(q, o) + 2));
    int n;
    char **k = q_is_dict(q, o) ? q_keys(c->m.a, q, o, &n) : NULL;
    for (int i = 0; k && i < n; i++) q_set(q, o, k[i], led(c, q_key(q, o, k[i])));
    for (int i = 0; i < q_len(q, o); i++) qpdf_oh_set_array_item(q, o, i, led(c, q_at(q, o, i)));
    return o;
}

static O parsed(Case *c, const char *text) { return led(c, q_parse(c->q, text)); }

static O made(Case *c, const char *fmt, int a, int b)
{
    return parsed(c, str_z(c->m.a, str_printf(c->m.a, fmt, a, b)));
}

static void is(Case *c, O o, const char *text)
{
    assert_string_equal(qpdf_oh_unparse_resolved(c->q, o), text);
}

static O key(Case *c, O o, const char *path)
{
    char *z = str_z(c->m.a, str_of(path)), *save;
    for (char *k = strtok_r(z, " ", &save); k; k = strtok_r(NULL, " ", &save))
        o = q_key(c->q, q_dict_of(c->q, o), k);
    return o;
}

/* ---- prune.c ---- */

/* Names with signs, names that only a form without own resources uses, and default spaces stay. */
static void only_what_is_named(void **state)
{
    Case c;
    begin(&c);
    int form = stream(&c, "<</Subtype/Form/BBox[0 0 1 1]>>", "/Inner gs /N2 Do"),
        second = stream(&c, "<</Subtype/Form/BBox[0 0 1 1]>>", "/Deep gs"),
        own = stream(&c, "<</Subtype/Form/Resources<<>>>>", "/Theirs gs"),
        unused = stream(&c, "<</Subtype/Form>>", "/Secret gs"),
        content = stream(&c, "<<>>", "/F1 9 Tf /A#42c gs /X Do /Own Do (/Quoted) Tj /P scn");
    O page = parsed(
        &c,
        str_z(
            c.m.a,
            str_printf(
                c.m.a,
                "<</Type/Page/Contents /@%d/Resources<</Font<</F1 1/F2 2/Quoted 3>>"
                "/ExtGState<</AB#63 1/AB 2/Inner 3/Deep 4/Theirs 5/Secret 6>>"
                "/XObject<</X /@%d/N2 /@%d/Own /@%d/Unused /@%d>>/ColorSpace<</DefaultRGB 1/CS 2>>"
                "/Pattern<</P 1/PP 2>>/Private<</F1 1>>>>>>",
                content, form, second, own, unused)));
    merge_resources_prune(&c.m, &c.s, page);
    O res = key(&c, page, "/Resources");
    is(&c, key(&c, res, "/Font"), "<< /F1 1 >>");
    is(&c, key(&c, res, "/ExtGState"), "<< /ABc 1 /Deep 4 /Inner 3 >>");
    is(&c, key(&c, res, "/ColorSpace"), "<< /DefaultRGB 1 >>");
    is(&c, key(&c, res, "/Pattern"), "<< /P 1 >>");
    assert_false(q_has(c.q, res, "/Private"));
    O x = key(&c, res, "/XObject");
    assert_true(q_has(c.q, x, "/X") && q_has(c.q, x, "/N2") && q_has(c.q, x, "/Own"));
    assert_false(q_has(c.q, x, "/Unused"));
    end(&c);
}

static void nothing_from_elsewhere(void **state)
{
    Case c;
    begin(&c);
    int far = stream(&c, "<</Subtype/Image/F(http://x.example/a.png)>>", ""),
        deep = stream(&c, "<</Subtype/Image/F(other.png)>>", ""), inner;
    O res = made(&c, "<</XObject<</Deep /@%d>>>>", deep, 0);
    inner = stream(&c, "<</Subtype/Form/Ref<<>>/OPI<<>>>>", "");
    q_set(c.q, q_dict_of(c.q, q_ref(c.q, inner)), "/Resources", res);
    O top = made(&c, "<</XObject<</Far /@%d/In /@%d>>>>", far, inner);
    Ints seen = { 0 };
    merge_externals_drop(&c.m, &c.s, top, &seen, 0);
    O gone = key(&c, top, "/XObject /Far");
    assert_false(q_id(c.q, gone) == far);
    assert_true(q_is_stream(c.q, gone) && q_is(c.q, key(&c, gone, "/Subtype"), "/Form"));
    O in = key(&c, top, "/XObject /In");
    assert_int_equal(q_id(c.q, in), inner);
    assert_false(q_has(c.q, q_dict_of(c.q, in), "/Ref") || q_has(c.q, q_dict_of(c.q, in), "/OPI"));
    assert_false(q_has(c.q, q_dict_of(c.q, key(&c, in, "/Resources /XObject /Deep")), "/F"));
    mem_free(seen.v);
    end(&c);
}

/* ---- scrub.c ---- */

static void data_of_programs(void **state)
{
    Case c;
    begin(&c);
    int mask = stream(&c, "<</Subtype/Image/Width 1/Metadata 1>>", ""),
        image = stream(
            &c, "<</Subtype/Image/Width 1/Height 1/Metadata 1/Maker(Anna)/LastModified(D)>>", ""),
        form = stream(
            &c, "<</Subtype/Form/BBox[0 0 1 1]/PieceInfo<<>>/Author(Anna)/LastModified(D)>>", ""),
        file = stream(&c, "<</Metadata 1>>", ""),
        fill = stream(&c, "<</PatternType 1/Metadata 1>>", ""),
        group = stream(&c, "<</Subtype/Form/Metadata 1>>", ""),
        icc = stream(&c, "<</N 3/Metadata 1>>", ""),
        look = stream(&c, "<</Subtype/Form/Metadata 1>>", "");
    q_set(c.q, q_dict_of(c.q, q_ref(c.q, image)), "/SMask", q_ref(c.q, mask));
    O page = parsed(&c,
                    str_z(c.m.a,
                          str_printf(c.m.a,
                                     "<</Resources<</Private 1/XObject<</I /@%d/F /@%d>>"
                                     "/Font<</F1<</PieceInfo 1/DescendantFonts[<</Metadata "
                                     "1/FontDescriptor<</AF 1/FontFile2 /@%d>>>>]>>>>"
                                     "/Pattern<</P /@%d>>/ExtGState<</G<</Metadata 1/SMask<</G "
                                     "/@%d>>>>>>/ColorSpace<</C[/Indexed[/ICCBased /@%d]1(x)]>>"
                                     "/Properties<</L<</Type/OCG/Name(L)/Usage<</"
                                     "CreatorInfo(Anna)>>>>/M<</MCID 3/Who(Anna)>>"
                                     "/D<</Type/OCMD/OCGs[<</Type/OCG/Name(K)/Usage 1>>]>>>>>>"
                                     "/Annots[<</Subtype/Text/Contents(x)/T(Anna)/M(D)/NM(1)/AP<</"
                                     "N /@%d/D 1>>>><</Subtype/Widget/AP<</N<</On /@%d>>>>>>]>>",
                                     image, form, file, fill, group, icc, look, form)));
    merge_scrub_page(&c.m, &c.s, page);
    O res = key(&c, page, "/Resources"), d = q_dict_of(c.q, q_ref(c.q, image));
    assert_false(q_has(c.q, res, "/Private"));
    assert_false(q_has(c.q, d, "/Metadata") || q_has(c.q, d, "/Maker") ||
                 q_has(c.q, d, "/LastModified"));
    assert_true(q_has(c.q, d, "/Width") && q_has(c.q, d, "/SMask"));
    const int bare[] = { mask, file, fill, group, icc, look };
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        assert_false(q_has(c.q, q_dict_of(c.q, q_ref(c.q, bare[i])), "/Metadata"));
    d = q_dict_of(c.q, q_ref(c.q, form));
    assert_false(q_has(c.q, d, "/PieceInfo") || q_has(c.q, d, "/Author") ||
                 q_has(c.q, d, "/LastModified"));
    assert_true(q_has(c.q, d, "/BBox"));
    O font = key(&c, res, "/Font /F1");
    assert_false(q_has(c.q, font, "/PieceInfo"));
    font = q_at(c.q, key(&c, font, "/DescendantFonts"), 0);
    assert_false(q_has(c.q, font, "/Metadata") ||
                 q_has(c.q, key(&c, font, "/FontDescriptor"), "/AF"));
    assert_false(q_has(c.q, key(&c, res, "/ExtGState /G"), "/Metadata"));
    is(&c, key(&c, res, "/Properties /L"), "<< /Name (L) /Type /OCG >>");
    is(&c, key(&c, res, "/Properties /M"), "<< /MCID 3 >>");
    is(&c, key(&c, res, "/Properties /D"),
       "<< /OCGs [ << /Name (K) /Type /OCG >> ] /Type /OCMD >>");
    O note = q_at(c.q, key(&c, page, "/Annots"), 0);
    assert_false(q_has(c.q, note, "/T") || q_has(c.q, note, "/M") || q_has(c.q, note, "/NM"));
    assert_true(q_has(c.q, note, "/Contents") && q_has(c.q, note, "/AP"));
    end(&c);
}

#define BOX(size, name) "\0\0\0" size name
#define HEADER "\xFF\x4F\xFF\x51\0\4ab" /* SOC; SIZ of four bytes */
#define COMMENT "\xFF\x64\0\6Anna"
#define TILE \
    "\xFF\x90" \
    "data\xFF\x64\0\6Anna" /* behind its begin nothing is a marker */

/* A picture of JPEG 2000, cleaned. */
static void jpx(const char *given, size_t n, const char *want, size_t m)
{
    Case c;
    begin(&c);
    int image = q_stream(c.q, "<</Subtype/Image/Filter/JPXDecode>>", (Str){ given, n });
    merge_scrub_page(&c.m, &c.s, made(&c, "<</Resources<</XObject<</I /@%d>>>>>>", image, 0));
    unsigned char *p;
    size_t size;
    assert_true(q_data(c.q, q_ref(c.q, image), true, &p, &size));
    assert_int_equal(size, m);
    assert_memory_equal(p, want, m);
    mem_free(p);
    end(&c);
}
#define JPX(given, want) jpx(given, sizeof given - 1, want, sizeof want - 1)

static void pictures(void **state)
{
    JPX(HEADER COMMENT TILE, HEADER TILE);
    JPX(HEADER COMMENT "\xFF\x52\0\2" COMMENT TILE, HEADER "\xFF\x52\0\2" TILE);
    JPX(HEADER "\xFF\x64\0\xFF"
               "ab",
        HEADER "\xFF\x64\0\xFF"
               "ab"); /* longer than the file */
    JPX(BOX("\x0C", "jP  ") "sign" BOX("\x0C", "xml ") "Anna" BOX("\x0C", "uuid") "Anna" BOX(
            "\0", "jp2c") HEADER COMMENT TILE,
        BOX("\x0C", "jP  ") "sign" BOX("\0", "jp2c") HEADER TILE);
    JPX(BOX("\x0A", "jp2h") "ab" BOX(
            "\1", "xml ") "\0\0\0\0\0\0\0\x12"
                          "ab" BOX("\1", "jp2c") "\0\0\0\0\0\0\0\x18" HEADER "behind",
        BOX("\x0A", "jp2h") "ab" BOX("\0", "jp2c") HEADER);
    /* what cannot be read stays as it is: a box shorter than its head, longer than the file, cut */
    JPX(BOX("\4", "xml ") BOX("\0", "jp2c") HEADER, BOX("\4", "xml ") BOX("\0", "jp2c") HEADER);
    JPX(BOX("\xF0", "xml ") BOX("\0", "jp2c") HEADER, BOX("\xF0", "xml ") BOX("\0", "jp2c") HEADER);
    JPX(BOX("\1", "xml ") "\0\0\0\0\0\0\0\x0F" BOX("\0", "jp2c") HEADER,
        BOX("\1", "xml ") "\0\0\0\0\0\0\0\x0F" BOX("\0", "jp2c") HEADER);
    JPX(BOX("\x0C", "xml ") "Anna", BOX("\x0C", "xml ") "Anna");
    JPX(BOX("\x08", "xml ") "\0\0\0\x09"
                            "jp2",
        BOX("\x08", "xml ") "\0\0\0\x09"
                            "jp2");
    /* a code stream of no byte, and of one */
    JPX(BOX("\x08", "jp2c"), BOX("\0", "jp2c"));
    JPX(BOX("\x09", "jp2c") "\xFF", BOX("\0", "jp2c") "\xFF");
}

/* A picture within another filter: that is taken off. */
static void wrapped(void **state)
{
    Case c;
    begin(&c);
    static const char hex[] = "FF4FFF51000461620000FF640006416E6E61FF90>";
    int image = stream(&c, "<</Subtype/Image/Filter[/ASCIIHexDecode/JPXDecode]>>", hex);
    merge_scrub_page(&c.m, &c.s, made(&c, "<</Resources<</XObject<</I /@%d>>>>>>", image, 0));
    unsigned char *p;
    size_t n;
    assert_true(q_data(c.q, q_ref(c.q, image), true, &p, &n));
    assert_true(q_is(c.q, key(&c, q_ref(c.q, image), "/Filter"), "/JPXDecode"));
    assert_true(str_starts((Str){ (char *)p, n }, S("\xFF\x4F\xFF\x51")));
    mem_free(p);
    end(&c);
}

/* ---- share.c ---- */

static MergePlan plan;
static MergePage pages[2];

/* Two pages of a pack with these resources; what was shared. */
static void shared(Case *c, O first, O second, int *at)
{
    for (int i = 0; i < 2; i++) {
        O page = q_dict(c->q);
        q_set(c->q, page, "/Type", q_name(c->q, "/Page"));
        q_set(c->q, page, "/Resources", i ? second : first);
        at[i] = q_make(c->q, page);
        pages[i] = (MergePage){ .from = MERGE_PART, .part = (uint32_t)i };
    }
    plan = (MergePlan){ .page = pages, .npages = 2 };
    c->m.plan = &plan;
    c->m.page = at;
    merge_share_equal(&c->m);
}

static int of_page(Case *c, const int *at, int page, const char *path)
{
    return q_id(c->q, key(c, q_ref(c->q, at[page]), path));
}

/* Bottom up: what differs only in the numbers of equal objects is equal. */
static void once(void **state)
{
    Case c;
    int at[2];
    begin(&c);
    O res[2];
    for (int i = 0; i < 2; i++) {
        int file = stream(&c, "<</Length1 4>>", "data"),
            d = q_make(c.q, made(&c, "<</FontFile2 /@%d>>", file, 0)),
            font = q_make(c.q, made(&c, "<</Type/Font/FontDescriptor /@%d>>", d, 0)),
            other = stream(&c, "<</Length1 4>>", i ? "dat2" : "dat1"),
            layer = q_make(c.q, parsed(&c, "<</Type/OCG/Name(x)>>"));
        res[i] = made(&c, "<</Font<</F /@%d>>/XObject<</X /@%d>>>>", font, other);
        q_set(c.q, res[i], "/Properties", made(&c, "<</L /@%d>>", layer, 0));
    }
    shared(&c, res[0], res[1], at);
    assert_int_equal(of_page(&c, at, 0, "/Resources /Font /F"),
                     of_page(&c, at, 1, "/Resources /Font /F"));
    assert_int_not_equal(of_page(&c, at, 0, "/Resources /XObject /X"),
                         of_page(&c, at, 1, "/Resources /XObject /X"));
    assert_int_not_equal(of_page(&c, at, 0, "/Resources /Properties /L"),
                         of_page(&c, at, 1, "/Resources /Properties /L"));
    assert_int_equal(c.m.shared, 3);
    assert_true(c.m.shared_bytes > 40 && c.m.shared_bytes < 400);
    end(&c);
}

/* What holds marked content is its own. */
static void marked_content_is_its_own(void **state)
{
    Case c;
    int at[2], form[2];
    begin(&c);
    O res[2];
    for (int i = 0; i < 2; i++) {
        form[i] = stream(&c, "<</Subtype/Form>>", "/P<</MCID 0>>BDC EMC");
        ints_set(&c.m.slot_of, (size_t)form[i], i + 1);
        res[i] = made(&c, "<</XObject<</X /@%d>>>>", form[i], 0);
    }
    shared(&c, res[0], res[1], at);
    for (int i = 0; i < 2; i++)
        assert_int_equal(of_page(&c, at, i, "/Resources /XObject /X"), form[i]);
    assert_int_equal(c.m.shared, 0);
    end(&c);
}

/* One name of a spot colour, two recipes: told, with the part that brings the second. */
static void spots(void **state)
{
    static const struct {
        const char *one, *two;
        bool told;
    } list[] = {
        { "[/Separation/Gold/DeviceCMYK 1]", "[/Separation/Gold/DeviceCMYK 2]", true },
        { "[/Separation/Gold/DeviceCMYK 1]", "[/Separation/Gold/DeviceRGB 1]", true },
        { "[/Separation/Gold/DeviceCMYK 1]", "[/Separation/Gold/DeviceCMYK 1]", false },
        { "[/Separation/Gold/DeviceCMYK 1]", "[/Separation/Blau/DeviceCMYK 2]", false },
        { "[/Separation/All/DeviceCMYK 1]", "[/Separation/All/DeviceCMYK 2]", false },
        { "[/Separation/None/DeviceCMYK 1]", "[/Separation/None/DeviceCMYK 2]", false },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        int at[2];
        begin(&c);
        O a = parsed(&c, str_printf(c.m.a, "<</ColorSpace<</C %s>>>>", list[i].one).p),
          b = parsed(&c, str_printf(c.m.a, "<</ColorSpace<</C %s>>>>", list[i].two).p);
        shared(&c, a, b, at);
        assert_int_equal(c.m.spot != NULL, list[i].told);
        if (c.m.spot) assert_string_equal(c.m.spot, "Gold");
        if (c.m.spot) assert_int_equal(c.m.spot_part, 1);
        end(&c);
    }
}

/* More than the table begins with. */
static void many(void **state)
{
    Case c;
    int at[2];
    begin(&c);
    O res[2];
    for (int i = 0; i < 2; i++) {
        res[i] = parsed(&c, "<</Font<<>>>>");
        for (int k = 0; k < 1200; k++) {
            char name[16], text[40];
            snprintf(name, sizeof name, "/F%d", k);
            snprintf(text, sizeof text, "<</Type/Font/N %d>>", k);
            O all = q_key(c.q, res[i], "/Font");
            q_set(c.q, all, name, q_ref(c.q, q_make(c.q, q_parse(c.q, text))));
        }
    }
    shared(&c, res[0], res[1], at);
    assert_int_equal(c.m.shared, 1200);
    end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_named),
        cmocka_unit_test(nothing_from_elsewhere),
        cmocka_unit_test(data_of_programs),
        cmocka_unit_test(pictures),
        cmocka_unit_test(wrapped),
        cmocka_unit_test(once),
        cmocka_unit_test(marked_content_is_its_own),
        cmocka_unit_test(spots),
        cmocka_unit_test(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
