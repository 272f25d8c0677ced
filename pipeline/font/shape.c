/* Shaping: text to glyphs with HarfBuzz, each word once.
 *
 * A run is a stretch of items of one face and one script. Words already shaped are found in a hash
 * table by text, style and language; they are forgotten together when they take too much room,
 * since a long paper goes on to new words.
 */
#include "font/font_in.h"

#include <string.h>

#include "base/check.h"

#define WORDS_KEPT ((size_t)16 << 20) /* bytes; the words of some 160 pages */

struct Word {
    Word *next;
    Str text, lang;
    uint32_t hash;
    FontStyle style;
    Shaped shaped;
};

static uint8_t style_bits(FontStyle s)
{
    return (uint8_t)(s.family << 3 | (s.bold ? 1 : 0) | (s.italic ? 2 : 0) | (s.tabular ? 4 : 0));
}

static uint32_t word_hash(Str text, Str lang, FontStyle s)
{
    uint32_t h = str_hash(text) * 31 + str_hash(lang) + style_bits(s) * 2654435761u;
    return h ^ h >> 15;
}

static Word *word_find(const FontSet *f, uint32_t h, Str text, Str lang, FontStyle s)
{
    if (f->room == 0) return NULL;
    for (Word *w = f->table[h & (f->room - 1)]; w; w = w->next)
        if (w->hash == h && style_bits(w->style) == style_bits(s) && str_eq(w->text, text) &&
            str_eq(w->lang, lang))
            return w;
    return NULL;
}

static void table_grow(FontSet *f)
{
    size_t room = f->room ? f->room * 2 : 1024;
    Word **table = mem_alloc(room * sizeof *table);
    for (size_t i = 0; i < room; i++) table[i] = NULL;
    for (size_t i = 0; i < f->room; i++)
        for (Word *w = f->table[i], *next; w; w = next) {
            next = w->next;
            w->next = table[w->hash & (room - 1)];
            table[w->hash & (room - 1)] = w;
        }
    mem_free(f->table);
    f->table = table;
    f->room = room;
}

static Word *word_add(FontSet *f, uint32_t h, Str text, Str lang, FontStyle s)
{
    if (f->nwords >= f->room) table_grow(f);
    Word *w = ARENA_NEW(f->words, Word);
    *w = (Word){ .next = f->table[h & (f->room - 1)],
                 .text = str_keep(f->words, text),
                 .lang = lang,
                 .hash = h,
                 .style = s };
    /* Languages are few: a neighbour's copy serves. */
    w->lang = w->next && str_eq(w->next->lang, lang) ? w->next->lang : str_keep(f->words, lang);
    f->table[h & (f->room - 1)] = w;
    f->nwords++;
    return w;
}

static FaceId id_of(FontSet *f, Face *face)
{
    if (face->id < 0) {
        face->id = (int)f->nids;
        f->by_id[f->nids++] = face;
    }
    return (FaceId)face->id;
}

static bool same_script(hb_script_t a, hb_script_t b)
{
    return a == b || b == HB_SCRIPT_INHERITED || b == HB_SCRIPT_COMMON || a == HB_SCRIPT_COMMON ||
        a == HB_SCRIPT_INHERITED;
}

/* End of the run that starts at i; *script gets its script. */
static size_t run_end(const FontSet *f, size_t i, size_t n, hb_script_t *script)
{
    int8_t slot = f->item[i].slot;
    *script = HB_SCRIPT_COMMON;
    for (; i < n && f->item[i].slot == slot && same_script(*script, f->item[i].script); i++)
        if (*script == HB_SCRIPT_COMMON && f->item[i].script != HB_SCRIPT_INHERITED)
            *script = f->item[i].script;
    return i;
}

/* The buffer's clusters are indices of items here. */
static void run_shape(FontSet *f, size_t from, size_t to, hb_script_t script, FontStyle s, Str lang)
{
    static const hb_feature_t tabular = { HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START,
                                          HB_FEATURE_GLOBAL_END };
    hb_buffer_t *b = f->buffer;
    hb_buffer_clear_contents(b);
    hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_flags(
        b, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES | HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE);
    for (size_t i = from; i < to; i++) hb_buffer_add(b, f->item[i].c, (unsigned)i);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    hb_buffer_set_script(b, script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : script);
    hb_buffer_set_language(b, hb_language_from_string(lang.p, (int)lang.n));
    hb_shape(face_in(f, f->item[from].slot)->font, b, &tabular, s.tabular ? 1 : 0);
}

/* Bytes of the cluster of items [i, to), silent ones at its ends left out. */
static void cluster_bytes(const FontSet *f, size_t i, size_t to, Glyph *g)
{
    while (i < to && f->item[i].silent) i++;
    while (to > i && f->item[to - 1].silent) to--;
    g->at = i < to ? f->item[i].at : 0;
    g->len = i < to ? f->item[to - 1].end - f->item[i].at : 0;
}

static void glyph_room(FontSet *f, size_t need)
{
    if (need <= f->glyphroom) return;
    f->glyphroom = need * 2 + 64;
    f->glyph = mem_realloc(f->glyph, f->glyphroom * sizeof *f->glyph);
}

/* Takes the buffer's glyphs over; returns the new count. */
static size_t run_take(FontSet *f, size_t have, size_t from, size_t to)
{
    Face *face = &f->slot[f->item[from].slot];
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(f->buffer, NULL);
    glyph_room(f, have + n);
    FaceId id = n ? id_of(f, face) : 0;
    for (unsigned k = 0; k < n; k++) {
        Glyph *g = &f->glyph[have + k];
        /* A damaged face may name glyphs that it has not. */
        *g = (Glyph){ .gid = (uint16_t)(info[k].codepoint < face->nglyphs ? info[k].codepoint : 0),
                      .face = id,
                      .adv = pos[k].x_advance / face->upem,
                      .dx = pos[k].x_offset / face->upem,
                      .dy = pos[k].y_offset / face->upem };
        unsigned next = k;
        while (next < n && info[next].cluster == info[k].cluster) next++;
        cluster_bytes(f, info[k].cluster, next < n ? info[next].cluster : to, g);
        if (k && info[k - 1].cluster == info[k].cluster) g->len = 0;
    }
    return have + n;
}

static void word_shape(FontSet *f, Word *w, Place at)
{
    size_t n = font_items_of(f, w->style, w->text, at), glyphs = 0;
    for (size_t i = 0, j; i < n; i = j) {
        hb_script_t script;
        j = run_end(f, i, n, &script);
        run_shape(f, i, j, script, w->style, w->lang);
        glyphs = run_take(f, glyphs, i, j);
    }
    CHECK(glyphs <= UINT32_MAX);
    Glyph *g = ARENA_NEW_N(f->words, Glyph, glyphs);
    for (size_t i = 0; i < glyphs; i++) {
        g[i] = f->glyph[i];
        w->shaped.width += g[i].adv;
    }
    w->shaped.g = g;
    w->shaped.n = (uint32_t)glyphs;
}

const Shaped *shape(FontSet *f, FontStyle s, Str text, Str lang, Place at)
{
    uint32_t h = word_hash(text, lang, s);
    Word *w = word_find(f, h, text, lang, s);
    if (!w) {
        w = word_add(f, h, text, lang, s);
        word_shape(f, w, at);
    }
    return &w->shaped;
}

void fonts_forget(FontSet *f)
{
    if (arena_used(f->words) < WORDS_KEPT) return;
    arena_rewind(f->words, (ArenaMark){ 0 });
    memset(f->table, 0, f->room * sizeof *f->table);
    f->nwords = 0;
}
