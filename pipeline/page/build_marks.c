/* What every builder says of the item before or behind: white, keeping together, marks. */
#include "page/typeset_in.h"

Frame *page_frame_push(Ts *t, FrameKind k)
{
    Builder *b = &t->b;
    if (b->nframes == b->room) {
        b->room = b->room ? b->room * 2 : 16;
        b->frame = mem_realloc(b->frame, (size_t)b->room * sizeof *b->frame);
    }
    Frame *fr = &b->frame[b->nframes++];
    *fr = (Frame){ .kind = k };
    return fr;
}

void page_space_before(Ts *t, double pt)
{
    if (t->b.no_space) {
        t->b.no_space = false;
        return;
    }
    if (pt > t->b.space) t->b.space = pt;
}

void page_keep_next(Ts *t, int items, BrkWhy why)
{
    Builder *b = &t->b;
    if (items >= b->keep) b->keep = items, b->keep_why = why, b->keep_depth = b->nframes;
}

void page_keep_text_before(Ts *t, BrkWhy why)
{
    ItemVec *v = t->b.out;
    double h = 0;
    for (int k = v->n - 1, lines = 0; k >= 0 && lines < 2 && h < t->height / 2; k--) {
        BrkItem *it = &v->v[k];
        Body *body = page_item_body(it);
        h += it->height + it->space;
        lines += body->heading ? lines > 0
            : body->para       ? 1
                         : 2; /* one line and the heading above it: a section of its own, whole */
        if (lines >= 2 || it->forced) break;
        if (it->cost < brk_ban(why)) it->cost = brk_ban(why), it->why = why;
    }
}

void page_white_before_signatures(Ts *t)
{
    ItemVec *v = t->b.out;
    for (int k = v->n - 1, lines = 0; k >= 0 && !v->v[k].forced; k--) {
        PlacedKind kind = page_item_body(&v->v[k])->kind;
        if (kind != PLACED_TEXT && kind != PLACED_HEADING) return;
        lines += kind == PLACED_TEXT;
        if (lines > SIGN_LINES) return;
        v->v[k].text = false;
    }
}

void page_block_marks(Ts *t, const FlowBlock *b)
{
    if (!b->id.n) return;
    Draw *d = draw_new(t, &t->b.pending, DRAW_DEST, 0, 0);
    d->text = b->id;
}
