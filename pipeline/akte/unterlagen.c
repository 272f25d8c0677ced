/* The papers of a session: each file holds the Vorlage that is named, each Vorlage stands once,
 * none is superseded by another. */
#include <stdlib.h>

#include "akte/akte_in.h"
#include "read/read.h"

static int by_number(const void *pa, const void *pb)
{
    const Blatt *a = pa, *b = pb;
    int c = str_cmp(a->u->nummer, b->u->nummer);
    return c ? c : a->index - b->index;
}

static int number_only(const void *pa, const void *pb)
{
    return str_cmp(((const Blatt *)pa)->u->nummer, ((const Blatt *)pb)->u->nummer);
}

/* Sorted by number; within one number by the agenda. */
static Blatt *in_order(Pruefung *p)
{
    Blatt *o = ARENA_NEW_N(p->a, Blatt, (size_t)p->n + 1);
    if (p->n) memcpy(o, p->blatt, sizeof *o * (size_t)p->n);
    qsort(o, (size_t)p->n, sizeof *o, by_number);
    return o;
}

/* A Vorlage may stand in the public and in the non-public part, from one file. */
static void doubles(Pruefung *p, const Blatt *o)
{
    for (int i = 1; i < p->n; i++) {
        const Blatt *a = &o[i - 1], *b = &o[i];
        if (!b->u->nummer.n || !str_eq(a->u->nummer, b->u->nummer)) continue;
        bool both_parts = str_eq(a->u->pfad, b->u->pfad) && a->top->status != b->top->status;
        if (!both_parts || (i > 1 && str_eq(o[i - 2].u->nummer, b->u->nummer)))
            diag_most(p->d, D_UNTERLAGE_DOPPELT, b->u->nummer_at, 2,
                      (Str[]){ b->u->nummer, a->top->nr });
    }
}

static void superseded(Pruefung *p, const Blatt *o, const Blatt *by)
{
    const Kopf *k = &by->u->vorlage->kopf;
    for (int i = 0; i < k->nbezuege; i++) {
        Unterlage wanted = { .nummer = k->bezuege[i].nummer };
        Blatt key = { .u = &wanted };
        if (k->bezuege[i].art != BEZUG_ERSETZT) continue;
        const Blatt *hit = bsearch(&key, o, (size_t)p->n, sizeof *o, number_only);
        if (hit && !hit->top->abgesetzt && hit->u->vorlage != by->u->vorlage)
            diag_most(p->d, D_UNTERLAGE_ERSETZT, hit->u->nummer_at, 2,
                      (Str[]){ hit->u->nummer, by->u->nummer });
    }
}

void akte_check_unterlagen(Pruefung *p)
{
    Blatt *o = in_order(p);
    doubles(p, o);
    for (int i = 0; i < p->n; i++) {
        const Unterlage *u = p->blatt[i].u;
        if (!u->vorlage) continue;
        if (!str_eq(u->vorlage->nummer, u->nummer))
            diag_most(p->d, D_UNTERLAGE_NUMMER, u->nummer_at, 2,
                      (Str[]){ u->nummer, u->vorlage->nummer });
        superseded(p, o, &p->blatt[i]);
    }
}
