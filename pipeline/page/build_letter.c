/* A letter's head at the places DIN 5008 gives it: sender, address field (return line 5 mm,
 * notes 12.7, address 27.3), information block, marks for folding and punching. One item at the top
 * of the first page; the subject begins below it. Millimetres here are from the paper's upper left
 * corner. */
#include "page/typeset_in.h"

#include <math.h>

#include "base/sheet.h"
#include "flow/brief.h"

typedef struct {
    Ts *t;
    NodeId parent;
    DrawList draw;
    double left, top;
} Sheet1;

static Look plain_look(const Ts *t, double size, double leading)
{
    Look l = look_role(t, ROLE_CELL);
    l.size = size, l.leading = leading, l.narrow = true, l.hyphenate = false;
    return l;
}

/* Words at a place, as a paragraph of their own; returns where the next line would begin, in mm. */
static double words_at(Sheet1 *s, Str text, const Look *l, NodeId p, double x, double y, double w)
{
    if (!text.n) return y;
    Spans sp = { 0 };
    spans_text(s->t, &sp, text, l, page_leaf_new(s->t, p), (Str){ 0 }, NO_PLACE);
    double at = MM(y) - s->top;
    text_draw(s->t, &sp, l, MM(x) - s->left, MM(w), &s->draw, &at);
    return IN_MM(at + s->top);
}

static double paragraph_at(Sheet1 *s, Str text, const Look *l, double x, double y, double w)
{
    return text.n ? words_at(s, text, l, tree_add(s->t, TAG_P, s->parent), x, y, w) : y;
}

static void sender(Sheet1 *s, const FlowLetter *l, const FlowBlock *logo)
{
    Look big = plain_look(s->t, s->t->st->grad + 5, (s->t->st->grad + 5) * 1.25),
         small = plain_look(s->t, s->t->st->grad_klein, s->t->st->grad_klein * 1.35);
    big.font = (FontStyle){ .family = FAMILY_TITLE, .bold = 1 };
    double y = paragraph_at(s, l->sender, &big, BRIEF_FIELD_X, brief_sender(l->form),
                            logo ? BRIEF_SENDER_W : 165);
    paragraph_at(s, l->sender_more, &small, BRIEF_FIELD_X, y, logo ? BRIEF_SENDER_W : 165);
}

/* The logo in the upper right corner, in the room above the field. */
static void logo_at(Sheet1 *s, const FlowLetter *l, const FlowBlock *logo)
{
    if (!logo || !logo->figure) return;
    int i = images_find(s->t->im, logo->figure->path);
    if (i < 0) return;
    const Image *m = &s->t->im->img[i];
    double w = logo->figure->width > 0 ? logo->figure->width : MM(35), h = w * m->height / m->width,
           most = MM(brief_logo_height(l->form));
    if (h > most) w *= most / h, h = most;
    Draw *d = draw_new(s->t, &s->draw, DRAW_IMAGE, MM(BRIEF_LOGO_RIGHT) - w - s->left,
                       MM(BRIEF_TOP) - s->top);
    d->w = w, d->h = h, d->image = (uint32_t)i;
    if (logo->figure->decoration) {
        d->artifact = ART_LAYOUT;
        return;
    }
    d->figure = tree_add(s->t, TAG_FIGURE, s->parent);
    tree_more(s->t, d->figure)->alt = logo->figure->alt;
    d->node = page_leaf_new(s->t, d->figure);
}

static void address(Sheet1 *s, const FlowLetter *l, const FlowLetterSizes *z, double y)
{
    Look small = plain_look(s->t, z->back, MM(4)),
         note = plain_look(s->t, 8, MM(BRIEF_NOTES_H / 3)),
         to = plain_look(s->t, z->address, MM(BRIEF_ADDRESS_LINE));
    paragraph_at(s, l->return_line, &small, BRIEF_FIELD_X, y + 0.5, BRIEF_FIELD_W);
    double ny = y + BRIEF_RETURN_H + BRIEF_NOTES_H - l->nnotes * BRIEF_NOTES_H / 3;
    for (int i = 0; i < l->nnotes; i++)
        ny = paragraph_at(s, l->notes[i], &note, BRIEF_FIELD_X, ny, BRIEF_FIELD_W);
    if (!l->naddress) return;
    NodeId p = tree_add(s->t, TAG_P, s->parent);
    Spans sp = { 0 };
    for (int i = 0; i < l->naddress; i++) {
        if (i) spans_break(s->t, &sp, l->address_at);
        spans_text(s->t, &sp, l->address[i], &to, page_leaf_new(s->t, p), (Str){ 0 },
                   l->address_at);
    }
    double at = MM(y + BRIEF_RETURN_H + BRIEF_NOTES_H) - s->top;
    text_draw(s->t, &sp, &to, MM(BRIEF_FIELD_X) - s->left, MM(BRIEF_FIELD_W + 5), &s->draw, &at);
}

/* Returns where it ends, mm. */
static double information(Sheet1 *s, const FlowLetter *l, const FlowLetterSizes *z, double y)
{
    Look look = plain_look(s->t, z->info, MM(BRIEF_INFO_LINE));
    double label = IN_MM(z->info_label), w = IN_MM(z->info_width);
    for (int i = 0; i < l->ninfo; i++) {
        NodeId p = tree_add(s->t, TAG_P, s->parent);
        words_at(s, str_printf(s->t->a, "%.*s ", STR_FMT(l->info[i].label)), &look, p, BRIEF_INFO_X,
                 y, label + 2);
        y = words_at(s, l->info[i].text, &look, p, BRIEF_INFO_X + label, y, w - label + 0.1);
    }
    return y;
}

static void marks(Sheet1 *s, const FlowLetter *l)
{
    for (int i = 0; i < 3 && l->marks; i++) {
        Draw *d = draw_new(s->t, &s->draw, DRAW_RULE, MM(BRIEF_MARK_X) - s->left,
                           MM(brief_mark(l->form, i)) - s->top);
        d->w = MM(i == 1 ? 6 : 4), d->h = 0.4, d->artifact = ART_LAYOUT;
    }
}

void build_letter(Ts *t, const FlowBlock *b, const Frame *fr)
{
    const FlowLetter *l = b->letter;
    Sheet1 s = { .t = t, .parent = fr->parent, .left = t->st->innen, .top = t->st->oben };
    FlowLetterSizes *z = t->letter = ARENA_NEW(t->a, FlowLetterSizes);
    *z = page_letter_sizes(t->d, t->fonts, t->f);
    double field = brief_field(l->form);
    sender(&s, l, b->kids);
    logo_at(&s, l, b->kids);
    address(&s, l, z, field);
    double info = information(&s, l, z, field + BRIEF_INFO_BELOW);
    marks(&s, l);
    double end = MM(fmax(field + BRIEF_FIELD_H, info) + BRIEF_BELOW) - t->st->oben;
    BrkItem *it = page_item_new(t, end, b->at);
    Body *body = page_item_body(it);
    page_draws_shift(&body->draw, &s.draw, 0, 0);
    t->b.no_space = true;
    page_keep_next(t, 2, WHY_HEADING);
}
