// clang-format off
/* The compiled hyphenation tables: one form for three sets of words.
 *
 * A trie's node n is one word: letter in bits 24-31, LAST (of its siblings) in bit 23, index of the
 * first child in bits 0-22 (0: none; node 0 is the root). value[n] is an offset into pool, 0 for
 * none: there stands a count and so many levels, the first one for the place before the key's first
 * letter. Letters are numbers: 1 the word's edge, then 2 and up in the order of hyph_letters.
 *   patterns  key with edges as in the pattern file, levels as there (odd: break)
 *   words     whole words with places of their own, levels as costs
 *   parts     parts of compounds; the value says only that the key ends here
 */
// clang-format on
#ifndef VORLAGE_FONT_HYPH_IN_H
#define VORLAGE_FONT_HYPH_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HYPH_LAST 0x800000u
#define HYPH_CHILD 0x7FFFFFu
enum { HYPH_EDGE = 1, HYPH_FIRST_LETTER = 2 };

typedef struct {
    const uint32_t *node;
    const uint16_t *value;
    const uint8_t *pool, *first;
} HyphTrie; /* first: the root's children by letter, 0: none */

extern const HyphTrie hyph_patterns, hyph_words, hyph_parts; /* made when built */
extern const uint16_t hyph_letters[];                        /* code points, ascending */
extern const size_t hyph_nletters;
extern const uint8_t hyph_ascii[128]; /* their numbers, by code point */

/* The child of node by letter, 0 where there is none. */
uint32_t hyph_child(const HyphTrie *t, uint32_t node, uint8_t letter);
/* Number of a small letter's code point; 0: not in the tables. */
uint8_t hyph_letter(uint32_t c);
/* The patterns alone: level[i] for the place before letter i of n (level[0] means nothing). */
void hyph_levels(const uint8_t *letter, size_t n, uint8_t *level);
/* Joints of a compound: joint[i] = 1 before letter i where known parts meet and the patterns allow
 * a break as well. True: the whole word is made of known parts; false: only the longest known
 * beginning or end was found. */
bool hyph_joints(const uint8_t *letter, size_t n, const uint8_t *level, uint8_t *joint);

#endif
