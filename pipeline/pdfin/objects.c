/* Objects as text, see objects.h. */
#include "pdfin/objects.h"

#include <libdeflate.h>

#define MAX_OBJECT ((size_t)4 << 20) /* bytes of one that is read here */
#define MAX_HOPS 8

typedef struct {
    uint64_t at;
    uint32_t in;
    uint8_t kind;
} Entry; /* kind: 0 not known, 1 at an offset, 2 within the object stream `in`, 3 free */
typedef struct {
    Str text;
    size_t first;
    int n;
} Packed;

struct Objects {
    Arena *a;
    Str bytes;
    Q q;
    size_t base; /* of offsets: where %PDF- stands */
    Entry *entry;
    size_t n, room;
    Packed *packed;
    size_t npacked, packedroom;
    Ints packed_at; /* 1 + index, by number of the object stream */
    struct libdeflate_decompressor *inflate;
    bool plain; /* the table was read */
};

/* ---- streams ---- */

/* Where the data of the stream behind this dictionary begin; empty: there is none. */
static Str data_behind(const Objects *x, Val dict, size_t n)
{
    const char *p = dict.text.p + dict.text.n, *end = x->bytes.p + x->bytes.n;
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) p++;
    if (end - p < 8 || memcmp(p, "stream", 6)) return (Str){ "", 0 };
    p += 6;
    if (*p == '\r') p++;
    if (p < end && *p == '\n') p++;
    return (Str){ p, n < (size_t)(end - p) ? n : (size_t)(end - p) };
}

static bool inflated(Objects *x, Str z, Str *out)
{
    for (size_t room = z.n * 8 + 1024; room <= OBJECTS_MAX_STREAM; room *= 4) {
        size_t used, n;
        char *p = mem_alloc(room);
        enum libdeflate_result r =
            libdeflate_zlib_decompress_ex(x->inflate, z.p, z.n, p, room, &used, &n);
        if (r == LIBDEFLATE_SUCCESS) *out = str_keep(x->a, (Str){ p, n });
        mem_free(p);
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE) return r == LIBDEFLATE_SUCCESS;
    }
    return false;
}

static bool stream_text(Objects *x, Val dict, Str *out)
{
    Val filter = val_key(dict, "/Filter"), length = object_value(x, val_key(dict, "/Length"));
    if (filter.kind == VAL_ARRAY) {
        Str c = val_inside(filter);
        filter = val_next(&c);
        if (val_next(&c).kind != VAL_NONE) return false;
    }
    Str data = length.kind == VAL_INT && length.n >= 0 ? data_behind(x, dict, (size_t)length.n)
                                                       : (Str){ "", 0 };
    if (!data.n) return false;
    if (filter.kind == VAL_NONE) {
        *out = data;
        return true;
    }
    return val_is(filter, "/FlateDecode") && inflated(x, data, out);
}

/* ---- the table ---- */

static bool set(Objects *x, long number, Entry e)
{
    if (number < 0 || number > VAL_MAX_OBJECT || (size_t)number > x->bytes.n) return false;
    if ((size_t)number >= x->room) {
        size_t more = (size_t)number * 2 + 1024;
        x->entry = mem_realloc(x->entry, more * sizeof *x->entry);
        memset(x->entry + x->room, 0, (more - x->room) * sizeof *x->entry);
        x->room = more;
    }
    if ((size_t)number >= x->n) x->n = (size_t)number + 1;
    if (!x->entry[number].kind) x->entry[number] = e; /* the newest section comes first */
    return true;
}

/* "number generation obj" and the value behind it. */
static Val object_at(const Objects *x, uint64_t at, int *number)
{
    const Val none = { VAL_NONE, { "", 0 }, 0 };
    if (at >= x->bytes.n - x->base) return none;
    Str c = { x->bytes.p + x->base + at, x->bytes.n - x->base - (size_t)at };
    Val n = val_next(&c), gen = val_next(&c), word = val_next(&c);
    if (n.kind != VAL_INT || gen.kind != VAL_INT || !str_is(word.text, "obj")) return none;
    *number = n.n;
    if (c.n > MAX_OBJECT)
        c.n = MAX_OBJECT; /* without an end, each would go on to the end of the file */
    Val v = val_next(&c);
    return c.n || v.text.n < MAX_OBJECT ? v : none;
}

/* Entries "offset generation n" of a classical section; behind it the trailer. Free ones are told
 * last: a hybrid file's stream may have them (7.5.8.4). */
static bool table(Objects *x, Str *c, bool only_free)
{
    for (;;) {
        Str before = *c;
        Val first = val_next(c), count = val_next(c);
        if (first.kind != VAL_INT || count.kind != VAL_INT) {
            *c = before;
            return str_is(first.text, "trailer");
        }
        for (long i = 0; i < count.n; i++) {
            Val at = val_next(c), gen = val_next(c), how = val_next(c);
            bool used = str_is(how.text, "n");
            if (at.kind != VAL_INT || gen.kind != VAL_INT || (!used && !str_is(how.text, "f")))
                return false;
            if (used != only_free &&
                !set(x, first.n + i, (Entry){ (uint64_t)at.n, 0, used ? 1 : 3 }))
                return false;
        }
    }
}

static uint64_t field(const char *p, int n)
{
    uint64_t v = 0;
    for (int i = 0; i < n; i++) v = v << 8 | (unsigned char)p[i];
    return v;
}

/* PNG's predictor "up" and its kin, rows of one byte a sample (RFC 2083, 6). */
static bool unpredict(Arena *a, Str in, size_t columns, Str *out)
{
    size_t rows = in.n / (columns + 1);
    unsigned char *to = ARENA_NEW_N(a, unsigned char, rows *columns + 1);
    for (size_t r = 0; r < rows; r++) {
        const unsigned char *row = (const unsigned char *)in.p + r * (columns + 1);
        unsigned char *now = to + r * columns, *up = now - columns;
        if (row[0] > 2) return false; /* no writer uses others here */
        for (size_t i = 0; i < columns; i++)
            now[i] = (unsigned char)(row[i + 1] +
                                     (row[0] == 2 && r       ? up[i]
                                          : row[0] == 1 && i ? now[i - 1]
                                                             : 0));
    }
    *out = (Str){ (char *)to, rows * columns };
    return true;
}

static bool stream_rows(Objects *x, Val dict, Str rows, const int w[3])
{
    Val index = val_key(dict, "/Index"), size = val_key(dict, "/Size");
    Str c = val_inside(index), all = (Str){ "", 0 };
    size_t one = (size_t)(w[0] + w[1] + w[2]);
    bool given = index.kind == VAL_ARRAY;
    for (;;) {
        Val first = given ? val_next(&c) : (Val){ VAL_INT, all, 0 },
            count = given ? val_next(&c) : size;
        if (first.kind == VAL_NONE) return true;
        if (first.kind != VAL_INT || count.kind != VAL_INT) return false;
        for (long i = 0; i < count.n && rows.n >= one; i++) {
            uint64_t kind = w[0] ? field(rows.p, w[0]) : 1, b = field(rows.p + w[0], w[1]);
            Entry e = { b, kind == 2 ? (uint32_t)b : 0, kind == 1 ? 1 : kind == 2 ? 2 : 3 };
            if (!set(x, first.n + i, e)) return false;
            rows.p += one, rows.n -= one;
        }
        if (!given) return true;
    }
}

static bool table_stream(Objects *x, Val dict)
{
    Val w = val_key(dict, "/W"), parms = val_key(dict, "/DecodeParms");
    Str c = val_inside(w), rows;
    int width[3];
    for (int i = 0; i < 3; i++) {
        Val v = val_next(&c);
        if (v.kind != VAL_INT || v.n < 0 || v.n > 8) return false;
        width[i] = v.n;
    }
    if (parms.kind == VAL_ARRAY) {
        c = val_inside(parms);
        parms = val_next(&c);
    }
    Val predictor = val_key(parms, "/Predictor"), columns = val_key(parms, "/Columns");
    if (width[0] + width[1] + width[2] == 0 || !val_is(val_key(dict, "/Type"), "/XRef") ||
        !stream_text(x, dict, &rows))
        return false;
    if (predictor.kind == VAL_INT && predictor.n >= 10 &&
        (columns.kind != VAL_INT || columns.n < 1 || columns.n > 64 ||
         !unpredict(x->a, rows, (size_t)columns.n, &rows)))
        return false;
    if (predictor.kind == VAL_INT && predictor.n == 2) return false;
    return stream_rows(x, dict, rows, width);
}

static bool section_stream(Objects *x, uint64_t at, Val *dict)
{
    int number;
    *dict = object_at(x, at, &number);
    return dict->kind == VAL_DICT && table_stream(x, *dict);
}

/* One section; *trailer: its dictionary. */
static bool section(Objects *x, uint64_t at, Val *trailer)
{
    if (at >= x->bytes.n - x->base) return false;
    Str c = { x->bytes.p + x->base + at, x->bytes.n - x->base - (size_t)at }, again;
    Val head = val_next(&c);
    if (!str_is(head.text, "xref")) return section_stream(x, at, trailer);
    again = c;
    if (!table(x, &c, false)) return false;
    val_next(&c);
    *trailer = val_next(&c);
    Val hybrid = val_key(*trailer, "/XRefStm"), ignored;
    if (trailer->kind != VAL_DICT ||
        (hybrid.kind == VAL_INT && !section_stream(x, (uint64_t)hybrid.n, &ignored)))
        return false;
    return table(x, &again, true);
}

static bool read_table(Objects *x)
{
    size_t from = x->bytes.n > 1100 ? x->bytes.n - 1100 : 0, k, at = 0;
    Str tail = { x->bytes.p + from, x->bytes.n - from };
    x->base = str_find(str_sub(x->bytes, 0, x->bytes.n < 1024 ? x->bytes.n : 1024), S("%PDF-"));
    if (x->base == (size_t)-1) return false;
    for (; (k = str_find(str_sub(tail, at, tail.n), S("startxref"))) != (size_t)-1; at += k + 9) {
    } /* the last one */
    Str c = str_sub(tail, at, tail.n);
    Val v = val_next(&c), trailer;
    if (!at || v.kind != VAL_INT) return false;
    for (int i = 0; i < OBJECTS_MAX_SECTIONS; i++) {
        if (v.n < 0 || !section(x, (uint64_t)v.n, &trailer)) return false;
        v = val_key(trailer, "/Prev");
        if (v.kind == VAL_NONE) return true;
        if (v.kind != VAL_INT) return false;
    }
    return false;
}

/* ---- objects ---- */

static Val by_library(Objects *x, int number)
{
    O o = q_ref(x->q, number), d = q_dict_of(x->q, o);
    Str c = str_keep(x->a, str_of(qpdf_oh_unparse_resolved(x->q, d)));
    qpdf_oh_release(x->q, d);
    if (d != o) qpdf_oh_release(x->q, o);
    Val v = val_next(&c);
    return v.kind == VAL_WORD && str_is(v.text, "null") ? (Val){ VAL_NONE, { "", 0 }, 0 } : v;
}

static Packed *packed_of(Objects *x, int number)
{
    int k = ints_get(&x->packed_at, (size_t)number), got;
    if (k) return &x->packed[k - 1];
    const Entry *e = (size_t)number < x->n ? &x->entry[number] : NULL;
    Val dict = e && e->kind == 1 ? object_at(x, e->at, &got) : (Val){ VAL_NONE, { "", 0 }, 0 };
    Val n = val_key(dict, "/N"), first = val_key(dict, "/First");
    bool good = dict.kind == VAL_DICT && got == number &&
        val_is(val_key(dict, "/Type"), "/ObjStm") && n.kind == VAL_INT && first.kind == VAL_INT &&
        first.n >= 0 &&
        val_key(dict, "/DecodeParms").kind == VAL_NONE; /* a predictor is left to the library */
    if (x->npacked == x->packedroom) {
        x->packedroom = x->packedroom ? 2 * x->packedroom : 16;
        x->packed = mem_realloc(x->packed, x->packedroom * sizeof *x->packed);
    }
    x->packed[x->npacked++] = (Packed){ 0 };
    ints_set(&x->packed_at, (size_t)number,
             (int)x->npacked); /* known before its length is asked for: that may stand in it */
    k = (int)x->npacked;
    Str text = { "", 0 };
    if (good && stream_text(x, dict, &text))
        x->packed[k - 1] = (Packed){ text, (size_t)first.n, n.n };
    return &x->packed[k - 1];
}

/* The whole stream is looked through once: where its objects are stands in the table from then on.
 */
static bool unpack(Objects *x, uint32_t in)
{
    Packed *p = in <= VAL_MAX_OBJECT ? packed_of(x, (int)in) : NULL;
    if (!p || !p->text.n || p->first > p->text.n) return false;
    Str c = str_sub(p->text, 0, p->first);
    for (int i = 0; i < p->n; i++) {
        Val number = val_next(&c), at = val_next(&c);
        if (number.kind != VAL_INT || at.kind != VAL_INT) break;
        Entry *e = number.n >= 0 && (size_t)number.n < x->n ? &x->entry[number.n] : NULL;
        if (e && e->kind == 2 && e->in == in && at.n >= 0 && p->first + (size_t)at.n < p->text.n)
            *e = (Entry){ p->first + (size_t)at.n, in, 4 };
    }
    return true;
}

static Val from_table(Objects *x, int number)
{
    const Val none = { VAL_NONE, { "", 0 }, 0 };
    Entry *e = &x->entry[number];
    int got = 0;
    if (e->kind == 2 && !unpack(x, e->in)) return none;
    if (e->kind == 4) {
        const Packed *p = packed_of(x, (int)e->in);
        Str c = str_sub(p->text, (size_t)e->at, p->text.n);
        return val_next(&c);
    }
    Val v = e->kind == 1 ? object_at(x, e->at, &got) : none;
    return got == number ? v : none;
}

static Val get(Objects *x, int number)
{
    Val v = { VAL_NONE, { "", 0 }, 0 };
    if (number < 1 || number > VAL_MAX_OBJECT) return v;
    if (x->plain && (size_t)number < x->n) v = from_table(x, number);
    return v.kind == VAL_NONE ? by_library(x, number) : v;
}

Val object_value(Objects *x, Val v)
{
    for (int i = 0; v.kind == VAL_REF && i < MAX_HOPS; i++) v = get(x, v.n);
    if (v.kind == VAL_REF || (v.kind == VAL_WORD && str_is(v.text, "null"))) v.kind = VAL_NONE;
    return v;
}

Val object_get(Objects *x, int number)
{
    return object_value(x, (Val){ VAL_REF, { "", 0 }, number });
}
Val object_key(Objects *x, Val dict, const char *key)
{
    return object_value(x, val_key(dict, key));
}

Objects *objects_open(Arena *a, Str bytes, Q q)
{
    Objects *x = ARENA_NEW(a, Objects);
    *x = (Objects){ .a = a, .bytes = bytes, .q = q, .inflate = libdeflate_alloc_decompressor() };
    x->plain = !qpdf_is_encrypted(q) && !qpdf_more_warnings(q) && x->inflate && read_table(x);
    return x;
}

void objects_drop(Objects *x)
{
    libdeflate_free_decompressor(x->inflate);
    mem_free(x->entry);
    mem_free(x->packed);
    mem_free(x->packed_at.v);
}
