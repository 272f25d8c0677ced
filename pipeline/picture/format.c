/* What a file is by its first bytes, and what the formats share. */
#include "picture/picture.h"

#include <libdeflate.h>

Str image_deflate(Arena *a, Str data)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t most = libdeflate_zlib_compress_bound(c, data.n);
    char *z = mem_alloc(most);
    size_t n = libdeflate_zlib_compress(c, data.p, data.n, z, most);
    Str s = { arena_copy(a, z, n), n };
    mem_free(z);
    libdeflate_free_compressor(c);
    return s;
}

bool image_profile_fits(Str icc, ImgSpace space)
{
    static const char *const name[] = {
        [IMG_GRAY] = "GRAY", [IMG_RGB] = "RGB ", [IMG_CMYK] = "CMYK"
    };
    if (icc.n < 132 || memcmp(icc.p + 36, "acsp", 4)) return false;
    const unsigned char *u = (const unsigned char *)icc.p;
    uint32_t size = (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
    return size == icc.n && !memcmp(icc.p + 16, name[space], 4);
}

PictureFormat picture_format(Str b, const char **name)
{
    // clang-format off
    static const struct {
        const char *magic;
        size_t n, at;
        PictureFormat format;
        const char *name;
    } known[] = {
        { "\x89PNG\r\n\x1a\n", 8, 0, PICTURE_PNG, "PNG" },
        { "\xFF\xD8\xFF", 3, 0, PICTURE_JPEG, "JPEG" },
        { "II*\0", 4, 0, PICTURE_TIFF, "TIFF" },
        { "MM\0*", 4, 0, PICTURE_TIFF, "TIFF" },
        { "II+\0", 4, 0, PICTURE_BIGTIFF, "TIFF" },
        { "MM\0+", 4, 0, PICTURE_BIGTIFF, "TIFF" },
        { "GIF8", 4, 0, PICTURE_OTHER, "GIF" },
        { "WEBP", 4, 8, PICTURE_OTHER, "WebP" },
        { "II*", 3, 0, PICTURE_OTHER, "TIFF" },
        { "MM", 2, 0, PICTURE_OTHER, "TIFF" },
        { "<svg", 4, 0, PICTURE_OTHER, "SVG" },
        { "<?xml", 5, 0, PICTURE_OTHER, "SVG" },
        { "ftyp", 4, 4, PICTURE_OTHER, "HEIC/AVIF" },
        { "%PDF", 4, 0, PICTURE_OTHER, "PDF" },
        { "BM", 2, 0, PICTURE_OTHER, "BMP" },
    };
    // clang-format on
    const char *unused;
    if (!name) name = &unused;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (b.n >= known[i].at + known[i].n &&
            !memcmp(b.p + known[i].at, known[i].magic, known[i].n)) {
            *name = known[i].name;
            return known[i].format;
        }
    *name = "?";
    return PICTURE_NONE;
}
