/* SHA-256 through nettle. */
#include "base/hash.h"

#include <nettle/sha2.h>

void sha256(Str data, uint8_t out[32])
{
    struct sha256_ctx c;
    sha256_init(&c);
    sha256_update(&c, data.n, (const uint8_t *)data.p);
    sha256_digest(&c, 32, out);
}

Str sha256_hex(Arena *a, Str data)
{
    uint8_t d[32];
    sha256(data, d);
    char *p = arena_alloc(a, 65);
    for (int i = 0; i < 32; i++) {
        p[2 * i] = "0123456789abcdef"[d[i] >> 4];
        p[2 * i + 1] = "0123456789abcdef"[d[i] & 15];
    }
    return (Str){ p, 64 };
}
