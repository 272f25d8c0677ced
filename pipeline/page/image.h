/* Pictures from files: limits, and what image.c shares with the two decoders. */
#ifndef VORLAGE_PAGE_IMAGE_H
#define VORLAGE_PAGE_IMAGE_H

#include "page/page.h"

#define IMG_MAX_BYTES ((size_t)32 << 20) /* of a file */
#define IMG_MAX_PIXELS 100000000u        /* after decoding */
#define IMG_MAX_SIDE 30000u              /* pixels */

typedef enum { IMG_GOOD, IMG_BROKEN, IMG_TOO_LARGE, IMG_MOVING } ImgVerdict;

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
