/* Form fields become what they show: each widget's appearance is drawn into its page (ISO
 * 32000-1, 12.5.5, algorithm 8.1).
 *
 * On tagged pages it is marked; where the structure names the widget (walk.c) it has that mark
 * then. What is drawn waits in the page's /VForms until its contents are composed. */
#include "merge/merge_in.h"

#include <math.h>

#define F_UNSEEN (2 | 32) /* hidden, no view */

/* The stream that is shown now; null: none. */
static O appearance(Q q, O widget)
{
    O n = q_key(q, q_key(q, widget, "/AP"), "/N"), state = q_key(q, widget, "/AS");
    if (q_is_dict(q, n) && qpdf_oh_is_name(q, state)) n = q_key(q, n, qpdf_oh_get_name(q, state));
    return q_is_stream(q, n) ? n : qpdf_oh_new_null(q);
}

static Mat matrix_of(Q q, O form)
{
    O a = q_key(q, qpdf_oh_get_dict(q, form), "/Matrix");
    if (q_len(q, a) != 6) return MAT_ONE;
    return (Mat){ q_num(q, a, 0), q_num(q, a, 1), q_num(q, a, 2),
                  q_num(q, a, 3), q_num(q, a, 4), q_num(q, a, 5) };
}

/* From the form's space, after its own matrix, onto the widget's rectangle. */
static bool onto_rect(Q q, O widget, O form, Mat *out)
{
    double box[4], rect[4], b[4];
    if (!q_box(q, q_key(q, qpdf_oh_get_dict(q, form), "/BBox"), box) ||
        !q_box(q, q_key(q, widget, "/Rect"), rect))
        return false;
    mat_box(matrix_of(q, form), box, b);
    if (b[2] <= b[0] || b[3] <= b[1]) return false;
    double sx = (rect[2] - rect[0]) / (b[2] - b[0]), sy = (rect[3] - rect[1]) / (b[3] - b[1]);
    *out = (Mat){ sx, 0, 0, sy, rect[0] - sx * b[0], rect[1] - sy * b[1] };
    return isfinite(sx) && isfinite(sy);
}

static O resource(Q q, O page, O *xobjects)
{
    Arena *a = arena_new();
    O old = q_key(q, page, "/Resources"), res = q_dict(q), old_x = q_key(q, old, "/XObject");
    int n;
    char **k = q_keys(a, q, old, &n);
    for (int i = 0; i < n; i++) q_set(q, res, k[i], q_key(q, old, k[i]));
    *xobjects = q_dict(q);
    k = q_keys(a, q, old_x, &n);
    for (int i = 0; i < n; i++) q_set(q, *xobjects, k[i], q_key(q, old_x, k[i]));
    q_set(q, res, "/XObject", *xobjects);
    arena_drop(a);
    return res;
}

static void draw(Source *s, O widget, uint32_t from, int nth, O xobjects, Buf *b)
{
    Q q = s->q;
    O form = appearance(q, widget);
    Mat v;
    if ((q_int_of(q, q_key(q, widget, "/F")) & F_UNSEEN) || !q_is_stream(q, form) ||
        !onto_rect(q, widget, form, &v))
        return;
    char name[24];
    Buf key = { 0 };
    buf_printf(&key, "/VField%d", nth);
    memcpy(name, key.p, key.n + 1 < sizeof name ? key.n : sizeof name - 1);
    name[key.n] = 0;
    buf_drop(&key);
    q_set(q, qpdf_oh_get_dict(q, form), "/Type", q_name(q, "/XObject"));
    q_set(q, qpdf_oh_get_dict(q, form), "/Subtype", q_name(q, "/Form"));
    q_set(q, xobjects, name, form);
    bool marks = s->part->info->tagged;
    int mcid = (int)s->part->info->page[from].mcids + nth;
    if (marks) buf_printf(b, "/Form <</MCID %d>> BDC ", mcid);
    buf_char(b, 'q');
    mat_put(b, v);
    buf_printf(b, " %s Do Q%s\n", name, marks ? " EMC" : "");
    if (!marks) return;
    if (q_id(q, widget)) ints_set(&s->drawn_at, (size_t)q_id(q, widget), (int)s->drawn.n + 1);
    ints_push(&s->drawn, (int)from);
    ints_push(&s->drawn, mcid);
}

void merge_form_flatten(Merge *m, Source *s, O page, uint32_t from)
{
    Q q = s->q;
    O annots = q_key(q, page, "/Annots"), xobjects = 0, res = 0;
    Buf b = { 0 };
    int nth = 0;
    for (int i = 0, n = q_len(q, annots); i < n; i++) {
        O x = q_at(q, annots, i);
        if (!q_is(q, q_key(q, x, "/Subtype"), "/Widget")) continue;
        if (!res) res = resource(q, page, &xobjects);
        draw(s, x, from, nth++, xobjects, &b);
    }
    if (b.n) {
        q_set(q, page, "/Resources", res);
        q_set(q, page, "/VForms", q_ref(q, q_stream(q, "<<>>", buf_view(&b))));
    }
    buf_drop(&b);
}
