/* libqpdf's C interface in short words, for the files of this room.
 *
 * A handle (O) lives until it is released; q_free releases all of a file. The loops that go over
 * pages or elements do so once a round and keep only object numbers from one round to the next.
 * Objects that are not there are null, never an error. */
#ifndef VORLAGE_PDFIN_PDF_H
#define VORLAGE_PDFIN_PDF_H

#include <qpdf/qpdf-c.h>

#include "base/str.h"

typedef qpdf_data Q;
typedef qpdf_oh O;

typedef struct {
    int *v;
    size_t n, room;
} Ints; /* grows as it is asked for; what was never set is 0 */
void ints_push(Ints *x, int v);
void ints_set(Ints *x, size_t i, int v);
static inline int ints_get(const Ints *x, size_t i) { return i < x->n ? x->v[i] : 0; }

/* What libqpdf says on standard error is silenced for the whole process (the child's). */
void q_quiet(void);
/* A file in memory, opened. NULL: *why tells (in the arena), *code is libqpdf's. */
Q q_open(Arena *a, Str bytes, Str *why, int *code);
/* The same from a file of any size, read as far as is asked for. */
Q q_open_file(Arena *a, const char *path, Str *why, int *code);
void q_close(Q *q);
/* Takes all warnings off the file; the first one's words, empty where there was none. */
Str q_warnings(Arena *a, Q q);
/* The error of the last call, taken off; empty: none. */
Str q_error(Arena *a, Q q);

static inline void q_free(Q q) { qpdf_oh_release_all(q); }
/* qpdf_oh_get_key_if_dict warns of anything that is neither null nor a dictionary, as if the file
 * were damaged. */
static inline O q_key(Q q, O o, const char *k)
{
    return qpdf_oh_is_dictionary(q, o) ? qpdf_oh_get_key(q, o, k) : qpdf_oh_new_null(q);
}
static inline void q_set(Q q, O o, const char *k, O v) { qpdf_oh_replace_key(q, o, k, v); }
static inline void q_del(Q q, O o, const char *k) { qpdf_oh_remove_key(q, o, k); }
static inline bool q_has(Q q, O o, const char *k)
{
    return qpdf_oh_is_dictionary(q, o) && qpdf_oh_has_key(q, o, k);
}
static inline bool q_is_dict(Q q, O o) { return qpdf_oh_is_dictionary(q, o); }
static inline bool q_is_array(Q q, O o) { return qpdf_oh_is_array(q, o); }
static inline bool q_is_stream(Q q, O o) { return qpdf_oh_is_stream(q, o); }
static inline bool q_is(Q q, O o, const char *name)
{
    return qpdf_oh_is_name_and_equals(q, o, name);
}
static inline int q_id(Q q, O o)
{
    return qpdf_oh_is_indirect(q, o) ? qpdf_oh_get_object_id(q, o) : 0;
}
static inline O q_ref(Q q, int id) { return qpdf_get_object_by_id(q, id, 0); }
static inline O q_parse(Q q, const char *s) { return qpdf_oh_parse(q, s); }
static inline O q_name(Q q, const char *s) { return qpdf_oh_new_name(q, s); }
static inline O q_int(Q q, long long v) { return qpdf_oh_new_integer(q, v); }
static inline O q_array(Q q) { return qpdf_oh_new_array(q); }
static inline O q_dict(Q q) { return qpdf_oh_new_dictionary(q); }
static inline void q_push(Q q, O array, O v) { qpdf_oh_append_item(q, array, v); }
static inline O q_at(Q q, O array, int i) { return qpdf_oh_get_array_item(q, array, i); }
/* 0 for what is no array. */
static inline int q_len(Q q, O o)
{
    return qpdf_oh_is_array(q, o) ? qpdf_oh_get_array_n_items(q, o) : 0;
}
/* The dictionary of a stream, else the object itself. */
static inline O q_dict_of(Q q, O o) { return qpdf_oh_is_stream(q, o) ? qpdf_oh_get_dict(q, o) : o; }
static inline int q_int_of(Q q, O o)
{
    int v = 0;
    return qpdf_oh_get_value_as_int(q, o, &v) ? v : 0;
}
static inline double q_num(Q q, O array, int i)
{
    double v = 0;
    return qpdf_oh_get_value_as_number(q, q_at(q, array, i), &v) ? v : 0;
}
/* Number of an indirect object: made indirect where it is not. */
int q_make(Q q, O o);
/* The first part of a name without its slash; empty where it is none. Lent until the next call of
 * the library. */
Str q_name_of(Q q, O o);
/* A text string as UTF-8 in the arena; empty where it is none. */
Str q_text_of(Arena *a, Q q, O o);
O q_text(Q q, Str utf8);
O q_bytes(Q q, Str s);
O q_real(Q q, double v);
O q_rect(Q q, const double r[4]);
/* Keys of a dictionary, sorted, in the arena. */
char **q_keys(Arena *a, Q q, O d, int *n);
/* A new stream, indirect: its number. dict: its entries as text ("<<...>>"). */
int q_stream(Q q, const char *dict, Str data);
/* What a page has from the nodes above it stands in it from then on. */
void q_inherit(Q q, O page);
/* Data of a stream as it stands (raw) or unfiltered; false where that fails. Memory is malloc's,
 * free it with mem_free. */
bool q_data(Q q, O stream, bool raw, unsigned char **p, size_t *n);
/* Four numbers in order; false where it is no rectangle. */
bool q_box(Q q, O array, double r[4]);

/* Where a pack carries the list of what it holds: the catalog's /PieceInfo, in it the data of this
 * program. */
#define LIST_OWNER "/Vorlage"
#define LIST_STREAM \
    "/Liste" /* the bytes of sitzung.json, without the sizes and digests of single files */
#define LIST_DIGEST "/SHA256" /* of them, 64 digits */

/* ---- geometry: a b c d e f as in PDF ---- */
typedef struct {
    double a, b, c, d, e, f;
} Mat;
#define MAT_ONE ((Mat){ 1, 0, 0, 1, 0, 0 })
Mat mat_mul(Mat first, Mat then);
Mat mat_inverse(Mat m); /* of one that is not degenerate */
static inline bool mat_is_one(Mat m)
{
    return m.a == 1 && m.b == 0 && m.c == 0 && m.d == 1 && m.e == 0 && m.f == 0;
}
void mat_apply(Mat m, double *x, double *y);
void mat_box(Mat m, const double in[4], double out[4]);
/* " a b c d e f cm" */
void mat_put(Buf *b, Mat m);

/* A page's geometry: box that is shown (in its own units), rotation, unit; and the way from "as
 * seen" (points from the lower left corner of what is shown, upright) to the page's own space. */
typedef struct {
    double box[4];
    int rotate;
    double unit, width, height;
    Mat to_user;
} PageShape;
PageShape page_shape(Q q, O page);

#endif
