/* What is told of a document, so much and no more. */
#include "schema/schema_in.h"

void schema_tell(Checker *c, DiagCode code, Place at, int n, const Str *args)
{
    if (c->told++ < XML_TOLD_PER_CHECK) {
        diag_strs(c->d, code, at, n, args);
    } else if (c->told == XML_TOLD_PER_CHECK + 1) {
        char z[16];
        snprintf(z, sizeof z, "%d", XML_TOLD_PER_CHECK);
        diag(c->d, D_MELDUNGEN_MEHR, at, z, (const char *)NULL);
    }
}
