/* References to what is not shown, in the pruned copy: they keep their own words, or say that their
 * aim is not public; an amount of a hidden row is withheld. */
#include "edition/edition_in.h"

#include <stdlib.h>

static int cmp(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }
static bool is_shown(const Prune *p, Str id)
{
    return p->nids && bsearch(&id, p->id, p->nids, sizeof id, cmp);
}

static bool attached(const Vorlage *v, Str nr)
{
    for (int i = 0; i < v->nanlagen; i++)
        if (str_eq(v->anlagen[i].nr, nr)) return true;
    return false;
}

static void blocks(Prune *p, const Vorlage *v, Block *b);

static void withhold(Inline *i)
{
    Inline *next = i->next;
    *i = (Inline){ .kind = IN_TEXT, .at = i->at, .text = S("–"), .next = next };
}

static void inlines(Prune *p, const Vorlage *v, Inline *i)
{
    for (; i; i = i->next) {
        bool dead = i->kind == IN_VERWEIS &&
            ((i->ziel == ZIEL_ID && !is_shown(p, i->ref)) ||
             (i->ziel == ZIEL_ANLAGE && !attached(v, i->ref)));
        if (dead) {
            if (!i->kids) i->kind = IN_AUSGELASSEN;
            i->ziel = ZIEL_NONE;
            i->ref = (Str){ "", 0 };
        }
        if (i->kind == IN_BETRAG && i->ref.n && !is_shown(p, i->ref)) withhold(i);
        inlines(p, v, i->kids);
        blocks(p, v, i->blocks);
    }
}

static void rows(Prune *p, const Vorlage *v, Zeile *z, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < z[i].nzellen; k++) blocks(p, v, z[i].zellen[k].blocks);
}

static void blocks(Prune *p, const Vorlage *v, Block *b)
{
    for (; b; b = b->next) {
        inlines(p, v, b->text);
        inlines(p, v, b->quelle);
        blocks(p, v, b->kids);
        for (int i = 0; i < b->liste.n; i++) blocks(p, v, b->liste.punkte[i].blocks);
        if (b->bild) {
            inlines(p, v, b->bild->bildtext);
            inlines(p, v, b->bild->quelle);
        }
        if (!b->tabelle) continue;
        inlines(p, v, b->tabelle->titel);
        rows(p, v, b->tabelle->kopf, b->tabelle->nkopf);
        rows(p, v, b->tabelle->rumpf, b->tabelle->nrumpf);
        rows(p, v, b->tabelle->fuss, b->tabelle->nfuss);
    }
}

void edition_settle_references(Prune *p, Vorlage *v)
{
    if (p->nids) qsort(p->id, p->nids, sizeof *p->id, cmp);
    inlines(p, v, v->kopf.betreff);
    for (int i = 0; i < v->nteile; i++) blocks(p, v, v->teile[i].blocks);
    for (int i = 0; i < v->nauswirkungen; i++) blocks(p, v, v->auswirkungen[i].blocks);
    for (int i = 0; i < v->finanzen.nposten; i++) inlines(p, v, v->finanzen.posten[i].text);
    for (int i = 0; i < v->finanzen.nantworten; i++) inlines(p, v, v->finanzen.antworten[i].text);
}
