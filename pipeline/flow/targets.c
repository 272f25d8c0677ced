/* Which ids are referred to: only those figures and tables are numbered. */
#include "flow/flow_in.h"
#include "model/walk.h"

#include <stdlib.h>

typedef struct {
    Compose *c;
    Str *id;
    size_t n, room;
} Targets;

static void target_add(Targets *t, Str id)
{
    if (t->n == t->room) {
        size_t more = t->room ? 2 * t->room : 32;
        t->id = ARENA_MORE(t->c->a, Str, t->id, t->room, more);
        t->room = more;
    }
    t->id[t->n++] = id;
}

static void reference(void *ctx, const Inline *in)
{
    if (in->kind == IN_VERWEIS && in->ziel == ZIEL_ID && !in->kids) target_add(ctx, in->ref);
}

static int cmp(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

void flow_targets_collect(Compose *c)
{
    Targets t = { .c = c };
    const Walk w = { .ctx = &t, .text = reference };
    for (int i = 0; i < c->v->nteile; i++) walk_blocks(c->v->teile[i].blocks, &w);
    for (int i = 0; i < c->v->nauswirkungen; i++) walk_blocks(c->v->auswirkungen[i].blocks, &w);
    for (int i = 0; i < c->v->finanzen.nposten; i++)
        walk_inlines(c->v->finanzen.posten[i].text, &w);
    if (t.n) qsort(t.id, t.n, sizeof *t.id, cmp);
    c->targets = t.id;
    c->ntargets = t.n;
}

bool flow_is_target(const Compose *c, Str id)
{
    return id.n && c->ntargets && bsearch(&id, c->targets, c->ntargets, sizeof id, cmp);
}
