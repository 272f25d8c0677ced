/* The set of faces a document may use: families, the style's own faces, fallbacks, measures of a
 * face, the digest. */
#include "font/font_in.h"

#include <hb-ot.h>
#include <stdlib.h>

#include "base/hash.h"

static const struct {
    const char *name;
    int slot;
} families[] = { { "Noto Sans", SLOT_SANS }, { "Noto Serif", SLOT_SERIF } };
enum { FAMILIES = sizeof families / sizeof *families };

static int fold(char c) { return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c; }

/* Levenshtein's distance, small letters and capitals alike; names beyond 40 bytes are cut. */
static unsigned distance(Str a, Str b)
{
    unsigned row[42];
    a = str_sub(a, 0, 40);
    b = str_sub(b, 0, 40);
    for (unsigned j = 0; j <= b.n; j++) row[j] = j;
    for (unsigned i = 1; i <= a.n; i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= b.n; j++) {
            unsigned best = corner + (fold(a.p[i - 1]) != fold(b.p[j - 1]));
            corner = row[j];
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            row[j] = best < corner + 1 ? best : corner + 1;
        }
    }
    return row[b.n];
}

static int nearest(Str name, unsigned *dist)
{
    int best = 0;
    for (int i = 0; i < FAMILIES; i++) {
        unsigned d = distance(name, str_of(families[i].name));
        if (i == 0 || d < *dist) {
            best = i;
            *dist = d;
        }
    }
    return best;
}

static int family_slot(FontSet *f, Str name, Place at)
{
    unsigned dist = 0;
    int i = nearest(name, &dist);
    if (dist == 0) return families[i].slot;
    Str args[2] = { name, str_of(families[i].name) };
    diag_strs(f->d, D_FONT_FAMILIE, at, 2, args);
    return SLOT_SANS;
}

static bool own_face(FontSet *f, const FontRequest *r, int i)
{
    if (r->file[i].n == 0) return false;
    Str name = r->file_name[i].n ? r->file_name[i] : S("?");
    DiagCode fault = face_fault(r->file[i]);
    if (fault != D_COUNT) {
        diag_strs(f->d, fault, r->at, 1, &name);
        return false;
    }
    f->slot[SLOT_OWN + i] = (Face){ .name = name, .bytes = r->file[i], .id = -1 };
    return true;
}

/* A style that names some of the four faces: the nearest of its own serves for the others, and the
 * author is told. */
static void own_faces(FontSet *f, const FontRequest *r)
{
    static const uint8_t instead[4][4] = {
        { 0, 1, 2, 3 }, { 1, 0, 3, 2 }, { 2, 0, 3, 1 }, { 3, 1, 2, 0 }
    };
    static const char *const cut_de[4] = { "normal", "fett", "kursiv", "fett-kursiv" };
    bool have[4], any = false;
    for (int i = 0; i < 4; i++) any |= have[i] = own_face(f, r, i);
    if (!any) return;
    for (int i = 0; i < 4; i++) {
        int k = 0;
        while (!have[instead[i][k]]) k++;
        f->primary[FAMILY_TEXT][i] = (uint8_t)(SLOT_OWN + instead[i][k]);
        if (!have[i] && r->file[i].n == 0)
            diag(f->d, D_FONT_SCHNITT, r->at, cut_de[i], cut_de[instead[i][k]], (const char *)NULL);
    }
}

static void choose(FontSet *f, const FontRequest *r)
{
    for (int fam = 0; fam < FAMILY_N; fam++) {
        int base = r->family[fam].n ? family_slot(f, r->family[fam], r->at) : SLOT_SANS;
        for (int i = 0; i < 4; i++) f->primary[fam][i] = (uint8_t)(base + i);
    }
    own_faces(f, r);
    for (int i = 0; i < 4 && r->family[FAMILY_TITLE].n == 0; i++)
        f->primary[FAMILY_TITLE][i] = f->primary[FAMILY_TEXT][i];
}

FontSet *fonts_new(Arena *a, Diags *d, const FontRequest *r)
{
    FontSet *f = ARENA_NEW(a, FontSet);
    f->a = a;
    f->d = d;
    for (int i = 0; i < BUILTIN_N; i++) {
        const BuiltinFace *b = &builtin_faces[i];
        f->slot[i] = (Face){ .name = str_of(b->name),
                             .bytes = { b->from, (size_t)(b->to - b->from) },
                             .id = -1 };
    }
    f->uni = hb_unicode_funcs_get_default();
    f->buffer = hb_buffer_create();
    f->told = hb_set_create();
    f->words = arena_new();
    choose(f, r);
    return f;
}

void fonts_drop(FontSet *f)
{
    if (!f) return;
    for (int i = 0; i < SLOT_N; i++) face_drop(&f->slot[i]);
    hb_buffer_destroy(f->buffer);
    hb_set_destroy(f->told);
    arena_drop(f->words);
    mem_free(f->table);
    mem_free(f->item);
    mem_free(f->glyph);
    mem_free(f->kept);
    *f = (FontSet){ .a = f->a, .d = f->d };
}

Str fonts_digest(FontSet *f)
{
    Buf b = { 0 };
    for (int i = 0; i < SLOT_N; i++) {
        const Face *face = &f->slot[i];
        if (face->bytes.n == 0) continue;
        buf_str(&b, face->name);
        buf_char(&b, '\n');
        buf_str(&b,
                i < BUILTIN_N ? str_of(builtin_faces[i].digest) : sha256_hex(f->a, face->bytes));
        buf_char(&b, '\n');
    }
    Str hex = sha256_hex(f->a, buf_view(&b));
    buf_drop(&b);
    return hex;
}

int font_slot_of(const FontSet *f, FontStyle s)
{
    return f->primary[s.family < FAMILY_N ? s.family : FAMILY_TEXT]
                     [(s.bold ? 1 : 0) + (s.italic ? 2 : 0)];
}

/* In bold text the bold signs come first: a thin minus in a sum row would look like another row's.
 */
void font_chain_of(const FontSet *f, FontStyle s, int8_t out[CHAIN_MAX])
{
    const int tail[] = { SLOT_SANS + (s.bold ? 1 : 0) + (s.italic ? 2 : 0),
                         s.bold ? SLOT_SIGNS_BOLD : SLOT_MATH, s.bold ? SLOT_MATH : SLOT_SIGNS,
                         s.bold ? SLOT_SIGNS : SLOT_SIGNS_BOLD };
    int n = 0, first = font_slot_of(f, s);
    out[n++] = (int8_t)first;
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (tail[i] != first) out[n++] = (int8_t)tail[i];
    out[n] = -1;
}

static double glyph_top(const Face *face, hb_codepoint_t c)
{
    hb_codepoint_t g;
    hb_glyph_extents_t e;
    if (!hb_font_get_nominal_glyph(face->font, c, &g) ||
        !hb_font_get_glyph_extents(face->font, g, &e))
        return 0;
    return e.y_bearing / face->upem;
}

static double measure(const Face *face, hb_ot_metrics_tag_t tag, double otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(face->font, tag, &v) && v != 0 ? v / face->upem : otherwise;
}

Metrics font_metrics(FontSet *f, FontStyle s)
{
    const Face *face = face_in(f, font_slot_of(f, s));
    hb_codepoint_t g;
    Metrics m = { 0 };
    m.ascent = measure(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 0.9);
    m.descent = -measure(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -0.25);
    m.cap_height = measure(face, HB_OT_METRICS_TAG_CAP_HEIGHT, glyph_top(face, 'H'));
    m.x_height = measure(face, HB_OT_METRICS_TAG_X_HEIGHT, glyph_top(face, 'x'));
    m.space = hb_font_get_nominal_glyph(face->font, ' ', &g)
        ? hb_font_get_glyph_h_advance(face->font, g) / face->upem
        : 0.25;
    return m;
}
