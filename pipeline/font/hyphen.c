/* Places where a word may be broken, and what each costs.
 *
 * German by the pattern team's patterns (reformed spelling of 1996), words with places of our own,
 * and parts of compounds: a break at a joint is the best one, and no break stands so near to a
 * joint that a stump remains (Schuldendien-st|umlage). Least fragments: two letters before, three
 * after, and nothing in words of fewer than six letters. A break near an end or in a short word is
 * poor. Not broken at all: abbreviations (all capitals up to seven letters, capitals inside), web
 * and mail addresses.
 */
#include <hb.h>

#include "font/font.h"
#include "font/hyph_in.h"

enum { WORD_LEAST = 6, WORD_SHORT = 7, BEFORE = 2, AFTER = 3, ACRONYM = 7, ON_STACK = 64 };
enum { GOOD = 1, NORMAL = 2, POOR = 3 };

typedef struct {
    uint8_t *letter, *level, *joint; /* numbers of letters; levels; joints */
    uint32_t *at;                    /* offsets in the word */
    size_t n, capitals;
    bool inner_capital, piece; /* piece: of a word with hyphen, apostrophe ... */
} Piece;

static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    hb_unicode_general_category_t g =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return (g >= HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER &&
            g <= HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER) ||
        (g >= HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK &&
         g <= HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK);
}

/* Small letter of those the tables know; others stay. */
static uint32_t small(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
    if (c == 0x1E9E) return 0xDF;
    return c >= 0x100 && c <= 0x137 && c % 2 == 0 ? c + 1 : c;
}

static bool german(Str lang)
{
    return lang.n >= 2 && (lang.p[0] | 0x20) == 'd' && (lang.p[1] | 0x20) == 'e' &&
        (lang.n == 2 || lang.p[2] == '-');
}

static bool is_address(Str w)
{
    return str_find(w, S("@")) != (size_t)-1 || str_find(w, S("://")) != (size_t)-1 ||
        str_starts(w, S("www."));
}

static int soft_hyphens(Str w, uint8_t *out)
{
    int n = 0;
    for (size_t i = 2; i < w.n; i++)
        if ((uint8_t)w.p[i - 2] == 0xC2 && (uint8_t)w.p[i - 1] == 0xAD) {
            out[i] = GOOD;
            n++;
        }
    return n;
}

static uint8_t place_cost(const Piece *p, size_t i)
{
    if (p->joint[i]) return GOOD;
    return p->piece || p->n <= WORD_SHORT || i <= BEFORE || p->n - i <= AFTER ? POOR : NORMAL;
}

/* Two letters before a joint or one after it would stand alone. */
static bool stump(const Piece *p, size_t i)
{
    return (i + 1 < p->n && p->joint[i + 1]) || (i + 2 < p->n && p->joint[i + 2]) ||
        p->joint[i - 1];
}

static bool own_places(const Piece *p, uint8_t *out, int *count)
{
    uint32_t node = 0;
    for (size_t i = 0; i < p->n; i++)
        if ((node = hyph_child(&hyph_words, node, p->letter[i])) == 0) return false;
    if (!hyph_words.value[node]) return false;
    const uint8_t *v = hyph_words.pool + hyph_words.value[node];
    for (size_t i = 0; i < v[0] && i < p->n; i++)
        if (v[1 + i]) {
            out[p->at[i]] = v[1 + i];
            ++*count;
        }
    return true;
}

static int piece_places(const Piece *p, uint8_t *out)
{
    int count = 0;
    bool acronym = p->capitals == p->n && p->n <= ACRONYM;
    if (p->n < WORD_LEAST || acronym || (p->inner_capital && p->capitals < p->n)) return 0;
    if (own_places(p, out, &count)) return count;
    hyph_levels(p->letter, p->n, p->level);
    bool whole = hyph_joints(p->letter, p->n, p->level, p->joint);
    for (size_t i = BEFORE; i + AFTER <= p->n; i++) {
        if ((p->level[i] & 1) && (p->joint[i] || !(whole && stump(p, i)))) {
            out[p->at[i]] = place_cost(p, i);
            count++;
        }
    }
    return count;
}

/* Letters from *at on; *at ends behind them. */
static void piece_read(Str w, size_t *at, Piece *p)
{
    p->n = p->capitals = 0;
    p->inner_capital = false;
    while (*at < w.n) {
        size_t from = *at, next = from;
        uint32_t c = utf8_next(w, &next), s = small(c);
        if (!is_letter(c)) break;
        if (s != c) {
            p->capitals++;
            p->inner_capital |= p->n > 0;
        }
        p->at[p->n] = (uint32_t)from;
        p->letter[p->n++] = hyph_letter(s);
        *at = next;
    }
}

static int pieces(Str w, uint8_t *out, Piece *p)
{
    int count = 0;
    size_t at = 0;
    bool inside = false; /* a letter came before */
    while (at < w.n) {
        size_t from = at;
        piece_read(w, &at, p);
        size_t look = at, rest = at;
        p->piece = inside;
        while (look < w.n && !p->piece && rest > from) {
            uint32_t c = utf8_next(w, &look);
            p->piece = is_letter(c);
        }
        count += piece_places(p, out);
        inside |= at > from;
        if (at < w.n) utf8_next(w, &at);
    }
    return count;
}

int hyphenate(Str word, Str lang, uint8_t *out)
{
    if (word.n == 0) return 0;
    memset(out, 0, word.n);
    if (str_find(word, S("\u00AD")) != (size_t)-1) return soft_hyphens(word, out);
    if (!german(lang) || word.n < WORD_LEAST || is_address(word)) return 0;
    uint8_t small_room[3 * ON_STACK], *bytes = small_room;
    uint32_t small_at[ON_STACK], *offsets = small_at;
    if (word.n > ON_STACK) {
        bytes = mem_alloc(word.n * 3);
        offsets = mem_alloc(word.n * sizeof *offsets);
    }
    Piece p = {
        .letter = bytes, .level = bytes + word.n, .joint = bytes + 2 * word.n, .at = offsets
    };
    int count = pieces(word, out, &p);
    if (word.n > ON_STACK) {
        mem_free(bytes);
        mem_free(offsets);
    }
    return count;
}
