/* Which of a Gremium's names holds on a day. Its id stays when it is renamed; each name has its
 * time. */
#include "model/model.h"

static bool holds_on(const Gremium *g, Date on)
{
    if (date_set(g->von) && date_cmp(on, g->von) < 0) return false;
    return !date_set(g->bis) || date_cmp(on, g->bis) <= 0;
}

/* True where a is the newer name: it began later, or began as early and has no end. */
static bool newer(const Gremium *a, const Gremium *b)
{
    if (!date_set(a->von) != !date_set(b->von)) return date_set(a->von);
    int c = date_set(a->von) ? date_cmp(a->von, b->von) : 0;
    if (c) return c > 0;
    return !date_set(a->bis) && date_set(b->bis);
}

const Gremium *gremium_find(const Koerperschaft *k, Str id, Date on)
{
    const Gremium *best = NULL;
    for (int i = 0; k && i < k->ngremien; i++) {
        const Gremium *g = &k->gremien[i];
        if (!str_eq(g->id, id) || (date_set(on) && !holds_on(g, on))) continue;
        if (!best || newer(g, best)) best = g;
    }
    return best;
}
