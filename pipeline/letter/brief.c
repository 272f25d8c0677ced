/* Style, words and faces of letters. */
#include "letter/letter_in.h"

Briefe briefe_open(Arena *a, Diags *d, const Sitzungsakte *akte, bool duplex, double large)
{
    return (Briefe){ .a = a,
                     .d = d,
                     .akte = akte,
                     .stil = office_briefstil(a, akte, duplex, large),
                     .gross = office_briefstil(a, akte, duplex, GRAD_GROSSDRUCK),
                     .looks = { .a = a, .d = d, .opener = akte->opener } };
}

Flow *brief_flow(const Briefe *b, const Sitzungsausgabe *e, const Mitglied *an)
{
    Sitzungsflow sf = { .e = e,
                        .k = b->akte->koerperschaft,
                        .g = b->akte->gremium,
                        .stil = an && an->grossdruck ? b->gross : b->stil,
                        .path = str_z(b->a, b->akte->pfad) };
    return flow_einladung(b->a, b->d, &sf, an);
}

FontSet *brief_fonts(Briefe *b) { return looks_fonts(&b->looks, b->stil); }
