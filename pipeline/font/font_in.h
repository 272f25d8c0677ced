/* What the files of this room share: the faces of a set, their slots, scratch memory.
 *
 * Slot: a fixed place for each face that may be needed (built-in ones first, then the style's own
 * four); a face is opened when its slot is first asked for. FaceId: given when a face first has
 * glyphs in shaped text. Chain: the slots tried one after the other for a cluster, primary first,
 * ending with -1. Cluster: a base character and its marks; it is never divided between faces unless
 * no face has all of it.
 */
#ifndef VORLAGE_FONT_FONT_IN_H
#define VORLAGE_FONT_FONT_IN_H

#include <hb.h>

#include "font/font.h"

enum {
    SLOT_SANS,
    SLOT_SERIF = 4,
    SLOT_MATH = 8,
    SLOT_SIGNS,
    SLOT_SIGNS_BOLD,
    BUILTIN_N,
    SLOT_OWN = BUILTIN_N,
    SLOT_N = BUILTIN_N + 4
};
enum { CHAIN_MAX = 7 };

typedef struct {
    const char *name, *from, *to, *digest;
} BuiltinFace;
extern const BuiltinFace builtin_faces[BUILTIN_N]; /* made when built */

typedef struct {
    Str text;
    uint16_t gid, next;
} Cid; /* next: another CID of the same glyph, 0 ends */
typedef struct {
    Str name, bytes; /* bytes.n == 0: the slot is empty */
    hb_face_t *face; /* NULL until opened */
    hb_font_t *font;
    double upem;
    int id;   /* FaceId, -1 without */
    Cid *cid; /* [1 .. ncids]; the arena's */
    uint32_t ncids, cidroom;
    uint16_t *first; /* glyph -> first CID, 0 none */
    uint16_t *width; /* glyph -> 1 + advance in 1/1000 em; 0: not asked for yet */
    uint32_t nglyphs;
} Face;

typedef struct Word Word;
typedef struct Kept Kept;
typedef struct {      /* one code point on its way to a face */
    hb_codepoint_t c; /* as shaped (a replacement where no face has it) */
    uint32_t at, end; /* its bytes */
    hb_script_t script;
    int8_t slot;
    bool silent; /* default-ignorable: no glyph, no text of its own */
    bool mark;
} Item;

struct FontSet {
    Arena *a;
    Diags *d;
    Face slot[SLOT_N];
    Face *by_id[SLOT_N];
    uint32_t nids;
    uint8_t primary[FAMILY_N][4]; /* by bold + 2 * italic */
    hb_buffer_t *buffer;
    hb_unicode_funcs_t *uni;
    hb_set_t *told; /* code points already complained of */
    Arena *words;   /* the shaped words live there */
    Word **table;   /* by hash; a power of two */
    size_t nwords, room;
    Item *item; /* scratch of shape() */
    size_t itemroom;
    Glyph *glyph;
    size_t glyphroom;
    Kept *kept; /* breaks of words, by hash; NULL: none yet */
};

/* Opens the slot's face if it is not yet open. */
Face *face_in(FontSet *f, int slot);
/* What keeps these bytes from use as a face; D_COUNT: nothing. */
DiagCode face_fault(Str bytes);
void face_drop(Face *f);
/* A table's bytes as they stand in the file; n == 0 where there is none. */
Str sfnt_table(Str bytes, const char *tag);
uint32_t sfnt_u16(Str t, size_t at);
uint32_t sfnt_u32(Str t, size_t at);
/* Does the face have the character, itself, as parts or as a look-alike space or hyphen? */
bool face_has(FontSet *f, int slot, hb_codepoint_t c);
void font_chain_of(const FontSet *f, FontStyle s, int8_t out[CHAIN_MAX]);
int font_slot_of(const FontSet *f, FontStyle s);

/* items.c: text to items, each with the slot that serves it; complains of what no face has. Returns
 * how many (in f->item). */
size_t font_items_of(FontSet *f, FontStyle s, Str text, Place at);

#endif
