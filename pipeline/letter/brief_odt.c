/* One letter as ODT, to be edited: what must be measured for it is measured with the faces of our
 * own pages. */
#include "write/odt/odt.h"
#include "flow/sitzung.h"
#include "letter/letter.h"
#include "office/looks.h"
#include "page/page.h"

static bool measured(Arena *a, Diags *d, const Opener *opener, Flow *f)
{
    Looks looks = { .a = a, .d = d, .opener = opener };
    FontSet *fonts = looks_fonts(&looks, f->stil);
    FlowLetterSizes *z = ARENA_NEW(a, FlowLetterSizes);
    if (fonts) *z = letter_sizes(d, fonts, f);
    f->blocks->letter->sizes = z;
    looks_drop(&looks);
    return fonts != NULL;
}

bool brief_odt(Arena *a, Diags *d, const Sitzungsakte *akte, const Sitzungsausgabe *e,
               const Mitglied *an, double large, bool flat, Buf *out)
{
    Sitzungsflow sf = { .e = e,
                        .k = akte->koerperschaft,
                        .g = akte->gremium,
                        .stil = office_briefstil(a, akte, false, large),
                        .path = str_z(a, akte->pfad) };
    Flow *f = flow_einladung(a, d, &sf, an);
    Images im;
    bool ok = images_load(a, d, akte->opener, f, &im) && measured(a, d, akte->opener, f);
    return ok && !diags_errors(d) &&
        odt_write(a, d, f, looks_odt_pictures(a, &im), im.n, (Str){ "", 0 }, flat ? ODT_FLAT : 0,
                  out);
}
