/* Faces, shaping, hyphenation, and the subsets the PDF embeds.
 *
 * Built-in families (TrueType outlines, from the distribution's packages when built, carried in the
 * program): "Noto Sans" and "Noto Serif", four faces each, and fallback faces for what they lack. A
 * style may name own face files. No scan of the system's fonts. Lengths here are in em (1.0 = the
 * font size), so one shaped word serves every size.
 */
#ifndef VORLAGE_FONT_FONT_H
#define VORLAGE_FONT_FONT_H

#include "base/diag.h"

typedef struct FontSet FontSet;
typedef uint16_t FaceId; /* index of a face in its set, from 0, in order of first use */

typedef enum { FAMILY_TEXT, FAMILY_TITLE, FAMILY_N } Family;
typedef struct {
    Str family[FAMILY_N]; /* built-in names; unknown: a diagnostic with the nearest name, and the
                             default serves */
    Str file[4]; /* bytes of own faces for FAMILY_TEXT (regular, bold, italic, bold italic); n == 0:
                    built in */
    Str file_name[4]; /* for messages */
    Place at;         /* where the style asks for them */
} FontRequest;

/* Faces are opened when first used. A face that has no TrueType outlines, is damaged or may not be
 * embedded (OS/2 fsType) is an error. */
FontSet *fonts_new(Arena *a, Diags *d, const FontRequest *r);
void fonts_drop(FontSet *f); /* HarfBuzz's objects; the rest is the arena's */
/* SHA-256 over the names and bytes of the faces that can be used, hex, for the metadata. Computed
 * when built for the built-in ones. */
Str fonts_digest(FontSet *f);

typedef struct {
    uint8_t family, bold, italic, tabular /* figures of one width */;
} FontStyle;

typedef struct {
    uint16_t gid;
    FaceId face;
    double adv, dx, dy; /* em; adv includes kerning */
    uint32_t at, len;   /* the bytes of the shaped text this glyph stands for (len 0: part of the
                           cluster before it) */
} Glyph;
typedef struct {
    const Glyph *g;
    uint32_t n;
    double width;
} Shaped; /* width in em */

/* Shapes text (NFC, one word or any piece without line break; spaces allowed) with kerning and
 * ligatures. Cached: the same text and style gives the same pointer; it lives until fonts_forget().
 * Code points no face has: one diagnostic each (D_FONT_ZEICHEN, with `at`) and U+25A1 or U+FFFD in
 * their place, keeping the text for copying. Default-ignorable characters (U+00AD, U+200B ...) give
 * no glyph. */
const Shaped *shape(FontSet *f, FontStyle s, Str text, Str lang, Place at);
/* Forgets the shaped words once they take more than a few megabytes. Called where nothing holds a
 * result of shape(). */
void fonts_forget(FontSet *f);

typedef struct {
    double ascent, descent /* positive, below */, cap_height, x_height, space;
} Metrics; /* em */
Metrics font_metrics(FontSet *f, FontStyle s);

/* ---- embedding (the PDF writer) ---- */
/* The CID for a glyph that stands for this text, numbered from 1 in order of first use in its face:
 * one CID for each glyph *and* text, so that copying gives the right letters. text may be empty (a
 * mark inside a cluster). At most 65,535 a face. */
uint16_t font_cid(FontSet *f, FaceId face, uint16_t gid, Str text);
typedef struct {
    Str name; /* PostScript name with subset tag from the content: "ABCDEF+NotoSans-Regular" */
    Str data; /* the TrueType subset */
    uint32_t ncids;        /* CIDs 1 .. ncids */
    const uint16_t *gid;   /* CID -> glyph in the subset, [0 .. ncids] */
    const uint16_t *width; /* CID -> advance, 1/1000 em, [0 .. ncids] */
    const Str *text;       /* CID -> text, [0 .. ncids] */
    double ascent, descent, cap_height, italic_angle, bbox[4],
        stem_v; /* 1/1000 em; descent negative */
    bool serif, italic, fixed;
} Subset;
bool font_subset(FontSet *f, FaceId face, Subset *out); /* arena-owned */
/* Natural advance of a glyph (em) as the PDF's /W says it, rounded to 1/1000: what TJ adjusts
 * against. */
double font_pdf_advance(FontSet *f, FaceId face, uint16_t gid);
/* A glyph's outline in em, step by step: 'm' and 'l' with a point, 'c' with three, 'h' closes. */
typedef struct {
    void *ctx;
    void (*step)(void *ctx, char op, const double *xy);
} OutlineSink;
void font_outline(FontSet *f, FaceId face, uint16_t gid, const OutlineSink *out);

/* ---- hyphenation ---- */
/* Places where `word` (letters, lower or upper case, NFC, no spaces; a leading or trailing
 * non-letter is skipped) may be broken: out[i] for a break before byte i gets a cost: 0 none, 1
 * good (a compound's joint known from the list), 2 normal, 3 poor (near an end, in a short word).
 * out has word.n entries. lang "de", "de-*": German; others: no break. Soft hyphens in the word:
 * only these, cost 1. Returns how many. */
int hyphenate(Str word, Str lang, uint8_t *out);
/* The same, remembering words of the document. */
int hyphenate_kept(FontSet *f, Str word, Str lang, uint8_t *out);

#endif
