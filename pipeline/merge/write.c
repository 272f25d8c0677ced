/* The file, written by ourselves: all that the variants have in common once, in front; behind it
 * what is a variant's own (metadata, document information, the mark's form), the table of objects
 * and the trailer. So a copy more costs what is its own, and is the same file whether it is made
 * alone or among forty: no object of it knows of another variant.
 *
 * What is reached from the catalog is written, nothing else: what was dropped on the way is not in
 * the file. Numbers are given anew, in the order of finding. Streams go through as they are; what
 * has no filter is deflated (but for XMP: ISO 19005-2, 6.6.2.1). ISO 32000-1, 7.5. */
#include "pdfin/lexical.h"
#include "merge/merge_in.h"

#include "merge/merge_file.h"

#define PACKED 100 /* objects of an object stream */

/* ---- numbers ---- */

static void number_it(Writer *w, int obj, int number) { ints_set(&w->number, (size_t)obj, number); }

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

static void stands_at(Writer *w, int number, FilePlace place)
{
    if ((size_t)number >= w->room) {
        size_t more = (size_t)number * 2 + 1024;
        w->place = mem_realloc(w->place, more * sizeof *w->place);
        memset(w->place + w->room, 0, (more - w->room) * sizeof *w->place);
        w->room = more;
    }
    w->place[number] = place;
}

/* ---- text of an object: references get their new numbers ---- */

/* "12 0 R" at p: behind it, and the number; NULL: something else. */
static const char *behind_ref(const char *p, const char *end, int *obj)
{
    long n = 0;
    for (; p < end && is_digit(*p) && n < 100000000; p++) n = 10 * n + (*p - '0');
    if (end - p < 4 || *p++ != ' ' || !is_digit(*p)) return NULL;
    while (p < end && is_digit(*p)) p++;
    if (end - p < 2 || p[0] != ' ' || p[1] != 'R' || (p + 2 < end && is_regular(p[2]))) return NULL;
    *obj = (int)n;
    return p + 2;
}

static const char *behind_space(const char *p, const char *end)
{
    while (p < end && is_space(*p)) p++;
    return p;
}

/* An entry of the outermost dictionary that is left out: behind its value, which is a number or a
 * reference. */
static const char *behind_length(const char *p, const char *end)
{
    int obj;
    p = behind_space(p, end);
    const char *ref = behind_ref(p, end, &obj);
    if (ref) return ref;
    while (p < end && is_regular(*p)) p++;
    return p;
}

/* The library writes what it read in plain form: one space between, no comments. length: /Length of
 * a stream stays. */
static void put_text(Writer *w, Str s, bool length, Buf *to)
{
    const char *p = s.p, *end = s.p + s.n, *from = p, *ref;
    int depth = 0, obj;
    while (p < end) {
        if (*p == '(')
            p = behind_string(p, end);
        else if (*p == '<' && p + 1 < end && p[1] == '<') {
            depth++;
            p += 2;
        } else if (*p == '>' && p + 1 < end && p[1] == '>') {
            depth--;
            p += 2;
        } else if (*p == '<')
            p = behind_hex(p, end);
        else if (*p == '/') {
            const char *name = p;
            p = behind_word(p, end);
            if (length || depth != 1 || p - name != 7 || memcmp(name, "/Length", 7)) continue;
            buf_bytes(to, from, (size_t)(name - from));
            from = p = behind_length(p, end);
        } else if (is_digit(*p) && (ref = behind_ref(p, end, &obj))) {
            buf_bytes(to, from, (size_t)(p - from));
            int n = number_of(w, obj);
            if (n > 0) {
                buf_int(to, n);
                buf_z(to, " 0 R");
            } else
                buf_z(to, "null");
            from = p = ref;
        } else if (is_digit(*p))
            while (p < end && is_regular(*p)) p++;
        else
            p++;
    }
    buf_bytes(to, from, (size_t)(end - from));
}

/* ---- objects ---- */

void merge_file_begin(Buf *b, int number)
{
    buf_int(b, number);
    buf_z(b, " 0 obj\n");
}

void merge_file_data(Buf *b, const void *p, size_t n)
{
    buf_z(b, " /Length ");
    buf_int(b, (int64_t)n);
    buf_z(b, " >>\nstream\n");
    buf_bytes(b, p, n);
    buf_z(b, "\nendstream\nendobj\n"); /* ISO 19005-2, 6.1.7.1: an end of line before endstream */
}

void merge_file_deflated(Writer *w, Buf *b, Str data)
{
    size_t most = libdeflate_zlib_compress_bound(w->deflate, data.n), n;
    char *z = mem_alloc(most + 1);
    n = libdeflate_zlib_compress(w->deflate, data.p, data.n, z, most);
    bool better = n && n + 20 < data.n;
    if (better) buf_z(b, " /Filter /FlateDecode");
    merge_file_data(b, better ? z : data.p, better ? n : data.n);
    mem_free(z);
}

/* The object stream under way is full, or the last one (7.5.7). */
static void pack_out(Writer *w)
{
    if (!w->npacked) return;
    Buf all = { 0 };
    for (int i = 0; i < w->npacked; i++)
        buf_printf(&all, "%d %zu ", w->packed[i].number, w->packed[i].at);
    stands_at(w, w->pack, (FilePlace){ w->b.n, 0, 0 });
    merge_file_begin(&w->b, w->pack);
    buf_printf(&w->b, "<< /Type /ObjStm /N %d /First %zu", w->npacked, all.n);
    buf_str(&all, buf_view(&w->texts));
    merge_file_deflated(w, &w->b, buf_view(&all));
    buf_drop(&all);
    buf_clear(&w->texts);
    w->npacked = 0;
}

/* An object that is no stream: its text goes to the buffer that comes back. */
static Buf *text_begin(Writer *w, int number)
{
    if (!w->compact) {
        stands_at(w, number, (FilePlace){ w->b.n, 0, 0 });
        merge_file_begin(&w->b, number);
        return &w->b;
    }
    if (!w->npacked) w->pack = w->next++;
    stands_at(w, number, (FilePlace){ 0, w->pack, w->npacked });
    w->packed[w->npacked].number = number;
    w->packed[w->npacked++].at = w->texts.n;
    return &w->texts;
}

static void text_end(Writer *w)
{
    if (!w->compact) {
        buf_z(&w->b, "\nendobj\n");
        return;
    }
    buf_char(&w->texts, '\n');
    if (w->npacked == PACKED) pack_out(w);
}

/* Decrypted already: a filter that says so would be wrong (table 5). */
static void no_crypt(Q d, O dict)
{
    O f = q_key(d, dict, "/Filter"), p = q_key(d, dict, "/DecodeParms");
    if (q_is(d, f, "/Crypt")) {
        q_del(d, dict, "/Filter");
        q_del(d, dict, "/DecodeParms");
    }
    if (!q_is(d, q_at(d, f, 0), "/Crypt")) return;
    O left = q_array(d), parms = q_array(d);
    for (int i = 1, n = q_len(d, f); i < n; i++) {
        q_push(d, left, q_at(d, f, i));
        if (i < q_len(d, p)) q_push(d, parms, q_at(d, p, i));
    }
    q_set(d, dict, "/Filter", left);
    if (q_is_array(d, p))
        q_set(d, dict, "/DecodeParms", parms);
    else
        q_del(d, dict, "/DecodeParms");
}

static bool put_stream(Writer *w, O o, int number)
{
    Q d = w->m->d;
    O dict = qpdf_oh_get_dict(d, o), filter = q_key(d, dict, "/Filter");
    unsigned char *p;
    size_t n;
    if (q_is(d, filter, "/Crypt") || q_len(d, filter) > 0) no_crypt(d, dict);
    bool plain = qpdf_oh_is_null(d, q_key(d, dict, "/Filter")) ||
        (q_is_array(d, filter) && !q_len(d, filter));
    if (!q_data(d, o, true, &p, &n)) {
        mem_free(p);
        w->m->why = S("a stream cannot be read");
        return false;
    }
    stands_at(w, number, (FilePlace){ w->b.n, 0, 0 });
    merge_file_begin(&w->b, number);
    put_text(w, str_of(qpdf_oh_unparse_resolved(d, dict)), false, &w->b);
    while (w->b.p[w->b.n - 1] != '>') w->b.n--;
    w->b.n -= 2; /* its end */
    if (plain && n > 64)
        merge_file_deflated(w, &w->b, (Str){ (char *)p, n });
    else
        merge_file_data(&w->b, p, n);
    mem_free(p);
    return true;
}

static bool put_object(Writer *w, int obj)
{
    Q d = w->m->d;
    O o = q_ref(d, obj);
    int number = ints_get(&w->number, (size_t)obj);
    bool ok = true;
    if (q_is_stream(d, o))
        ok = put_stream(w, o, number);
    else {
        Buf *b = text_begin(w, number);
        put_text(w, str_of(qpdf_oh_unparse_resolved(d, o)), true, b);
        text_end(w);
    }
    q_free(d);
    return ok;
}

/* ---- what is common ---- */

static uint64_t hash_of(uint64_t h, Str s)
{
    uint64_t word;
    for (; s.n >= 8; s.n -= 8, s.p += 8) {
        memcpy(&word, s.p, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    for (; s.n; s.n--) h = (h ^ (unsigned char)*s.p++) * 0x100000001B3u;
    return h ^ h >> 32;
}

static bool put_queue(Writer *w)
{
    bool ok = true;
    while (ok && w->done < w->queue.n)
        ok = put_object(w, w->queue.v[w->done++]) && !buf_failed(&w->b);
    return ok;
}

static int tree_ref(void *w, int obj) { return number_of(w, obj); }

static void tree_begins(void *w, int number) { (void)text_begin(w, number); }
static void tree_ends(void *w) { text_end(w); }

Writer *writer_new(Merge *m)
{
    Writer *w = ARENA_NEW(m->a, Writer);
    *w = (Writer){ .m = m,
                   .b = buf_new(FILE_MAX),
                   .next = FILE_FIRST,
                   .deflate = libdeflate_alloc_compressor(6),
                   .compact = m->plan->compact && !m->plan->linearize };
    w->packed = ARENA_NEW_N(m->a, FilePacked, PACKED);
    return w;
}

bool writer_common(Writer *w)
{
    Merge *m = w->m;
    int root = q_id(m->d, qpdf_get_root(m->d));
    buf_z(&w->b, "%PDF-1.7\n%\xbf\xf7\xa2\xfe\n");
    number_it(w, root, FILE_CATALOG);
    number_it(w, m->metadata, FILE_METADATA);
    if (m->mark)
        number_it(w, m->mark, FILE_MARK);
    else
        w->next = FILE_MARK;
    number_it(w, m->root, w->next);
    w->next = tree_number(m, w->next);
    ints_push(&w->queue, root);
    bool ok = w->deflate != NULL && put_queue(w);
    if (ok)
        tree_put(m,
                 &(TreeOut){ w, w->compact ? &w->texts : &w->b, tree_ref, tree_begins, tree_ends });
    q_free(m->d);
    ok = ok && put_queue(w); /* what only the structure names */
    pack_out(w);
    stands_at(w, w->next, (FilePlace){ 0 }); /* room for all */
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

void writer_drop(Writer *w)
{
    libdeflate_free_compressor(w->deflate);
    buf_drop(&w->b);
    buf_drop(&w->texts);
    mem_free(w->number.v);
    mem_free(w->queue.v);
    mem_free(w->place);
}
