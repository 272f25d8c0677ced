/* Lines, rules, boxes as commands; the page's lists. */
#include "page/typeset_in.h"

void *page_vec_add(Vec *v, size_t size)
{
    if (v->n == v->room) {
        v->room = v->room ? v->room * 2 : 64;
        v->p = mem_realloc(v->p, v->room * size);
    }
    void *e = (char *)v->p + v->n++ * size;
    memset(e, 0, size);
    return e;
}

Cmd *emit_cmd(Ts *t, CmdKind k, double x, double y, NodeId node, Artifact art)
{
    Cmd *c = page_vec_add(&t->e.cmds, sizeof *c);
    c->kind = k, c->x = x, c->y = y;
    c->node = t->e.artifact ? 0 : node;
    c->artifact = c->node ? ART_NONE : art ? art : ART_LAYOUT;
    return c;
}

static void link_area(Ts *t, const LinePiece *p, const LinkRef *r, double x, double y)
{
    if (t->e.artifact) return;
    LinkArea *a = page_vec_add(&t->e.links, sizeof *a);
    *a = (LinkArea){ x,
                     y - p->size * 0.25,
                     x + p->width,
                     y + p->size * 0.85,
                     r->node,
                     r->url,
                     r->target,
                     r->desc,
                     false };
}

void emit_cmd_line(Ts *t, const Line *l, const LinkRef *links, double x, double y)
{
    for (int i = 0; i < l->npieces; i++) {
        const LinePiece *p = &l->pieces[i];
        if (p->nglyphs) {
            Cmd *c = emit_cmd(t, CMD_TEXT, x + p->x, y + p->rise, p->node, p->artifact);
            c->w = p->width, c->color = p->color, c->size = p->size, c->widen = p->widen,
            c->glyphs = (PlacedGlyph *)p->glyphs, c->nglyphs = p->nglyphs;
        }
        if (p->link >= 0 && links) link_area(t, p, &links[p->link], x + p->x, y);
    }
}

static void emit_box(Ts *t, CmdKind k, const Draw *d, double x, double y)
{
    Cmd *c = emit_cmd(t, k, x, y - d->h, d->node, d->artifact);
    c->w = d->w, c->h = d->h, c->line = d->stroke, c->color = d->color, c->image = d->image;
    if (d->figure && !t->e.artifact) {
        NodeMore *n = tree_more(t, d->figure);
        n->has_bbox = true;
        n->bbox[0] = c->x, n->bbox[1] = c->y, n->bbox[2] = c->x + c->w, n->bbox[3] = c->y + c->h;
    }
}

static void emit_marks(Ts *t, const Draw *d, double y)
{
    if (t->e.artifact) return;
    if (d->kind == DRAW_DEST) {
        Dest *e = page_vec_add(&t->e.dests, sizeof *e);
        *e = (Dest){ d->text, y };
        return;
    }
    OutlineEntry *e = page_vec_add(&t->e.outline, sizeof *e);
    *e = (OutlineEntry){ d->level, d->text, y };
    if (d->head) t->heads[d->head - 1].page = t->e.number;
}

static void emit_field(Ts *t, const Draw *d, double x, double y)
{
    LinkArea *a = page_vec_add(&t->e.links, sizeof *a);
    *a = (LinkArea){ .x0 = x,
                     .y0 = y - d->h,
                     .x1 = x + d->w,
                     .y1 = y,
                     .node = d->node,
                     .desc = d->text,
                     .field = true };
}

/* x, y: where the drawing's origin stands in the text area, y downwards. */
void emit_draws(Ts *t, const Draw *d, double x, double y)
{
    for (; d; d = d->next) {
        double px = t->e.left + x + d->x, py = t->e.top - y - d->y;
        switch (d->kind) {
        case DRAW_LINE: emit_cmd_line(t, d->line, d->links, px, py); break;
        case DRAW_RULE: emit_box(t, CMD_RULE, d, px, py); break;
        case DRAW_BOX: emit_box(t, CMD_BOX, d, px, py); break;
        case DRAW_IMAGE: emit_box(t, CMD_IMAGE, d, px, py); break;
        case DRAW_DEST:
        case DRAW_OUTLINE: emit_marks(t, d, py + 4); break;
        case DRAW_FIELD: emit_field(t, d, px, py); break;
        }
    }
}
