/* The page breaker: see breaker.h. Labels: each break position has two, one for "nothing put off"
 * and one for "a figure waits"; from each label that was reached, a page grows item by item and
 * offers its cost to the position behind each item. A page holds some fifty items, so the work is
 * linear in the document. Ties go to the earlier offer: the result depends on the list only. */
#include "page/breaker.h"

#include <math.h>

#define EPS 0.01
#define HALF_EMPTY 0.35

typedef struct {
    bool set;
    double cost;
    int prev;                  /* label */
    int fig;                   /* waiting figure */
    uint32_t notes, notes_end; /* lines [notes, notes_end) wait to be set */
    BrkPage page;              /* the page that ends here */
} Label;

typedef struct { /* a page as it grows */
    int label, from;
    double h, glue; /* glue: what of it are gaps */
    int count;      /* items on it */
    int fig_in, fig_out;
    uint32_t notes_to, note_min;
    BrkPara *sh[2];
    int nsh;
    BrkPara *lo[2];
    int nlo;
} Growing;

typedef struct {
    const BrkInput *in;
    Label *lab;
} Solver;

double brk_ban(BrkWhy why)
{
    static const double cost[WHY_N] = { 0, 1e6, 2e6, 4e6, 8e6, 1.6e7, 6.4e7, 2.56e8 };
    return why < WHY_N ? cost[why] : BRK_BAN;
}

static double room(const BrkInput *in, int from)
{
    return in->item[from].page > 0 ? in->item[from].page : in->height;
}

static double notes_height(const BrkInput *in, uint32_t from, uint32_t to)
{
    if (to <= from) return 0;
    return in->note_sep + in->note_sum[to - in->note_base] - in->note_sum[from - in->note_base];
}

static void keep_cheapest(BrkPara **best, int *n, BrkPara *p, bool shorter)
{
    double c = shorter ? p->cost_short : p->cost_long;
    if (*n < 2) {
        best[(*n)++] = p;
    } else {
        double c1 = shorter ? best[1]->cost_short : best[1]->cost_long;
        if (c >= c1) return;
        best[1] = p;
    }
    if (*n == 2) {
        double c0 = shorter ? best[0]->cost_short : best[0]->cost_long,
               c1 = shorter ? best[1]->cost_short : best[1]->cost_long;
        if (c1 < c0) {
            BrkPara *t = best[0];
            best[0] = best[1];
            best[1] = t;
        }
    }
}

static void grow_notes(Growing *g, const BrkItem *it)
{
    if (it->note1 > g->notes_to) {
        g->notes_to = it->note1;
        g->note_min = it->note_min;
    }
}

static void grow(const BrkInput *in, Growing *g, int t)
{
    const BrkItem *it = &in->item[t];
    double space = g->count ? it->space : 0;
    g->h += space + it->height;
    g->glue += space;
    g->count++;
    grow_notes(g, it);
    BrkPara *p = it->para;
    if (in->vary && p && p->last == in->serial + t && p->first >= in->serial + g->from) {
        if (p->can_short) keep_cheapest(g->sh, &g->nsh, p, true);
        if (p->can_long) keep_cheapest(g->lo, &g->nlo, p, false);
    }
}

/* Cost of white space at the foot: next to nothing for two lines, then steep at once and flatter
 * later. Being concave it gathers what must stay white on one page, where a heading, table or
 * picture explains it, instead of leaving some on each, but not to half a page; before mere text it
 * is dearer. */
static double short_cost(const BrkInput *in, double height, double used, bool text)
{
    double r = (height - used) / height, even = in->even / height, over = r - even;
    if (r < 0) r = 0;
    double c = over <= EPS / height ? 40 * r * r / (even * even) : 40 + 2500 * over / (over + 0.15);
    if (r > HALF_EMPTY) c += 20000 * (r - HALF_EMPTY) * (r - HALF_EMPTY);
    if (over > EPS / height && text) c += BRK_UNEXPLAINED + BRK_UNEXPLAINED_PAGE * over;
    return c + (r > 2.0 / 3 ? BRK_SHORT * r : 0);
}

/* The table could as well go on here: some rows further there is a break that costs no more. */
static bool rows_fit(const BrkInput *in, int to, double white)
{
    double h = 0, cost = in->item[to].cost;
    for (int k = to; k < in->n && in->item[k].row; k++) {
        h += in->item[k].space + in->item[k].height;
        if (h > white + EPS) return false;
        if (k + 1 < in->n && in->item[k + 1].cost <= cost &&
            h + in->item[k + 1].cut_bottom <= white + in->item[to].cut_bottom + EPS)
            return true;
    }
    return false;
}

static double gaps_cost(double share)
{
    double r = share > 0 ? share / BRK_GROW : -share / BRK_SQUEEZE;
    return BRK_GAPS * (0.25 + 0.75 * r * r) * (share < 0 ? 2 : 1);
}

/* Lower gaps, where they win what is over; false where they do not. */
static bool squeeze(const Growing *g, BrkPage *p, double over, double *cost)
{
    if (over > g->glue * BRK_SQUEEZE) return false;
    p->gaps = -over / g->glue;
    p->used -= over;
    *cost += gaps_cost(p->gaps);
    return true;
}

/* Makes the growing page fit by lower gaps, shorter paragraphs or by carrying notes on; false where
 * it cannot. */
static bool fit(const BrkInput *in, const Growing *g, BrkPage *p, double *cost)
{
    double area = notes_height(in, p->note_from, p->note_to), height = room(in, p->from),
           over = p->used + area - height;
    if (over <= EPS) return true;
    double won = 0, c = 0;
    if (squeeze(g, p, over, cost)) return true;
    for (int k = 0; k < g->nsh; k++) {
        won += g->sh[k]->leading;
        c += BRK_VARIANT + g->sh[k]->cost_short;
        if (won + EPS < over && !squeeze(g, p, over - won, &c)) continue;
        for (int i = 0; i <= k; i++) p->shorter[p->nshorter++] = g->sh[i];
        p->used -= won;
        *cost += c;
        return true;
    }
    for (uint32_t e = p->note_to; e > p->note_from && e >= g->note_min; e--) {
        if (e == p->note_to || p->used + notes_height(in, p->note_from, e) > height + EPS) continue;
        p->note_to = e;
        *cost += BRK_NOTE_SPLIT;
        return true;
    }
    if (g->note_min <= p->note_from && p->used <= height + EPS && p->note_to > p->note_from) {
        p->note_to =
            p->note_from; /* only lines carried from an earlier page: they wait once more */
        *cost += BRK_NOTE_SPLIT;
        return true;
    }
    if (g->count > 1) return false;
    p->overfull = true;
    *cost += BRK_OVERFULL;
    return true;
}

/* Longer paragraphs where they fill a page that would end some lines short. */
static void lengthen(const BrkInput *in, const Growing *g, BrkPage *p, double area, bool text,
                     double *shortness)
{
    double height = room(in, p->from), variants = 0;
    for (int k = 0; k < g->nlo && !p->nshorter; k++) {
        double used = p->used + g->lo[k]->leading;
        variants += BRK_VARIANT + g->lo[k]->cost_long;
        double now = short_cost(in, height, used + area, text) + variants;
        if (used + area > height + EPS || now >= *shortness) return;
        p->longer[p->nlonger++] = g->lo[k];
        p->used = used;
        *shortness = now;
    }
}

/* Cost of the white at the foot of a page that does not end the document or at a forced break.
 * Before mere text it is filled: by higher gaps, where these bring the end to within two lines of
 * the foot, else by longer paragraphs. */
static double foot(const BrkInput *in, const Growing *g, BrkPage *p, bool text)
{
    double area = notes_height(in, p->note_from, p->note_to), height = room(in, p->from),
           white = height - p->used - area;
    double cost = short_cost(in, height, p->used + area,
                             text || (in->item[p->to].row && rows_fit(in, p->to, white))),
           most = g->glue * BRK_GROW;
    if (!text || p->gaps < 0) {
        p->bare = text && white > in->even + EPS;
        return cost;
    }
    if (white - most > in->even) {
        lengthen(in, g, p, area, text, &cost);
        white = height - p->used - area;
    }
    double lack = white - in->even;
    if (lack > EPS && lack <= most) {
        p->gaps = lack / g->glue;
        p->used += lack;
        cost += short_cost(in, height, p->used + area, text) -
            short_cost(in, height, p->used - lack + area, text) + gaps_cost(p->gaps);
    }
    p->bare = lack > EPS && lack > most;
    return cost;
}

static void offer(Solver *s, const Growing *g, int to)
{
    const BrkInput *in = s->in;
    const Label *from = &s->lab[g->label];
    bool end = to == in->n, forced = !end && in->item[to].forced;
    BrkPage p = { .from = g->from,
                  .to = to,
                  .fig_in = g->fig_in,
                  .fig_out = g->fig_out,
                  .note_from = from->notes,
                  .note_to = g->notes_to,
                  .notes_end = g->notes_to };
    p.used = g->h + (end ? 0 : in->item[to].cut_bottom);
    double cost = 100;
    if ((forced && g->fig_out != BRK_NO_ITEM) || !fit(in, g, &p, &cost)) return;
    if (end && in->last && p.note_to < g->notes_to)
        cost += BRK_SHORT; /* a page with nothing but the rest of a note */
    if (end && in->last && g->from > 0 && p.used < room(in, g->from) * 0.15) cost += BRK_STUB;
    if (!end && !forced) cost += foot(in, g, &p, in->item[to].text) + in->item[to].cost;
    if (g->fig_out != BRK_NO_ITEM) cost += BRK_DEFER;
    p.cost = cost;
    Label *l = &s->lab[2 * to + (g->fig_out != BRK_NO_ITEM)];
    if (l->set && l->cost <= from->cost + cost) return;
    *l = (Label){ .set = true,
                  .cost = from->cost + cost,
                  .prev = g->label,
                  .fig = g->fig_out,
                  .notes = p.note_to,
                  .notes_end = g->notes_to,
                  .page = p };
}

/* Grows from item t on. `put_off`: a figure was left out, so only text of its section may follow.
 */
static void extend(Solver *s, Growing g, int t, bool put_off)
{
    const BrkInput *in = s->in;
    uint32_t section = put_off ? in->item[g.fig_out].section : 0;
    for (int first = t;; t++) {
        if (t > first) offer(s, &g, t);
        if (t == in->n || (t > g.from && in->item[t].forced)) return;
        const BrkItem *it = &in->item[t];
        if (put_off && (it->section != section || it->figure)) return;
        if (it->figure && !put_off && g.count) {
            Growing later = g;
            later.fig_out = t;
            extend(s, later, t + 1, true);
        }
        double slack = g.glue * BRK_SQUEEZE;
        for (int k = 0; k < g.nsh; k++) slack += g.sh[k]->leading;
        if (g.count && g.h - slack > room(in, g.from) + EPS) return;
        grow(in, &g, t);
    }
}

static void from_label(Solver *s, int lab)
{
    const BrkInput *in = s->in;
    const Label *l = &s->lab[lab];
    Growing g = { .label = lab,
                  .from = lab / 2,
                  .fig_in = l->fig,
                  .fig_out = BRK_NO_ITEM,
                  .notes_to = l->notes_end,
                  .note_min = l->notes };
    if (l->fig != BRK_NO_ITEM) {
        g.h = in->item[l->fig].height + in->item[l->fig].after;
        grow_notes(&g, &in->item[l->fig]);
    }
    if (g.from < in->n) {
        g.h += in->item[g.from].cut_top;
        extend(s, g, g.from, false);
    }
}

int brk_solve(Arena *a, const BrkInput *in, BrkPage **out)
{
    Solver s = { in, ARENA_NEW_N(a, Label, 2 * ((size_t)in->n + 1)) };
    int start = 2 * in->start + (in->deferred != BRK_NO_ITEM);
    s.lab[start] = (Label){
        .set = true, .prev = -1, .fig = in->deferred, .notes = in->notes, .notes_end = in->notes_end
    };
    for (int lab = 2 * in->start; lab < 2 * in->n; lab++)
        if (s.lab[lab].set) from_label(&s, lab);
    int end = 2 * in->n, n = 0;
    if (!s.lab[end].set ||
        (!in->last && s.lab[end + 1].set && s.lab[end + 1].cost < s.lab[end].cost))
        end++;
    for (int l = end; l != start && s.lab[l].set; l = s.lab[l].prev) n++;
    *out = ARENA_NEW_N(a, BrkPage, (size_t)n + 1);
    for (int l = end, k = n; k-- > 0; l = s.lab[l].prev) (*out)[k] = s.lab[l].page;
    return n;
}
