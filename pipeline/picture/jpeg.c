/* JPEG by libjpeg: decoded once to be sure it is whole, then passed through without its metadata
 * (EXIF, comments, thumbnails). The colour profile stays; the orientation becomes a number. CMYK
 * without a profile is decoded to RGB, since PDF/A has no place for it. The errors of libjpeg come
 * by longjmp, which never leaves this file. */
#include "picture/picture.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf jump;
    bool damaged;
} Errors;
typedef struct {
    struct jpeg_decompress_struct jpeg;
    Errors err;
    unsigned char *line, *rgb;
} Work;

static void on_error(j_common_ptr c) { longjmp(((Errors *)c->err)->jump, 1); }
static void on_message(j_common_ptr c, int level)
{
    if (level < 0) ((Errors *)c->err)->damaged = true;
}

/* ---- segments ---- */

static unsigned be16(const char *p)
{
    return (unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static unsigned exif_number(Str t, size_t at, int n, bool little)
{
    unsigned v = 0;
    for (int i = 0; i < n; i++)
        v |= (unsigned)(unsigned char)t.p[at + (size_t)i] << 8 * (little ? i : n - 1 - i);
    return v;
}

/* Tag 0x0112 of the first directory; 1 where there is none or it is broken. */
static int exif_orientation(Str seg)
{
    if (seg.n < 14 || memcmp(seg.p, "Exif\0\0", 6)) return 1;
    Str t = str_sub(seg, 6, seg.n);
    bool little = t.p[0] == 'I';
    size_t dir = exif_number(t, 4, 4, little);
    if (dir > t.n || t.n - dir < 2) return 1;
    unsigned n = exif_number(t, dir, 2, little);
    for (unsigned i = 0; i < n && t.n - dir >= 2 + 12 * ((size_t)i + 1); i++) {
        size_t e = dir + 2 + 12 * (size_t)i;
        if (exif_number(t, e, 2, little) != 0x0112) continue;
        unsigned v = exif_number(t, e + 8, 2, little);
        return v >= 1 && v <= 8 ? (int)v : 1;
    }
    return 1;
}

typedef struct {
    Buf out, icc;
    int orientation;
    bool adobe;
    double dpi;
} Segments;

static void jfif(Segments *s, Str seg)
{
    if (seg.n < 14 || memcmp(seg.p, "JFIF", 5)) return;
    unsigned unit = (unsigned char)seg.p[7], x = be16(seg.p + 8), y = be16(seg.p + 10);
    if (x == y && x) s->dpi = unit == 1 ? x : unit == 2 ? x * 2.54 : 0;
    char head[18] = { (char)0xFF, (char)0xE0, 0, 16 };
    memcpy(head + 4, seg.p, 12); /* without the thumbnail behind */
    buf_bytes(&s->out, head, 18);
}

static void segment(Segments *s, unsigned marker, Str whole)
{
    Str seg = str_sub(whole, 4, whole.n);
    bool profile = marker == 0xE2 && seg.n > 14 && !memcmp(seg.p, "ICC_PROFILE", 12);
    if (marker == 0xE1) {
        int o = exif_orientation(seg);
        if (o != 1) s->orientation = o;
        return;
    }
    if (marker == 0xE0) {
        jfif(s, seg);
        return;
    }
    if (profile) {
        buf_str(&s->icc, str_sub(seg, 14, seg.n));
        buf_str(&s->out, whole);
        return;
    }
    if (marker == 0xEE && seg.n >= 12 && !memcmp(seg.p, "Adobe", 5)) {
        s->adobe = true;
        buf_str(&s->out, whole);
        return;
    }
    bool dropped = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
    if (!dropped) buf_str(&s->out, whole);
}

/* Behind the first SOS the rest is copied up to the last EOI: a progressive picture has tables
 * between its scans, and comments may stand there too. */
static bool scan_data(Segments *s, Str b, size_t at)
{
    while (at + 1 < b.n) {
        size_t from = at;
        while (at + 1 < b.n &&
               !((unsigned char)b.p[at] == 0xFF && b.p[at + 1] &&
                 ((unsigned char)b.p[at + 1] < 0xD0 || (unsigned char)b.p[at + 1] > 0xD7) &&
                 (unsigned char)b.p[at + 1] != 0xFF))
            at++;
        buf_str(&s->out, str_sub(b, from, at - from));
        if (at + 1 >= b.n) return false;
        unsigned marker = (unsigned char)b.p[at + 1];
        if (marker == 0xD9) {
            buf_bytes(&s->out, "\xFF\xD9", 2);
            return true;
        }
        if (b.n - at < 4) return false;
        size_t n = be16(b.p + at + 2) + 2u;
        if (n < 4 || n > b.n - at) return false;
        segment(s, marker, str_sub(b, at, n));
        at += n;
    }
    return false;
}

/* lenient: as decoders are, bytes between segments are passed over. */
static bool segments(Segments *s, Str b, bool lenient)
{
    size_t at = 2;
    buf_bytes(&s->out, "\xFF\xD8", 2);
    while (b.n - at >= 4 && (lenient || (unsigned char)b.p[at] == 0xFF)) {
        unsigned marker = (unsigned char)b.p[at + 1];
        if ((unsigned char)b.p[at] != 0xFF || marker == 0xFF || (lenient && marker < 0xC0)) {
            at++;
            continue;
        }
        size_t n = be16(b.p + at + 2) + 2u;
        if (n < 4 || n > b.n - at) return false;
        segment(s, marker, str_sub(b, at, n));
        at += n;
        if (marker == 0xDA) return scan_data(s, b, at);
    }
    return false;
}

bool image_jpeg_clean(Str bytes, Buf *out)
{
    Segments s = { .orientation = 1 };
    bool ok = bytes.n > 4 && !memcmp(bytes.p, "\xFF\xD8", 2);
    if (ok) (void)segments(&s, bytes, true); /* of one that breaks off, what there is */
    buf_str(out, buf_view(&s.out));
    buf_drop(&s.out);
    buf_drop(&s.icc);
    return ok;
}

/* ---- decoding ---- */

static unsigned char from_cmyk(unsigned c, unsigned k, bool inverted)
{
    return (unsigned char)(inverted ? c * k / 255 : (255 - c) * (255 - k) / 255);
}

static void decode_lines(Work *w, bool to_rgb, bool inverted)
{
    struct jpeg_decompress_struct *j = &w->jpeg;
    size_t row = (size_t)j->output_width * (size_t)j->output_components;
    w->line = mem_alloc(row);
    if (to_rgb) w->rgb = mem_alloc((size_t)j->output_width * j->output_height * 3);
    unsigned char *to = w->rgb;
    while (j->output_scanline < j->output_height) {
        JSAMPROW line[1] = { w->line };
        jpeg_read_scanlines(j, line, 1);
        for (size_t x = 0; to_rgb && x < j->output_width; x++)
            for (int k = 0; k < 3; k++)
                *to++ = from_cmyk(w->line[4 * x + (size_t)k], w->line[4 * x + 3], inverted);
    }
}

static ImgVerdict decode(Arena *a, Work *w, const Segments *s, Image *m)
{
    struct jpeg_decompress_struct *j = &w->jpeg;
    jpeg_read_header(j, TRUE);
    m->width = j->image_width;
    m->height = j->image_height;
    if (image_too_large(m->width, m->height)) return IMG_TOO_LARGE;
    m->space = j->num_components == 1 ? IMG_GRAY : j->num_components == 4 ? IMG_CMYK : IMG_RGB;
    if (j->num_components == 4) j->out_color_space = JCS_CMYK;
    if (image_profile_fits(buf_view(&s->icc), m->space)) m->icc = str_keep(a, buf_view(&s->icc));
    bool to_rgb = m->space == IMG_CMYK && !m->icc.n;
    if (!to_rgb)
        j->scale_denom = 8; /* every code is read; only an eighth of the dots is computed */
    jpeg_start_decompress(j);
    decode_lines(w, to_rgb, s->adobe);
    jpeg_finish_decompress(j);
    if (w->err.damaged) return IMG_BROKEN;
    m->bits = 8;
    m->jpeg = !to_rgb;
    m->cmyk_inverted = m->jpeg && m->space == IMG_CMYK && s->adobe;
    if (to_rgb) {
        m->space = IMG_RGB;
        m->data = image_deflate(a, (Str){ (char *)w->rgb, (size_t)m->width * m->height * 3 });
        m->deflated = true;
    }
    return IMG_GOOD;
}

/* For other programs the orientation travels as the one EXIF tag it needs, right behind SOI. */
static Str with_orientation(Arena *a, Str clean, int orientation)
{
    if (orientation == 1) return clean;
    char exif[36] = "\xFF\xE1\x00\x22"
                    "Exif\0\0"
                    "MM\0*\0\0\0\x08"
                    "\0\x01"
                    "\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
                    "\0\0\0";
    exif[29] = (char)orientation;
    Buf b = { 0 };
    buf_str(&b, str_sub(clean, 0, 2));
    buf_bytes(&b, exif, sizeof exif);
    buf_str(&b, str_sub(clean, 2, clean.n));
    return buf_keep(a, &b);
}

static void finish(Arena *a, const Segments *s, Image *m)
{
    Str clean = str_keep(a, buf_view(&s->out));
    m->mime = "image/jpeg";
    m->file = with_orientation(a, clean, s->orientation);
    m->orientation = (uint8_t)s->orientation;
    m->dpi = s->dpi;
    if (m->jpeg) m->data = clean;
    if (s->orientation >= 5) {
        uint32_t t = m->width;
        m->width = m->height;
        m->height = t;
    }
}

ImgVerdict image_jpeg(Arena *a, Str bytes, Image *m)
{
    Segments s = { .orientation = 1 };
    volatile ImgVerdict v = IMG_BROKEN;
    Work *w = ARENA_NEW(a, Work); /* not on the stack: longjmp would lose its changes */
    if (segments(&s, bytes, false)) {
        w->jpeg.err = jpeg_std_error(&w->err.base);
        w->err.base.error_exit = on_error;
        w->err.base.emit_message = on_message;
        if (!setjmp(w->err.jump)) {
            jpeg_create_decompress(&w->jpeg);
            jpeg_mem_src(&w->jpeg, (const unsigned char *)bytes.p, bytes.n);
            v = decode(a, w, &s, m);
        }
        jpeg_destroy_decompress(&w->jpeg);
        mem_free(w->line);
        mem_free(w->rgb);
    }
    if (v == IMG_GOOD) finish(a, &s, m);
    buf_drop(&s.out);
    buf_drop(&s.icc);
    return v;
}
