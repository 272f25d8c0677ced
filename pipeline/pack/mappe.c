/* Making a pack: edition, plan, own pages, merging, each a gate. */
#include "pack/mappe_in.h"

bool mappe_make(Arena *a, Diags *d, const Mappe *m, MappeSink sink, void *ctx, Mappenbericht *out)
{
    *out = (Mappenbericht){ 0 };
    Werk w = {
        .a = a, .d = d, .m = m, .r = out, .looks = { .a = a, .d = d, .opener = m->akte->opener }
    };
    w.e = sitzung_ausgabe(a, d, m->akte->sitzung, m->edition, m->akte->stil);
    if (!w.e) return false;
    w.sf = (Sitzungsflow){ .e = w.e,
                           .k = m->akte->koerperschaft,
                           .g = m->akte->gremium,
                           .stil = office_briefstil(a, m->akte, m->duplex, m->large),
                           .path = str_z(a, m->akte->pfad) };
    w.papier = *m->akte->stil;
    w.papier.spiegeln = m->duplex;
    if (m->gross) stil_grossdruck(&w.papier, GRAD_GROSSDRUCK);
    Buf own = buf_new((size_t)2 << 30);
    bool ok = werk_plan(&w);
    if (ok && !out->n) return true; /* nothing has changed */
    ok = ok && werk_set(&w, &own) && werk_merge(&w, &own, sink, ctx);
    if (ok && m->dateien && m->seit)
        werk_list_file(&w, m->dateien);
    else if (ok && m->dateien)
        ok = werk_files(&w, w.whole, m->dateien);
    buf_drop(&own);
    looks_drop(&w.looks);
    return ok;
}
