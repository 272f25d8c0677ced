/* The Vorlage of an edition, part by part. */
#include "edition/edition_in.h"

static bool shows_part(Prune *p, const Teil *t)
{
    return prune_shows(p, t->status, t->nur_beratung, t->nnur);
}

/* The part of that kind is not shown: what belongs to it goes with it. */
static bool part_hidden(Prune *p, Teilart art)
{
    for (int i = 0; i < p->v->nteile; i++)
        if (p->v->teile[i].art == art && !shows_part(p, &p->v->teile[i])) return true;
    return false;
}

static Beratung consultation(Prune *p, const Beratung *from)
{
    Beratung b = *from;
    if (from->ergebnis_status != STATUS_NICHTOEFFENTLICH) return b;
    p->left_out = true;
    b.hat_ergebnis = b.hat_stimmen = false;
    b.ergebnis = ERG_NONE;
    b.ergebnis_text = b.verwiesen_an = (Str){ "", 0 };
    b.ergebnis_status = STATUS_NONE;
    b.stimmen = (Stimmen){ .ja = -1, .nein = -1, .enthaltung = -1, .befangen = -1 };
    b.fraktionen = NULL;
    b.nfraktionen = 0;
    return b;
}

static void consultations(Prune *p, Vorlage *v)
{
    v->beratungen = ARENA_NEW_N(p->a, Beratung, (size_t)p->v->nberatungen + 1);
    v->nberatungen = 0;
    for (int i = 0; i < p->v->nberatungen; i++) {
        const Beratung *b = &p->v->beratungen[i];
        if (b->status == STATUS_OEFFENTLICH) {
            v->beratungen[v->nberatungen++] = consultation(p, b);
            continue;
        }
        p->left_out = true;
        if (!p->silent)
            v->beratungen[v->nberatungen++] =
                (Beratung){ .ausgelassen = true, .status = STATUS_NICHTOEFFENTLICH };
    }
}

static void parts(Prune *p, Vorlage *v)
{
    v->teile = ARENA_NEW_N(p->a, Teil, (size_t)p->v->nteile + 1);
    v->nteile = 0;
    for (int i = 0; i < p->v->nteile; i++) {
        const Teil *from = &p->v->teile[i];
        if (!shows_part(p, from)) {
            if (!p->silent) v->teile[v->nteile++] = (Teil){ .art = from->art, .ausgelassen = true };
            continue;
        }
        Teil *t = &v->teile[v->nteile++];
        *t = *from;
        t->nur_beratung = prune_consultations(p, from->nur_beratung, from->nnur, &t->nnur);
        t->blocks = prune_blocks(p, from->blocks, true);
    }
}

static void effects(Prune *p, Vorlage *v)
{
    v->auswirkungen = ARENA_NEW_N(p->a, Auswirkung, (size_t)p->v->nauswirkungen + 1);
    v->nauswirkungen = 0;
    if (part_hidden(p, TEIL_AUSWIRKUNGEN)) return;
    for (int i = 0; i < p->v->nauswirkungen; i++) {
        const Auswirkung *from = &p->v->auswirkungen[i];
        if (!prune_shows(p, from->status, NULL, 0)) {
            if (!p->silent)
                v->auswirkungen[v->nauswirkungen++] = (Auswirkung){ .ausgelassen = true };
            continue;
        }
        v->auswirkungen[v->nauswirkungen] = *from;
        v->auswirkungen[v->nauswirkungen++].blocks = prune_blocks(p, from->blocks, true);
    }
}

/* Of a hidden row only its kind stays, so that a form knows that a row is missing. */
static Posten finance_row(Prune *p, const Posten *from, bool part)
{
    if (part || !prune_shows(p, from->status, NULL, 0))
        return (Posten){ .ausgelassen = true, .art = from->art, .haushalt = from->haushalt };
    Posten x = *from;
    x.text = prune_inlines(p, from->text);
    prune_names(p, x.id);
    return x;
}

static void finance(Prune *p, Vorlage *v)
{
    const Finanzen *from = &p->v->finanzen;
    bool part = part_hidden(p, TEIL_FINANZEN);
    v->finanzen =
        (Finanzen){ .posten = ARENA_NEW_N(p->a, Posten, (size_t)from->nposten + 1),
                    .nposten = from->nposten,
                    .antworten = ARENA_NEW_N(p->a, Antwort, (size_t)from->nantworten + 1) };
    for (int i = 0; i < from->nposten; i++)
        v->finanzen.posten[i] = finance_row(p, &from->posten[i], part);
    for (int i = 0; i < from->nantworten && !part; i++) {
        Antwort *x = &v->finanzen.antworten[v->finanzen.nantworten++];
        *x = from->antworten[i];
        x->text = prune_inlines(p, x->text);
    }
}

static void attachments(Prune *p, Vorlage *v)
{
    v->anlagen = ARENA_NEW_N(p->a, Anlage, (size_t)p->v->nanlagen + 1);
    v->nanlagen = 0;
    for (int i = 0; i < p->v->nanlagen; i++) {
        const Anlage *from = &p->v->anlagen[i];
        if (from->status != STATUS_OEFFENTLICH ||
            !prune_shows(p, from->status, from->nur_beratung, from->nnur)) {
            p->left_out = true;
            continue;
        }
        Anlage *x = &v->anlagen[v->nanlagen++];
        *x = *from;
        x->nur_beratung = prune_consultations(p, from->nur_beratung, from->nnur, &x->nnur);
    }
}

static const Vorlage *public_of(Prune *p)
{
    Vorlage *v = ARENA_NEW(p->a, Vorlage);
    *v = *p->v;
    v->kopf.betreff = prune_inlines(p, p->v->kopf.betreff);
    consultations(p, v);
    parts(p, v);
    effects(p, v);
    finance(p, v);
    attachments(p, v);
    edition_settle_references(p, v);
    v->kopf.betreff_text = model_plain(p->a, v->kopf.betreff);
    return v;
}

bool vorlage_is_open(const Vorlage *v, const Beratung *fuer)
{
    return v->status == STATUS_OEFFENTLICH && edition_has_occasion(v, fuer, NULL, 0);
}

const Ausgabe *ausgabe_make(Arena *a, Diags *d, const Vorlage *v, Edition e, bool silent)
{
    return ausgabe_fuer(a, d, v, NULL, e, silent);
}

const Ausgabe *ausgabe_fuer(Arena *a, Diags *d, const Vorlage *v, const Beratung *fuer, Edition e,
                            bool silent)
{
    bool hides = vorlage_has_hidden(v), closed = !vorlage_is_open(v, fuer);
    if (e == EDITION_NONE && hides) diag(d, D_FLOW_EDITION, v->at, (const char *)NULL);
    bool whole = e == EDITION_FULL || e == EDITION_NONE; /* of any other something is left out */
    if (!whole && closed) diag(d, D_FLOW_NICHTOEFFENTLICH, v->at, (const char *)NULL);
    if ((e == EDITION_NONE && hides) || (!whole && closed)) return NULL;
    Ausgabe *x = ARENA_NEW(a, Ausgabe);
    if (whole) {
        *x = (Ausgabe){ .v = v, .edition = EDITION_FULL, .confidential = hides };
        return x;
    }
    Prune p = { .a = a, .v = v, .fuer = fuer, .silent = silent };
    *x = (Ausgabe){ .v = public_of(&p), .edition = EDITION_PUBLIC };
    x->left_out = p.left_out;
    return x;
}
