/* What a file is by its first bytes, and that so many as PICTURE_HEAD says are enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "picture/picture.h"

static const struct {
    Str head;
    PictureFormat format;
    const char *name;
} known[] = {
    { { "\x89PNG\r\n\x1a\n", 8 }, PICTURE_PNG, "PNG" },
    { { "\xFF\xD8\xFF\xE0", 4 }, PICTURE_JPEG, "JPEG" },
    { { "II*\0", 4 }, PICTURE_TIFF, "TIFF" },
    { { "MM\0*", 4 }, PICTURE_TIFF, "TIFF" },
    { { "II+\0", 4 }, PICTURE_BIGTIFF, "TIFF" },
    { { "MM\0+", 4 }, PICTURE_BIGTIFF, "TIFF" },
    { { "GIF89a", 6 }, PICTURE_OTHER, "GIF" },
    { { "RIFF\0\0\0\0WEBPVP8 ", 16 }, PICTURE_OTHER, "WebP" },
    { { "\0\0\0 ftypheic", 12 }, PICTURE_OTHER, "HEIC/AVIF" },
    { { "%PDF-1.7", 8 }, PICTURE_OTHER, "PDF" },
    { { "\x89PNG\r\n\x1a", 7 }, PICTURE_NONE, "?" },   /* the signature's last byte is missing, */
    { { "\x89PNG\n\x1a\n\n", 8 }, PICTURE_NONE, "?" }, /* or a line end was turned on the way */
    { { "\xFF\xD8", 2 }, PICTURE_NONE, "?" },
    { { "text", 4 }, PICTURE_NONE, "?" },
    { { "", 0 }, PICTURE_NONE, "?" },
};

static void by_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *name = NULL;
        assert_int_equal(picture_format(known[i].head, &name), known[i].format);
        assert_string_equal(name, known[i].name);
        assert_int_equal(picture_format(str_sub(known[i].head, 0, PICTURE_HEAD), NULL),
                         known[i].format);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(by_first_bytes) };
    return cmocka_run_group_tests_name("picture_format", tests, NULL, NULL);
}
