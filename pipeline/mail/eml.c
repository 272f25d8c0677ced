/* Messages by GMime, see eml.h. What it does not leave to chance or to the locale is set here: the
 * boundary (else from the clock), encodings, and the subject's encoded words (its own pass 76
 * columns). */
#include "mail/eml.h"

#include <gmime/gmime.h>

#include "base/hash.h"

#define WORD_BYTES 42 /* of text in an encoded word: 75 characters with its dress */

static bool plain(Str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c && strchr(more, c));
        if (!good) return false;
    }
    return s.n > 0;
}

static bool is_safe(const Eml *m)
{
    static const char address_more[] = "@.!#$%&'*+-/=?^_`{|}~";
    bool ok = plain(m->to, address_more) && (!m->from.n || plain(m->from, address_more));
    for (int i = 0; ok && i < m->nfiles; i++) ok = plain(m->file[i].name, "-_.");
    return ok;
}

/* Encoded words, cut between characters, each on a line of its own; joined by sep. */
static char *words(Arena *a, Str s, const char *sep)
{
    Buf b = { 0 };
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n) {
            size_t next = end;
            utf8_next(s, &next);
            if (next - i > WORD_BYTES) break;
            end = next;
        }
        char *code = g_base64_encode((const guchar *)s.p + i, end - i);
        buf_printf(&b, "%s=?UTF-8?B?%s?=", i ? sep : " ", code);
        g_free(code);
        i = end;
    }
    buf_z(&b, "\r\n");
    char *out = str_z(a, buf_view(&b));
    buf_drop(&b);
    return out;
}

static void raw(GMimeObject *o, const char *name, const char *value)
{
    g_mime_object_set_header(o, name, "-", "utf-8");
    g_mime_header_set_raw_value(
        g_mime_header_list_get_header(g_mime_object_get_header_list(o), name), value);
}

/* A value with one parameter, that on a line of its own: GMime folds a column too late. */
static void fold(GMimeObject *o, const char *name, const char *value)
{
    const char *more = strchr(value, ';') + 1;
    g_mime_object_set_header(o, name, value, "utf-8");
    char *folded = g_strdup_printf(" %.*s\r\n%s\r\n", (int)(more - value), value, more);
    g_mime_header_set_raw_value(
        g_mime_header_list_get_header(g_mime_object_get_header_list(o), name), folded);
    g_free(folded);
}

/* Not by GMime's mailboxes: they fold long names behind the 78th column. */
static void address(Arena *a, GMimeObject *o, const char *field, Str name, Str addr)
{
    const char *dress = name.n ? words(a, name, "\r\n ") : "";
    raw(o, field, str_z(a, str_printf(a, "%s <%.*s>\r\n", dress, STR_FMT(addr))));
}

static GMimeObject *part(Str bytes, const char *mime)
{
    GMimeContentType *type = g_mime_content_type_parse(NULL, mime);
    GMimePart *p = g_mime_part_new_with_type(g_mime_content_type_get_media_type(type),
                                             g_mime_content_type_get_media_subtype(type));
    GMimeStream *in = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
    GMimeDataWrapper *w = g_mime_data_wrapper_new_with_stream(in, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(p, w);
    g_mime_part_set_content_encoding(p, GMIME_CONTENT_ENCODING_BASE64);
    g_object_unref(type);
    g_object_unref(w);
    g_object_unref(in);
    return GMIME_OBJECT(p);
}

static void add(GMimeMultipart *to, GMimeObject *p)
{
    g_mime_multipart_add(to, p);
    g_object_unref(p);
}

static GMimeMultipart *body(Arena *a, const Eml *m)
{
    GMimeMultipart *all = g_mime_multipart_new_with_subtype("mixed");
    GMimeObject *text = part(m->text, "text/plain");
    g_mime_object_set_content_type_parameter(text, "charset", "utf-8");
    add(all, text);
    Str seed = m->to;
    for (int i = 0; i < m->nfiles; i++) {
        GMimeObject *p = part(m->file[i].bytes, m->file[i].mime);
        Str name = m->file[i].name;
        fold(p, "Content-Type",
             str_z(a, str_printf(a, "%s; name=\"%.*s\"", m->file[i].mime, STR_FMT(name))));
        fold(p, "Content-Disposition",
             str_z(a, str_printf(a, "attachment; filename=\"%.*s\"", STR_FMT(name))));
        add(all, p);
        seed = str_printf(a, "%.*s %.*s", STR_FMT(seed), STR_FMT(sha256_hex(a, m->file[i].bytes)));
    }
    g_mime_multipart_set_boundary(
        all,
        str_z(a, str_printf(a, "=_%.32s", sha256_hex(a, seed).p))); /* "=_" stands in no base64 */
    return all;
}

static GMimeMessage *message(Arena *a, const Eml *m)
{
    GMimeMessage *x = g_mime_message_new(FALSE);
    GMimeObject *o = GMIME_OBJECT(x);
    g_mime_object_set_header(o, "X-Unsent", "1", "utf-8");
    if (date_set(m->date)) {
        GDateTime *d = g_date_time_new_utc(m->date.year, m->date.month, m->date.day, 0, 0, 0);
        g_mime_message_set_date(x, d);
        g_date_time_unref(d);
    }
    if (m->from.n) address(a, o, "From", m->from_name, m->from);
    address(a, o, "To", m->to_name, m->to);
    raw(o, "Subject", words(a, m->subject, "\r\n "));
    GMimeMultipart *all = body(a, m);
    g_mime_message_set_mime_part(x, GMIME_OBJECT(all));
    g_object_unref(all);
    return x;
}

bool eml_write(Arena *a, Buf *b, const Eml *m)
{
    if (!is_safe(m)) return false;
    g_mime_init();
    GMimeMessage *x = message(a, m);
    GMimeFormatOptions *o = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(o, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *out = g_mime_stream_mem_new();
    bool ok = g_mime_object_write_to_stream(GMIME_OBJECT(x), o, out) >= 0;
    const GByteArray *all = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
    if (ok) buf_bytes(b, all->data, all->len);
    g_object_unref(out);
    g_mime_format_options_free(o);
    g_object_unref(x);
    return ok && !buf_failed(b);
}
