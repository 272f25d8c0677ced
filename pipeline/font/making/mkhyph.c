/* Build tool: hyphenation patterns, exceptions and parts of compounds to constant tables in C.
 *
 *   mkhyph PATTERNS WORDS PARTS OUT
 *
 * PATTERNS: one pattern of the TeX world a line (letters, '.', digits). WORDS: words with '-'
 * (normal place) and '|' (joint). PARTS: words. '#' starts a comment in the last two. All UTF-8,
 * small letters. See font/hyph_in.h for the form of the tables.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "font/hyph_in.h"

enum { KEY_MAX = 64 };
typedef struct {
    uint8_t letter[KEY_MAX], level[KEY_MAX + 1];
    size_t n, levels;
} Key;
typedef struct {
    Key *key;
    size_t n, room;
} Keys;
typedef struct {
    uint32_t *node;
    uint16_t *value;
    size_t n, room;
    uint8_t *pool;
    size_t pooln;
} Trie;
typedef struct {
    size_t from, to, depth;
    uint32_t node;
} Span;

static uint16_t letters[200];
static size_t nletters;

static void die(const char *what, const char *which)
{
    fprintf(stderr, "mkhyph: %s: %s\n", what, which);
    abort();
}

static void *grow(void *p, size_t n)
{
    p = realloc(p, n);
    if (!p) die("memory", "exhausted");
    return p;
}

/* Letters of these files are below U+0800. */
static uint32_t next_char(const unsigned char **p)
{
    uint32_t c = *(*p)++;
    if (c >= 0xC2 && c < 0xE0 && (**p & 0xC0) == 0x80) return (c & 0x1F) << 6 | (*(*p)++ & 0x3F);
    if (c >= 0x80) die("not a letter of the expected kind in", (const char *)*p - 1);
    return c;
}

static void letter_note(uint32_t c)
{
    size_t i = 0;
    while (i < nletters && letters[i] < c) i++;
    if (i < nletters && letters[i] == c) return;
    if (nletters == sizeof letters / sizeof *letters) die("too many letters", "");
    memmove(letters + i + 1, letters + i, (nletters - i) * sizeof *letters);
    letters[i] = (uint16_t)c;
    nletters++;
}

static uint8_t number_of(uint32_t c)
{
    for (size_t i = 0; i < nletters; i++)
        if (letters[i] == c) return (uint8_t)(i + HYPH_FIRST_LETTER);
    return c == '.' ? HYPH_EDGE : 0;
}

static bool is_sign(uint32_t c)
{
    return c == '.' || c == '-' || c == '|' || (c >= '0' && c <= '9');
}

static Key key_of(const char *line)
{
    Key k = { .n = 0 };
    for (const unsigned char *p = (const unsigned char *)line; *p;) {
        uint32_t c = next_char(&p);
        if (k.n >= KEY_MAX) die("too long", line);
        if (c == '|' || c == '-' || (c >= '0' && c <= '9'))
            k.level[k.n] = (uint8_t)(c == '|' ? 1 : c == '-' ? 2 : c - '0');
        else
            k.letter[k.n++] = number_of(c);
    }
    k.levels = k.n + 1;
    while (k.levels && k.level[k.levels - 1] == 0) k.levels--;
    return k;
}

typedef void EachLine(void *to, char *line);

static void each_line(const char *path, EachLine *call, void *to)
{
    FILE *f = fopen(path, "rb");
    char line[512];
    if (!f) die("cannot read", path);
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "#\r\n")] = 0;
        for (char *w = strtok(line, " \t"); w; w = strtok(NULL, " \t")) call(to, w);
    }
    fclose(f);
}

static void note_line(void *to, char *word)
{
    (void)to;
    for (const unsigned char *p = (const unsigned char *)word; *p;) {
        uint32_t c = next_char(&p);
        if (!is_sign(c)) letter_note(c);
    }
}

static void add_line(void *to, char *word)
{
    Keys *k = to;
    if (k->n == k->room) {
        k->room = k->room * 2 + 256;
        k->key = grow(k->key, k->room * sizeof *k->key);
    }
    k->key[k->n++] = key_of(word);
}

static int key_cmp(const void *pa, const void *pb)
{
    const Key *a = pa, *b = pb;
    int c = memcmp(a->letter, b->letter, a->n < b->n ? a->n : b->n);
    return c ? c : (a->n > b->n) - (a->n < b->n);
}

static uint32_t node_add(Trie *t, uint32_t v)
{
    if (t->n == t->room) {
        t->room = t->room * 2 + 1024;
        t->node = grow(t->node, t->room * sizeof *t->node);
        t->value = grow(t->value, t->room * sizeof *t->value);
    }
    if (t->n > HYPH_CHILD) die("too many nodes", "");
    t->node[t->n] = v;
    t->value[t->n] = 0;
    return (uint32_t)t->n++;
}

/* Offset of the levels in the pool; equal ones are kept once. */
static uint16_t pool_add(Trie *t, const Key *k)
{
    for (size_t at = 1; at < t->pooln; at += 1 + (size_t)t->pool[at])
        if (t->pool[at] == k->levels && memcmp(t->pool + at + 1, k->level, k->levels) == 0)
            return (uint16_t)at;
    size_t at = t->pooln ? t->pooln : 1;
    t->pool = grow(t->pool, at + 1 + k->levels);
    t->pool[0] = 0;
    t->pool[at] = (uint8_t)k->levels;
    memcpy(t->pool + at + 1, k->level, k->levels);
    t->pooln = at + 1 + k->levels;
    if (at > UINT16_MAX) die("too many different levels", "");
    return (uint16_t)at;
}

/* The children of one node: the keys [from, to) agree in their first `depth` letters. Breadth
 * first, so that siblings stand together. */
static void children(Trie *t, const Keys *keys, Span s, Span *queue, size_t *tail)
{
    size_t i = s.from;
    while (i < s.to && keys->key[i].n == s.depth) t->value[s.node] = pool_add(t, &keys->key[i++]);
    if (i == s.to) return;
    t->node[s.node] |= (uint32_t)t->n;
    uint32_t last = 0;
    while (i < s.to) {
        size_t from = i;
        uint8_t letter = keys->key[i].letter[s.depth];
        while (i < s.to && keys->key[i].letter[s.depth] == letter) i++;
        last = node_add(t, (uint32_t)letter << 24);
        queue[(*tail)++] = (Span){ .from = from, .to = i, .depth = s.depth + 1, .node = last };
    }
    t->node[last] |= HYPH_LAST;
}

static Trie trie_of(Keys *keys)
{
    Trie t = { 0 };
    size_t letters_all = 1, tail = 1;
    qsort(keys->key, keys->n, sizeof *keys->key, key_cmp);
    for (size_t i = 0; i < keys->n; i++) letters_all += keys->key[i].n;
    Span *queue = grow(NULL, letters_all * sizeof *queue);
    queue[0] = (Span){ .to = keys->n, .node = node_add(&t, HYPH_LAST) };
    for (size_t head = 0; head < tail; head++) children(&t, keys, queue[head], queue, &tail);
    free(queue);
    return t;
}

static void print_trie(FILE *f, const char *name, const Trie *t)
{
    fprintf(f, "static const uint32_t %s_node[] = {", name);
    for (size_t i = 0; i < t->n; i++) fprintf(f, "%s%u,", i % 16 ? "" : "\n", t->node[i]);
    fprintf(f, "\n};\nstatic const uint16_t %s_value[] = {", name);
    for (size_t i = 0; i < t->n; i++) fprintf(f, "%s%u,", i % 32 ? "" : "\n", t->value[i]);
    fprintf(f, "\n};\nstatic const uint8_t %s_pool[] = {", name);
    for (size_t i = 0; i < t->pooln; i++) fprintf(f, "%s%u,", i % 32 ? "" : "\n", t->pool[i]);
    fprintf(f, "0};\nstatic const uint8_t %s_first[256] = {", name);
    for (size_t i = 1; i < t->n && t->n > 1; i++) { /* the root's children stand first */
        fprintf(f, "[%u] = %zu,", t->node[i] >> 24, i);
        if (t->node[i] & HYPH_LAST) break;
    }
    fprintf(f, "};\nconst HyphTrie hyph_%s = {%s_node, %s_value, %s_pool, %s_first};\n", name, name,
            name, name, name);
}

static void print_letters(FILE *f)
{
    fprintf(f, "#include \"font/hyph_in.h\"\nconst uint16_t hyph_letters[] = {");
    for (size_t i = 0; i < nletters; i++) fprintf(f, "%u,", letters[i]);
    fprintf(f, "};\nconst size_t hyph_nletters = %zu;\nconst uint8_t hyph_ascii[128] = {",
            nletters);
    for (size_t i = 0; i < nletters && letters[i] < 128; i++)
        fprintf(f, "[%u] = %zu,", letters[i], i + HYPH_FIRST_LETTER);
    fprintf(f, "};\n");
}

int main(int argc, char **argv)
{
    static const char *const names[3] = { "patterns", "words", "parts" };
    if (argc != 5) {
        fprintf(stderr, "usage: mkhyph PATTERNS WORDS PARTS OUT.c\n");
        return 2;
    }
    for (int i = 0; i < 3; i++) each_line(argv[1 + i], note_line, NULL);
    FILE *f = fopen(argv[4], "w");
    if (!f) die("cannot write", argv[4]);
    print_letters(f);
    for (int i = 0; i < 3; i++) {
        Keys keys = { 0 };
        each_line(argv[1 + i], add_line, &keys);
        Trie t = trie_of(&keys);
        print_trie(f, names[i], &t);
        free(keys.key);
        free(t.node);
        free(t.value);
        free(t.pool);
    }
    return fclose(f) == 0 ? 0 : 1;
}
