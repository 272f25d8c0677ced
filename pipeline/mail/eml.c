#include "mail/eml.h"

#include "base/hash.h"

#define LINE_BYTES 57 /* of data in a line of base64: 76 characters */
#define WORD_BYTES 42 /* of text in an encoded word: 75 characters with its dress */

static void base64(Buf *b, Str s)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t v = 0;
        size_t n = s.n - i < 3 ? s.n - i : 3;
        for (size_t k = 0; k < 3; k++) v = v << 8 | (k < n ? (unsigned char)s.p[i + k] : 0);
        for (size_t k = 0; k < 4; k++) buf_char(b, k <= n ? digit[v >> (18 - 6 * k) & 63] : '=');
    }
}

static void base64_lines(Buf *b, Str s)
{
    buf_reserve(b, b->n + s.n / 3 * 4 + s.n / LINE_BYTES * 2 + 128);
    for (size_t i = 0; i < s.n; i += LINE_BYTES) {
        base64(b, str_sub(s, i, LINE_BYTES));
        buf_z(b, "\r\n");
    }
}

/* Encoded words, cut between characters, each on a line of its own. */
static void words(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n) {
            size_t next = end;
            utf8_next(s, &next);
            if (next - i > WORD_BYTES) break;
            end = next;
        }
        buf_z(b, i ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
        base64(b, str_sub(s, i, end - i));
        buf_z(b, "?=");
        i = end;
    }
}

static void address(Buf *b, const char *field, Str name, Str addr)
{
    buf_printf(b, "%s: ", field);
    words(b, name);
    buf_printf(b, "%s<%.*s>\r\n", name.n ? "\r\n " : "", STR_FMT(addr));
}

static bool plain(Str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr(more, c));
        if (!good) return false;
    }
    return s.n > 0;
}

static void date(Buf *b, Date d)
{
    static const char *const day[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    if (date_set(d)) buf_printf(b, "Date: %s, %02d %s %04d 00:00:00 +0000\r\n", day[date_weekday(d)], d.day, month[d.month - 1], d.year);
}

static void part(Buf *b, const char *boundary) { buf_printf(b, "\r\n--%s\r\n", boundary); }

bool eml_write(Arena *a, Buf *b, const Eml *m)
{
    static const char address_more[] = "@.!#$%&'*+-/=?^_`{|}~";
    if (!plain(m->to, address_more) || (m->from.n && !plain(m->from, address_more)) || !plain(m->file_name, "-_.")) return false;
    Str digest = sha256_hex(a, m->file);
    const char *boundary = str_z(a, str_printf(a, "=_%.32s", sha256_hex(a, str_printf(a, "%.*s %.*s", STR_FMT(digest), STR_FMT(m->to))).p));
    buf_z(b, "MIME-Version: 1.0\r\nX-Unsent: 1\r\n");
    date(b, m->date);
    if (m->from.n) address(b, "From", m->from_name, m->from);
    address(b, "To", m->to_name, m->to);
    buf_z(b, "Subject: ");
    words(b, m->subject);
    buf_printf(b, "\r\nContent-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n", boundary);
    part(b, boundary);
    buf_z(b, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    base64_lines(b, m->text);
    part(b, boundary);
    buf_printf(b, "Content-Type: %s;\r\n name=\"%.*s\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename=\"%.*s\"\r\n\r\n", m->mime, STR_FMT(m->file_name), STR_FMT(m->file_name));
    base64_lines(b, m->file);
    buf_printf(b, "\r\n--%s--\r\n", boundary);
    return !buf_failed(b);
}
