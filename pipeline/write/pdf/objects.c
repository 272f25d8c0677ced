/* Objects of libharu's layer, strings, compressed streams. ISO 32000-1, 7.3. */
#include "write/pdf/pdf_in.h"

#include <libdeflate.h>

#include "base/hash.h"

#define STRING_LIMIT 32766 /* bytes of a string, ISO 19005-2, 6.1.13 */

HPDF_Dict pdf_dict(Pdf *p)
{
    HPDF_Dict d = HPDF_Dict_New(p->doc->mmgr);
    if (d) HPDF_Xref_Add(p->doc->xref, d);
    return d;
}

unsigned pdf_id(HPDF_Dict d) { return d->header.obj_id & 0x00FFFFFF; }

/* libharu deletes /Filter of a stream it does not filter itself: it is written from here. */
static HPDF_STATUS write_filter(HPDF_Dict d, HPDF_Stream s)
{
    (void)d;
    return HPDF_Stream_WriteStr(s, "/Filter /FlateDecode\012");
}

HPDF_Dict pdf_stream(Pdf *p, Str data, bool compress)
{
    HPDF_Dict d = HPDF_DictStream_New(p->doc->mmgr, p->doc->xref);
    if (!d) return NULL;
    d->filter = HPDF_STREAM_FILTER_NONE;
    pdf_digest(p, data);
    if (!compress) {
        HPDF_Stream_Write(d->stream, (const HPDF_BYTE *)data.p, (HPDF_UINT)data.n);
        return d;
    }
    size_t most = libdeflate_zlib_compress_bound(p->deflate, data.n);
    unsigned char *z = mem_alloc(most);
    size_t n = libdeflate_zlib_compress(p->deflate, data.p, data.n, z, most);
    d->write_fn = write_filter;
    HPDF_Stream_Write(d->stream, z, (HPDF_UINT)n);
    mem_free(z);
    return d;
}

static void utf16(Buf *b, Str s)
{
    buf_bytes(b, "\xFE\xFF", 2);
    for (size_t i = 0; i < s.n && b->n < STRING_LIMIT - 4;) {
        uint32_t c = utf8_next(s, &i);
        uint32_t unit[2] = { c, 0 };
        if (c >= 0x10000) {
            unit[0] = 0xD800 + ((c - 0x10000) >> 10);
            unit[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        for (int k = 0; k < 2 && unit[k]; k++) {
            buf_char(b, (char)(unit[k] >> 8));
            buf_char(b, (char)unit[k]);
        }
    }
}

void pdf_text(Pdf *p, HPDF_Dict d, const char *key, Str s)
{
    Buf b = { 0 };
    utf16(&b, s);
    HPDF_Dict_Add(d, key, HPDF_Binary_New(p->doc->mmgr, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n));
    buf_drop(&b);
}

void pdf_hex_text(Buf *out, Str s)
{
    Buf b = { 0 };
    utf16(&b, s);
    buf_char(out, '<');
    for (size_t i = 0; i < b.n; i++) {
        unsigned char c = (unsigned char)b.p[i];
        buf_char(out, "0123456789ABCDEF"[c >> 4]);
        buf_char(out, "0123456789ABCDEF"[c & 15]);
    }
    buf_char(out, '>');
    buf_drop(&b);
}

/* ISO 32000-1, 7.3.4.2. */
void pdf_literal(Buf *b, Str s)
{
    buf_char(b, '(');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c >= 0x7F || c == '(' || c == ')' || c == '\\')
            buf_printf(b, "\\%03o", c);
        else
            buf_char(b, (char)c);
    }
    buf_char(b, ')');
}

void pdf_ascii(Pdf *p, HPDF_Dict d, const char *key, const char *s)
{
    HPDF_Dict_Add(d, key, HPDF_String_New(p->doc->mmgr, s, NULL));
}

void pdf_put(HPDF_Stream s, const Buf *b)
{
    HPDF_Stream_Write(s, (const HPDF_BYTE *)b->p, (HPDF_UINT)b->n);
}

void *pdf_more(void *old, size_t n, size_t *room, size_t size)
{
    if (n < *room) return old;
    *room = *room ? *room + *room / 2 : 64;
    return mem_realloc(old, *room * size);
}

void pdf_digest(Pdf *p, Str data)
{
    uint8_t both[64];
    memcpy(both, p->digest, 32);
    sha256(data, both + 32);
    sha256((Str){ (const char *)both, 64 }, p->digest);
}

unsigned pdf_compact(Pdf *p, ObjKind kind, size_t i)
{
    if (!p->proxy) return 0;
    if (p->error || p->proxy_gone) return 0; /* in an error libharu frees what it is given */
    p->compact = pdf_more(p->compact, p->ncompact, &p->compactroom, sizeof *p->compact);
    p->compact[p->ncompact++] = (Compact){ kind, (uint32_t)i };
    p->proxy->header.obj_id = 0;
    p->proxy_gone = HPDF_Xref_Add(p->doc->xref, p->proxy) != HPDF_OK;
    return p->proxy_gone ? 0 : pdf_id(p->proxy);
}
