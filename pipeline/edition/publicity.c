/* What is public, and whether anything of a Vorlage is not. */
#include "edition/edition_in.h"
#include "model/walk.h"

static bool named(const Str *nur, int nnur, Str id)
{
    for (int i = 0; i < nnur; i++)
        if (str_eq(nur[i], id)) return true;
    return false;
}

bool edition_has_occasion(const Vorlage *v, const Beratung *fuer, const Str *nur, int nnur)
{
    if (fuer) return fuer->status == STATUS_OEFFENTLICH && (!nnur || named(nur, nnur, fuer->id));
    if (!v->nberatungen) return nnur == 0;
    for (int i = 0; i < v->nberatungen; i++) {
        const Beratung *b = &v->beratungen[i];
        if (b->status == STATUS_OEFFENTLICH && (!nnur || named(nur, nnur, b->id))) return true;
    }
    return false;
}

bool prune_shows(Prune *p, Status s, const Str *nur, int nnur)
{
    bool visible =
        s != STATUS_NICHTOEFFENTLICH && (!nnur || edition_has_occasion(p->v, p->fuer, nur, nnur));
    if (!visible) p->left_out = true;
    return visible;
}

/* ---- anything at all that is not public ---- */

static void hide(void *ctx, bool hidden) { *(bool *)ctx |= hidden; }

static void text_hides(void *ctx, const Inline *i)
{
    hide(ctx, i->status == STATUS_NICHTOEFFENTLICH);
}

static void rows_hide(void *ctx, const Zeile *z, int n)
{
    for (int i = 0; i < n; i++) hide(ctx, z[i].status == STATUS_NICHTOEFFENTLICH);
}

static void block_hides(void *ctx, const Block *b)
{
    hide(ctx, b->status == STATUS_NICHTOEFFENTLICH || b->nnur);
    for (int i = 0; i < b->liste.n; i++)
        hide(ctx, b->liste.punkte[i].status == STATUS_NICHTOEFFENTLICH);
    if (!b->tabelle) return;
    rows_hide(ctx, b->tabelle->kopf, b->tabelle->nkopf);
    rows_hide(ctx, b->tabelle->rumpf, b->tabelle->nrumpf);
    rows_hide(ctx, b->tabelle->fuss, b->tabelle->nfuss);
}

bool vorlage_has_hidden(const Vorlage *v)
{
    bool hidden =
        v->status != STATUS_OEFFENTLICH || v->auswirkungen_status == STATUS_NICHTOEFFENTLICH;
    walk_vorlage(v, &(Walk){ .ctx = &hidden, .block = block_hides, .text = text_hides });
    for (int i = 0; i < v->finanzen.nposten; i++)
        hide(&hidden, v->finanzen.posten[i].status == STATUS_NICHTOEFFENTLICH);
    if (hidden) return true;
    for (int i = 0; i < v->nberatungen; i++)
        if (v->beratungen[i].status != STATUS_OEFFENTLICH ||
            v->beratungen[i].ergebnis_status == STATUS_NICHTOEFFENTLICH)
            return true;
    for (int i = 0; i < v->nteile; i++)
        if (v->teile[i].status == STATUS_NICHTOEFFENTLICH || v->teile[i].nnur) return true;
    for (int i = 0; i < v->nauswirkungen; i++)
        if (v->auswirkungen[i].status == STATUS_NICHTOEFFENTLICH) return true;
    for (int i = 0; i < v->nanlagen; i++)
        if (v->anlagen[i].status != STATUS_OEFFENTLICH || v->anlagen[i].nnur) return true;
    return false;
}
