/* What is told of a source while it is merged. */
#include "merge/merge_in.h"

void merge_tell(Merge *m, const Source *s, DiagCode code, uint32_t page, Str detail)
{
    if (!s->part) {
        if (!m->why.n) m->why = str_keep(m->a, detail);
        return;
    }
    MergePartReport *r = &m->told[s->number - 1];
    r->finding = arena_extend(m->a, r->finding, r->nfindings * sizeof *r->finding,
                              (r->nfindings + 1) * sizeof *r->finding);
    r->finding[r->nfindings++] = (AttachFinding){ code, page, str_keep(m->a, detail) };
    if (diag_severity(code) == SEV_ERROR) r->bad = true;
}
