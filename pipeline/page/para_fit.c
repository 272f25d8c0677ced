/* Total fit: the break points that make the whole paragraph best, by dynamic programming over
 * feasible breaks.
 *
 * Candidates at one break are kept by fitness class, and by line number where variants are wanted;
 * so the list of active nodes stays short and long paragraphs linear. Three passes: tight, loose,
 * and one that takes what must be. */
#include "page/para_in.h"

#include <stdlib.h>

#define LINE_DEMERIT 10.0
#define DOUBLE_HYPHEN 9000.0
#define TRIPLE_HYPHEN 1e9
#define FITNESS_JUMP 3000.0
#define LAST_HYPHEN 6000.0    /* on the line before the last */
#define SHORT_LAST 4000.0     /* a last line narrower than LAST_LEAST */
#define SHORT_LAST_RAGGED 6e4 /* the same, where lines are uneven anyway */
#define LAST_LEAST 28.0       /* pt */
#define OVERFULL 1e7
#define RAG 3.5      /* stretch at a ragged line's end, in line heights */
#define RAG_MOST 2.6 /* so often that, before other ways are tried */
#define SLOTS 64     /* open addressing over (line, fitness) at one break */

typedef struct Active Active;
struct Active {
    Active *prev, *next;
    int item, line, fitness, hyphens;
    double demerits, badness;
};

typedef struct {
    Para *p;
    const double *w, *stretch, *shrink; /* sums before each item */
    const int *start;                   /* first item of a line that begins behind a break here */
    bool variants, last_pass;
    double tolerance; /* highest stretch ratio */
    Active *active;
    Active *best[SLOTS];
    int used[SLOTS], nused;
} Fit;

static void sums(Para *p, double **w, double **st, double **sh, int **start)
{
    size_t n = (size_t)p->nitems + 1;
    *w = ARENA_NEW_N(p->a, double, n);
    *st = ARENA_NEW_N(p->a, double, n);
    *sh = ARENA_NEW_N(p->a, double, n);
    *start = ARENA_NEW_N(p->a, int, n);
    for (int i = 0; i < p->nitems; i++) {
        const Item *it = &p->item[i];
        bool solid = it->kind != ITEM_PENALTY;
        (*w)[i + 1] = (*w)[i] + (solid ? it->width : 0);
        (*st)[i + 1] = (*st)[i] + (solid ? it->stretch : 0);
        (*sh)[i + 1] = (*sh)[i] + (solid ? it->shrink : 0);
    }
    int next = p->nitems;
    for (int i = p->nitems; i-- > 0;) {
        const Item *it = &p->item[i];
        (*start)[i] = next; /* behind i */
        if (it->kind == ITEM_BOX || (it->kind == ITEM_PENALTY && it->cost <= FORCED)) next = i;
    }
}

static double measure(const Fit *f, int line)
{
    return f->p->shape->width - (line > 0 ? f->p->shape->hang : 0);
}

/* Stretch (+) or shrink (-) ratio of the line from node to item b. */
static double ratio(const Fit *f, const Active *from, int b, double *natural)
{
    const Para *p = f->p;
    int a = from->item < 0 ? 0 : f->start[from->item];
    if (a > b) a = b;
    double w = f->w[b] - f->w[a] + (p->item[b].kind == ITEM_PENALTY ? p->item[b].width : 0);
    double spare = measure(f, from->line) - w;
    *natural = w;
    double st = f->stretch[b] - f->stretch[a];
    if (!p->shape->justify) st += RAG * p->shape->leading;
    if (spare >= 0) return st > 0 ? spare / st : spare > 0.01 ? 1e4 : 0;
    double sh = f->shrink[b] - f->shrink[a];
    if (spare > -0.005) return 0;
    return sh > 0 ? spare / sh : -1e4;
}

static int fitness_of(double r) { return r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1.0 ? 2 : 3; }

static double cube(double r) { return 100.0 * r * r * r; }

static double line_demerits(const Fit *f, const Active *from, int b, double natural, double badness,
                            int fitness, int *hyphens)
{
    const Item *it = &f->p->item[b];
    double cost = it->kind == ITEM_PENALTY ? it->cost : 0;
    double d = (LINE_DEMERIT + badness) * (LINE_DEMERIT + badness);
    if (cost > 0) d += cost * cost * (f->p->shape->justify ? 1 : 3);
    *hyphens = it->kind == ITEM_PENALTY && it->flagged ? from->hyphens + 1 : 0;
    if (*hyphens == 2) d += DOUBLE_HYPHEN;
    if (*hyphens > 2) d += TRIPLE_HYPHEN;
    if (f->p->shape->justify && abs(fitness - from->fitness) > 1) d += FITNESS_JUMP;
    bool final = b == f->p->nitems - 1;
    if (final && from->line > 0 && from->hyphens) d += LAST_HYPHEN;
    if (final && from->line > 0 && natural < LAST_LEAST)
        d += f->p->shape->justify ? SHORT_LAST : SHORT_LAST_RAGGED;
    return d;
}

/* The best candidate of its class at this break. */
static void offer(Fit *f, Active *from, int b, double demerits, double badness, int fitness,
                  int hyphens)
{
    int line = from->line + 1, key = (f->variants ? line * 4 : (line > 0) * 4) + fitness,
        k = key % SLOTS;
    while (f->best[k] &&
           (f->best[k]->fitness != fitness || (f->variants && f->best[k]->line != line)))
        k = (k + 1) % SLOTS;
    Active *n = f->best[k];
    double total = from->demerits + demerits;
    if (n && n->demerits <= total) return;
    if (!n) {
        if (f->nused >= SLOTS / 2) return;
        n = f->best[k] = ARENA_NEW(f->p->a, Active);
        f->used[f->nused++] = k;
    }
    *n = (Active){ .prev = from,
                   .item = b,
                   .line = line,
                   .fitness = fitness,
                   .hyphens = hyphens,
                   .demerits = total,
                   .badness = from->badness + badness };
}

static void try_break(Fit *f, int b)
{
    const Item *it = &f->p->item[b];
    bool forced = it->kind == ITEM_PENALTY && it->cost <= FORCED;
    Active **link = &f->active,
           *closest = NULL; /* of those too long, the one that hangs out least */
    while (*link) {
        Active *n = *link;
        double natural, r = ratio(f, n, b, &natural);
        bool over = r < -1;
        if (over &&
            (!closest || n->item > closest->item ||
             (n->item == closest->item && n->demerits < closest->demerits)))
            closest = n;
        if (over || forced)
            *link = n->next;
        else
            link = &n->next;
        if (over || r > f->tolerance) continue;
        double badness = r < 0 ? cube(-r) : cube(r);
        if (badness > 1e5) badness = 1e5;
        int hyphens, fit = fitness_of(r);
        double d = line_demerits(f, n, b, natural, badness, fit, &hyphens);
        offer(f, n, b, d, badness, fit, hyphens);
    }
    if (!f->nused && !f->active && f->last_pass && closest)
        offer(f, closest, b, OVERFULL, 1e4, 0, 0);
    for (int i = f->nused; i-- > 0;) {
        Active *n = f->best[f->used[i]];
        n->next = f->active;
        f->active = n;
        f->best[f->used[i]] = NULL;
    }
    f->nused = 0;
}

/* True where the paragraph's end was reached; the nodes there are then the active ones. */
static bool pass(Fit *f, double tolerance, bool last)
{
    const Para *p = f->p;
    f->tolerance = tolerance;
    f->last_pass = last;
    f->active = ARENA_NEW(p->a, Active);
    *f->active = (Active){ .item = -1, .fitness = 1 };
    for (int b = 0; b < p->nitems && f->active; b++) {
        const Item *it = &p->item[b];
        bool legal = it->kind == ITEM_PENALTY
            ? it->cost < INF_PENALTY
            : it->kind == ITEM_GLUE && b > 0 && p->item[b - 1].kind == ITEM_BOX;
        if (legal) try_break(f, b);
    }
    return f->active != NULL;
}

static void trace(Para *p, const Active *end, Breaks *out)
{
    *out = (Breaks){ ARENA_NEW_N(p->a, int, (size_t)end->line + 1), end->line, end->badness };
    for (const Active *n = end; n->prev; n = n->prev) out->at[n->line - 1] = n->item;
}

static const Active *best_with(const Active *list, int line)
{
    const Active *best = NULL;
    for (const Active *n = list; n; n = n->next)
        if ((line < 0 || n->line == line) && (!best || n->demerits < best->demerits)) best = n;
    return best;
}

void para_fit(Para *p, bool variants, Breaks out[3], int *nout, int *natural)
{
    double *w, *st, *sh;
    int *start;
    sums(p, &w, &st, &sh, &start);
    Fit f = { .p = p, .w = w, .stretch = st, .shrink = sh, .start = start, .variants = variants };
    bool just = p->shape->justify;
    bool tight = pass(&f, just ? 1.7 : RAG_MOST, false);
    if (tight && best_with(f.active, -1)->demerits >= TRIPLE_HYPHEN)
        tight = false; /* wider blanks rather than a ladder */
    if (!tight && !pass(&f, just ? 4.0 : 3.0, false)) pass(&f, 1e9, true);
    const Active *best = best_with(f.active, -1);
    *nout = *natural = 0;
    if (!best) return;
    const Active *shorter = variants && tight ? best_with(f.active, best->line - 1) : NULL,
                 *longer = variants && tight ? best_with(f.active, best->line + 1) : NULL;
    if (shorter && shorter->demerits < TRIPLE_HYPHEN) trace(p, shorter, &out[(*nout)++]);
    *natural = *nout;
    trace(p, best, &out[(*nout)++]);
    if (longer && longer->demerits < TRIPLE_HYPHEN) trace(p, longer, &out[(*nout)++]);
}
