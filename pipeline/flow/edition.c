/* Editions, closed by default. Composing alone filters; no later stage sees hidden content.
 *
 * A part is public only if the Vorlage, a consultation and the part itself are:
 *  - The Vorlage says status="oeffentlich"; else it has no public edition at all.
 *  - Where it names consultations, at least one of them is public; a part that names its own (nur-beratung) needs one of those to be.
 *  - The part, and everything it stands in, does not say nichtoeffentlich. Blocks inherit; the word only narrows.
 * In the public edition
 *  - a consultation that is not public is left out with date, result and votes; where the style says so, a neutral row stands for it.
 *    A result of its own status nichtoeffentlich is left out of a public row, with the votes;
 *  - blocks, items, rows and words left out are named once by "Dieser Abschnitt ist nichtöffentlich." unless the style is silent; words inside
 *    a sentence and items of a list go silently;
 *  - attachments are left out whole; the others keep their numbers, so gaps show that something is missing, but not what;
 *  - a reference to something hidden becomes the words "nichtöffentlicher Teil", without a link;
 *  - finance forms are computed from the rows that are shown; a typed sum over hidden rows of a table is withheld ("–");
 *    an amount in prose that belongs to a hidden row is withheld as well;
 *  - metadata, bookmarks and running heads are made from what is shown. */
#include "flow/flow_in.h"

static bool named(const Str *nur, int nnur, Str id)
{
    for (int i = 0; i < nnur; i++)
        if (str_eq(nur[i], id)) return true;
    return false;
}

/* Is there a public consultation, among those named where any are? */
static bool occasion(const Compose *c, const Str *nur, int nnur)
{
    if (!c->v->nberatungen) return nnur == 0;
    for (int i = 0; i < c->v->nberatungen; i++) {
        const Beratung *b = &c->v->beratungen[i];
        if (b->status == STATUS_OEFFENTLICH && (!nnur || named(nur, nnur, b->id))) return true;
    }
    return false;
}

bool shown(const Compose *c, Status s, const Str *nur, int nnur)
{
    if (c->e == EDITION_FULL) return true;
    bool visible = s != STATUS_NICHTOEFFENTLICH && (!nnur || occasion(c, nur, nnur));
    if (!visible) c->f->hidden = true;
    return visible;
}

bool beratung_shown(const Compose *c, const Beratung *b) { return c->e == EDITION_FULL || b->status == STATUS_OEFFENTLICH; }
bool posten_shown(const Compose *c, const Posten *p) { return shown(c, p->status, NULL, 0); }

void omission(Compose *c, BlockList *l, Place at)
{
    c->f->hidden = true;
    if (c->s->auslassung == AUSLASSUNG_STUMM) return;
    FlowBlock *last = NULL;
    for (FlowBlock *b = l->first; b; b = b->next) last = b;
    if (last && last->kind == FB_PARA && last->role == ROLE_OMITTED) return;
    (void)at; /* the place of what is hidden stays with the author */
    para_add(c, l, ROLE_OMITTED, NO_PLACE)->runs = run_one(c, word(c, WORT_AUSGELASSEN), 0, NO_PLACE);
}

/* ---- is anything hidden at all ---- */

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
        if (in->status == STATUS_NICHTOEFFENTLICH || inlines_hide(in->kids) || blocks_hide(in->blocks)) return true;
    return false;
}

static bool block_hides(const Block *b)
{
    if (b->status == STATUS_NICHTOEFFENTLICH || b->nnur || inlines_hide(b->text) || inlines_hide(b->quelle) || blocks_hide(b->kids)) return true;
    for (int i = 0; i < b->liste.n; i++)
        if (b->liste.punkte[i].status == STATUS_NICHTOEFFENTLICH || blocks_hide(b->liste.punkte[i].blocks)) return true;
    const Tabelle *t = b->tabelle;
    if (t && (inlines_hide(t->titel) || rows_hide(t->kopf, t->nkopf) || rows_hide(t->rumpf, t->nrumpf) || rows_hide(t->fuss, t->nfuss))) return true;
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
        if (v->finanzen.posten[i].status == STATUS_NICHTOEFFENTLICH || inlines_hide(v->finanzen.posten[i].text)) return true;
    for (int i = 0; i < v->finanzen.nantworten; i++)
        if (inlines_hide(v->finanzen.antworten[i].text)) return true;
    return false;
}

bool vorlage_has_hidden(const Vorlage *v)
{
    if (v->status != STATUS_OEFFENTLICH || v->auswirkungen_status == STATUS_NICHTOEFFENTLICH || inlines_hide(v->kopf.betreff) || finance_hides(v)) return true;
    for (int i = 0; i < v->nberatungen; i++)
        if (v->beratungen[i].status != STATUS_OEFFENTLICH || v->beratungen[i].ergebnis_status == STATUS_NICHTOEFFENTLICH) return true;
    for (int i = 0; i < v->nteile; i++)
        if (v->teile[i].status == STATUS_NICHTOEFFENTLICH || v->teile[i].nnur || blocks_hide(v->teile[i].blocks)) return true;
    for (int i = 0; i < v->nauswirkungen; i++)
        if (v->auswirkungen[i].status == STATUS_NICHTOEFFENTLICH || blocks_hide(v->auswirkungen[i].blocks)) return true;
    for (int i = 0; i < v->nanlagen; i++)
        if (v->anlagen[i].status != STATUS_OEFFENTLICH || v->anlagen[i].nnur) return true;
    return false;
}

bool edition_allows(Compose *c)
{
    if (c->e == EDITION_NONE && vorlage_has_hidden(c->v)) {
        diag(c->d, D_FLOW_EDITION, c->v->at, (const char *)NULL);
        return false;
    }
    if (c->e == EDITION_NONE) c->e = EDITION_FULL;
    bool closed = c->v->status != STATUS_OEFFENTLICH || (c->v->nberatungen && !occasion(c, NULL, 0));
    if (c->e == EDITION_PUBLIC && closed) diag(c->d, D_FLOW_NICHTOEFFENTLICH, c->v->at, (const char *)NULL);
    return c->e == EDITION_FULL || !closed;
}
