/* SHA-256 (nettle), for /ID, digests of style and fonts, and tests. */
#ifndef VORLAGE_BASE_HASH_H
#define VORLAGE_BASE_HASH_H
#include "base/str.h"
void sha256(Str data, uint8_t out[32]);
/* 64 lower-case hex digits in the arena. */
Str sha256_hex(Arena *a, Str data);
#endif
