/* A letter's head at the places DIN 5008 gives it: sender, address field (return line 5 mm, notes 12.7, address 27.3), information block, marks for
 * folding and punching. One item at the top of the first page; the subject begins below it. Millimetres here are from the paper's upper
 * left corner. */
#include "page/typeset_in.h"

#include <math.h>

#define MM(x) ((x) * 72.0 / 25.4)
#define FIELD_X 25.0        /* text in the field, which itself begins at 20 mm */
#define FIELD_W 80.0        /* to the window's right edge, less its play */
#define RETURN_H 5.0
#define NOTES_H 12.7
#define FIELD_H 45.0
#define ADDRESS_LINE (27.3 / 6)
#define INFO_X 125.0
#define INFO_W 65.0         /* to the right margin */
#define BELOW 8.46          /* two lines of air below the field */

typedef struct { Ts *t; NodeId parent; DrawList draw; double left, top; } Sheet1;

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
    Spans sp = {0};
    spans_text(s->t, &sp, text, l, leaf_new(s->t, p), (Str){0}, NO_PLACE);
    double at = MM(y) - s->top;
    text_draw(s->t, &sp, l, MM(x) - s->left, MM(w), &s->draw, &at);
    return (at + s->top) * 25.4 / 72;
}

static double paragraph_at(Sheet1 *s, Str text, const Look *l, double x, double y, double w)
{
    return text.n ? words_at(s, text, l, tree_add(s->t, TAG_P, s->parent), x, y, w) : y;
}

/* The size at which a line fits, down to `least`; below that it is told and stays. */
static double fitting(Sheet1 *s, Str text, double size, double least, double w, Place at)
{
    FontStyle plain = {0};
    double unit = text_width(s->t, text, plain, 1, s->t->f->lang);
    if (unit * size <= MM(w)) return size;
    if (unit * least > MM(w)) diag_strs(s->t->d, D_BRIEF_ZEILE_BREIT, at, 1, &text);
    return fmax(least, floor(MM(w) / unit * 10) / 10);
}

static void sender(Sheet1 *s, const FlowLetter *l, const FlowBlock *logo)
{
    Look big = plain_look(s->t, s->t->st->grad + 5, (s->t->st->grad + 5) * 1.25), small = plain_look(s->t, s->t->st->grad_klein, s->t->st->grad_klein * 1.35);
    big.font = (FontStyle){.family = FAMILY_TITLE, .bold = 1};
    double y = paragraph_at(s, l->sender, &big, FIELD_X, l->form == 'A' ? 8 : 12, logo ? 120 : 165);
    paragraph_at(s, l->sender_more, &small, FIELD_X, y, logo ? 120 : 165);
}

/* The logo in the upper right corner, in the room above the field. */
static void logo_at(Sheet1 *s, const FlowLetter *l, const FlowBlock *logo)
{
    if (!logo || !logo->figure) return;
    int i = images_find(s->t->im, logo->figure->path);
    if (i < 0) return;
    const Image *m = &s->t->im->img[i];
    double w = logo->figure->width > 0 ? logo->figure->width : MM(35), h = w * m->height / m->width, most = MM(l->form == 'A' ? 17 : 28);
    if (h > most) w *= most / h, h = most;
    Draw *d = draw_new(s->t, &s->draw, DRAW_IMAGE, MM(190) - w - s->left, MM(8) - s->top);
    d->w = w, d->h = h, d->image = (uint32_t)i;
    if (logo->figure->decoration) { d->artifact = ART_LAYOUT; return; }
    d->figure = tree_add(s->t, TAG_FIGURE, s->parent);
    tree_more(s->t, d->figure)->alt = logo->figure->alt;
    d->node = leaf_new(s->t, d->figure);
}

static void address(Sheet1 *s, const FlowLetter *l, double y)
{
    Look small = plain_look(s->t, 7, MM(4));
    small.size = fitting(s, l->return_line, 7, 5.5, FIELD_W, l->address_at);
    paragraph_at(s, l->return_line, &small, FIELD_X, y + 0.5, FIELD_W);
    Look note = plain_look(s->t, 8, MM(NOTES_H / 3));
    double ny = y + RETURN_H + NOTES_H - l->nnotes * NOTES_H / 3;
    for (int i = 0; i < l->nnotes; i++) ny = paragraph_at(s, l->notes[i], &note, FIELD_X, ny, FIELD_W);
    double size = 11, ay = y + RETURN_H + NOTES_H;
    for (int i = 0; i < l->naddress; i++) size = fmin(size, fitting(s, l->address[i], 11, 10, FIELD_W, l->address_at));
    Look to = plain_look(s->t, size, MM(ADDRESS_LINE));
    if (!l->naddress) return;
    NodeId p = tree_add(s->t, TAG_P, s->parent);
    Spans sp = {0};
    for (int i = 0; i < l->naddress; i++) {
        if (i) spans_break(s->t, &sp, l->address_at);
        spans_text(s->t, &sp, l->address[i], &to, leaf_new(s->t, p), (Str){0}, l->address_at);
    }
    double at = MM(ay) - s->top;
    text_draw(s->t, &sp, &to, MM(FIELD_X) - s->left, MM(FIELD_W + 5), &s->draw, &at);
}

/* Returns where it ends, mm. */
static double information(Sheet1 *s, const FlowLetter *l, double y)
{
    double size = s->t->st->grad_klein, label = 0;
    Look look = plain_look(s->t, size, MM(4.9));
    for (int i = 0; i < l->ninfo; i++) label = fmax(label, text_width(s->t, l->info[i].label, look.font, size, s->t->f->lang));
    double lw = label * 25.4 / 72 + 3;
    for (int i = 0; i < l->ninfo; i++) {
        NodeId p = tree_add(s->t, TAG_P, s->parent);
        words_at(s, str_printf(s->t->a, "%.*s ", STR_FMT(l->info[i].label)), &look, p, INFO_X, y, lw + 2);
        y = words_at(s, l->info[i].text, &look, p, INFO_X + lw, y, INFO_W - lw);
    }
    return y;
}

static void marks(Sheet1 *s, const FlowLetter *l)
{
    const double at[] = {l->form == 'A' ? 87 : 105, 148.5, l->form == 'A' ? 192 : 210};
    for (int i = 0; i < 3 && l->marks; i++) {
        Draw *d = draw_new(s->t, &s->draw, DRAW_RULE, MM(4.5) - s->left, MM(at[i]) - s->top);
        d->w = MM(i == 1 ? 6 : 4), d->h = 0.4, d->artifact = ART_LAYOUT;
    }
}

void build_letter(Ts *t, const FlowBlock *b, const Frame *fr)
{
    const FlowLetter *l = b->letter;
    Sheet1 s = {.t = t, .parent = fr->parent, .left = t->st->innen, .top = t->st->oben};
    double field = l->form == 'A' ? 27 : 45;
    sender(&s, l, b->kids);
    logo_at(&s, l, b->kids);
    address(&s, l, field);
    double info = information(&s, l, field + 5);
    marks(&s, l);
    double end = MM(fmax(field + FIELD_H, info) + BELOW) - t->st->oben;
    BrkItem *it = item_new(t, end, b->at);
    Body *body = item_body(it);
    draws_shift(&body->draw, &s.draw, 0, 0);
    t->b.no_space = true;
    keep_next(t, 2, WHY_HEADING);
}
