/* A PNG from samples that were decoded elsewhere. */
#include "picture/picture.h"

#include <png.h>

Str image_png_of(Arena *a, uint32_t width, uint32_t height, bool gray, const uint8_t *samples)
{
    png_image im = { .version = PNG_IMAGE_VERSION,
                     .width = width,
                     .height = height,
                     .format = gray ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB };
    png_alloc_size_t n = PNG_IMAGE_PNG_SIZE_MAX(im);
    void *out = arena_alloc(a, n);
    return png_image_write_to_memory(&im, out, &n, 0, samples, 0, NULL) ? (Str){ out, n }
                                                                        : (Str){ "", 0 };
}
