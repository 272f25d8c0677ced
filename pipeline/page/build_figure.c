/* A figure: picture, caption and credit as one item, so that they stay together and can go to the
 * next page's top as a whole. */
#include "page/typeset_in.h"

#define DPI 150.0
#define UPSCALE 1.1
#define MOST_OF_PAGE 0.6
#define WHOLE_LEAVES 72.0 /* for the heading above */

/* Size in points: the hint's or the natural one, never above 110 % of 150 dpi, the width or 60 % of
 * the page. */
static void figure_size(Ts *t, const FlowFigure *f, const Image *im, double width, double *w,
                        double *h)
{
    double most = im->width * 72.0 / DPI * UPSCALE, dpi = im->dpi > 0 ? im->dpi : DPI;
    *w = f->width > 0 ? f->width : im->width * 72.0 / dpi;
    if (*w > most) *w = most;
    if (*w > width) *w = width;
    double ratio = im->width ? (double)im->height / im->width : 1;
    *h = *w * ratio;
    double highest = f->whole ? t->height - WHOLE_LEAVES : t->height * MOST_OF_PAGE;
    if (*h > highest) {
        *h = highest;
        *w = *h / ratio;
    }
}

static NodeId figure_node(Ts *t, const FlowFigure *f, NodeId parent)
{
    if (f->decoration) return 0;
    NodeId fig = tree_add(t, TAG_FIGURE, parent);
    tree_more(t, fig)->alt = f->alt;
    return fig;
}

static void figure_image(Ts *t, DrawList *into, const FlowFigure *f, int index, double x, double w,
                         double h, NodeId parent)
{
    NodeId fig = figure_node(t, f, parent);
    Draw *d = draw_new(t, into, DRAW_IMAGE, x, 0);
    d->w = w, d->h = h, d->image = (uint32_t)index, d->figure = fig;
    d->node = fig ? page_leaf_new(t, fig) : 0;
    d->artifact = fig ? ART_NONE : ART_LAYOUT;
}

typedef struct {
    DrawList draw;
    double h;
    uint32_t note0, note1, note_min;
} FigureText;

static void figure_words(Ts *t, FigureText *ft, const Run *runs, Role role, NodeId caption,
                         double x, double w)
{
    if (!runs) return;
    Look l = look_role(t, role);
    Spans s = { 0 };
    spans_runs(t, &s, runs, &l, tree_add(t, TAG_P, caption), (Str){ 0 });
    ft->h += l.before;
    text_draw(t, &s, &l, x, w, &ft->draw, &ft->h);
    if (!s.nnotes) return;
    uint32_t *first = ARENA_NEW_N(gen_arena(t), uint32_t, (size_t)s.nnotes + 1),
             *min = ARENA_NEW_N(gen_arena(t), uint32_t, (size_t)s.nnotes + 1);
    page_notes_build(t, &s, caption, first, min);
    if (!ft->note1) ft->note0 = first[0];
    ft->note1 = first[s.nnotes], ft->note_min = min[s.nnotes - 1];
}

static void logo_beside(Ts *t, double w, double h)
{
    t->b.beside_w = w + 12;
    t->b.beside_h = h;
}

void build_figure(Ts *t, const FlowBlock *b, const Frame *fr)
{
    const FlowFigure *f = b->figure;
    int index = t->im ? images_find(t->im, f->path) : -1;
    double w = fr->w, h = 0;
    if (index >= 0) figure_size(t, f, &t->im->img[index], fr->w, &w, &h);
    bool beside = f->logo && t->st->logo_rechts && w < fr->w / 2 && !t->b.look;
    double x = beside ? fr->x + fr->w - w : fr->x;
    page_block_marks(t, b);
    page_space_before(t, t->st->zeile * 0.6);
    DrawList pending = t->b.pending;
    t->b.pending = (DrawList){ 0 };
    FigureText ft = { .h = h };
    if (index >= 0) figure_image(t, &ft.draw, f, index, x, w, h, fr->parent);
    if (f->caption || f->credit) {
        NodeId caption = tree_add(t, TAG_CAPTION, fr->parent);
        double tw = w < fr->w * 0.6 ? fr->w * 0.6 : w;
        figure_words(t, &ft, f->caption, ROLE_CAPTION, caption, fr->x, tw);
        figure_words(t, &ft, f->credit, ROLE_CREDIT, caption, fr->x, tw);
    }
    t->b.pending = pending;
    BrkItem *it = page_item_new(t, beside ? 0 : ft.h, b->at);
    page_draws_shift(&page_item_body(it)->draw, &ft.draw, 0, 0);
    page_item_body(it)->kind = PLACED_FIGURE;
    it->note0 = ft.note0, it->note1 = ft.note1, it->note_min = ft.note_min;
    it->figure = t->b.out == &t->items && !f->logo && !ft.note1 && !fr->decor && it->cost < BRK_BAN;
    it->after = t->st->zeile * 0.7;
    if (beside) {
        logo_beside(t, w, h);
        t->b.no_space = true;
        return;
    }
    t->b.space = t->st->zeile * (f->logo ? 0.4 : 0.7);
}
