/* One face: is it usable, opening it, what it has.
 *
 * Own faces of a style come from anywhere, so the table directory is checked here before HarfBuzz
 * sees them; HarfBuzz checks each table it reads itself. Names of tables and fields are those of
 * the OpenType specification (ISO/IEC 14496-22).
 */
#include "font/font_in.h"

#include <string.h>

uint32_t sfnt_u16(Str t, size_t at)
{
    const unsigned char *p = (const unsigned char *)t.p + at;
    return at + 2 <= t.n ? (uint32_t)p[0] << 8 | p[1] : 0;
}

uint32_t sfnt_u32(Str t, size_t at) { return sfnt_u16(t, at) << 16 | sfnt_u16(t, at + 2); }

/* Offset of the table directory: a collection's first face counts. */
static size_t directory(Str b)
{
    return b.n >= 16 && memcmp(b.p, "ttcf", 4) == 0 ? sfnt_u32(b, 12) : 0;
}

Str sfnt_table(Str b, const char *tag)
{
    size_t dir = directory(b), n = sfnt_u16(b, dir + 4);
    for (size_t i = 0; i < n; i++) {
        size_t e = dir + 12 + 16 * i;
        if (e + 16 > b.n) break;
        if (memcmp(b.p + e, tag, 4) == 0)
            return str_sub(b, sfnt_u32(b, e + 8), sfnt_u32(b, e + 12));
    }
    return (Str){ b.p, 0 };
}

static bool directory_whole(Str b)
{
    size_t dir = directory(b), n = sfnt_u16(b, dir + 4);
    if (n == 0 || dir > b.n || b.n - dir < 12 + 16 * n) return false;
    for (size_t i = 0; i < n; i++) {
        size_t from = sfnt_u32(b, dir + 12 + 16 * i + 8), len = sfnt_u32(b, dir + 12 + 16 * i + 12);
        if (from > b.n || len > b.n - from) return false;
    }
    return true;
}

static bool tables_sane(Str b)
{
    Str head = sfnt_table(b, "head"), maxp = sfnt_table(b, "maxp"), hhea = sfnt_table(b, "hhea");
    uint32_t upem = sfnt_u16(head, 18), glyphs = sfnt_u16(maxp, 4), metrics = sfnt_u16(hhea, 34);
    size_t entry = sfnt_u16(head, 50) ? 4 : 2;
    return head.n >= 54 && sfnt_u32(head, 12) == 0x5F0F3CF5 && upem >= 16 && upem <= 16384 &&
        glyphs >= 1 && metrics >= 1 && sfnt_table(b, "hmtx").n >= 4 * (size_t)metrics &&
        sfnt_table(b, "loca").n >= entry * (glyphs + (size_t)1) && sfnt_table(b, "cmap").n >= 4;
}

/* OS/2 fsType: 2 alone forbids embedding, 0x100 subsets, 0x200 outlines. Older tables set several
 * bits; the most generous counts. */
static bool may_embed(Str b)
{
    uint32_t type = sfnt_u16(sfnt_table(b, "OS/2"), 8);
    return !((type & 0x0E) == 0x02 || (type & 0x300));
}

DiagCode face_fault(Str b)
{
    bool cff = b.n >= 4 && memcmp(b.p, "OTTO", 4) == 0;
    if (!cff &&
        (b.n < 12 ||
         (sfnt_u32(b, 0) != 0x00010000 && memcmp(b.p, "true", 4) != 0 &&
          memcmp(b.p, "ttcf", 4) != 0)))
        return D_FONT_SCHADEN;
    if (!directory_whole(b)) return D_FONT_SCHADEN;
    if (cff || sfnt_table(b, "glyf").n == 0) return D_FONT_UMRISSE;
    if (!tables_sane(b)) return D_FONT_SCHADEN;
    return may_embed(b) ? D_COUNT : D_FONT_EINBETTUNG;
}

Face *face_in(FontSet *f, int slot)
{
    Face *face = &f->slot[slot];
    if (face->face || face->bytes.n == 0) return face;
    hb_blob_t *blob =
        hb_blob_create(face->bytes.p, (unsigned)face->bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_make_immutable(face->face);
    face->font = hb_font_create(face->face);
    face->upem = hb_face_get_upem(face->face);
    face->nglyphs = hb_face_get_glyph_count(face->face);
    return face;
}

void face_drop(Face *f)
{
    hb_font_destroy(f->font);
    hb_face_destroy(f->face);
    f->font = NULL;
    f->face = NULL;
}

/* HarfBuzz itself makes a missing space of the plain one and a missing U+2011 of U+2010. */
static hb_codepoint_t look_alike(FontSet *f, hb_codepoint_t c)
{
    if (c == 0x2011) return 0x2010;
    return hb_unicode_general_category(f->uni, c) == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR
        ? 0x20
        : 0;
}

bool face_has(FontSet *f, int slot, hb_codepoint_t c)
{
    Face *face = face_in(f, slot);
    hb_codepoint_t g, one, two;
    if (!face->font) return false;
    if (hb_font_get_nominal_glyph(face->font, c, &g) && g < face->nglyphs) return true;
    /* A stroke laid over a sign (U+2260) has no place of its own in text faces; a face with the
     * whole sign does better. */
    if (hb_unicode_decompose(f->uni, c, &one, &two) && one != c && !(two >= 0x334 && two <= 0x338))
        return face_has(f, slot, one) && (two == 0 || face_has(f, slot, two));
    hb_codepoint_t like = look_alike(f, c);
    return like && like != c && hb_font_get_nominal_glyph(face->font, like, &g);
}
