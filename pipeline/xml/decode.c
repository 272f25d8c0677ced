/* Decoding: any input to UTF-8. What cannot be right is told and replaced, so that work goes on.
 *
 * The byte order mark decides, then the XML declaration, then UTF-8. Files that claim UTF-8 and are
 * Windows-1252 are the usual slip: a bad byte is read as Windows-1252 and told once. */
#include <ctype.h>

#include "xml/parse_in.h"

typedef enum { ENC_UTF8, ENC_16LE, ENC_16BE, ENC_SINGLE, ENC_UNKNOWN } Encoding;
typedef struct {
    Str in;
    size_t at;
    Encoding enc;
    Buf out;
    Decoded *d;
    bool told_utf8;
} Decoder;

static const uint16_t cp1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178
};

static uint32_t single(unsigned char c) { return c >= 0x80 && c < 0xA0 ? cp1252[c - 0x80] : c; }

static void bad(Decoded *d, DiagCode code, size_t off, size_t len, Str arg)
{
    if (d->nbad == XML_MAX_BAD_BYTES) return;
    BadByte *b = &d->bad[d->nbad++];
    *b = (BadByte){ .code = code, .off = (uint32_t)off, .len = (uint32_t)len };
    size_t n = arg.n < sizeof b->arg - 1 ? arg.n : sizeof b->arg - 1;
    memcpy(b->arg, arg.p, n);
}

static void bad_hex(Decoded *d, DiagCode code, size_t off, const char *form, unsigned c)
{
    char z[20];
    int n = snprintf(z, sizeof z, form, c);
    bad(d, code, off, 1, (Str){ z, (size_t)n });
}

/* The encoding's name in the declaration, or nothing. Looks at the first 200 bytes only. */
static Str declared(Str s)
{
    Str head = str_sub(s, 0, s.n < 200 ? s.n : 200);
    if (!str_starts(head, S("<?xml"))) return (Str){ NULL, 0 };
    size_t end = str_find(head, S("?>")), at = str_find(head, S("encoding"));
    if (end == (size_t)-1 || at == (size_t)-1 || at > end) return (Str){ NULL, 0 };
    for (at += 8; at < end && head.p[at] != '"' && head.p[at] != '\''; at++)
        ;
    size_t from = ++at;
    while (at < end && (isalnum((unsigned char)head.p[at]) || strchr("._-", head.p[at]))) at++;
    return from < end ? str_sub(head, from, at - from) : (Str){ NULL, 0 };
}

static bool same_word(Str a, const char *z)
{
    if (a.n != strlen(z)) return false;
    for (size_t i = 0; i < a.n; i++)
        if (toupper((unsigned char)a.p[i]) != z[i]) return false;
    return true;
}

static Encoding encoding_named(Str name)
{
    static const char *const utf8[] = { "UTF-8", "UTF8", "US-ASCII", "ASCII" };
    static const char *const one[] = { "ISO-8859-1", "LATIN1", "WINDOWS-1252", "CP1252" };
    if (!name.n) return ENC_UTF8;
    for (size_t i = 0; i < sizeof utf8 / sizeof *utf8; i++)
        if (same_word(name, utf8[i])) return ENC_UTF8;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (same_word(name, one[i])) return ENC_SINGLE;
    return ENC_UNKNOWN;
}

static Encoding find_encoding(Decoder *r)
{
    Str s = r->in;
    if (str_starts(s, S("\xEF\xBB\xBF"))) {
        r->at = 3;
        return ENC_UTF8;
    }
    if (str_starts(s, S("\xFF\xFE"))) {
        r->at = 2;
        return ENC_16LE;
    }
    if (str_starts(s, S("\xFE\xFF"))) {
        r->at = 2;
        return ENC_16BE;
    }
    if (s.n >= 4 && !memcmp(s.p, "<\0?", 4)) return ENC_16LE;
    if (s.n >= 4 && !memcmp(s.p, "\0<\0?", 4)) return ENC_16BE;
    Str name = declared(s);
    Encoding e = encoding_named(name);
    if (e != ENC_UNKNOWN) return e;
    bad(r->d, D_XML_ENCODING, (size_t)(name.p - s.p), name.n, name);
    return ENC_UTF8;
}

static unsigned unit16(const Decoder *r, size_t at)
{
    unsigned char a = (unsigned char)r->in.p[at], b = (unsigned char)r->in.p[at + 1];
    return r->enc == ENC_16LE ? a | (unsigned)b << 8 : (unsigned)a << 8 | b;
}

/* A lone surrogate comes back as itself and is refused as a character. */
static uint32_t next16(Decoder *r)
{
    if (r->in.n - r->at < 2) {
        r->at = r->in.n;
        return 0xFFFD;
    }
    uint32_t c = unit16(r, r->at);
    r->at += 2;
    if (c >> 10 != 0x36 || r->in.n - r->at < 2 || unit16(r, r->at) >> 10 != 0x37) return c;
    c = 0x10000 + ((c & 0x3FF) << 10 | (unit16(r, r->at) & 0x3FF));
    r->at += 2;
    return c;
}

static uint32_t next8(Decoder *r)
{
    size_t from = r->at;
    uint32_t c = utf8_next(r->in, &r->at);
    if (c != 0xFFFD || r->at - from == 3) /* U+FFFD itself has three bytes */
        return c;
    unsigned char byte = (unsigned char)r->in.p[from];
    r->at = from + 1;
    if (!r->told_utf8) bad_hex(r->d, D_XML_UTF8, r->out.n, "0x%02X", byte);
    r->told_utf8 = true;
    return single(byte);
}

static bool xml_char(uint32_t c)
{
    return (c >= 0x20 && c < 0xD800) || c == '\t' || c == '\n' || c == '\r' ||
        (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

static void decode_rest(Decoder *r)
{
    while (r->at < r->in.n) {
        uint32_t c = r->enc == ENC_SINGLE ? single((unsigned char)r->in.p[r->at++])
            : r->enc == ENC_UTF8          ? next8(r)
                                          : next16(r);
        if (!xml_char(c)) {
            bad_hex(r->d, D_XML_CHAR, r->out.n, "U+%04X", (unsigned)c);
            c = 0xFFFD;
        }
        buf_utf8(&r->out, c);
    }
}

/* Good UTF-8 without forbidden characters needs no second look at each character. */
static bool is_clean(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0xEF)
            return false; /* U+FFFE and U+FFFF begin with EF; so does U+FFFD: then the long way */
    }
    return utf8_bad(s) == (size_t)-1;
}

void xml_decode(Arena *a, Str bytes, Decoded *out)
{
    *out = (Decoded){ 0 };
    Decoder r = { .in = bytes, .d = out };
    r.enc = find_encoding(&r);
    Str rest = str_sub(bytes, r.at, bytes.n - r.at);
    if (r.enc == ENC_UTF8 && is_clean(rest)) {
        out->text = rest;
        return;
    }
    r.out = buf_new(0);
    decode_rest(&r);
    out->text = buf_keep(a, &r.out);
}

#define ROOT_WITHIN ((size_t)64 << 10)

Str xml_root(Arena *a, Str bytes)
{
    Decoded *t = ARENA_NEW(a, Decoded);
    xml_decode(a, str_sub(bytes, 0, ROOT_WITHIN), t);
    Str s = t->text;
    for (size_t i = 0; i + 1 < s.n;) {
        Str rest = str_sub(s, i, s.n);
        bool comment = str_starts(rest, S("<!--"));
        if (comment || str_starts(rest, S("<?"))) {
            size_t end = str_find(rest, comment ? S("-->") : S("?>"));
            if (end == (size_t)-1) break;
            i += end + (comment ? 3 : 2);
        } else if (s.p[i] == '<' && s.p[i + 1] != '!') {
            size_t from = ++i;
            for (; i < s.n && !strchr(" \t\r\n/>", s.p[i]); i++)
                if (s.p[i] == ':') from = i + 1;
            return str_keep(a, str_sub(s, from, i - from));
        } else {
            i++;
        }
    }
    return (Str){ "", 0 };
}
