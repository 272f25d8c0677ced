/* The cheapest way to make an element's children fit its content model.
 *
 * A shortest path: column i after i children, state 0 at the start, state p+1 after position p.
 * Steps: a child that fits (free), one whose misspelt name fits (rename), a missing one (insert),
 * one that has to go (delete). Of two equal ways the one that deletes the later child wins, so that
 * the first of two doubles stays. */
#include "base/check.h"
#include "schema/schema_in.h"
#include "base/spell.h"

enum { COST_RENAME = 3000, COST_INSERT = 4000, COST_DELETE = 5000, LATER_MAX = 900, FAR = 1 << 30 };

typedef struct {
    int32_t cost;
    int16_t from;
    uint8_t kind;
} Cell;
typedef struct {
    const Models *m;
    const ElementModel *e;
    const ChildName *kids;
    int n, states;
    Cell *cell;
} Table;

static bool follows(const ElementModel *e, int state, int pos)
{
    return model_follow(e, state - 1) >> pos & 1;
}

static bool may_end(const ElementModel *e, int state)
{
    return state == 0 ? e->all.null : e->all.last >> (state - 1) & 1;
}

/* Valid children need no table: the models are deterministic. */
bool model_fits(const ElementModel *e, const ChildName *kids, int n)
{
    int state = 0;
    for (int i = 0; i < n; i++) {
        int p = 0;
        while (p < e->n &&
               !(follows(e, state, p) && kids[i].ours && str_eq(kids[i].name, e->pos[p])))
            p++;
        if (p == e->n) return false;
        state = p + 1;
    }
    return may_end(e, state);
}

/* What people who know HTML write. */
Str model_html_name(Str name)
{
    static const char *const pairs[][2] = {
        { "b", "stark" },    { "strong", "stark" },     { "i", "betont" },
        { "em", "betont" },  { "sup", "hoch" },         { "sub", "tief" },
        { "a", "verweis" },  { "ul", "liste" },         { "ol", "liste" },
        { "li", "punkt" },   { "table", "tabelle" },    { "tr", "zeile" },
        { "td", "zelle" },   { "th", "zelle" },         { "img", "bild" },
        { "absatz", "p" },   { "blockquote", "zitat" }, { "section", "abschnitt" },
        { "h1", "titel" },   { "h2", "titel" },         { "h3", "titel" },
        { "fett", "stark" }, { "kursiv", "betont" },    { "abbildung", "bild" },
        { "umbruch", "br" }
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_is(name, pairs[i][0])) return str_of(pairs[i][1]);
    return (Str){ "", 0 };
}

/* Letters in upper case: each is a difference that means nothing. */
static int upper_case(Str s)
{
    int n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] >= 'A' && s.p[i] <= 'Z';
    return n;
}

static bool is_slip(const Models *m, const ChildName *k, Str wanted)
{
    if (!k->ours) return str_eq(k->name, wanted);
    if (model_of(m, k->name)) return false;
    if (str_eq(model_html_name(k->name), wanted)) return true;
    if (spell_nearest(k->name, &wanted, 1) != 0) /* by the letters, case set aside */
        return false;
    return wanted.n < 4
        ? spell_distance(k->name, wanted) <= 1
        : spell_distance(k->name, wanted) <= (wanted.n < 10 ? 2 : 3) + upper_case(k->name);
}

static bool reach(Table *t, int i, int state, int cost, int from, FixKind kind)
{
    Cell *c = &t->cell[(size_t)i * t->states + state];
    if (cost >= c->cost) return false;
    *c = (Cell){ cost, (int16_t)from, (uint8_t)kind };
    return true;
}

static void insertions(Table *t, int i)
{
    for (bool more = true; more;) {
        more = false;
        for (int s = 0; s < t->states; s++) {
            int cost = t->cell[(size_t)i * t->states + s].cost;
            for (int p = 0; cost < FAR && p < t->e->n; p++)
                if (follows(t->e, s, p))
                    more |= reach(t, i, p + 1, cost + COST_INSERT, s, FIX_INSERT);
        }
    }
}

static void one_child(Table *t, int i, const bool *same, const bool *slip)
{
    int later = i < LATER_MAX ? i : LATER_MAX;
    for (int s = 0; s < t->states; s++) {
        int cost = t->cell[(size_t)i * t->states + s].cost;
        if (cost >= FAR) continue;
        for (int p = 0; p < t->e->n; p++) {
            if (!follows(t->e, s, p)) continue;
            if (same[p])
                reach(t, i + 1, p + 1, cost, s, FIX_NONE);
            else if (slip[p])
                reach(t, i + 1, p + 1, cost + COST_RENAME, s, FIX_RENAME);
        }
        reach(t, i + 1, s, cost + COST_DELETE - later, s, FIX_DELETE);
    }
}

static void fill(Table *t)
{
    size_t cells = (size_t)t->states * ((size_t)t->n + 1);
    for (size_t i = 0; i < cells; i++) t->cell[i].cost = FAR;
    t->cell[0] = (Cell){ 0, -1, FIX_NONE };
    for (int i = 0; i <= t->n; i++) {
        insertions(t, i);
        if (i == t->n) break;
        bool same[MODEL_POSITIONS], slip[MODEL_POSITIONS];
        for (int p = 0; p < t->e->n; p++) {
            same[p] = t->kids[i].ours && str_eq(t->kids[i].name, t->e->pos[p]);
            slip[p] = !same[p] && is_slip(t->m, &t->kids[i], t->e->pos[p]);
        }
        one_child(t, i, same, slip);
    }
}

static int best_end(const Table *t)
{
    const Cell *last = &t->cell[(size_t)t->n * t->states];
    int best = -1;
    for (int s = 0; s < t->states; s++)
        if (last[s].cost < FAR && may_end(t->e, s) && (best < 0 || last[s].cost < last[best].cost))
            best = s;
    return best;
}

/* The steps of the way that ends in that state, last first; f NULL: only counts. */
static int steps_back(const Table *t, int state, Fix *f)
{
    int count = 0;
    for (int i = t->n, s = state; i > 0 || s > 0;) {
        const Cell *c = &t->cell[(size_t)i * t->states + s];
        CHECK(c->cost < FAR && c->from >= 0);
        FixKind kind = (FixKind)c->kind;
        if (kind != FIX_NONE && f) f[count] = (Fix){ kind, kind == FIX_INSERT ? i : i - 1, s - 1 };
        count += kind != FIX_NONE;
        if (kind != FIX_INSERT) i--;
        s = c->from;
    }
    return count;
}

static int walk_back(Arena *a, const Table *t, int state, Fix **fixes)
{
    int count = steps_back(t, state, NULL);
    Fix *f = ARENA_NEW_N(a, Fix, (size_t)count + 1);
    steps_back(t, state, f);
    for (int i = 0; i < count / 2; i++) {
        Fix x = f[i];
        f[i] = f[count - 1 - i];
        f[count - 1 - i] = x;
    }
    *fixes = f;
    return count;
}

int model_repair(Arena *a, const Models *m, const ElementModel *e, const ChildName *kids, int n,
                 Fix **fixes)
{
    *fixes = NULL;
    if (model_fits(e, kids, n)) return 0;
    Table t = { .m = m, .e = e, .kids = kids, .n = n, .states = e->n + 1 };
    if ((size_t)t.states * ((size_t)n + 1) > REPAIR_STATES) return -1;
    t.cell = mem_alloc(sizeof *t.cell * (size_t)t.states * ((size_t)n + 1));
    fill(&t);
    int best = best_end(&t);
    int count = best < 0 ? -1 : walk_back(a, &t, best, fixes);
    mem_free(t.cell);
    return count;
}
