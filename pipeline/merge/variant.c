/* What a variant has of its own, behind what is common: metadata, document information, the mark's
 * form, the table of objects (a stream of them in the compact form), the trailer. ISO
 * 32000-1, 7.5.4 to 7.5.8. */
#include "base/hash.h"
#include "merge/merge_file.h"

#define ROW \
    7 /* bytes of an entry of the table's stream: kind, place, number within an object stream */

static FilePlace place_of(const Writer *w, const size_t *own, int number)
{
    if (number > FILE_CATALOG && number < FILE_FIRST && own[number])
        return (FilePlace){ own[number], 0, 0 };
    return w->place[number];
}

static void table(const Writer *w, const size_t *own, Buf *b)
{
    buf_printf(b, "xref\n0 %d\n0000000000 65535 f \n", w->next);
    char line[21] = "0000000000 00000 n \n";
    for (int i = 1; i < w->next; i++) {
        size_t at = place_of(w, own, i).at;
        for (int k = 9; k >= 0; k--, at /= 10) line[k] = (char)('0' + at % 10);
        buf_bytes(b, line, 20);
    }
}

/* Each row less the one above it (PNG's "up"): most of them are alike. */
static void table_rows(const Writer *w, const size_t *own, size_t self, Buf *b)
{
    unsigned char up[ROW] = { 0 };
    for (int i = 0; i <= w->next; i++) {
        FilePlace p = i == w->next ? (FilePlace){ self, 0, 0 }
            : i                    ? place_of(w, own, i)
                                   : (FilePlace){ 0 };
        size_t v = p.in ? (size_t)p.in : p.at;
        unsigned char row[ROW] = { i ? p.in ? 2 : 1 : 0,     (unsigned char)(v >> 24),
                                   (unsigned char)(v >> 16), (unsigned char)(v >> 8),
                                   (unsigned char)v,         (unsigned char)(p.nth >> 8),
                                   (unsigned char)p.nth };
        buf_char(b, 2);
        for (int k = 0; k < ROW; k++) {
            buf_char(b, (char)(row[k] - up[k]));
            up[k] = row[k];
        }
    }
}

static void trailer_entries(const Writer *w, Str own, int size, Buf *b)
{
    uint8_t digest[32];
    Buf all = { 0 };
    buf_bytes(&all, w->hash, sizeof w->hash);
    buf_str(&all, own);
    sha256(buf_view(&all), digest);
    buf_drop(&all);
    buf_printf(b, "/Size %d /Root %d 0 R /Info %d 0 R /ID [", size, FILE_CATALOG, FILE_INFO);
    for (int k = 0; k < 2; k++) {
        buf_char(b, '<');
        for (int i = 0; i < 16; i++) buf_printf(b, "%02x", digest[i]);
        buf_char(b, '>');
    }
    buf_char(b, ']');
}

void merge_variant_end(Writer *w, const Variant *v, Buf *b)
{
    buf_str(b, buf_view(&v->b));
    size_t at = w->b.n + v->b.n, n = v->b.n;
    const size_t *own = v->at;
    if (!w->compact) {
        table(w, own, b);
        buf_z(b, "trailer\n<< ");
        trailer_entries(w, (Str){ b->p, n }, w->next, b);
        buf_z(b, " >>\n");
    } else {
        Buf rows = { 0 };
        table_rows(w, own, at, &rows);
        merge_file_begin(b, w->next);
        buf_printf(b, "<< /Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 /Columns %d >> ",
                   ROW);
        trailer_entries(w, (Str){ b->p, n }, w->next + 1, b);
        merge_file_deflated(w, b, buf_view(&rows));
        buf_drop(&rows);
    }
    buf_printf(b, "startxref\n%zu\n%%%%EOF\n", at);
}

static void begin(const Writer *w, Variant *to, int number)
{
    to->at[number] = w->b.n + to->b.n;
    merge_file_begin(&to->b, number);
}

void merge_variant_begin(Writer *w, const MergeVariant *v, Claim c, Variant *to)
{
    Buf xmp = { 0 }, *b = &to->b;
    *to = (Variant){ 0 };
    merge_metadata_xmp(&xmp, w->m, v, c);
    begin(w, to, FILE_METADATA);
    buf_z(b, "<< /Type /Metadata /Subtype /XML"); /* not deflated: ISO 19005-2, 6.6.2.1 */
    merge_file_data(b, xmp.p, xmp.n);
    to->xmp = buf_keep(w->m->a, &xmp);
    begin(w, to, FILE_INFO);
    to->info = merge_metadata_info(w->m, v);
    buf_str(b, to->info);
    buf_z(b, "\nendobj\n");
    if (!w->m->mark) return;
    to->mark = v->mark;
    begin(w, to, FILE_MARK);
    buf_z(b, "<< /Type /XObject /Subtype /Form /Resources << >> /BBox [0 0 ");
    buf_real(b, (double)w->m->plan->mark_width, 3);
    buf_char(b, ' ');
    buf_real(b, (double)w->m->plan->mark_height, 3);
    buf_char(b, ']');
    merge_file_deflated(w, b, v->mark);
}
