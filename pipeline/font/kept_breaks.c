/* Breaks of words met before in this document: text repeats its words, and reading the patterns for
 * one costs more than finding it here. A place is taken over by the next word that falls on it;
 * what is found is always what hyphenate() gives. */
#include "font/font_in.h"

enum { KEPT_WORD = 31, KEPT = 8192 };

struct Kept {
    uint8_t n, count;
    char word[KEPT_WORD];
    uint8_t out[KEPT_WORD];
};

int hyphenate_kept(FontSet *f, Str word, Str lang, uint8_t *out)
{
    if (!str_is(lang, "de") && !str_is(lang, "de-DE")) return hyphenate(word, lang, out);
    if (word.n == 0 || word.n > KEPT_WORD) return hyphenate(word, lang, out);
    if (!f->kept) f->kept = mem_zeroed(KEPT, sizeof *f->kept);
    Kept *k = &f->kept[str_hash(word) % KEPT];
    if (k->n == word.n && !memcmp(k->word, word.p, word.n)) {
        memcpy(out, k->out, word.n);
        return k->count;
    }
    int count = hyphenate(word, lang, out);
    *k = (Kept){ .n = (uint8_t)word.n, .count = (uint8_t)count };
    memcpy(k->word, word.p, word.n);
    memcpy(k->out, out, word.n);
    return count;
}
