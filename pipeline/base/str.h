/* Slices of UTF-8 text and growing buffers.
 *
 * A Str borrows: whoever made the bytes owns them (mostly the document's arena). A Buf owns its
 * bytes; it remembers that it ran over its cap, so the many small writes need no check:
 * ask buf_failed() once at the end.
 */
#ifndef VORLAGE_BASE_STR_H
#define VORLAGE_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

typedef struct {
    const char *p;
    size_t n;
} Str;

#define S(lit) ((Str){ (lit), sizeof(lit) - 1 })
#define STR_FMT(s) (int)(s).n, (s).p /* for "%.*s" */

static inline Str str_of(const char *z) { return (Str){ z, z ? strlen(z) : 0 }; }
bool str_eq(Str a, Str b);
bool str_is(Str a, const char *z);
int str_cmp(Str a, Str b);
/* Likewise, letters A to Z as a to z. */
int str_casecmp(Str a, Str b);
bool str_starts(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
/* Index of the first needle in s, or (size_t)-1. */
size_t str_find(Str s, Str needle);
/* Without XML white space at both ends. */
Str str_trim(Str s);
/* What there is of n bytes from there on; str_find's -1 means all. */
Str str_sub(Str s, size_t from, size_t n);
/* Copy into the arena, NUL behind it. */
Str str_keep(Arena *a, Str s);
/* printf into the arena. */
Str str_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* NUL-terminated copy in the arena. */
char *str_z(Arena *a, Str s);
uint32_t str_hash(Str s);

/* UTF-8. utf8_next advances *at and returns the code point; a malformed byte gives U+FFFD and
 * advances by one. */
uint32_t utf8_next(Str s, size_t *at);
/* Writes 1 to 4 bytes to out, returns how many. */
int utf8_put(char out[4], uint32_t c);
/* Offset of the first malformed byte, or (size_t)-1 where all is well formed. */
size_t utf8_bad(Str s);
size_t utf8_count(Str s);
/* In NFC: s itself where it is already. */
Str utf8_nfc(Arena *a, Str s);

typedef struct {
    char *p;
    size_t n, room, cap;
    bool over; /* something did not fit below cap */
} Buf;

#define BUF_CAP_DEFAULT ((size_t)1 << 30)

/* An empty buffer that holds at most cap bytes (0: BUF_CAP_DEFAULT). {0} is one as well. */
Buf buf_new(size_t cap);
void buf_drop(Buf *b);
void buf_clear(Buf *b);
void buf_bytes(Buf *b, const void *p, size_t n);
void buf_reserve(Buf *b, size_t n); /* room for n bytes in all, where the size is known before */
void buf_str(Buf *b, Str s);
void buf_z(Buf *b, const char *z);
void buf_char(Buf *b, char c);
void buf_utf8(Buf *b, uint32_t code_point);
void buf_xml(Buf *b, Str s); /* for attributes and text of XML and HTML: & < > " as entities, no
                                control characters */
void buf_printf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A real number with at most `places` decimals, '.' always, no trailing zeros, no "-0". */
void buf_real(Buf *b, double v, int places);
void buf_int(Buf *b, int64_t v);
/* What it holds, kept in the arena; the buffer is dropped. */
Str buf_keep(Arena *a, Buf *b);
static inline bool buf_failed(const Buf *b) { return b->over; }
static inline Str buf_view(const Buf *b) { return (Str){ b->p ? b->p : "", b->n }; }

#endif
