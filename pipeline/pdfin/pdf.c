/* Short words for libqpdf, see pdf.h. */
#include "pdfin/pdf.h"

#include <math.h>
#include <qpdf/qpdflogger-c.h>
#include <stdlib.h>

#include "base/sheet.h"

#define MAX_UP 100 /* nodes above a page */

/* ---- numbers ---- */

void ints_push(Ints *x, int v)
{
    if (x->n == x->room) {
        x->room = x->room ? 2 * x->room : 16;
        x->v = mem_realloc(x->v, x->room * sizeof *x->v);
    }
    x->v[x->n++] = v;
}

void ints_set(Ints *x, size_t i, int v)
{
    if (i >= x->room) {
        x->room = i < 16 ? 16 : 2 * i;
        x->v = mem_realloc(x->v, x->room * sizeof *x->v);
    }
    for (; x->n <= i; x->n++) x->v[x->n] = 0;
    x->v[i] = v;
}

/* ---- files ---- */

/* Direct objects have no owner: their warnings go to the default logger. */
void q_quiet(void)
{
    qpdflogger_handle l = qpdflogger_default_logger();
    qpdflogger_set_info(l, qpdf_log_dest_discard, NULL, NULL);
    qpdflogger_set_warn(l, qpdf_log_dest_discard, NULL, NULL);
    qpdflogger_set_error(l, qpdf_log_dest_discard, NULL, NULL);
    qpdflogger_cleanup(&l);
}

Str q_error(Arena *a, Q q)
{
    qpdf_error e = qpdf_has_error(q) ? qpdf_get_error(q) : NULL;
    return e ? str_keep(a, str_of(qpdf_get_error_message_detail(q, e))) : (Str){ "", 0 };
}

Str q_warnings(Arena *a, Q q)
{
    Str first = { "", 0 };
    qpdf_error e;
    while ((e = qpdf_next_warning(q)))
        if (!first.n) first = str_keep(a, str_of(qpdf_get_error_message_detail(q, e)));
    return first;
}

static Q q_new(void)
{
    Q q = qpdf_init();
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_silence_errors(q);
    return q;
}

static Q opened(Arena *a, Q q, QPDF_ERROR_CODE result, Str *why, int *code)
{
    *code = 0;
    if (!(result & QPDF_ERRORS)) return q;
    qpdf_error e = qpdf_get_error(q);
    *code = e ? (int)qpdf_get_error_code(q, e) : -1;
    *why = e ? str_keep(a, str_of(qpdf_get_error_message_detail(q, e))) : S("?");
    q_close(&q);
    return NULL;
}

Q q_open(Arena *a, Str bytes, Str *why, int *code)
{
    Q q = q_new();
    return opened(a, q, qpdf_read_memory(q, "pdf", bytes.p, bytes.n, NULL), why, code);
}

Q q_open_file(Arena *a, const char *path, Str *why, int *code)
{
    Q q = q_new();
    return opened(a, q, qpdf_read(q, path, NULL), why, code);
}

void q_close(Q *q)
{
    qpdf_oh_release_all(*q);
    qpdf_cleanup(q);
}

/* ---- objects ---- */

int q_make(Q q, O o)
{
    int id = q_id(q, o);
    return id ? id : qpdf_oh_get_object_id(q, qpdf_make_indirect_object(q, o));
}

Str q_name_of(Q q, O o)
{
    const char *s = qpdf_oh_is_name(q, o) ? qpdf_oh_get_name(q, o) : "/";
    return str_of(*s ? s + 1 : s);
}

Str q_text_of(Arena *a, Q q, O o)
{
    if (!qpdf_oh_is_string(q, o)) return (Str){ "", 0 };
    size_t n;
    const char *s = qpdf_oh_get_binary_utf8_value(q, o, &n);
    return str_keep(a, (Str){ s, n });
}

O q_text(Q q, Str utf8) { return qpdf_oh_new_binary_unicode_string(q, utf8.p, utf8.n); }
O q_bytes(Q q, Str s) { return qpdf_oh_new_binary_string(q, s.p, s.n); }

O q_real(Q q, double v)
{
    if (fabs(v - nearbyint(v)) < 5e-5 && fabs(v) < 1e9) return q_int(q, (long long)nearbyint(v));
    return qpdf_oh_new_real_from_double(q, v, 4);
}

O q_rect(Q q, const double r[4])
{
    O a = q_array(q);
    for (int i = 0; i < 4; i++) q_push(q, a, q_real(q, r[i]));
    return a;
}

/* Only one iteration at a time is allowed, so the keys are copied; libqpdf keeps them sorted. */
char **q_keys(Arena *a, Q q, O d, int *n)
{
    size_t room = 16;
    char **v = ARENA_NEW_N(a, char *, room);
    *n = 0;
    if (!q_is_dict(q, d)) return v;
    for (qpdf_oh_begin_dict_key_iter(q, d); qpdf_oh_dict_more_keys(q);) {
        if ((size_t)*n == room) {
            v = ARENA_MORE(a, char *, v, room, 2 * room);
            room *= 2;
        }
        v[(*n)++] = str_z(a, str_of(qpdf_oh_dict_next_key(q)));
    }
    return v;
}

int q_stream(Q q, const char *dict, Str data)
{
    O s = qpdf_oh_new_stream(q), null = qpdf_oh_new_null(q), d = q_parse(q, dict),
      to = qpdf_oh_get_dict(q, s);
    qpdf_oh_replace_stream_data(q, s, (const unsigned char *)data.p, data.n, null, null);
    Arena *a = arena_new();
    int n;
    char **k = q_keys(a, q, d, &n);
    for (int i = 0; i < n; i++) q_set(q, to, k[i], q_key(q, d, k[i]));
    arena_drop(a);
    return qpdf_oh_get_object_id(q, s);
}

void q_inherit(Q q, O page)
{
    static const char *const key[] = { "/Resources", "/MediaBox", "/CropBox", "/Rotate" };
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        O node = page;
        for (int up = 0; up < MAX_UP && q_is_dict(q, node) && !q_has(q, node, key[i]); up++)
            node = q_key(q, node, "/Parent");
        if (node != page && q_has(q, node, key[i])) q_set(q, page, key[i], q_key(q, node, key[i]));
    }
}

bool q_data(Q q, O stream, bool raw, unsigned char **p, size_t *n)
{
    QPDF_BOOL filtered = QPDF_FALSE;
    *p = NULL;
    *n = 0;
    bool ok = !(qpdf_oh_get_stream_data(q, stream, raw ? qpdf_dl_none : qpdf_dl_generalized,
                                        &filtered, p, n) &
                QPDF_ERRORS);
    if (!ok && qpdf_has_error(q)) (void)qpdf_get_error(q);
    return ok && (raw || filtered);
}

bool q_box(Q q, O array, double r[4])
{
    if (q_len(q, array) != 4) return false;
    for (int i = 0; i < 4; i++) r[i] = q_num(q, array, i);
    for (int i = 0; i < 2; i++)
        if (r[i] > r[i + 2]) {
            double t = r[i];
            r[i] = r[i + 2];
            r[i + 2] = t;
        }
    return r[2] > r[0] && r[3] > r[1];
}

/* ---- geometry ---- */

Mat mat_mul(Mat x, Mat y)
{
    return (Mat){ x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d,       x.c * y.a + x.d * y.c,
                  x.c * y.b + x.d * y.d, x.e * y.a + x.f * y.c + y.e, x.e * y.b + x.f * y.d + y.f };
}

Mat mat_inverse(Mat m)
{
    double k = m.a * m.d - m.b * m.c;
    if (k == 0) return MAT_ONE;
    return (Mat){ m.d / k,
                  -m.b / k,
                  -m.c / k,
                  m.a / k,
                  (m.c * m.f - m.d * m.e) / k,
                  (m.b * m.e - m.a * m.f) / k };
}

void mat_apply(Mat m, double *x, double *y)
{
    double px = *x, py = *y;
    *x = m.a * px + m.c * py + m.e;
    *y = m.b * px + m.d * py + m.f;
}

void mat_box(Mat m, const double in[4], double out[4])
{
    double r[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < 4; i++) {
        double x = in[i & 1 ? 2 : 0], y = in[i & 2 ? 3 : 1];
        mat_apply(m, &x, &y);
        r[0] = fmin(r[0], x);
        r[1] = fmin(r[1], y);
        r[2] = fmax(r[2], x);
        r[3] = fmax(r[3], y);
    }
    memcpy(out, r, sizeof r);
}

void mat_put(Buf *b, Mat m)
{
    const double v[6] = { m.a, m.b, m.c, m.d, m.e, m.f };
    for (int i = 0; i < 6; i++) {
        buf_char(b, ' ');
        buf_real(b, v[i], i < 4 ? 6 : 3);
    }
    buf_z(b, " cm");
}

PageShape page_shape(Q q, O page)
{
    PageShape s = { { 0, 0, A4_W, A4_H }, 0, 1, 0, 0, MAT_ONE };
    double crop[4];
    q_box(q, q_key(q, page, "/MediaBox"), s.box);
    if (q_box(q, q_key(q, page, "/CropBox"), crop) && crop[0] < s.box[2] && crop[1] < s.box[3] &&
        crop[2] > s.box[0] && crop[3] > s.box[1])
        for (int i = 0; i < 4; i++)
            s.box[i] = i < 2 ? fmax(s.box[i], crop[i]) : fmin(s.box[i], crop[i]);
    double unit = 1;
    if (qpdf_oh_get_value_as_number(q, q_key(q, page, "/UserUnit"), &unit) && unit > 0 &&
        unit < 1e6)
        s.unit = unit;
    s.rotate = ((q_int_of(q, q_key(q, page, "/Rotate")) % 360) + 360) % 360 / 90 * 90;
    double w = s.box[2] - s.box[0], h = s.box[3] - s.box[1], k = 1 / s.unit;
    s.width = (s.rotate % 180 ? h : w) * s.unit;
    s.height = (s.rotate % 180 ? w : h) * s.unit;
    s.to_user = s.rotate == 90 ? (Mat){ 0, k, -k, 0, s.box[2], s.box[1] }
        : s.rotate == 180      ? (Mat){ -k, 0, 0, -k, s.box[2], s.box[3] }
        : s.rotate == 270      ? (Mat){ 0, -k, k, 0, s.box[0], s.box[3] }
                               : (Mat){ k, 0, 0, k, s.box[0], s.box[1] };
    return s;
}
