/* Reading the compiled tables: letters, patterns, parts of compounds. */
#include "font/hyph_in.h"

#include <string.h>

uint8_t hyph_letter(uint32_t c)
{
    if (c < 128) return hyph_ascii[c];
    size_t from = 0, to = hyph_nletters;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (hyph_letters[mid] < c)
            from = mid + 1;
        else
            to = mid;
    }
    return from < hyph_nletters && hyph_letters[from] == c ? (uint8_t)(from + HYPH_FIRST_LETTER)
                                                           : 0;
}

uint32_t hyph_child(const HyphTrie *t, uint32_t node, uint8_t letter)
{
    if (node == 0) return t->first[letter];
    uint32_t n = t->node[node] & HYPH_CHILD;
    if (n == 0) return 0;
    for (;; n++) {
        uint32_t v = t->node[n];
        if (v >> 24 == letter) return n;
        if (v >> 24 > letter || (v & HYPH_LAST)) return 0;
    }
}

static uint8_t with_edges(const uint8_t *letter, size_t n, size_t i)
{
    return i == 0 || i == n + 1 ? HYPH_EDGE : letter[i - 1];
}

void hyph_levels(const uint8_t *letter, size_t n, uint8_t *level)
{
    const HyphTrie *t = &hyph_patterns;
    memset(level, 0, n);
    for (size_t i = 0; i < n + 2; i++) {
        uint32_t node = 0;
        for (size_t j = i; j < n + 2; j++) {
            node = hyph_child(t, node, with_edges(letter, n, j));
            if (node == 0) break;
            if (!t->value[node]) continue;
            const uint8_t *v = t->pool + t->value[node];
            for (size_t k = 0; k < v[0]; k++) {
                size_t place = i + k; /* before the letter at `place`, edges counted */
                if (place >= 1 && place <= n && level[place - 1] < v[1 + k])
                    level[place - 1] = v[1 + k];
            }
        }
    }
}

/* ---- compounds ---- */

/* Endings of a part inside (joining letters) and at the end of a compound (inflection). */
static const char *const inside[] = { "s", "es", "n", "en", "er", NULL };
static const char *const at_end[] = { "s",   "es", "e",     "en", "n",   "er",
                                      "ern", "ns", "innen", "in", "nen", NULL };

/* Does the ending stand at letter i? Returns its length, 0 if not. */
static size_t ending(const uint8_t *letter, size_t n, size_t i, const char *e)
{
    size_t len = strlen(e);
    if (len > n - i) return 0;
    for (size_t k = 0; k < len; k++)
        if (letter[i + k] != hyph_letter((unsigned char)e[k])) return 0;
    return len;
}

enum { NEVER = 255 };

static void reach(uint8_t *cost, uint8_t *back, size_t from, size_t to, unsigned add)
{
    unsigned c = cost[from] + add;
    if (c < NEVER && c < cost[to]) {
        cost[to] = (uint8_t)c;
        back[to] = (uint8_t)(to - from);
    }
}

/* A part that ends before letter `to`: it reaches there, and behind each of its endings. */
static void part_ends(const uint8_t *letter, size_t n, size_t from, size_t to, uint8_t *cost,
                      uint8_t *back)
{
    reach(cost, back, from, to, 4);
    for (const char *const *e = inside; *e; e++) {
        size_t len = ending(letter, n, to, *e);
        if (len && to + len < n) reach(cost, back, from, to + len, 5);
    }
    for (const char *const *e = at_end; *e; e++)
        if (ending(letter, n, to, *e) == n - to && to < n) reach(cost, back, from, n, 5);
}

/* cost[i]: least number of parts (times 4, plus 1 an ending) that make up the letters before i. */
static void cover(const uint8_t *letter, size_t n, uint8_t *cost, uint8_t *back)
{
    memset(cost, NEVER, n + 1);
    cost[0] = 0;
    for (size_t i = 0; i < n; i++) {
        if (cost[i] == NEVER) continue;
        uint32_t node = 0;
        for (size_t j = i; j < n && (node = hyph_child(&hyph_parts, node, letter[j])) != 0; j++)
            if (hyph_parts.value[node]) part_ends(letter, n, i, j + 1, cost, back);
    }
}

/* A known last part, with or without an ending, that fills the letters from i to the end. */
static bool last_part(const uint8_t *letter, size_t n, size_t i)
{
    uint32_t node = 0;
    for (size_t j = i; j < n && (node = hyph_child(&hyph_parts, node, letter[j])) != 0; j++) {
        if (!hyph_parts.value[node] || j + 1 - i < 4) continue;
        if (j + 1 == n) return true;
        for (const char *const *e = at_end; *e; e++)
            if (ending(letter, n, j + 1, *e) == n - j - 1) return true;
    }
    return false;
}

/* Prefixes that belong to what follows: no joint behind them. */
static bool after_prefix(const uint8_t *letter, size_t i)
{
    static const char *const prefix[] = { "be",  "ge",  "ver", "ent", "zer", "ab", "an",
                                          "auf", "bei", "ein", "un",  "vor", "zu", NULL };
    for (const char *const *p = prefix; *p; p++) {
        size_t len = strlen(*p);
        if (i > len && ending(letter, i, i - len, *p) == len) return true;
    }
    return false;
}

/* Marks the joints from i back to the word's start. A joint the patterns do not know shows a wrong
 * reading (Teiler|folge): nothing is marked. */
static bool walk_back(const uint8_t *back, size_t i, const uint8_t *level, uint8_t *joint)
{
    for (size_t k = i; k > 0; k -= back[k])
        if (!(level[k] & 1)) return false;
    for (; i > 0; i -= back[i]) joint[i] = 1;
    return true;
}

bool hyph_joints(const uint8_t *letter, size_t n, const uint8_t *level, uint8_t *joint)
{
    enum { LONGEST = 200 };
    uint8_t cost[LONGEST + 1], back[LONGEST + 1];
    memset(joint, 0, n);
    if (n > LONGEST) return false;
    cover(letter, n, cost, back);
    if (cost[n] != NEVER && walk_back(back, n - back[n], level, joint)) return true;
    size_t left = n > 4 ? n - 4 : 0, right = 4;
    while (left >= 4 && !((level[left] & 1) && cost[left] != NEVER)) left--;
    if (left >= 4) walk_back(back, left, level, joint);
    while (right + 4 <= n &&
           !((level[right] & 1) && last_part(letter, n, right) && !after_prefix(letter, right)))
        right++;
    if (right + 4 <= n) joint[right] = 1;
    return false;
}
