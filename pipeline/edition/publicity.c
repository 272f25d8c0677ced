/* What is public, and whether anything of a Vorlage is not. */
#include "edition/edition_in.h"

static bool named(const Str *nur, int nnur, Str id)
{
    for (int i = 0; i < nnur; i++)
        if (str_eq(nur[i], id)) return true;
    return false;
}

bool has_occasion(const Vorlage *v, const Beratung *fuer, const Str *nur, int nnur)
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
        s != STATUS_NICHTOEFFENTLICH && (!nnur || has_occasion(p->v, p->fuer, nur, nnur));
    if (!visible) p->left_out = true;
    return visible;
}

static bool inlines_hide(const Inline *in);
static bool blocks_hide(const Block *b);

static bool rows_hide(const Zeile *z, int n)
{
    for (int i = 0; i < n; i++) {
        if (z[i].status == STATUS_NICHTOEFFENTLICH) return true;
        for (int k = 0; k < z[i].nzellen; k++)
            if (blocks_hide(z[i].zellen[k].blocks)) return true;
    }
    return false;
}

static bool inlines_hide(const Inline *in)
{
    for (; in; in = in->next)
        if (in->status == STATUS_NICHTOEFFENTLICH || inlines_hide(in->kids) ||
            blocks_hide(in->blocks))
            return true;
    return false;
}

static bool block_hides(const Block *b)
{
    if (b->status == STATUS_NICHTOEFFENTLICH || b->nnur || inlines_hide(b->text) ||
        inlines_hide(b->quelle) || blocks_hide(b->kids))
        return true;
    for (int i = 0; i < b->liste.n; i++)
        if (b->liste.punkte[i].status == STATUS_NICHTOEFFENTLICH ||
            blocks_hide(b->liste.punkte[i].blocks))
            return true;
    const Tabelle *t = b->tabelle;
    if (t &&
        (inlines_hide(t->titel) || rows_hide(t->kopf, t->nkopf) || rows_hide(t->rumpf, t->nrumpf) ||
         rows_hide(t->fuss, t->nfuss)))
        return true;
    return b->bild && (inlines_hide(b->bild->bildtext) || inlines_hide(b->bild->quelle));
}

static bool blocks_hide(const Block *b)
{
    for (; b; b = b->next)
        if (block_hides(b)) return true;
    return false;
}

static bool finance_hides(const Vorlage *v)
{
    for (int i = 0; i < v->finanzen.nposten; i++)
        if (v->finanzen.posten[i].status == STATUS_NICHTOEFFENTLICH ||
            inlines_hide(v->finanzen.posten[i].text))
            return true;
    for (int i = 0; i < v->finanzen.nantworten; i++)
        if (inlines_hide(v->finanzen.antworten[i].text)) return true;
    return false;
}

bool vorlage_has_hidden(const Vorlage *v)
{
    if (v->status != STATUS_OEFFENTLICH || v->auswirkungen_status == STATUS_NICHTOEFFENTLICH ||
        inlines_hide(v->kopf.betreff) || finance_hides(v))
        return true;
    for (int i = 0; i < v->nberatungen; i++)
        if (v->beratungen[i].status != STATUS_OEFFENTLICH ||
            v->beratungen[i].ergebnis_status == STATUS_NICHTOEFFENTLICH)
            return true;
    for (int i = 0; i < v->nteile; i++)
        if (v->teile[i].status == STATUS_NICHTOEFFENTLICH || v->teile[i].nnur ||
            blocks_hide(v->teile[i].blocks))
            return true;
    for (int i = 0; i < v->nauswirkungen; i++)
        if (v->auswirkungen[i].status == STATUS_NICHTOEFFENTLICH ||
            blocks_hide(v->auswirkungen[i].blocks))
            return true;
    for (int i = 0; i < v->nanlagen; i++)
        if (v->anlagen[i].status != STATUS_OEFFENTLICH || v->anlagen[i].nnur) return true;
    return false;
}
