/* Papers of one file: their pages, and the names of their targets. */
#include "write/pdf/pdf_in.h"

uint32_t pdf_page_index(const Pdf *p, const Page *pg)
{
    return (uint32_t)(p->before + (size_t)pg->number - 1);
}

size_t pdf_page_count(const Pdf *p) { return p->npages; }

/* Papers may use the same names for different things. */
Str pdf_scoped(Pdf *p, Str id)
{
    if (!id.n || id.p[0] == '@' || !p->paper) return str_keep(p->a, id);
    return str_printf(p->a, "%d/%.*s", p->paper, STR_FMT(id));
}

void pdf_target(Pdf *p, Str id, size_t page, double y)
{
    p->target = pdf_more(p->target, p->ntargets, &p->targetroom, sizeof *p->target);
    p->target[p->ntargets++] = (Target){ str_keep(p->a, id), (uint32_t)page, y };
}
