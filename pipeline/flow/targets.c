/* Which ids are referred to: only those figures and tables are numbered. */
#include "flow/flow_in.h"

#include <stdlib.h>

typedef struct {
    Compose *c;
    Str *id;
    size_t n, room;
} Targets;

static void blocks_targets(Targets *t, const Block *b);

static void target_add(Targets *t, Str id)
{
    if (t->n == t->room) {
        t->room = t->room ? 2 * t->room : 32;
        Str *p = ARENA_NEW_N(t->c->a, Str, t->room);
        if (t->n) memcpy(p, t->id, t->n * sizeof *p);
        t->id = p;
    }
    t->id[t->n++] = id;
}

static void inlines_targets(Targets *t, const Inline *in)
{
    for (; in; in = in->next) {
        if (in->kind == IN_VERWEIS && in->ziel == ZIEL_ID && !in->kids) target_add(t, in->ref);
        inlines_targets(t, in->kids);
        blocks_targets(t, in->blocks);
    }
}

static void table_targets(Targets *t, const Tabelle *m)
{
    const Zeile *part[] = { m->kopf, m->rumpf, m->fuss };
    const int n[] = { m->nkopf, m->nrumpf, m->nfuss };
    inlines_targets(t, m->titel);
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < n[k]; i++)
            for (int z = 0; z < part[k][i].nzellen; z++)
                blocks_targets(t, part[k][i].zellen[z].blocks);
}

static void blocks_targets(Targets *t, const Block *b)
{
    for (; b; b = b->next) {
        inlines_targets(t, b->text);
        inlines_targets(t, b->quelle);
        blocks_targets(t, b->kids);
        for (int i = 0; i < b->liste.n; i++) blocks_targets(t, b->liste.punkte[i].blocks);
        if (b->tabelle) table_targets(t, b->tabelle);
        if (b->bild) {
            inlines_targets(t, b->bild->bildtext);
            inlines_targets(t, b->bild->quelle);
        }
    }
}

static int cmp(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

void targets_collect(Compose *c)
{
    Targets t = { .c = c };
    for (int i = 0; i < c->v->nteile; i++) blocks_targets(&t, c->v->teile[i].blocks);
    for (int i = 0; i < c->v->nauswirkungen; i++) blocks_targets(&t, c->v->auswirkungen[i].blocks);
    for (int i = 0; i < c->v->finanzen.nposten; i++)
        inlines_targets(&t, c->v->finanzen.posten[i].text);
    if (t.n) qsort(t.id, t.n, sizeof *t.id, cmp);
    c->targets = t.id;
    c->ntargets = t.n;
}

bool is_target(const Compose *c, Str id)
{
    return id.n && c->ntargets && bsearch(&id, c->targets, c->ntargets, sizeof id, cmp);
}
