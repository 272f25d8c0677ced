/* Files as one zip. PDFs are stored as they are. */
#include "base/zip_write.h"
#include "pack/mappe.h"

bool dateien_zip(Arena *a, Diags *d, const Dateien *f, Buf *out)
{
    ZipEntry *e = ARENA_NEW_N(a, ZipEntry, (size_t)f->n + 1);
    for (int i = 0; i < f->n; i++)
        e[i] =
            (ZipEntry){ str_z(a, f->v[i].name), f->v[i].bytes, str_ends(f->v[i].name, S(".pdf")) };
    const char *why = NULL;
    if (zip_write(a, e, (size_t)f->n, out, &why)) return true;
    diag(d, D_MAPPE_WELT, NO_PLACE, why, (const char *)NULL);
    return false;
}
