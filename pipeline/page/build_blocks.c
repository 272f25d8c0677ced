/* The builder: an explicit stack of frames (a run of blocks, a list, a table), so that a document
 * is built a little at a time and to any depth. What fits into few lines is built here; tables,
 * figures, signatures and the contents list have files of their own. */
#include "page/typeset_in.h"

#include <math.h>

#include "base/sheet.h"

#define LIST_STEP MM(5)
#define QUOTE_STEP MM(8)
#define NARROWEST 60.0 /* nested lists and quotations stop growing inwards here */

static void push_blocks(Ts *t, const Frame *in, const FlowBlock *blocks, double x, double w,
                        NodeId parent, const Decor *decor)
{
    Frame *fr = page_frame_push(t, FRAME_BLOCKS);
    fr->block = blocks, fr->x = x, fr->w = w, fr->parent = parent, fr->decor = decor;
    fr->tight = in->tight;
}

static void space_after(Ts *t, double pt)
{
    t->b.no_space = false;
    if (pt > t->b.space) t->b.space = pt;
}

/* ---- headings and paragraphs ---- */
static Str heading_words(Ts *t, const FlowBlock *b)
{
    Str plain = page_runs_words(t->a, b->runs);
    return b->label.n ? str_printf(t->a, "%.*s %.*s", STR_FMT(b->label), STR_FMT(plain)) : plain;
}

static void heading_marks(Ts *t, const FlowBlock *b)
{
    int head = page_head_next(t, b);
    page_block_marks(t, b);
    if (head && !b->id.n) draw_new(t, &t->b.pending, DRAW_DEST, 0, 0)->text = t->heads[head - 1].id;
    Draw *d = draw_new(t, &t->b.pending, DRAW_OUTLINE, 0, 0);
    d->text = heading_words(t, b), d->level = b->level, d->head = head;
}

static void build_heading(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Look l = look_heading(t, b->level);
    int level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;
    NodeId node = tree_add(t, (Tag)(TAG_H1 + level - 1), fr->parent);
    if (b->lang.n) tree_more(t, node)->lang = b->lang;
    if (t->b.out == &t->items) t->b.section++;
    page_space_before(t, l.before);
    heading_marks(t, b);
    Spans s = { 0 };
    if (b->label.n)
        spans_text(t, &s, str_printf(t->a, "%.*s\xC2\xA0", STR_FMT(b->label)), &l,
                   page_leaf_new(t, node), b->lang, b->at);
    spans_runs(t, &s, b->runs, &l, node, b->lang);
    int from = t->b.out->n;
    text_items(t, &s, &l, fr->x, fr->w, b->at, fr->parent);
    for (int k = from; k < t->b.out->n; k++) {
        BrkItem *it = &t->b.out->v[k];
        page_item_body(it)->heading = true, page_item_body(it)->kind = PLACED_HEADING;
        it->para = NULL;
        it->text = false;
        if (k > from) it->cost = brk_ban(WHY_HEADING), it->why = WHY_HEADING;
    }
    space_after(t, l.after);
    page_keep_next(t, 2, WHY_HEADING);
}

static Look para_look(Ts *t, const FlowBlock *b)
{
    if (!t->b.look) return look_role(t, b->role);
    Look l = *t->b.look;
    l.before = l.after = l.leading * 0.25;
    return l;
}

/* The logo at the right leaves less width for the lines beside it. */
static double beside_width(Ts *t, const FlowBlock *b, double w)
{
    Builder *bl = &t->b;
    if (bl->beside_h <= 0) return w;
    bool may = b->kind == FB_PARA &&
        (b->role == ROLE_BODY_NAME || b->role == ROLE_TITLE_LINE || b->role == ROLE_STATUS);
    if (may && w - bl->beside_w > w / 3) return w - bl->beside_w;
    page_space_before(t, bl->beside_h);
    bl->beside_h = 0;
    return w;
}

static void beside_pass(Ts *t, int from)
{
    for (int k = from; k < t->b.out->n && t->b.beside_h > 0; k++)
        t->b.beside_h -= t->b.out->v[k].height + t->b.out->v[k].space;
}

/* A label explains the white above it, as a heading does. */
static void as_heading(Ts *t, int from)
{
    for (int k = from; k < t->b.out->n; k++)
        t->b.out->v[k].text = false, page_item_body(&t->b.out->v[k])->kind = PLACED_HEADING;
}

static void build_para(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Look l = para_look(t, b);
    bool own = !fr->sole;
    NodeId node = own ? tree_add(t, TAG_P, fr->parent) : fr->parent;
    if (b->lang.n && own) tree_more(t, node)->lang = b->lang;
    Spans s = { 0 };
    spans_runs(t, &s, b->runs, &l, node, b->lang);
    if (!s.n) return;
    page_block_marks(t, b);
    double w = beside_width(t, b, fr->w);
    page_space_before(t, l.before);
    if (b->role == ROLE_QUOTE_SOURCE || b->role == ROLE_CREDIT || b->role == ROLE_CAPTION)
        page_keep_next(t, 1, WHY_WIDOW);
    int from = t->b.out->n;
    text_items(t, &s, &l, fr->x, w, b->at, node);
    beside_pass(t, from);
    space_after(t, fr->tight ? l.after * 0.4 : l.after);
    if (b->role == ROLE_LABEL) as_heading(t, from);
    if (b->keep_with_next || b->role == ROLE_LABEL) page_keep_next(t, 2, WHY_HEADING);
}

/* ---- lists, boxes, quotations ---- */
static const Look *list_look(Ts *t, Look *own)
{
    if (t->b.look) return t->b.look;
    *own = look_role(t, ROLE_TEXT);
    return own;
}

static void build_list(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Look own;
    const Look *l = list_look(t, &own);
    NodeId node = tree_add(t, TAG_L, fr->parent);
    tree_at(t, node)->list_numbering = b->ordered ? 'D' : 'B';
    double step = LIST_STEP;
    int level = 0;
    for (int i = 0; i < t->b.nframes; i++) level += t->b.frame[i].kind == FRAME_LIST;
    if (t->letter && b->ordered && b->nitems && !flow_counted(b->items[0].label) &&
        level < FLOW_LETTER_LEVELS)
        step = fmax(step, t->letter->step[level]); /* both parts' alike */
    for (int i = 0; i < b->nitems; i++) {
        double w = text_width(t, b->items[i].label, l->font, l->size, t->f->lang) + l->size * 0.4;
        if (w > step) step = w;
    }
    page_block_marks(t, b);
    page_space_before(t, b->tight ? l->leading * 0.25 : l->leading / 2);
    Frame *list = page_frame_push(t, FRAME_LIST);
    list->block = b, list->x = fr->x, list->w = fr->w, list->parent = node, list->decor = fr->decor,
    list->tight = b->tight;
    list->step = fr->w - step < NARROWEST ? fr->w / 4 : step;
}

static bool label_waits(const Ts *t)
{
    for (const Draw *d = t->b.pending.first; d; d = d->next)
        if (d->kind == DRAW_LINE) return true;
    return false;
}

static void list_step(Ts *t)
{
    Frame fr = t->b.frame[t->b.nframes - 1];
    const FlowBlock *b = fr.block;
    Look own;
    const Look *l = list_look(t, &own);
    if (fr.i && label_waits(t))
        page_item_new(t, l->leading, b->at); /* an empty item still shows its label */
    if (t->b.keep_depth > t->b.nframes) t->b.keep = 0;
    double gap = fr.tight ? l->leading * 0.12 : l->leading / 2;
    if (fr.i >= b->nitems) {
        t->b.nframes--;
        space_after(t,
                    t->b.look ? gap
                        : fr.tight && t->b.nframes && t->b.frame[t->b.nframes - 1].tight
                        ? gap
                        : l->leading / 2);
        return;
    }
    const FlowItem *it = &b->items[fr.i];
    t->b.frame[t->b.nframes - 1].i++;
    if (fr.i) t->b.space = gap;
    double cost = b->nitems > 2 && (fr.i == 1 || fr.i == b->nitems - 1) ? BRK_LIST_END : BRK_LIST;
    if (fr.i && t->b.cost < cost) t->b.cost = cost;
    NodeId li = tree_add(t, TAG_LI, fr.parent), leaf = page_leaf_new(t, tree_add(t, TAG_LBL, li));
    Draw *d = draw_new(t, &t->b.pending, DRAW_LINE, fr.x, look_ascent(t, l));
    d->line = page_line_of(t, gen_arena(t), it->label, l->font, l->size, l->color, t->f->lang, leaf,
                           ART_NONE, NULL);
    push_blocks(t, &fr, it->blocks, fr.x + fr.step, fr.w - fr.step, tree_add(t, TAG_LBODY, li),
                fr.decor);
    Frame *body = &t->b.frame[t->b.nframes - 1];
    body->sole = it->blocks && !it->blocks->next && it->blocks->kind == FB_PARA;
    t->b.no_space = true;
}

#define BOX_RULE 2.25
#define BOX_INDENT 12.0
#define BOX_PAD 5.0

static void build_box(Ts *t, const FlowBlock *b, const Frame *fr)
{
    Decor *d = ARENA_NEW(t->a, Decor);
    *d = (Decor){ fr->decor, fr->x, BOX_RULE, t->st->farbe };
    NodeId node = tree_add(t, TAG_DIV, fr->parent);
    page_block_marks(t, b);
    page_space_before(t, t->st->zeile * 0.6);
    Frame *end = page_frame_push(t, FRAME_BOX_END);
    end->x = fr->x, end->w = fr->w, end->decor = d, end->block = b;
    BrkItem *it = page_item_new(t, BOX_PAD, b->at);
    page_item_body(it)->heading = true, page_item_body(it)->kind = PLACED_PAD;
    it->text = t->b.out == &t->items;
    page_keep_next(t, 1, WHY_HEADING);
    push_blocks(t, fr, b->kids, fr->x + BOX_INDENT, fr->w - BOX_INDENT, node, d);
    t->b.no_space = true;
}

static void box_end(Ts *t)
{
    const FlowBlock *b = t->b.frame[t->b.nframes - 1].block;
    t->b.space = 0;
    t->b.cost = brk_ban(WHY_WIDOW), t->b.why = WHY_WIDOW;
    BrkItem *it = page_item_new(t, BOX_PAD, b->at);
    page_item_body(it)->heading = true, page_item_body(it)->kind = PLACED_PAD;
    t->b.nframes--;
    space_after(t, t->st->zeile * 0.6);
}

static void build_quote(Ts *t, const FlowBlock *b, const Frame *fr)
{
    NodeId node = tree_add(t, TAG_BLOCKQUOTE, fr->parent);
    if (b->lang.n) tree_more(t, node)->lang = b->lang;
    page_block_marks(t, b);
    double in = fr->w - 2 * QUOTE_STEP < NARROWEST ? 0 : QUOTE_STEP;
    push_blocks(t, fr, b->kids, fr->x + in, fr->w - 2 * in, node, fr->decor);
}

/* ---- the stack ---- */
static void build_block(Ts *t, const FlowBlock *b, const Frame *fr)
{
    if (b->kind != FB_PARA) beside_width(t, b, fr->w);
    switch (b->kind) {
    case FB_HEADING: build_heading(t, b, fr); break;
    case FB_PARA: build_para(t, b, fr); break;
    case FB_LIST: build_list(t, b, fr); break;
    case FB_TABLE: table_begin(t, b, fr); break;
    case FB_FIGURE: build_figure(t, b, fr); break;
    case FB_QUOTE: build_quote(t, b, fr); break;
    case FB_BOX: build_box(t, b, fr); break;
    case FB_SIGNATURES: build_signatures(t, b, fr); break;
    case FB_LETTER: build_letter(t, b, fr); break;
    case FB_CONTENTS: build_contents(t, b, fr); break;
    case FB_PAGEBREAK: t->b.forced = t->b.out->n > 0 || t->serial > 0; break;
    }
}

static void blocks_step(Ts *t)
{
    Frame *top = &t->b.frame[t->b.nframes - 1];
    const FlowBlock *b = top->block;
    if (!b) {
        t->b.nframes--;
        return;
    }
    top->block = b->next;
    Frame fr = *top;
    build_block(t, b, &fr);
}

bool build_step(Ts *t)
{
    Builder *b = &t->b;
    if (b->nframes <= b->base) return false;
    gen_advance(t);
    switch (b->frame[b->nframes - 1].kind) {
    case FRAME_BLOCKS: blocks_step(t); break;
    case FRAME_LIST: list_step(t); break;
    case FRAME_TABLE: table_step(t); break;
    case FRAME_BOX_END: box_end(t); break;
    }
    return true;
}

void build_begin(Ts *t)
{
    NodeId doc = t->place.parent;
    if (!doc) {
        doc = tree_add(t, TAG_DOCUMENT, 0);
        tree_more(t, doc)->lang = t->f->lang;
    }
    t->b.out = &t->items;
    push_blocks(t, &(Frame){ 0 }, t->f->blocks, 0, t->measure, doc, NULL);
}

void build_all(Ts *t, ItemVec *out, const FlowBlock *blocks, double x, double w, NodeId parent,
               const Look *look)
{
    Builder outer = t->b;
    t->b.out = out, t->b.look = look, t->b.base = t->b.nframes;
    t->b.space = t->b.cost = t->b.beside_h = 0;
    t->b.why = WHY_NONE, t->b.keep = 0, t->b.forced = false, t->b.no_space = true;
    push_blocks(t, &(Frame){ 0 }, blocks, x, w, parent, NULL);
    t->b.frame[t->b.nframes - 1].sole = blocks && !blocks->next && blocks->kind == FB_PARA;
    while (build_step(t)) continue;
    DrawList left = t->b.pending;
    Frame *frame = t->b.frame;
    int room = t->b.room;
    t->b = outer;
    t->b.frame = frame, t->b.room = room;
    t->b.pending = left;
}
