/* Each set of faces is opened once. */
#include "base/file.h"
#include "flow/sitzung.h"
#include "office/looks.h"

static bool read_file(Looks *l, const char *path, size_t limit, Place at, Str *bytes)
{
    const char *why = NULL;
    if (opener_read(l->opener, l->a, path, limit, bytes, &why)) return true;
    diag(l->d, D_FILE_READ, at, path, why, (const char *)NULL);
    return false;
}

static bool same_faces(const Stil *x, const Stil *y)
{
    bool own = false;
    for (int i = 0; i < 4; i++) {
        if (!str_eq(x->schrift_datei[i], y->schrift_datei[i])) return false;
        own |= x->schrift_datei[i].n > 0;
    }
    return str_eq(x->schrift, y->schrift) && str_eq(x->schrift_titel, y->schrift_titel) &&
        (!own || str_eq(x->quelle, y->quelle));
}

FontSet *looks_fonts(Looks *l, const Stil *s)
{
    for (int i = 0; i < l->nfaces; i++)
        if (same_faces(l->face[i].asked, s)) return l->face[i].fonts;
    FontRequest r = { .family = { s->schrift, s->schrift_titel.n ? s->schrift_titel : s->schrift },
                      .at = s->schrift_at };
    for (int i = 0; i < 4; i++) {
        r.file_name[i] = s->schrift_datei[i];
        if (s->schrift_datei[i].n &&
            !read_file(l, path_beside(l->a, str_z(l->a, s->quelle), s->schrift_datei[i]),
                       (size_t)64 << 20, s->schrift_at, &r.file[i]))
            return NULL;
    }
    FontSet *f = fonts_new(l->a, l->d, &r);
    if (!f) return NULL;
    l->face = ARENA_MORE(l->a, FaceUse, l->face, (size_t)l->nfaces, (size_t)l->nfaces + 1);
    l->face[l->nfaces++] = (FaceUse){ s, f };
    return f;
}

void looks_drop(Looks *l)
{
    for (int i = 0; i < l->nfaces; i++) fonts_drop(l->face[i].fonts);
    l->nfaces = 0;
}

Stil *office_briefstil(Arena *a, const Sitzungsakte *akte, bool duplex, double large)
{
    Stil *own = ARENA_NEW(a, Stil);
    *own = *akte->stil;
    if (large > 0) stil_grossdruck(own, large);
    Stil *s = flow_briefstil(a, own);
    s->spiegeln = duplex;
    return s;
}

const OdtImage *looks_odt_pictures(Arena *a, const Images *im)
{
    OdtImage *img = ARENA_NEW_N(a, OdtImage, im->n + 1);
    for (size_t i = 0; i < im->n; i++)
        img[i] = (OdtImage){ im->img[i].path,   im->img[i].file, im->img[i].mime, im->img[i].width,
                             im->img[i].height, im->img[i].dpi,  im->img[i].same };
    return img;
}
