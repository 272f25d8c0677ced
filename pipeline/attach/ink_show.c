/* Text and pictures: where they stand, and whether they can be seen there. ISO 32000-1, 8.9 and 9.
 */
#include "attach/ink_in.h"

#define UNSEEN_GLYPHS 4    /* fewer may be the blanks of a line's end */
#define UNSEEN_PICTURE 0.2 /* of its area; a margin for trimming is less */

/* ---- text ---- */

static void show(Ink *k)
{
    if (!k->shown) return;
    State *s = &k->s;
    double n = s->wide ? (double)k->shown / 2 : (double)k->shown, w = n * 0.6 * s->size * s->scale;
    double box[4] = { 0, s->rise - 0.25 * s->size, w, s->rise + 0.9 * s->size };
    if (s->size < 0) {
        double t = box[1];
        box[1] = box[3];
        box[3] = t;
    }
    if (w < 0) {
        box[0] = w;
        box[2] = 0;
    }
    double core[4] = { 0, s->rise + 0.1 * s->size, 0.3 * n * s->size * s->scale,
                       s->rise + 0.45 * s->size };
    mat_box(mat_mul(k->tm, s->ctm), core, core);
    mat_box(mat_mul(k->tm, s->ctm), box, box);
    ink_box(k, box, s->fill);
    if (n >= 2 && !k->drifted && s->mode != 3 && s->mode != 7 && ink_seen_part(k, core) > 0)
        cover_text(k->cover, core);
    if (n >= UNSEEN_GLYPHS && !k->drifted && box[2] > box[0] && box[3] > box[1] &&
        ink_seen_part(k, box) <= 0)
        ink_unseen(k, &k->j->unseen_text,
                   DIAG_WORDS("Text außerhalb der Seite", "text outside of the page"));
    k->page->text = true;
    if (!k->marks) k->j->loose_text = true;
    k->tm = mat_mul((Mat){ 1, 0, 0, 1, w, 0 }, k->tm);
    k->drifted = true;
}

static void next_line(Ink *k, double x, double y)
{
    k->tlm = mat_mul((Mat){ 1, 0, 0, 1, x, y }, k->tlm);
    k->tm = k->tlm;
    k->drifted = false;
}

static void set_font(Ink *k, O res)
{
    Q q = k->j->q;
    k->s.size = ink_arg(k, 1);
    char key[128];
    if (k->nargs < 2 || k->arg[k->nargs - 2].kind != TOK_NAME ||
        k->arg[k->nargs - 2].text.n >= sizeof key)
        return;
    Str name = k->arg[k->nargs - 2].text;
    for (unsigned i = 0; i < FACES && i < k->nfaces; i++)
        if (k->face[i].res == res && str_eq(k->face[i].name, name)) {
            k->s.wide = k->face[i].wide;
            return;
        }
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    k->s.wide = q_is(q, q_key(q, q_key(q, q_key(q, res, "/Font"), key), "/Subtype"), "/Type0");
    unsigned at = k->nfaces++ % FACES;
    k->face[at].res = res, k->face[at].name = name, k->face[at].wide = k->s.wide;
}

/* ---- pictures ---- */

static bool space_grey(Q q, O o, int depth)
{
    if (qpdf_oh_is_name(q, o))
        return q_is(q, o, "/DeviceGray") || q_is(q, o, "/G") || q_is(q, o, "/CalGray");
    if (!q_len(q, o) || depth > 3) return false;
    O family = q_at(q, o, 0);
    if (q_is(q, family, "/Indexed") || q_is(q, family, "/I"))
        return space_grey(q, q_at(q, o, 1), depth + 1);
    if (q_is(q, family, "/ICCBased"))
        return q_int_of(q, q_key(q, q_dict_of(q, q_at(q, o, 1)), "/N")) == 1;
    if (q_is(q, family, "/Separation")) return q_is(q, q_at(q, o, 1), "/Black");
    return q_is(q, family, "/CalGray") || space_grey(q, family, depth + 1);
}

void ink_picture(Ink *k, O dict)
{
    Q q = k->j->q;
    QPDF_BOOL mask = QPDF_FALSE;
    bool stencil = qpdf_oh_get_value_as_bool(q, q_key(q, dict, "/ImageMask"), &mask) && mask;
    double box[4] = { 0, 0, 1, 1 };
    mat_box(k->s.ctm, box, box);
    ink_box(k, box,
            stencil ? k->s.fill
                    : (Paint){ !space_grey(q, q_key(q, dict, "/ColorSpace"), 0), false });
    k->page->image = true;
    if (!stencil && ink_seen_part(k, box) < 1 - UNSEEN_PICTURE)
        ink_unseen(k, &k->j->cropped,
                   DIAG_WORDS("der abgeschnittene Teil eines Bildes",
                              "the part of a picture that is cut off"));
}

void ink_inline_picture(Ink *k)
{
    double box[4] = { 0, 0, 1, 1 };
    mat_box(k->s.ctm, box, box);
    ink_box(k, box,
            (Paint){ str_find(str_sub(k->arg[0].text, 0, 300), S("RGB")) != (size_t)-1 ||
                         str_find(str_sub(k->arg[0].text, 0, 300), S("CMYK")) != (size_t)-1,
                     false });
    k->page->image = true;
}

/* ---- operators ---- */

void ink_op_begin_text(Ink *k, O res)
{
    k->tm = k->tlm = MAT_ONE;
    k->drifted = false;
}
void ink_op_move(Ink *k, O res) { next_line(k, ink_arg(k, 2), ink_arg(k, 1)); }
void ink_op_move_leading(Ink *k, O res)
{
    k->s.leading = -ink_arg(k, 1);
    next_line(k, ink_arg(k, 2), ink_arg(k, 1));
}
void ink_op_matrix(Ink *k, O res)
{
    k->tm = k->tlm = ink_matrix(k);
    k->drifted = false;
}
void ink_op_next(Ink *k, O res) { next_line(k, 0, -k->s.leading); }
void ink_op_font(Ink *k, O res) { set_font(k, res); }
void ink_op_leading(Ink *k, O res) { k->s.leading = ink_arg(k, 1); }
void ink_op_rise(Ink *k, O res) { k->s.rise = ink_arg(k, 1); }
void ink_op_mode(Ink *k, O res) { k->s.mode = (int)fmax(0, fmin(ink_arg(k, 1), 7)); }
void ink_op_scale(Ink *k, O res) { k->s.scale = ink_arg(k, 1) / 100; }
void ink_op_show(Ink *k, O res) { show(k); }
void ink_op_next_show(Ink *k, O res)
{
    next_line(k, 0, -k->s.leading);
    show(k);
}
