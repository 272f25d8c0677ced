#include "model/walk.h"

void walk_inlines(const Inline *i, const Walk *w)
{
    for (; i; i = i->next) {
        if (w->text) w->text(w->ctx, i);
        walk_inlines(i->kids, w);
        if (!w->outer) walk_blocks(i->blocks, w);
    }
}

static void walk_rows(const Zeile *z, int n, const Walk *w)
{
    for (int i = 0; z && !w->outer && i < n; i++)
        for (int k = 0; k < z[i].nzellen; k++) walk_blocks(z[i].zellen[k].blocks, w);
}

void walk_blocks(const Block *b, const Walk *w)
{
    for (; b; b = b->next) {
        if (w->block) w->block(w->ctx, b);
        walk_inlines(b->text, w);
        for (int i = 0; b->kind == BK_LISTE && i < b->liste.n; i++)
            walk_blocks(b->liste.punkte[i].blocks, w);
        if (b->tabelle) {
            walk_inlines(b->tabelle->titel, w);
            walk_rows(b->tabelle->kopf, b->tabelle->nkopf, w);
            walk_rows(b->tabelle->rumpf, b->tabelle->nrumpf, w);
            walk_rows(b->tabelle->fuss, b->tabelle->nfuss, w);
        }
        if (b->bild) {
            walk_inlines(b->bild->bildtext, w);
            walk_inlines(b->bild->quelle, w);
        }
        walk_blocks(b->kids, w);
        walk_inlines(b->quelle, w);
    }
}

void walk_vorlage(const Vorlage *v, const Walk *w)
{
    walk_inlines(v->kopf.betreff, w);
    for (int i = 0; i < v->nteile; i++) walk_blocks(v->teile[i].blocks, w);
    for (int i = 0; i < v->nauswirkungen; i++) walk_blocks(v->auswirkungen[i].blocks, w);
    for (int i = 0; i < v->finanzen.nposten; i++) walk_inlines(v->finanzen.posten[i].text, w);
    for (int i = 0; i < v->finanzen.nantworten; i++) walk_inlines(v->finanzen.antworten[i].text, w);
}
