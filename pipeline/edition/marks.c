/* Which parts of a session the public may see: what bears the mark in a pack of the full edition.
 */
#include "edition/sitzung.h"

bool edition_top_is_open(const Sitzung *s, const Top *t)
{
    return s->status != STATUS_NICHTOEFFENTLICH && t->status == STATUS_OEFFENTLICH;
}

bool edition_unterlage_is_open(const Unterlage *u, const Vorlage *v)
{
    return u->status != STATUS_NICHTOEFFENTLICH && v->status == STATUS_OEFFENTLICH;
}

bool edition_anlage_is_open(const Anlage *x, const Beratung *hier)
{
    bool named = !x->nnur;
    for (int i = 0; i < x->nnur && hier; i++) named = named || str_eq(x->nur_beratung[i], hier->id);
    return named && x->status == STATUS_OEFFENTLICH;
}

bool edition_niederschrift_is_open(const Niederschrift *n)
{
    return n->status != STATUS_NICHTOEFFENTLICH;
}
