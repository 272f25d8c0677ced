/* Pictures from files: what they are by their first bytes, decoded or passed through, cleaned of
 * all that is no part of the picture. */
#ifndef VORLAGE_PICTURE_PICTURE_H
#define VORLAGE_PICTURE_PICTURE_H

#include "base/str.h"

#define IMG_MAX_BYTES ((size_t)32 << 20) /* of a file */
#define IMG_MAX_PIXELS 100000000u        /* after decoding */
#define IMG_MAX_SIDE 30000u              /* pixels */

typedef enum { IMG_GRAY = 1, IMG_RGB = 3, IMG_CMYK = 4 } ImgSpace;
typedef struct {
    Str path;
    uint32_t width, height; /* pixels, after orientation */
    ImgSpace space;
    uint8_t bits; /* 1..16 a component */
    bool jpeg;    /* data: a JPEG stream without metadata (EXIF, comments, thumbnails stripped),
                     DCTDecode */
    bool cmyk_inverted; /* Adobe JPEG: /Decode [1 0 ...] */
    Str data; /* else raw samples, rows padded to bytes; or deflated where deflated is set */
    bool deflated, predicted; /* predicted: lines with the filters of PNG */
    Str palette;              /* indexed RGB: 3 bytes an entry; bits 1..8 */
    Str alpha;                /* 8-bit samples, deflated; empty: opaque */
    Str icc;                  /* colour profile that fits `space`; empty: none */
    double dpi;               /* 0: not said */
    uint8_t orientation;      /* 1..8 for a JPEG passed through: the writer turns it by its matrix
                                 (width, height are already turned) */
    Str file;                 /* cleaned file bytes (PNG or JPEG without metadata) for ODT */
    const char *mime;         /* of file */
    uint32_t same;            /* 1 + index of an earlier picture with the same bytes; 0: none */
    uint8_t digest[32];       /* SHA-256 of the file as it was read */
} Image;

typedef enum { IMG_GOOD, IMG_BROKEN, IMG_TOO_LARGE, IMG_MOVING } ImgVerdict;

/* By the first bytes. name: of a format in words ("GIF", "SVG"), "?" where none is known. */
typedef enum {
    PICTURE_NONE, /* no picture that is known */
    PICTURE_PNG,
    PICTURE_JPEG,
    PICTURE_TIFF,
    PICTURE_BIGTIFF,
    PICTURE_OTHER /* a picture that no output takes */
} PictureFormat;
PictureFormat picture_format(Str bytes, const char **name);
#define PICTURE_HEAD 16 /* bytes that are enough for it */

/* Decode or pass through; m->path is set already. Everything lives in the arena. */
ImgVerdict image_png(Arena *a, Str bytes, Image *m);
ImgVerdict image_jpeg(Arena *a, Str bytes, Image *m);

/* A JPEG without what is no part of the picture: EXIF, XMP, comments, thumbnails, whatever follows
 * its end; its profile stays. False: no JPEG. */
bool image_jpeg_clean(Str bytes, Buf *out);
/* A PNG of 8-bit samples, rows from the top, one (gray) or three a dot; empty: it failed. In the
 * arena. */
Str image_png_of(Arena *a, uint32_t width, uint32_t height, bool gray, const uint8_t *samples);
/* zlib stream of the data, in the arena. */
Str image_deflate(Arena *a, Str data);
/* A colour profile that is whole and for that many components. */
bool image_profile_fits(Str icc, ImgSpace space);
static inline bool image_too_large(uint32_t w, uint32_t h)
{
    return !w || !h || w > IMG_MAX_SIDE || h > IMG_MAX_SIDE || (uint64_t)w * h > IMG_MAX_PIXELS;
}

#endif
