/* What reads as before, what was changed, what is new or gone: two sequences of blocks are aligned
 * by the longest run of equal ones, the rest is paired by likeness; pairs of tables, boxes and rows
 * are compared within. Never more than CELLS steps for a gap: beyond, only what is unique on both
 * sides holds it together. */
#include "import/import_in.h"

#include <stdlib.h>

#define CELLS ((size_t)1 << 20)
#define PAIRS ((size_t)1 << 12)

/* ---- keys ---- */

static uint32_t mix(uint32_t h, uint32_t v) { return (h ^ v) * 16777619u ^ (h >> 15); }

static uint32_t text_hash(uint32_t h, Str s)
{
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h;
}

/* Commas stand between place and day in the document, and nowhere in the transcript. */
static void signature_words(uint32_t *h, Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ',' && s.p[i] != ' ') *h = (*h ^ (unsigned char)s.p[i]) * 16777619u;
}

static void signature_hash(Node *u)
{
    uint32_t h = mix(2166136261u, NK_UNTERSCHRIFT);
    for (Piece *p = u->pieces; p; p = p->next) signature_words(&h, p->text);
    for (Node *k = u->kids; k; k = k->next) signature_words(&h, k->text);
    u->hash = h;
}

void tree_hash(Node *n)
{
    if (n->kind == NK_UNTERSCHRIFT) {
        signature_hash(n);
        return;
    }
    uint32_t h = mix(mix(2166136261u, (uint32_t)n->kind), (uint32_t)n->level);
    bool text = n->kind <= NK_BILDNACHWEIS;
    if (text) h = mix(h, (uint32_t)(n->list * 4 + (n->list ? n->numbered * 2 + n->start : 0)));
    h = text_hash(h, n->text);
    for (Piece *p = n->pieces; p; p = p->next)
        if (p->note) {
            tree_hash(p->note);
            h = mix(h, p->note->hash);
        }
    const Node *full = NULL; /* empty cells at a row's end say nothing */
    for (Node *k = n->kids; k; k = k->next) {
        tree_hash(k);
        if (k->kids || k->kind != NK_ZELLE) full = k;
    }
    for (Node *k = n->kids; k && full; k = k->next) {
        h = mix(h, k->hash);
        if (k == full) break;
    }
    n->hash = h;
}

/* ---- equal runs ---- */

typedef struct {
    Im *im;
    Node **o, **w;
} Seq;

static void same(Node *o, Node *w);

static void same_kids(Node *o, Node *w)
{
    for (Node *a = o->kids, *b = w->kids; a && b; a = a->next, b = b->next) same(a, b);
}

static void same(Node *o, Node *w)
{
    o->mate = w;
    w->mate = o;
    o->same = w->same = true;
    same_kids(o, w);
    Piece *p = o->pieces, *q = w->pieces;
    for (;; p = p->next, q = q->next) {
        while (p && !p->note) p = p->next;
        while (q && !q->note) q = q->next;
        if (!p || !q) break;
        same(p->note, q->note);
    }
}

static void pair_gap(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1);

static void table_walk(Seq *s, const uint32_t *len, size_t o0, size_t o1, size_t w0, size_t w1)
{
    size_t m = w1 - w0, i = o0, k = w0, go = o0, gw = w0;
    while (i < o1 && k < w1) {
        if (s->o[i]->hash == s->w[k]->hash) {
            pair_gap(s, go, i, gw, k);
            same(s->o[i++], s->w[k++]);
            go = i;
            gw = k;
        } else if (len[(i - o0 + 1) * (m + 1) + (k - w0)] >= len[(i - o0) * (m + 1) + (k - w0 + 1)])
            i++;
        else
            k++;
    }
    pair_gap(s, go, o1, gw, w1);
}

static void by_table(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1)
{
    size_t n = o1 - o0, m = w1 - w0;
    uint32_t *len = mem_alloc((n + 1) * (m + 1) * sizeof *len);
    for (size_t k = 0; k <= m; k++) len[n * (m + 1) + k] = 0;
    for (size_t i = n; i-- > 0;) {
        len[i * (m + 1) + m] = 0;
        for (size_t k = m; k-- > 0;) {
            uint32_t down = len[(i + 1) * (m + 1) + k], right = len[i * (m + 1) + k + 1];
            len[i * (m + 1) + k] = s->o[o0 + i]->hash == s->w[w0 + k]->hash
                ? len[(i + 1) * (m + 1) + k + 1] + 1
                : down > right ? down
                               : right;
        }
    }
    table_walk(s, len, o0, o1, w0, w1);
    mem_free(len);
}

/* ---- too long for a table: what is unique on both sides ---- */

typedef struct {
    uint32_t hash;
    size_t at;
    bool new_side;
} Mark;

static int by_hash(const void *a, const void *b)
{
    const Mark *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->new_side != y->new_side) return x->new_side ? 1 : -1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void align(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1, int depth);

/* For each old one its only equal on the new side, else SIZE_MAX. */
static void unique_mates(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1, size_t *mate)
{
    size_t n = (o1 - o0) + (w1 - w0), c = 0;
    Mark *m = mem_alloc((n + 1) * sizeof *m);
    for (size_t i = o0; i < o1; i++) {
        m[c++] = (Mark){ s->o[i]->hash, i, false };
        mate[i - o0] = SIZE_MAX;
    }
    for (size_t k = w0; k < w1; k++) m[c++] = (Mark){ s->w[k]->hash, k, true };
    qsort(m, n, sizeof *m, by_hash);
    for (size_t i = 0; i < n;) {
        size_t k = i;
        while (k < n && m[k].hash == m[i].hash) k++;
        if (k - i == 2 && !m[i].new_side && m[i + 1].new_side) mate[m[i].at - o0] = m[i + 1].at;
        i = k;
    }
    mem_free(m);
}

/* The longest rising run of mates; others are dropped. */
static void rising(size_t *mate, size_t n)
{
    size_t *tail = mem_alloc((n + 1) * sizeof *tail), *back = mem_alloc((n + 1) * sizeof *back),
           len = 0;
    for (size_t i = 0; i < n; i++) {
        if (mate[i] == SIZE_MAX) continue;
        size_t from = 0, end = len;
        while (from < end) {
            size_t mid = from + (end - from) / 2;
            if (mate[tail[mid]] < mate[i])
                from = mid + 1;
            else
                end = mid;
        }
        back[i] = from ? tail[from - 1] : SIZE_MAX;
        tail[from] = i;
        if (from == len) len++;
    }
    size_t keep = len ? tail[len - 1] : SIZE_MAX;
    for (size_t i = n; i-- > 0;) {
        if (i == keep)
            keep = back[i];
        else
            mate[i] = SIZE_MAX;
    }
    mem_free(tail);
    mem_free(back);
}

static void by_anchors(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1, int depth)
{
    size_t n = o1 - o0, go = o0, gw = w0, found = 0;
    size_t *mate = mem_alloc((n + 1) * sizeof *mate);
    unique_mates(s, o0, o1, w0, w1, mate);
    rising(mate, n);
    for (size_t i = 0; i < n; i++) {
        if (mate[i] == SIZE_MAX) continue;
        found++;
        align(s, go, o0 + i, gw, mate[i], depth + 1);
        same(s->o[o0 + i], s->w[mate[i]]);
        go = o0 + i + 1;
        gw = mate[i] + 1;
    }
    if (found)
        align(s, go, o1, gw, w1, depth + 1);
    else
        pair_gap(s, o0, o1, w0, w1);
    mem_free(mate);
}

static void align(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1, int depth)
{
    while (o0 < o1 && w0 < w1 && s->o[o0]->hash == s->w[w0]->hash) same(s->o[o0++], s->w[w0++]);
    size_t oe = o1, we = w1;
    while (oe > o0 && we > w0 && s->o[oe - 1]->hash == s->w[we - 1]->hash)
        same(s->o[--oe], s->w[--we]);
    size_t n = oe - o0, m = we - w0;
    if (!n || !m) return;
    if (n <= CELLS / (m + 1))
        by_table(s, o0, oe, w0, we);
    else if (depth < 40)
        by_anchors(s, o0, oe, w0, we, depth);
    else
        pair_gap(s, o0, oe, w0, we);
}

/* ---- likeness ---- */

#define MOST_WORDS 256

static int words(const Node *n, uint32_t *out, int have)
{
    Str t = n->text;
    for (size_t i = 0; i < t.n && have < MOST_WORDS;) {
        size_t from = i;
        while (i < t.n && t.p[i] != ' ') i++;
        if (i > from) out[have++] = text_hash(2166136261u, str_sub(t, from, i - from));
        i++;
    }
    for (const Piece *p = n->pieces; p && n->kind == NK_UNTERSCHRIFT; p = p->next)
        if (have < MOST_WORDS) out[have++] = text_hash(2166136261u, p->text);
    for (const Node *k = n->kids; k && have < MOST_WORDS; k = k->next) have = words(k, out, have);
    return have;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* In hundredths: words in common of all. */
static int likeness(const Node *o, const Node *w)
{
    if (o->kind != w->kind ||
        (o->kind <= NK_BILDNACHWEIS && (o->list != w->list || o->start != w->start)))
        return 0;
    if (o->field && o->field == w->field) return 90;
    uint32_t a[MOST_WORDS], b[MOST_WORDS];
    int n = words(o, a, 0), m = words(w, b, 0), common = 0;
    qsort(a, (size_t)n, sizeof *a, by_value);
    qsort(b, (size_t)m, sizeof *b, by_value);
    for (int i = 0, k = 0; i < n && k < m;) {
        if (a[i] == b[k]) {
            common++;
            i++;
            k++;
        } else if (a[i] < b[k])
            i++;
        else
            k++;
    }
    int base = o->kind >= NK_TABELLE || o->kind == NK_BILD ? 31 : 1;
    return n + m ? base + 200 * common / (n + m) : base + 50;
}

static void within(Seq *s, Node *o, Node *w)
{
    o->mate = w;
    w->mate = o;
    if (o->kind == NK_ZEILE) { /* cells by their column */
        for (Node *a = o->kids, *b = w->kids; a && b; a = a->next, b = b->next) {
            if (a->hash == b->hash)
                same(a, b);
            else {
                a->mate = b;
                b->mate = a;
                import_compare(s->im, a, b);
            }
        }
    } else
        import_compare(s->im, o, w);
}

/* The pairing that is likest in sum, in order. */
static void pair_best(Seq *s, size_t o0, size_t n, size_t w0, size_t m)
{
    int *like = mem_alloc((n + 1) * (m + 1) * sizeof *like),
        *best = mem_alloc((n + 1) * (m + 1) * sizeof *best);
    bool lone = n == 1 && m == 1;
    for (size_t i = n + 1; i-- > 0;)
        for (size_t k = m + 1; k-- > 0;) {
            int *b = &best[i * (m + 1) + k];
            *b = 0;
            if (i == n || k == m) continue;
            int l = likeness(s->o[o0 + i], s->w[w0 + k]);
            like[i * (m + 1) + k] = l = l < 30 && !(lone && l) ? 0 : l;
            int down = best[(i + 1) * (m + 1) + k], right = best[i * (m + 1) + k + 1],
                both = l ? l + best[(i + 1) * (m + 1) + k + 1] : 0;
            *b = both >= down && both >= right ? both : down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < n && k < m;) {
        int l = like[i * (m + 1) + k];
        if (l && best[i * (m + 1) + k] == l + best[(i + 1) * (m + 1) + k + 1])
            within(s, s->o[o0 + i++], s->w[w0 + k++]);
        else if (best[(i + 1) * (m + 1) + k] >= best[i * (m + 1) + k + 1])
            i++;
        else
            k++;
    }
    mem_free(like);
    mem_free(best);
}

static void pair_gap(Seq *s, size_t o0, size_t o1, size_t w0, size_t w1)
{
    size_t n = o1 - o0, m = w1 - w0;
    if (!n || !m) return;
    if (n <= PAIRS / (m + 1)) {
        pair_best(s, o0, n, w0, m);
        return;
    }
    for (; o0 < o1 && w0 < w1; o0++, w0++)
        if (likeness(s->o[o0], s->w[w0]) >= 30) within(s, s->o[o0], s->w[w0]);
}

static Node **array(Im *im, Node *first, size_t *n)
{
    *n = 0;
    for (Node *k = first; k; k = k->next) ++*n;
    Node **out = ARENA_NEW_N(im->a, Node *, *n + 1);
    for (size_t i = 0; i < *n; i++, first = first->next) out[i] = first;
    return out;
}

void import_compare(Im *im, Node *old, Node *now)
{
    size_t n, m;
    Seq s = { .im = im };
    s.o = array(im, old->kids, &n);
    s.w = array(im, now->kids, &m);
    align(&s, 0, n, 0, m, 0);
}
