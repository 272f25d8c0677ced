/* PNG. The plain kinds (no interlace, no transparency, up to 8 bits) go into the PDF as they are
 * packed, since its filter is PNG's own (ISO 32000-1, 7.4.4.4), once they are seen to be whole; the
 * others are decoded by libpng: transparency apart, profile kept where it fits. The errors of
 * libpng come by longjmp, which never leaves this file. */
#include "picture/picture.h"

#include <libdeflate.h>

#include <png.h>

typedef struct {
    const unsigned char *p;
    size_t n, at;
} Reader;

static void read_bytes(png_structp png, png_bytep out, size_t n)
{
    Reader *r = png_get_io_ptr(png);
    if (n > r->n - r->at) png_error(png, "truncated");
    memcpy(out, r->p + r->at, n);
    r->at += n;
}

static void silent_error(png_structp png, png_const_charp msg)
{
    (void)msg;
    png_longjmp(png, 1);
}

static void silent_warning(png_structp png, png_const_charp msg)
{
    (void)png;
    (void)msg;
}

static uint32_t be32(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

/* ---- chunks: what moves, what travels on ---- */

static bool keeps(const char *type)
{
    static const char *const kept[] = { "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB",
                                        "iCCP", "pHYs", "IDAT", "IEND", "sBIT" };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!memcmp(type, kept[i], 4)) return true;
    return false;
}

/* Copies the chunks that belong to the picture: no texts, times, EXIF, nothing behind IEND. False:
 * broken. */
static bool clean_chunks(Arena *a, Str b, Str *out, bool *moves)
{
    Buf c = { 0 };
    buf_bytes(&c, b.p, 8);
    size_t at = 8;
    bool end = false;
    while (!end && b.n - at >= 12) {
        uint32_t n = be32(b.p + at);
        if (n > b.n - at - 12) break;
        const char *type = b.p + at + 4;
        if (!memcmp(type, "acTL", 4)) *moves = true;
        if (keeps(type)) buf_bytes(&c, b.p + at, (size_t)n + 12);
        end = !memcmp(type, "IEND", 4);
        at += (size_t)n + 12;
    }
    *out = buf_keep(a, &c);
    return end;
}

/* ---- as it is packed ---- */

/* The chunks IDAT one after another; false: one is damaged. */
static bool packed_data(Str file, Buf *z)
{
    for (size_t at = 8; file.n - at >= 12;) {
        uint32_t n = be32(file.p + at);
        if (!memcmp(file.p + at + 4, "IDAT", 4)) {
            if (libdeflate_crc32(0, file.p + at + 4, (size_t)n + 4) != be32(file.p + at + 8 + n))
                return false;
            buf_bytes(z, file.p + at + 8, n);
        }
        at += (size_t)n + 12;
    }
    return true;
}

/* Unpacks to exactly the lines expected, each with a filter that exists. *used: bytes of the
 * stream, what hides behind it not counted. */
static bool lines_whole(Str z, size_t row, uint32_t height, size_t *used)
{
    size_t n = (row + 1) * height, got;
    unsigned char *lines = mem_alloc(n);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    bool good =
        libdeflate_zlib_decompress_ex(d, z.p, z.n, lines, n, used, &got) == LIBDEFLATE_SUCCESS &&
        got == n;
    for (uint32_t y = 0; good && y < height; y++) good = lines[y * (row + 1)] <= 4;
    libdeflate_free_decompressor(d);
    mem_free(lines);
    return good;
}

/* False: not of the plain kind, or damaged; the decoder will tell. */
static bool pass_through(Arena *a, png_structp png, png_infop info, Image *m)
{
    int color = png_get_color_type(png, info), bits = png_get_bit_depth(png, info);
    bool plain = color == PNG_COLOR_TYPE_GRAY || color == PNG_COLOR_TYPE_RGB ||
        color == PNG_COLOR_TYPE_PALETTE;
    if (!plain || bits > 8 || png_get_interlace_type(png, info) != PNG_INTERLACE_NONE ||
        png_get_valid(png, info, PNG_INFO_tRNS))
        return false;
    png_colorp colors = NULL;
    int ncolors = 0;
    if (color == PNG_COLOR_TYPE_PALETTE &&
        (m->icc.n || !png_get_PLTE(png, info, &colors, &ncolors)))
        return false;
    Buf z = { 0 };
    size_t used = 0;
    bool good = packed_data(m->file, &z) &&
        lines_whole(buf_view(&z), png_get_rowbytes(png, info), m->height, &used);
    if (good) m->data = str_keep(a, str_sub(buf_view(&z), 0, used));
    buf_drop(&z);
    m->deflated = m->predicted = good;
    m->bits = (uint8_t)bits;
    if (good && ncolors)
        m->palette = (Str){ arena_copy(a, colors, (size_t)ncolors * 3), (size_t)ncolors * 3 };
    return good;
}

/* ---- decoding ---- */

typedef struct {
    png_structp png;
    png_infop info;
    unsigned char *rows, *row_alpha;
    png_bytepp lines;
} Work;

static void simplify(png_structp png, png_infop info)
{
    int color = png_get_color_type(png, info), bits = png_get_bit_depth(png, info);
    if (color == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
    if (color == PNG_COLOR_TYPE_GRAY && bits < 8) png_set_expand_gray_1_2_4_to_8(png);
    if (png_get_valid(png, info, PNG_INFO_tRNS)) png_set_tRNS_to_alpha(png);
    if (bits == 16) png_set_scale_16(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

static void profile(Arena *a, png_structp png, png_infop info, Image *m)
{
    png_charp name;
    int method;
    png_bytep data;
    png_uint_32 n;
    if (png_get_iCCP(png, info, &name, &method, &data, &n) != PNG_INFO_iCCP) return;
    Str icc = { (const char *)data, n };
    if (image_profile_fits(icc, m->space)) m->icc = str_keep(a, icc);
}

static void resolution(png_structp png, png_infop info, Image *m)
{
    png_uint_32 x, y;
    int unit;
    if (png_get_pHYs(png, info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER && x == y)
        m->dpi = x * 0.0254;
}

/* Colour and transparency into streams of their own. */
static void split(Arena *a, Work *w, Image *m, int channels)
{
    size_t pixels = (size_t)m->width * m->height;
    bool alpha = channels == 2 || channels == 4;
    int colors = alpha ? channels - 1 : channels;
    if (alpha) {
        w->row_alpha = mem_alloc(pixels);
        unsigned char *to = w->rows;
        bool opaque = true;
        for (size_t i = 0; i < pixels; i++) {
            const unsigned char *from = w->rows + i * (size_t)channels;
            w->row_alpha[i] = from[colors];
            opaque = opaque && from[colors] == 255;
            for (int k = 0; k < colors; k++) *to++ = from[k];
        }
        if (!opaque) m->alpha = image_deflate(a, (Str){ (char *)w->row_alpha, pixels });
    }
    m->data = image_deflate(a, (Str){ (char *)w->rows, pixels * (size_t)colors });
    m->deflated = true;
    m->bits = 8;
}

static ImgVerdict decode(Arena *a, Work *w, Image *m)
{
    png_read_info(w->png, w->info);
    m->width = png_get_image_width(w->png, w->info);
    m->height = png_get_image_height(w->png, w->info);
    if (image_too_large(m->width, m->height)) return IMG_TOO_LARGE;
    resolution(w->png, w->info, m);
    m->space = png_get_color_type(w->png, w->info) & PNG_COLOR_MASK_COLOR ? IMG_RGB : IMG_GRAY;
    profile(a, w->png, w->info, m);
    if (pass_through(a, w->png, w->info, m)) return IMG_GOOD;
    simplify(w->png, w->info);
    int channels = png_get_channels(w->png, w->info);
    size_t row = png_get_rowbytes(w->png, w->info);
    w->rows = mem_alloc(row * m->height);
    w->lines = mem_alloc(sizeof *w->lines * m->height);
    for (uint32_t y = 0; y < m->height; y++) w->lines[y] = w->rows + row * y;
    png_read_image(w->png, w->lines);
    png_read_end(w->png, NULL);
    split(a, w, m, channels);
    return IMG_GOOD;
}

ImgVerdict image_png(Arena *a, Str bytes, Image *m)
{
    bool moves = false;
    if (!clean_chunks(a, bytes, &m->file, &moves)) return IMG_BROKEN;
    if (moves) return IMG_MOVING;
    m->mime = "image/png";
    Reader r = { (const unsigned char *)bytes.p, bytes.n, 0 };
    Work *w = ARENA_NEW(a, Work); /* not on the stack: longjmp would lose its changes */
    volatile ImgVerdict v = IMG_BROKEN;
    w->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, silent_error, silent_warning);
    w->info = w->png ? png_create_info_struct(w->png) : NULL;
    if (w->info && !setjmp(png_jmpbuf(w->png))) {
        png_set_user_limits(w->png, IMG_MAX_SIDE * 4, IMG_MAX_SIDE * 4);
        png_set_read_fn(w->png, &r, read_bytes);
        v = decode(a, w, m);
    }
    png_destroy_read_struct(&w->png, &w->info, NULL);
    mem_free(w->rows);
    mem_free(w->row_alpha);
    mem_free(w->lines);
    return v;
}
