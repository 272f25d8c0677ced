#include "picture/tiff.h"

#include <tiffio.h>

#include "base/child.h"
#include "picture/picture.h"

/* ---- the file in memory, as libtiff reads it ---- */

typedef struct {
    Str s;
    toff_t at;
} Memory;

static tmsize_t mem_read(thandle_t h, void *to, tmsize_t n)
{
    Memory *m = h;
    if (m->at >= m->s.n) return 0;
    size_t left = m->s.n - m->at, take = (size_t)n < left ? (size_t)n : left;
    memcpy(to, m->s.p + m->at, take);
    m->at += take;
    return (tmsize_t)take;
}

static tmsize_t mem_write(thandle_t h, void *from, tmsize_t n)
{
    (void)h, (void)from, (void)n;
    return 0;
}

static toff_t mem_seek(thandle_t h, toff_t to, int whence)
{
    Memory *m = h;
    return m->at = whence == SEEK_SET ? to : whence == SEEK_CUR ? m->at + to : m->s.n + to;
}

static int mem_close(thandle_t h)
{
    (void)h;
    return 0;
}
static toff_t mem_size(thandle_t h) { return ((Memory *)h)->s.n; }

/* ---- in the child ---- */

/* Four samples a dot to one or three; white shows through. Returns whether all is grey. */
static bool flatten(uint32_t *dots, size_t n, uint8_t *out)
{
    bool gray = true;
    for (size_t i = 0; i < n; i++) {
        unsigned alpha = TIFFGetA(dots[i]),
                 c[3] = { TIFFGetR(dots[i]), TIFFGetG(dots[i]), TIFFGetB(dots[i]) };
        for (int k = 0; k < 3; k++)
            out[3 * i + (size_t)k] =
                (uint8_t)(c[k] + 255 - alpha > 255 ? 255
                                                   : c[k] + 255 -
                                  alpha); /* libtiff's colours are multiplied by alpha already */
        gray &= c[0] == c[1] && c[1] == c[2];
    }
    for (size_t i = 0; gray && i < n; i++) out[i] = out[3 * i];
    return gray;
}

static double points_wide(TIFF *t, uint32_t w)
{
    float dpi = 0;
    uint16_t unit = RESUNIT_INCH;
    TIFFGetField(t, TIFFTAG_XRESOLUTION, &dpi);
    TIFFGetFieldDefaulted(t, TIFFTAG_RESOLUTIONUNIT, &unit);
    if (unit == RESUNIT_CENTIMETER) dpi *= 2.54f;
    return unit == RESUNIT_NONE || !(dpi >= 20 && dpi <= 4800) ? 0 : w * 72.0 / dpi;
}

static bool one_page(TIFF *t, Child *c)
{
    uint32_t w = 0, h = 0;
    if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &w) || !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &h) ||
        image_too_large(w, h))
        return false;
    Arena *a = arena_new();
    uint32_t *dots = arena_array(a, (size_t)w * h, 4);
    uint8_t *samples = arena_array(a, (size_t)w * h, 3);
    bool ok = TIFFReadRGBAImageOriented(t, w, h, dots, ORIENTATION_TOPLEFT, 1);
    Str png =
        ok ? image_png_of(a, w, h, flatten(dots, (size_t)w * h, samples), samples) : (Str){ "", 0 };
    Buf b = buf_new((size_t)1 << 30);
    wire_real(&b, (float)points_wide(t, w));
    wire_text(&b, png);
    if (png.n) child_send(c, 0, buf_view(&b));
    buf_drop(&b);
    arena_drop(a);
    return png.n > 0;
}

static void decode(void *ctx, Child *c)
{
    Memory m = { *(const Str *)ctx, 0 };
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    TIFF *t = TIFFClientOpen("tiff", "rm", &m, mem_read, mem_write, mem_seek, mem_close, mem_size,
                             NULL, NULL);
    if (!t) return;
    bool more = true, ok = true;
    for (int n = 0; more && ok; n++) {
        child_progress(c, (uint32_t)n);
        ok = n < TIFF_MAX_PAGES && one_page(t, c);
        more = ok && !TIFFLastDirectory(t);
        if (more) ok = TIFFReadDirectory(t); /* a chain that is cut off is not an end */
    }
    TIFFClose(t);
    if (ok) child_send(c, 1, S("end"));
}

/* ---- in the parent ---- */

typedef struct {
    Arena *a;
    TiffPage *page;
    int n;
    bool whole;
} Hearing;

static bool hear(void *ctx, uint32_t kind, Str bytes)
{
    Hearing *h = ctx;
    if (kind == 1) {
        h->whole = true;
        return true;
    }
    Wire w = { bytes, false };
    h->page = ARENA_MORE(h->a, TiffPage, h->page, (size_t)h->n, (size_t)h->n + 1);
    h->page[h->n].width = wire_num(&w);
    h->page[h->n++].png = wire_str(h->a, &w);
    return !w.bad;
}

bool tiff_pages(Arena *a, Str bytes, TiffPage **pages, int *n)
{
    Hearing h = { .a = a };
    uint32_t progress = 0;
    ChildEnd end = child_run(decode, &bytes, TIFF_MEMORY, TIFF_SECONDS, hear, &h, &progress);
    *pages = h.page;
    *n = h.n;
    return end == CHILD_DONE && h.whole && h.n > 0;
}
