/* How a piece of work ended, and what is told of it. */
#include "office/office.h"

OfficeVerdict office_verdict(Diags *d, bool ok)
{
    return diags_world(d) ? OFFICE_WORLD
        : diags_errors(d) ? OFFICE_DOCUMENT
        : ok              ? OFFICE_GOOD
                          : OFFICE_OURS;
}

void office_tell(Diags *d, const OfficeTelling *how, Buf *out)
{
    if (how->json)
        diags_json(d, out, how->lang);
    else if (!how->quiet || diags_errors(d))
        diags_text(d, out, how->lang);
}
