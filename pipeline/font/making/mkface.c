/* Build tool: reduces a face to what German administrative papers can need.
 *
 *   mkface IN.ttf OUT.ttf text|signs
 *
 * A face costs time at every start in proportion to its glyphs and layout rules, and most of a
 * distribution's face is of no use here. `text` keeps Latin, Greek, Cyrillic, marks, punctuation
 * and currency with kerning, ligatures, mark placing and figures of one width; `signs` keeps
 * symbols, arrows and mathematics for the faces that only fill gaps. Hints go (print and screens of
 * today do without).
 */
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    hb_codepoint_t from, to;
} Range;

static const Range text_ranges[] = {
    { 0x20, 0x7E },     { 0xA0, 0x24F },    { 0x250, 0x2FF },   { 0x300, 0x36F },
    { 0x370, 0x3FF },   { 0x400, 0x4FF },   { 0x1E00, 0x1EFF }, { 0x2000, 0x206F },
    { 0x2070, 0x209F }, { 0x20A0, 0x20CF }, { 0x2100, 0x218F }, { 0x2190, 0x22FF },
    { 0x25A0, 0x25FF }, { 0xA788, 0xA78C }, { 0xFB00, 0xFB06 }, { 0xFFFC, 0xFFFD },
};
static const Range sign_ranges[] = {
    { 0x20, 0x7E },     { 0xA0, 0xFF },     { 0x300, 0x36F },     { 0x370, 0x3FF },
    { 0x530, 0x58F },   { 0x10A0, 0x10FF }, { 0x2000, 0x27BF },   { 0x27C0, 0x27FF },
    { 0x2900, 0x2BFF }, { 0xFFFC, 0xFFFD }, { 0x1F600, 0x1F64F },
};
static const char *const text_features[] = { "tnum", "lnum", "kern", "liga", "clig", "calt",
                                             "ccmp", "locl", "mark", "mkmk", "rlig", NULL };
static const char *const sign_features[] = { "mark", "mkmk", "ccmp", NULL };

static void add_ranges(hb_set_t *set, const Range *r, size_t n)
{
    for (size_t i = 0; i < n; i++) hb_set_add_range(set, r[i].from, r[i].to);
}

static hb_subset_input_t *wishes(int text)
{
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (!in) return NULL;
    if (text)
        add_ranges(hb_subset_input_unicode_set(in), text_ranges,
                   sizeof text_ranges / sizeof *text_ranges);
    else
        add_ranges(hb_subset_input_unicode_set(in), sign_ranges,
                   sizeof sign_ranges / sizeof *sign_ranges);
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *features = hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    for (const char *const *f = text ? text_features : sign_features; *f; f++)
        hb_set_add(features, hb_tag_from_string(*f, 4));
    hb_set_t *drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    static const char *const tables[] = { "DSIG", "FFTM", "MATH", "kern", "gasp", NULL };
    for (const char *const *t = tables; *t; t++) hb_set_add(drop, hb_tag_from_string(*t, 4));
    return in;
}

static int save(hb_face_t *face, const char *path)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned n;
    const char *p = hb_blob_get_data(blob, &n);
    FILE *f = fopen(path, "wb");
    int ok = f && n && fwrite(p, 1, n, f) == n;
    if (f && fclose(f) != 0) ok = 0;
    hb_blob_destroy(blob);
    return ok;
}

static int reduce(hb_face_t *face, const char *out, int text)
{
    hb_subset_input_t *in = wishes(text);
    if (!in) return 0;
    hb_face_t *small = hb_subset_or_fail(face, in);
    hb_subset_input_destroy(in);
    int ok = small && save(small, out);
    hb_face_destroy(small);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: mkface IN.ttf OUT.ttf text|signs\n");
        return 2;
    }
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(argv[1]);
    if (!blob) {
        fprintf(stderr, "mkface: cannot read %s\n", argv[1]);
        return 1;
    }
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    int ok =
        hb_face_get_glyph_count(face) > 1 && reduce(face, argv[2], strcmp(argv[3], "text") == 0);
    hb_face_destroy(face);
    if (!ok) fprintf(stderr, "mkface: cannot reduce %s to %s\n", argv[1], argv[2]);
    return ok ? 0 : 1;
}
