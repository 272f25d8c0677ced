/* Every picture of a flow, each file once: found, judged by its first bytes, handed to its
 * decoder.
 */
#include "page/page.h"

#include "base/check.h"
#include "base/file.h"
#include "base/hash.h"

/* ---- one picture ---- */

typedef struct {
    Arena *a;
    Diags *d;
    const Opener *opener;
    Images *out;
    size_t room;
    bool ok;
} Loader;

static void fault(Loader *l, DiagCode code, const FlowBlock *b, const char *more)
{
    l->ok = false;
    diag(l->d, code, b->at, str_z(l->a, b->figure->file), more, (const char *)NULL);
}

static bool read_picture(Loader *l, const FlowBlock *b, Str *bytes)
{
    const FlowFigure *g = b->figure;
    const char *why = NULL, *path = str_z(l->a, g->path);
    uint64_t size = 0;
    if (g->data.n) {
        *bytes = g->data;
        return true;
    }
    CHECK(g->logo || path_is_safe(g->file)); /* rules/bild.c has refused all others */
    OpenerKind kind = opener_kind(l->opener, path, &size);
    if (kind == OPENER_NONE) {
        fault(l, D_BILD_FEHLT, b, NULL);
        return false;
    }
    if (kind != OPENER_FILE) {
        fault(l, D_BILD_ORDNER, b, NULL);
        return false;
    }
    if (size > IMG_MAX_BYTES) {
        fault(l, D_BILD_GROSS, b, NULL);
        return false;
    }
    if (opener_read(l->opener, l->a, path, IMG_MAX_BYTES, bytes, &why)) return true;
    fault(l, D_BILD_FEHLT, b, NULL);
    return false;
}

static void tell(Loader *l, const FlowBlock *b, ImgVerdict v)
{
    if (v == IMG_BROKEN) fault(l, D_BILD_KAPUTT, b, NULL);
    if (v == IMG_TOO_LARGE) fault(l, D_BILD_GROSS, b, NULL);
    if (v == IMG_MOVING) fault(l, D_BILD_BEWEGT, b, NULL);
}

/* 1 + index of a picture with the same bytes; 0: none. */
static uint32_t equal_before(const Images *im, const uint8_t digest[32])
{
    for (size_t i = 0; i < im->n; i++)
        if (!im->img[i].same && !memcmp(im->img[i].digest, digest, 32)) return (uint32_t)i + 1;
    return 0;
}

static void load(Loader *l, const FlowBlock *b)
{
    if (images_find(l->out, b->figure->path) >= 0) return;
    Str bytes;
    const char *name = NULL;
    if (!read_picture(l, b, &bytes)) return;
    if (!bytes.n) {
        fault(l, D_BILD_LEER, b, NULL);
        return;
    }
    PictureFormat f = picture_format(bytes, &name);
    if (f != PICTURE_PNG && f != PICTURE_JPEG) {
        fault(l, D_BILD_FORMAT, b, name);
        return;
    }
    Image m = { .path = b->figure->path, .orientation = 1 };
    sha256(bytes, m.digest);
    m.same = equal_before(l->out, m.digest);
    ImgVerdict v = m.same  ? IMG_GOOD
        : f == PICTURE_PNG ? image_png(l->a, bytes, &m)
                           : image_jpeg(l->a, bytes, &m);
    tell(l, b, v);
    if (v != IMG_GOOD) return;
    if (l->out->n == l->room) {
        l->room = l->room ? 2 * l->room : 8;
        Image *p = ARENA_NEW_N(l->a, Image, l->room);
        if (l->out->n) memcpy(p, l->out->img, l->out->n * sizeof *p);
        l->out->img = p;
    }
    l->out->img[l->out->n++] = m;
}

/* ---- all figures ---- */

static void walk(Loader *l, const FlowBlock *b);

static void walk_runs(Loader *l, const Run *r)
{
    for (; r; r = r->next) walk(l, r->note);
}

static void walk_rows(Loader *l, const FlowRow *r, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < r[i].ncells; k++) walk(l, r[i].cells[k].blocks);
}

static void walk(Loader *l, const FlowBlock *b)
{
    for (; b; b = b->next) {
        if (b->kind == FB_FIGURE) load(l, b);
        walk_runs(l, b->runs);
        walk(l, b->kids);
        for (int i = 0; i < b->nitems; i++) walk(l, b->items[i].blocks);
        if (b->table) {
            walk_rows(l, b->table->head, b->table->nhead);
            walk_rows(l, b->table->body, b->table->nbody);
        }
    }
}

bool images_load(Arena *a, Diags *d, const Opener *opener, const Flow *f, Images *out)
{
    Loader l = { .a = a, .d = d, .opener = opener, .out = out, .ok = true };
    *out = (Images){ 0 };
    walk(&l, f->blocks);
    return l.ok;
}

int images_find(const Images *im, Str path)
{
    for (size_t i = 0; i < im->n; i++)
        if (str_eq(im->img[i].path, path))
            return im->img[i].same ? (int)im->img[i].same - 1 : (int)i;
    return -1;
}
