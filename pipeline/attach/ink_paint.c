/* Paths and colours: what is filled and stroked, whether it is white, and what it hides. ISO
 * 32000-1, 8.5 and 8.6. */
#include "attach/ink_in.h"

/* ---- paths ---- */

static void point(Ink *k, double x, double y)
{
    mat_apply(k->s.ctm, &x, &y);
    ink_grow(k->path, x, y);
    if (k->corners < 5) k->corner[k->corners][0] = x, k->corner[k->corners][1] = y;
    if (k->corners < 6) k->corners++;
}

/* Along the page's sides. */
static bool is_rectangle(const Ink *k)
{
    if (k->corners < 4 || k->corners > 5) return false;
    for (int i = 0; i < k->corners; i++)
        for (int d = 0; d < 2; d++)
            if (fabs(k->corner[i][d] - k->path[d]) > 0.05 &&
                fabs(k->corner[i][d] - k->path[d + 2]) > 0.05)
                return false;
    return true;
}

/* The states asked for lately say how what is painted mixes with what is below. */
static bool is_opaque(Ink *k)
{
    Q q = k->j->q;
    if (str_is(k->s.fill_space, "/Pattern")) return false;
    for (int i = 0; i < LOOKS; i++) {
        char key[128];
        Str name = k->s.look[i].name;
        if (!name.n || name.n >= sizeof key) continue;
        memcpy(key, name.p, name.n);
        key[name.n] = 0;
        O g = q_key(q, q_key(q, k->s.look[i].res, "/ExtGState"), key), mode = q_key(q, g, "/BM");
        double alpha = 1;
        if (qpdf_oh_get_value_as_number(q, q_key(q, g, "/ca"), &alpha) && alpha < 1) return false;
        if (q_is_array(q, mode) ||
            (qpdf_oh_is_name(q, mode) && !q_is(q, mode, "/Normal") &&
             !q_is(q, mode, "/Compatible")))
            return false;
        if (q_is_dict(q, q_key(q, g, "/SMask"))) return false;
    }
    return true;
}

static void paint_over(Ink *k)
{
    double b[4];
    memcpy(b, k->path, sizeof b);
    ink_cut(b, k->s.clip);
    if (k->j->covered || !(b[2] > b[0]) || !(b[3] > b[1]) || !is_rectangle(k) ||
        !cover_fill(k->cover, b) || !is_opaque(k))
        return;
    ink_unseen(k, &k->j->covered,
               DIAG_WORDS("Text unter einer Fläche, die ihn verdeckt",
                          "text under an area that hides it"));
}

static void points(Ink *k, int n)
{
    for (int i = n; i > 0; i -= 2) point(k, ink_arg(k, i), ink_arg(k, i - 1));
}

static void paint(Ink *k, bool fill, bool stroke)
{
    if (k->path[2] >= k->path[0]) {
        double b[4];
        memcpy(b, k->path, sizeof b);
        if (fill) {
            ink_box(k, b, k->s.fill);
            paint_over(k);
        }
        double w = k->s.width * sqrt(fabs(k->s.ctm.a * k->s.ctm.d - k->s.ctm.b * k->s.ctm.c)) / 2;
        if (stroke) {
            b[0] -= w;
            b[1] -= w;
            b[2] += w;
            b[3] += w;
            ink_box(k, b, k->s.stroke);
        }
        if (k->clipping) ink_cut(k->s.clip, k->path);
    }
    k->clipping = false;
    k->corners = 0;
    memcpy(k->path, ink_nothing, sizeof ink_nothing);
}

/* ---- colour ---- */

static Paint rgb(double r, double g, double b)
{
    return (Paint){ fabs(r - g) > 0.004 || fabs(g - b) > 0.004,
                    r > 0.999 && g > 0.999 && b > 0.999 };
}
static Paint cmyk(double c, double m, double y, double k)
{
    return (Paint){ fabs(c - m) > 0.004 || fabs(m - y) > 0.004, c + m + y + k < 0.001 };
}

/* The space by its name among the resources: its family. */
static Str space_family(Ink *k, O res, Str name, Str *spot)
{
    Q q = k->j->q;
    char key[128];
    *spot = (Str){ "", 0 };
    if (name.n >= sizeof key) return S("?");
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    O o = q_key(q, q_key(q, res, "/ColorSpace"), key);
    if (!q_len(q, o)) return str_keep(k->j->a, name);
    *spot = str_keep(k->j->a, q_name_of(q, q_at(q, o, 1)));
    const char *family =
        qpdf_oh_is_name(q, q_at(q, o, 0)) ? qpdf_oh_get_name(q, q_at(q, o, 0)) : "?";
    return str_keep(k->j->a, str_of(family));
}

static void set_space(Ink *k, O res, bool fill)
{
    if (!k->nargs) return;
    Str spot, family = space_family(k, res, k->arg[k->nargs - 1].text, &spot);
    bool plain = !str_is(family, "/Separation") || str_is(spot, "Black") || str_is(spot, "All") ||
        str_is(spot, "None");
    if (str_is(family, "/Separation") && plain) family = S("/Black");
    *(fill ? &k->s.fill_space : &k->s.stroke_space) = family;
    *(fill ? &k->s.fill : &k->s.stroke) = (Paint){ 0 };
}

static Paint in_space(const Ink *k, Str family)
{
    int n = 0;
    while (n < k->nargs && k->arg[n].kind == TOK_NUMBER) n++;
    if (n < k->nargs || str_is(family, "/Pattern") || str_is(family, "/Indexed") ||
        str_is(family, "/Lab"))
        return (Paint){ true, false };
    if (str_is(family, "/Separation") || str_is(family, "/DeviceN"))
        return (Paint){ ink_arg(k, 1) > 0, n == 1 && ink_arg(k, 1) <= 0 };
    if (str_is(family, "/Black")) return (Paint){ false, ink_arg(k, 1) <= 0 };
    return n == 3 ? rgb(ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1))
        : n == 4  ? cmyk(ink_arg(k, 4), ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1))
        : n == 1  ? (Paint){ false, ink_arg(k, 1) > 0.999 }
                  : (Paint){ true, false };
}

/* ---- operators ---- */

void ink_op_line(Ink *k, O res) { points(k, 2); }
void ink_op_curve(Ink *k, O res)
{
    points(k, 6);
    k->corners = 6;
}
void ink_op_curve_short(Ink *k, O res)
{
    points(k, 4);
    k->corners = 6;
}
void ink_op_rectangle(Ink *k, O res)
{
    double x = ink_arg(k, 4), y = ink_arg(k, 3), w = ink_arg(k, 2), h = ink_arg(k, 1);
    point(k, x, y);
    point(k, x + w, y);
    point(k, x, y + h);
    point(k, x + w, y + h);
}
void ink_op_clip(Ink *k, O res) { k->clipping = true; }
void ink_op_fill(Ink *k, O res) { paint(k, true, false); }
void ink_op_stroke(Ink *k, O res) { paint(k, false, true); }
void ink_op_fill_stroke(Ink *k, O res) { paint(k, true, true); }
void ink_op_no_paint(Ink *k, O res) { paint(k, false, false); }
void ink_op_grey_fill(Ink *k, O res) { k->s.fill = (Paint){ false, ink_arg(k, 1) > 0.999 }; }
void ink_op_rgb_fill(Ink *k, O res)
{
    k->s.fill = rgb(ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1));
}
void ink_op_cmyk_fill(Ink *k, O res)
{
    k->s.fill = cmyk(ink_arg(k, 4), ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1));
}
void ink_op_space_fill(Ink *k, O res) { set_space(k, res, true); }
void ink_op_colour_fill(Ink *k, O res) { k->s.fill = in_space(k, k->s.fill_space); }
void ink_op_grey_stroke(Ink *k, O res) { k->s.stroke = (Paint){ false, ink_arg(k, 1) > 0.999 }; }
void ink_op_rgb_stroke(Ink *k, O res)
{
    k->s.stroke = rgb(ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1));
}
void ink_op_cmyk_stroke(Ink *k, O res)
{
    k->s.stroke = cmyk(ink_arg(k, 4), ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1));
}
void ink_op_space_stroke(Ink *k, O res) { set_space(k, res, false); }
void ink_op_colour_stroke(Ink *k, O res) { k->s.stroke = in_space(k, k->s.stroke_space); }
