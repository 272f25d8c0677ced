/* Outlines of glyphs, for words that are drawn as shapes and not as text. */
#include "font/font_in.h"

typedef struct {
    const OutlineSink *to;
    double upem;
} Path;

static void move_to(hb_draw_funcs_t *f, void *ctx, hb_draw_state_t *st, float x, float y,
                    void *user)
{
    const Path *p = ctx;
    (void)f, (void)st, (void)user;
    p->to->step(p->to->ctx, 'm', (double[]){ (double)x / p->upem, (double)y / p->upem });
}

static void line_to(hb_draw_funcs_t *f, void *ctx, hb_draw_state_t *st, float x, float y,
                    void *user)
{
    const Path *p = ctx;
    (void)f, (void)st, (void)user;
    p->to->step(p->to->ctx, 'l', (double[]){ (double)x / p->upem, (double)y / p->upem });
}

/* HarfBuzz makes cubic curves of the quadratic ones. */
static void curve_to(hb_draw_funcs_t *f, void *ctx, hb_draw_state_t *st, float x1, float y1,
                     float x2, float y2, float x, float y, void *user)
{
    const Path *p = ctx;
    const float v[] = { x1, y1, x2, y2, x, y };
    double xy[6];
    (void)f, (void)st, (void)user;
    for (int i = 0; i < 6; i++) xy[i] = (double)v[i] / p->upem;
    p->to->step(p->to->ctx, 'c', xy);
}

static void close_path(hb_draw_funcs_t *f, void *ctx, hb_draw_state_t *st, void *user)
{
    const Path *p = ctx;
    (void)f, (void)st, (void)user;
    p->to->step(p->to->ctx, 'h', NULL);
}

void font_outline(FontSet *f, FaceId id, uint16_t gid, const OutlineSink *out)
{
    const Face *face = f->by_id[id];
    Path p = { out, face->upem };
    hb_draw_funcs_t *to = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(to, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(to, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(to, curve_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(to, close_path, NULL, NULL);
    hb_font_get_glyph_shape(face->font, gid, to, &p);
    hb_draw_funcs_destroy(to);
}
