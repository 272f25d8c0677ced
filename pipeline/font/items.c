/* Text to items: which face serves each character.
 *
 * A base and its marks go to the first face of the chain that has all of them; if none has, each
 * character goes where it is had, and what nobody has is replaced by U+25A1 (or U+FFFD) and told
 * once. A soft hyphen and the like become U+200C for the shaper: it leaves no glyph, keeps kerning
 * and forbids the ligature over a joint (Auf|lage), as German typography wants.
 */
#include "font/font_in.h"

#include <stdio.h>

static bool default_ignorable(hb_codepoint_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
        (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
        (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_mark(FontSet *f, hb_codepoint_t c)
{
    if (c < 0x300) return false;
    hb_unicode_general_category_t g = hb_unicode_general_category(f->uni, c);
    return g == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
        g == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
        g == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

static hb_script_t script_of(FontSet *f, hb_codepoint_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    return hb_unicode_script(f->uni, c);
}

static Item item_of(FontSet *f, hb_codepoint_t c, size_t at, size_t end)
{
    Item it = { .c = c, .at = (uint32_t)at, .end = (uint32_t)end, .slot = -1 };
    it.silent = default_ignorable(c);
    if (it.silent)
        it.c = c == 0x200D ? c : 0x200C;
    else if (c < 0x20)
        it.c = 0x20;
    it.mark = it.silent || is_mark(f, c);
    it.script = it.mark ? HB_SCRIPT_INHERITED : script_of(f, it.c);
    return it;
}

static size_t decode(FontSet *f, Str text)
{
    if (f->itemroom < text.n) {
        f->itemroom = text.n * 2 + 64;
        f->item = mem_realloc(f->item, f->itemroom * sizeof *f->item);
    }
    size_t n = 0, at = 0;
    while (at < text.n) {
        size_t from = at;
        hb_codepoint_t c = utf8_next(text, &at);
        f->item[n++] = item_of(f, c, from, at);
    }
    return n;
}

static bool all_in(FontSet *f, int slot, const Item *it, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!it[i].silent && !face_has(f, slot, it[i].c)) return false;
    return true;
}

static void tell(FontSet *f, hb_codepoint_t c, Place at)
{
    if (hb_set_has(f->told, c)) return;
    hb_set_add(f->told, c);
    char code[16], text[5] = { 0 };
    snprintf(code, sizeof code, "U+%04X", (unsigned)c);
    utf8_put(text, c);
    diag(f->d, D_FONT_ZEICHEN, at, code, text, (const char *)NULL);
}

/* The first slot of the chain that has the one item; -1: none. */
static int slot_having(FontSet *f, const int8_t *chain, const Item *it)
{
    for (; *chain >= 0; chain++)
        if (all_in(f, *chain, it, 1)) return *chain;
    return -1;
}

static void replace(FontSet *f, const int8_t *chain, Item *it, Place at)
{
    static const hb_codepoint_t sign[] = { 0x25A1, 0xFFFD, '?' };
    tell(f, it->c, at);
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++) {
        it->c = sign[i];
        it->slot = (int8_t)slot_having(f, chain, it);
        if (it->slot >= 0) return;
    }
    it->slot = chain[0];
}

static void serve(FontSet *f, const int8_t *chain, Item *it, size_t n, Place at)
{
    const int8_t *c = chain;
    while (*c >= 0 && !all_in(f, *c, it, n)) c++;
    int8_t before = chain[0];
    for (size_t i = 0; i < n; i++) {
        it[i].slot = *c >= 0 ? *c : it[i].silent ? before : (int8_t)slot_having(f, chain, &it[i]);
        if (it[i].slot < 0) replace(f, chain, &it[i], at);
        before = it[i].slot;
    }
}

size_t font_items_of(FontSet *f, FontStyle s, Str text, Place at)
{
    int8_t chain[CHAIN_MAX];
    font_chain_of(f, s, chain);
    size_t n = decode(f, text);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && f->item[j].mark; j++)
            ;
        serve(f, chain, f->item + i, j - i, at);
    }
    return n;
}
