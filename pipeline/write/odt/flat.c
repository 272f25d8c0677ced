/* Pictures inside a flat document: base64, ODF 1.3 part 3, 3.18 (office:binary-data). */
#include "write/odt/odt_in.h"

#include <nettle/base64.h>

void odt_picture_data(Odt *o, size_t i)
{
    Str file = o->img[i].file;
    char *text = mem_alloc(BASE64_ENCODE_RAW_LENGTH(file.n) + 1);
    base64_encode_raw(text, file.n, (const uint8_t *)file.p);
    buf_z(&o->body, "<draw:image><office:binary-data>");
    buf_bytes(&o->body, text, BASE64_ENCODE_RAW_LENGTH(file.n));
    buf_z(&o->body, "</office:binary-data></draw:image>");
    mem_free(text);
}
