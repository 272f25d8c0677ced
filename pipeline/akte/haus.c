/* House style and master data: where they are found. */
#include "akte/akte_in.h"
#include "base/file.h"
#include "read/read.h"

/* The file that serves: the document's reference, the option, another file's reference, the
 * system's folder; NULL: none. */
static const char *find(Arena *a, const Fundorte *f, const char *doc, Str own, const char *option,
                        const char *other, const char *system_name)
{
    if (own.n) return path_beside(a, doc ? doc : "", own);
    if (option) return option;
    if (other) return other;
    if (!f->etc) return NULL;
    char *path = str_z(a, str_printf(a, "%s/%s", f->etc, system_name));
    return opener_kind(f->opener, path, NULL) != OPENER_NONE ? path : NULL;
}

Stil *akte_stil(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str own, Place at)
{
    const char *path = find(a, f, doc, own, f->stil, NULL, "stil.xml");
    if (!path) return stil_neutral(a);
    Str bytes;
    if (!akte_read(a, d, f, path, own.n ? at : NO_PLACE, &bytes)) return NULL;
    return read_stil(a, d, str_of(path), bytes);
}

bool akte_koerperschaft(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str own, Place at,
                        const Stil *s, Koerperschaft **k)
{
    const char *by_style = s->koerperschaft_datei.n
        ? path_beside(a, str_z(a, s->quelle), s->koerperschaft_datei)
        : NULL;
    const char *path = find(a, f, doc, own, f->koerperschaft, by_style, "koerperschaft.xml");
    Str bytes;
    *k = NULL;
    if (!path) return true;
    if (!akte_read(a, d, f, path, own.n ? at : NO_PLACE, &bytes)) return false;
    *k = read_koerperschaft(a, d, str_of(path), bytes);
    return *k != NULL;
}
