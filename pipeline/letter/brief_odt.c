/* One letter as ODT, to be edited: what must be measured for it is measured with the faces of our
 * own pages. */
#include "letter/letter_in.h"

static bool measured(Briefe *b, Flow *f)
{
    FontSet *fonts = brief_fonts(b);
    FlowLetterSizes *z = ARENA_NEW(b->a, FlowLetterSizes);
    if (fonts) *z = page_letter_sizes(b->d, fonts, f);
    f->blocks->letter->sizes = z;
    return fonts != NULL;
}

bool brief_odt(Arena *a, Diags *d, const Sitzungsakte *akte, const Sitzungsausgabe *e,
               const Mitglied *an, double large, bool flat, Buf *out)
{
    Briefe b = briefe_open(a, d, akte, false, large);
    Flow *f = brief_flow(&b, e, an);
    Images im;
    bool ok = images_load(a, d, akte->opener, f, &im) && measured(&b, f);
    ok = ok && !diags_errors(d) &&
        odt_write(a, d, f, looks_odt_pictures(a, &im), im.n, (Str){ "", 0 }, flat ? ODT_FLAT : 0,
                  out);
    looks_drop(&b.looks);
    return ok;
}
