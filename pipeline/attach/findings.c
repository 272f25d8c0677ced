/* What the look at a file has found. */
#include "attach/attach_in.h"

#define MAX_FINDINGS 200 /* of one file */
#define MAX_DETAIL 800   /* bytes; the longest list of our own words in both languages is shorter */

void judge_tell(Judge *j, DiagCode code, uint32_t page, Str detail)
{
    Attach *x = j->out;
    if (x->nfindings >= MAX_FINDINGS && diag_severity(code) != SEV_ERROR) return;
    if (x->nfindings >= 2 * MAX_FINDINGS) return;
    if (detail.n > MAX_DETAIL) detail.n = MAX_DETAIL;
    if (x->nfindings == j->findroom) {
        size_t more = j->findroom ? 2 * j->findroom : 8;
        x->finding = ARENA_MORE(j->a, AttachFinding, x->finding, j->findroom, more);
        j->findroom = more;
    }
    x->finding[x->nfindings++] = (AttachFinding){ code, page, str_keep(j->a, detail) };
}

void judge_act(Judge *j, const char *kind)
{
    if (str_find(buf_view(&j->acts), str_of(kind)) != (size_t)-1) return;
    if (j->acts.n) buf_z(&j->acts, ", ");
    buf_z(&j->acts, kind);
}
