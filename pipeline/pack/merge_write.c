/* The file, written by ourselves: all that the variants have in common once, in front; behind it what is a variant's own (metadata, document
 * information, the mark's form), the table of objects and the trailer. So a copy more costs what is its own, and is the same file whether it is
 * made alone or among forty: no object of it knows of another variant.
 *
 * What is reached from the catalog is written, nothing else: what was dropped on the way is not in the file. Numbers are given anew, in the order
 * of finding. Streams go through as they are; what has no filter is deflated (but for XMP: ISO 19005-2, 6.6.2.1). ISO 32000-1, 7.5. */
#include "pack/merge_in.h"

#include <libdeflate.h>
#include <stdio.h>

#include "base/hash.h"

#define MAX_FILE ((size_t)9999999999u) /* offsets have ten digits */
enum { CATALOG = 1, METADATA, INFO, MARK, FIRST };

struct Writer {
    Merge *m;
    Buf b;                 /* what is common */
    Ints number;           /* by object of the pack; -1: it is null */
    Ints queue;            /* objects that have a number, in that order */
    size_t done;
    int next;
    size_t *offset;        /* by number; 0: a variant's own, not yet there */
    size_t room;
    uint64_t hash[2];      /* of what is common */
    Buf text;              /* of the object under way */
    struct libdeflate_compressor *deflate;
};

/* ---- numbers ---- */

static void number_it(Writer *w, int obj, int number)
{
    ints_set(&w->number, (size_t)obj, number);
}

static int number_of(Writer *w, int obj)
{
    int n = ints_get(&w->number, (size_t)obj);
    if (n) return n;
    O o = q_ref(w->m->d, obj);
    n = qpdf_oh_is_null(w->m->d, o) ? -1 : w->next++;
    qpdf_oh_release(w->m->d, o);
    number_it(w, obj, n);
    if (n > 0) ints_push(&w->queue, obj);
    return n;
}

static void offset_is(Writer *w, int number)
{
    if ((size_t)number >= w->room) {
        size_t more = (size_t)number * 2 + 1024;
        w->offset = mem_realloc(w->offset, more * sizeof *w->offset);
        memset(w->offset + w->room, 0, (more - w->room) * sizeof *w->offset);
        w->room = more;
    }
    w->offset[number] = w->b.n;
}

/* ---- text of an object: references get their new numbers ---- */

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0; }
static bool is_end(char c) { return is_space(c) || strchr("()<>[]{}/%", c); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *behind_string(const char *p, const char *end)
{
    int depth = 0;
    do {
        if (*p == '\\' && p + 1 < end) p++;
        else if (*p == '(') depth++;
        else if (*p == ')') depth--;
        p++;
    } while (p < end && depth > 0);
    return p;
}

/* "12 0 R" at p: behind it, and the number; NULL: something else. */
static const char *behind_ref(const char *p, const char *end, int *obj)
{
    long n = 0;
    for (; p < end && is_digit(*p) && n < 100000000; p++) n = 10 * n + (*p - '0');
    if (end - p < 4 || *p++ != ' ' || !is_digit(*p)) return NULL;
    while (p < end && is_digit(*p)) p++;
    if (end - p < 2 || p[0] != ' ' || p[1] != 'R' || (p + 2 < end && !is_end(p[2]))) return NULL;
    *obj = (int)n;
    return p + 2;
}

static const char *behind_name(const char *p, const char *end)
{
    for (p++; p < end && !is_end(*p); p++) { }
    return p;
}

static const char *behind_space(const char *p, const char *end)
{
    while (p < end && is_space(*p)) p++;
    return p;
}

/* An entry of the outermost dictionary that is left out: behind its value, which is a number or a reference. */
static const char *behind_length(const char *p, const char *end)
{
    int obj;
    p = behind_space(p, end);
    const char *ref = behind_ref(p, end, &obj);
    if (ref) return ref;
    while (p < end && !is_end(*p)) p++;
    return p;
}

/* The library writes what it read in plain form: one space between, no comments. length: /Length of a stream stays. */
static void put_text(Writer *w, Str s, bool length, Buf *to)
{
    const char *p = s.p, *end = s.p + s.n, *from = p, *ref;
    int depth = 0, obj;
    while (p < end) {
        if (*p == '(') p = behind_string(p, end);
        else if (*p == '<' && p + 1 < end && p[1] == '<') { depth++; p += 2; }
        else if (*p == '>' && p + 1 < end && p[1] == '>') { depth--; p += 2; }
        else if (*p == '<') while (p < end && *p++ != '>') { }
        else if (*p == '/') {
            const char *name = p;
            p = behind_name(p, end);
            if (length || depth != 1 || p - name != 7 || memcmp(name, "/Length", 7)) continue;
            buf_bytes(to, from, (size_t)(name - from));
            from = p = behind_length(p, end);
        } else if (is_digit(*p) && (ref = behind_ref(p, end, &obj))) {
            buf_bytes(to, from, (size_t)(p - from));
            int n = number_of(w, obj);
            if (n > 0) { buf_int(to, n); buf_z(to, " 0 R"); } else buf_z(to, "null");
            from = p = ref;
        } else if (is_digit(*p)) while (p < end && !is_end(*p)) p++;
        else p++;
    }
    buf_bytes(to, from, (size_t)(end - from));
}

/* ---- objects ---- */

static void begin(Buf *b, int number)
{
    buf_int(b, number);
    buf_z(b, " 0 obj\n");
}

static void put_data(Buf *b, const void *p, size_t n)
{
    buf_z(b, "\nstream\n");
    buf_bytes(b, p, n);
    buf_z(b, "\nendstream\nendobj\n"); /* ISO 19005-2, 6.1.7.1: an end of line before endstream */
}

/* dict: an open dictionary's text, without its end. */
static void put_deflated(Writer *w, Buf *b, Str dict, Str data)
{
    size_t most = libdeflate_zlib_compress_bound(w->deflate, data.n), n;
    char *z = mem_alloc(most + 1);
    n = libdeflate_zlib_compress(w->deflate, data.p, data.n, z, most);
    bool better = n && n + 20 < data.n;
    buf_str(b, dict);
    if (better) buf_z(b, " /Filter /FlateDecode");
    buf_z(b, " /Length ");
    buf_int(b, (int64_t)(better ? n : data.n));
    buf_z(b, " >>");
    put_data(b, better ? z : data.p, better ? n : data.n);
    mem_free(z);
}

/* Decrypted already: a filter that says so would be wrong (table 5). */
static void no_crypt(Q d, O dict)
{
    O f = q_key(d, dict, "/Filter"), p = q_key(d, dict, "/DecodeParms");
    if (q_is(d, f, "/Crypt")) { q_del(d, dict, "/Filter"); q_del(d, dict, "/DecodeParms"); }
    if (!q_is(d, q_at(d, f, 0), "/Crypt")) return;
    O left = q_array(d), parms = q_array(d);
    for (int i = 1, n = q_len(d, f); i < n; i++) {
        q_push(d, left, q_at(d, f, i));
        if (i < q_len(d, p)) q_push(d, parms, q_at(d, p, i));
    }
    q_set(d, dict, "/Filter", left);
    if (q_is_array(d, p)) q_set(d, dict, "/DecodeParms", parms); else q_del(d, dict, "/DecodeParms");
}

static bool put_stream(Writer *w, O o)
{
    Q d = w->m->d;
    O dict = qpdf_oh_get_dict(d, o), filter = q_key(d, dict, "/Filter");
    unsigned char *p;
    size_t n;
    if (q_is(d, filter, "/Crypt") || q_len(d, filter) > 0) no_crypt(d, dict);
    bool plain = qpdf_oh_is_null(d, q_key(d, dict, "/Filter")) || (q_is_array(d, filter) && !q_len(d, filter));
    if (!q_data(d, o, true, &p, &n)) { mem_free(p); w->m->why = S("a stream cannot be read"); return false; }
    put_text(w, str_of(qpdf_oh_unparse_resolved(d, dict)), false, &w->text);
    while (w->text.n && w->text.p[w->text.n - 1] != '>') w->text.n--;
    w->text.n -= w->text.n >= 2 ? 2 : w->text.n; /* its end */
    if (plain && n > 64) put_deflated(w, &w->b, buf_view(&w->text), (Str){ (char *)p, n });
    else {
        buf_str(&w->b, buf_view(&w->text));
        buf_z(&w->b, " /Length ");
        buf_int(&w->b, (int64_t)n);
        buf_z(&w->b, " >>");
        put_data(&w->b, p, n);
    }
    mem_free(p);
    return true;
}

static bool put_object(Writer *w, int obj)
{
    Q d = w->m->d;
    O o = q_ref(d, obj);
    int number = ints_get(&w->number, (size_t)obj);
    bool ok = true;
    offset_is(w, number);
    begin(&w->b, number);
    buf_clear(&w->text);
    if (q_is_stream(d, o)) ok = put_stream(w, o);
    else {
        put_text(w, str_of(qpdf_oh_unparse_resolved(d, o)), true, &w->b);
        buf_z(&w->b, "\nendobj\n");
    }
    q_free(d);
    return ok;
}

/* ---- what is common ---- */

static uint64_t hash_of(uint64_t h, Str s)
{
    uint64_t word;
    for (; s.n >= 8; s.n -= 8, s.p += 8) { memcpy(&word, s.p, 8); h = (h ^ word) * 0x9E3779B97F4A7C15u; h ^= h >> 29; }
    for (; s.n; s.n--) h = (h ^ (unsigned char)*s.p++) * 0x100000001B3u;
    return h ^ h >> 32;
}

static bool put_queue(Writer *w)
{
    bool ok = true;
    while (ok && w->done < w->queue.n) ok = put_object(w, w->queue.v[w->done++]) && !buf_failed(&w->b);
    return ok;
}

static int tree_ref(void *w, int obj) { return number_of(w, obj); }

static void tree_begins(void *ctx, int number)
{
    Writer *w = ctx;
    offset_is(w, number);
    begin(&w->b, number);
}

Writer *writer_new(Merge *m)
{
    Writer *w = ARENA_NEW(m->a, Writer);
    *w = (Writer){ .m = m, .b = buf_new(MAX_FILE), .next = FIRST, .deflate = libdeflate_alloc_compressor(6) };
    return w;
}

bool writer_common(Writer *w)
{
    Merge *m = w->m;
    int root = q_id(m->d, qpdf_get_root(m->d));
    buf_z(&w->b, "%PDF-1.7\n%\xbf\xf7\xa2\xfe\n");
    number_it(w, root, CATALOG);
    number_it(w, m->metadata, METADATA);
    if (m->mark) number_it(w, m->mark, MARK); else w->next = MARK;
    number_it(w, m->root, w->next);
    w->next = tree_number(m, w->next);
    ints_push(&w->queue, root);
    bool ok = w->deflate != NULL && put_queue(w);
    tree_put(m, &(TreeOut){ w, &w->b, tree_ref, tree_begins });
    q_free(m->d);
    ok = ok && put_queue(w); /* what only the structure names */
    offset_is(w, w->next); /* room for all */
    Str error = q_error(m->a, m->d), warning = q_warnings(m->a, m->d);
    if (ok && !error.n && !warning.n) {
        w->hash[0] = hash_of(1, buf_view(&w->b));
        w->hash[1] = hash_of(0x6A09E667F3BCC908u, buf_view(&w->b));
        return true;
    }
    if (!m->why.n) m->why = error.n ? error : warning.n ? warning : S("not written");
    return false;
}

Str writer_bytes(const Writer *w) { return buf_view(&w->b); }

/* ---- what is a variant's own ---- */

static void table(const Writer *w, const size_t *own, Buf *b)
{
    buf_printf(b, "xref\n0 %d\n0000000000 65535 f \n", w->next);
    char line[21] = "0000000000 00000 n \n";
    for (int i = 1; i < w->next; i++) {
        size_t at = i >= METADATA && i < FIRST && own[i] ? own[i] : w->offset[i];
        for (int k = 9; k >= 0; k--, at /= 10) line[k] = (char)('0' + at % 10);
        buf_bytes(b, line, 20);
    }
}

static void trailer(const Writer *w, Str own, size_t xref, Buf *b)
{
    uint8_t digest[32];
    Buf all = { 0 };
    buf_bytes(&all, w->hash, sizeof w->hash);
    buf_str(&all, own);
    sha256(buf_view(&all), digest);
    buf_drop(&all);
    buf_printf(b, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [", w->next, CATALOG, INFO);
    for (int k = 0; k < 2; k++) {
        buf_char(b, '<');
        for (int i = 0; i < 16; i++) buf_printf(b, "%02x", digest[i]);
        buf_char(b, '>');
    }
    buf_printf(b, "] >>\nstartxref\n%zu\n%%%%EOF\n", xref);
}

void writer_variant(Writer *w, const MergeVariant *v, Claim c, Buf *out)
{
    size_t own[FIRST] = { 0 };
    Buf b = { 0 }, xmp = { 0 };
    size_t before = w->b.n;
    metadata_xmp(&xmp, w->m, v, c);
    own[METADATA] = before + b.n;
    begin(&b, METADATA);
    buf_printf(&b, "<< /Type /Metadata /Subtype /XML /Length %zu >>", xmp.n);
    put_data(&b, xmp.p, xmp.n);
    own[INFO] = before + b.n;
    begin(&b, INFO);
    buf_str(&b, metadata_info(w->m, v));
    buf_z(&b, "\nendobj\n");
    if (w->m->mark) {
        own[MARK] = before + b.n;
        begin(&b, MARK);
        Str dict = str_printf(w->m->a, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 %.3f %.3f ] /Resources << >>", (double)w->m->plan->mark_width, (double)w->m->plan->mark_height);
        put_deflated(w, &b, dict, v->mark);
    }
    size_t xref = before + b.n, n = b.n;
    table(w, own, &b);
    trailer(w, (Str){ b.p, n }, xref, &b);
    buf_str(out, buf_view(&b));
    buf_drop(&b);
    buf_drop(&xmp);
}

void writer_drop(Writer *w)
{
    libdeflate_free_compressor(w->deflate);
    buf_drop(&w->b);
    buf_drop(&w->text);
    mem_free(w->number.v);
    mem_free(w->queue.v);
    mem_free(w->offset);
}
