/* What the PDF writer embeds: CIDs, subsets, the numbers of a font descriptor (ISO 32000-1, 9.7
 * and 9.8).
 *
 * A CID stands for a glyph *and* the text it stands for, so that two texts which look alike are
 * copied as they were written. The subset keeps no layout tables and no cmap: the writer maps CIDs
 * to glyphs itself.
 */
#include "font/font_in.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

#include "base/check.h"
#include "base/hash.h"

static Face *face_by_id(FontSet *f, FaceId id)
{
    CHECK(id < f->nids);
    return f->by_id[id];
}

static uint16_t cid_add(FontSet *f, Face *face, uint16_t gid, Str text)
{
    if (face->ncids + 1 >= face->cidroom) {
        uint32_t room = face->cidroom ? face->cidroom * 2 : 128;
        Cid *more = ARENA_NEW_N(f->a, Cid, room);
        if (face->ncids) memcpy(more, face->cid, (face->ncids + 1) * sizeof *more);
        face->cid = more;
        face->cidroom = room;
    }
    uint16_t cid = (uint16_t)++face->ncids;
    face->cid[cid] = (Cid){ str_keep(f->a, text), gid, face->first[gid] };
    face->first[gid] = cid;
    return cid;
}

uint16_t font_cid(FontSet *f, FaceId id, uint16_t gid, Str text)
{
    Face *face = face_by_id(f, id);
    if (!face->first) face->first = ARENA_NEW_N(f->a, uint16_t, (size_t)face->nglyphs + 1);
    CHECK(gid < face->nglyphs);
    for (uint16_t c = face->first[gid]; c; c = face->cid[c].next)
        if (str_eq(face->cid[c].text, text)) return c;
    /* Full: the glyph's latest CID still shows the right shape. */
    if (face->ncids == UINT16_MAX) return face->first[gid];
    return cid_add(f, face, gid, text);
}

static uint16_t width_of(const Face *face, uint16_t gid)
{
    double w = floor(hb_font_get_glyph_h_advance(face->font, gid) * 1000.0 / face->upem + 0.5);
    return (uint16_t)(w < 0 ? 0 : w > 32767 ? 32767 : w);
}

static uint16_t pdf_width(FontSet *f, Face *face, uint16_t gid)
{
    if (!face->width) face->width = ARENA_NEW_N(f->a, uint16_t, (size_t)face->nglyphs + 1);
    if (!face->width[gid]) face->width[gid] = (uint16_t)(width_of(face, gid) + 1);
    return (uint16_t)(face->width[gid] - 1);
}

double font_pdf_advance(FontSet *f, FaceId id, uint16_t gid)
{
    return pdf_width(f, face_by_id(f, id), gid) / 1000.0;
}

static hb_subset_plan_t *plan_of(const Face *face)
{
    static const char *const drop[] = { "GSUB", "GPOS", "GDEF", "cmap", "name", "OS/2",
                                        "post", "kern", "DSIG", "gasp", "MATH", "FFTM",
                                        "STAT", "fvar", "gvar", "avar", "HVAR", "MVAR",
                                        "meta", "VORG", "vhea", "vmtx", "JSTF", "BASE" };
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (!in) return NULL;
    for (uint32_t c = 1; c <= face->ncids; c++)
        hb_set_add(hb_subset_input_glyph_set(in), face->cid[c].gid);
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_t *tags = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof drop / sizeof *drop; i++)
        hb_set_add(tags, hb_tag_from_string(drop[i], 4));
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face->face, in);
    hb_subset_input_destroy(in);
    return plan;
}

static bool subset_bytes(FontSet *f, hb_subset_plan_t *plan, Str *out)
{
    hb_face_t *sub = hb_subset_plan_execute_or_fail(plan);
    if (!sub) return false;
    hb_blob_t *blob = hb_face_reference_blob(sub);
    unsigned n;
    const char *p = hb_blob_get_data(blob, &n);
    *out = (Str){ arena_copy(f->a, p, n), n };
    hb_blob_destroy(blob);
    hb_face_destroy(sub);
    return n > 0;
}

/* The PostScript name, cut to what a PDF name holds without escapes. */
static Str ps_name(FontSet *f, const Face *face)
{
    char raw[64];
    unsigned n = sizeof raw;
    hb_ot_name_get_utf8(face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
                        hb_language_from_string("en", -1), &n, raw);
    char *name = arena_alloc(f->a, sizeof raw);
    size_t k = 0;
    for (size_t i = 0; i < n && i < sizeof raw - 1; i++)
        if ((raw[i] >= '0' && raw[i] <= '9') || (raw[i] >= 'A' && raw[i] <= 'Z') ||
            (raw[i] >= 'a' && raw[i] <= 'z') || raw[i] == '-')
            name[k++] = raw[i];
    return k ? (Str){ name, k } : S("Schrift");
}

/* Six capitals from the subset's content and the face's name (ISO 32000-1, 9.6.4). */
static Str tagged_name(FontSet *f, const Face *face, Str data)
{
    Str name = ps_name(f, face);
    uint8_t digest[32];
    char tag[7] = { 0 };
    sha256(data, digest);
    uint32_t v = str_hash(name) ^
        ((uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 | (uint32_t)digest[2] << 8 |
         digest[3]);
    for (int i = 0; i < 6; i++, v /= 26) tag[i] = (char)('A' + v % 26);
    return str_printf(f->a, "%s+%.*s", tag, STR_FMT(name));
}

static void cid_arrays(FontSet *f, Face *face, hb_subset_plan_t *plan, Subset *out)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    uint16_t *gid = ARENA_NEW_N(f->a, uint16_t, face->ncids + (size_t)1);
    uint16_t *width = ARENA_NEW_N(f->a, uint16_t, face->ncids + (size_t)1);
    Str *text = ARENA_NEW_N(f->a, Str, face->ncids + (size_t)1);
    text[0] = S("");
    width[0] = pdf_width(f, face, 0);
    for (uint32_t c = 1; c <= face->ncids; c++) {
        gid[c] = (uint16_t)hb_map_get(map, face->cid[c].gid);
        width[c] = pdf_width(f, face, face->cid[c].gid);
        text[c] = face->cid[c].text;
    }
    out->ncids = face->ncids;
    out->gid = gid;
    out->width = width;
    out->text = text;
}

static double signed16(Str t, size_t at)
{
    uint32_t v = sfnt_u16(t, at);
    return v & 0x8000 ? (double)v - 65536.0 : (double)v;
}

static void descriptor(const Face *face, Subset *out)
{
    Str head = sfnt_table(face->bytes, "head"), post = sfnt_table(face->bytes, "post"),
        os2 = sfnt_table(face->bytes, "OS/2");
    double k = 1000.0 / face->upem;
    hb_position_t v;
    for (int i = 0; i < 4; i++) out->bbox[i] = signed16(head, 36 + 2 * (size_t)i) * k;
    out->ascent = hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &v)
        ? v * k
        : out->bbox[3];
    out->descent =
        hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &v)
        ? v * k
        : out->bbox[1];
    out->cap_height =
        hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &v) && v > 0 ? v * k
                                                                                          : 700;
    out->italic_angle = signed16(post, 4) + sfnt_u16(post, 6) / 65536.0;
    uint32_t weight = sfnt_u16(os2, 4), kind = sfnt_u16(os2, 32) >> 8,
             serifs = sfnt_u16(os2, 32) & 0xFF;
    /* No table gives the stems' width; this is the usual estimate from the weight. */
    out->stem_v = 10 + 220 * ((weight >= 100 && weight <= 1000 ? weight : 400) - 50.0) / 900;
    out->serif = kind == 2 && serifs >= 2 && serifs <= 10; /* PANOSE: Latin text, serif style */
    out->italic = out->italic_angle != 0 || (sfnt_u16(os2, 62) & 1);
    out->fixed = sfnt_u32(post, 12) != 0;
}

bool font_subset(FontSet *f, FaceId id, Subset *out)
{
    Face *face = face_by_id(f, id);
    *out = (Subset){ 0 };
    hb_subset_plan_t *plan = plan_of(face);
    if (!plan) return false;
    bool ok = subset_bytes(f, plan, &out->data);
    if (ok) {
        cid_arrays(f, face, plan, out);
        descriptor(face, out);
        out->name = tagged_name(f, face, out->data);
    }
    hb_subset_plan_destroy(plan);
    return ok;
}
