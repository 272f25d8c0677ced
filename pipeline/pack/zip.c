#include "pack/mappe.h"

bool pack_dateien_zip(Arena *a, Diags *d, const Files *f, Buf *out)
{
    const char *why = NULL;
    if (files_zip(a, f, out, &why)) return true;
    diag(d, D_MAPPE_WELT, NO_PLACE, why, (const char *)NULL);
    return false;
}
