/* Findings of an attachment as diagnostics. */
#include "pack/attach.h"

void attach_tell(Diags *d, const Attach *x, Place at, const char *name)
{
    for (size_t i = 0; i < x->nfindings; i++) {
        const AttachFinding *f = &x->finding[i];
        char page[16];
        Buf b = { 0 };
        buf_int(&b, f->page);
        memcpy(page, b.p, b.n);
        Str args[3] = { str_of(name), { page, b.n }, f->detail };
        diag_strs(d, f->code, at, 3, args);
        buf_drop(&b);
    }
}

const AttachFinding *attach_refusal(const Attach *x)
{
    for (size_t i = 0; i < x->nfindings; i++)
        if (diag_severity(x->finding[i].code) == SEV_ERROR) return &x->finding[i];
    return NULL;
}
