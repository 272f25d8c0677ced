/* Running head, foot and classification mark of each page, when the number of pages is known.
 * Artifacts all. */
#include "page/typeset_in.h"

#include <math.h>

#include "base/sheet.h"

#define GUTTER 18.0
#define STAMP_SIZE 8.0
#define DIVIDER_BASE 22.0 /* at least, of a divider's line, below the paper's upper edge */

typedef struct {
    Ts *t;
    Arena *a;
    int number, pages;
    double size;
    bool turned;
    Sheet sheet;
} Running;

/* Words of a part's runs, one style a run. */
typedef struct {
    Str text;
    FontStyle font;
    double w;
} Piece;
typedef struct {
    Piece *p;
    int n;
    double w;
} Part;

static Str field_text(Running *r, const Run *run)
{
    if (run->flags & RUN_PAGES) return str_printf(r->a, "%d", r->pages);
    if (run->flags & RUN_PAGE) return str_printf(r->a, "%d", r->number);
    return run->text;
}

static Part part_of(Running *r, const Run *run)
{
    Part p = { 0 };
    int n = 0;
    for (const Run *q = run; q; q = q->next) n++;
    p.p = ARENA_NEW_N(r->a, Piece, (size_t)n + 1);
    for (; run; run = run->next) {
        Piece *e = &p.p[p.n];
        e->text = field_text(r, run);
        if (!e->text.n) continue;
        e->font = (FontStyle){ .bold = (run->flags & RUN_BOLD) != 0,
                               .italic = (run->flags & RUN_ITALIC) != 0 };
        e->w = text_width(r->t, e->text, e->font, r->size, r->t->f->lang);
        p.w += e->w;
        p.n++;
    }
    return p;
}

/* Shortens a piece at a word's end so that it fits, with an ellipsis. */
static void piece_fit(Running *r, Piece *e, double w)
{
    size_t n = e->text.n;
    while (n) {
        do n--;
        while (n && e->text.p[n] != ' ');
        while (n && (e->text.p[n - 1] == ' ' || e->text.p[n - 1] == ',')) n--;
        Str s = str_printf(r->a, "%.*s\xC2\xA0\xE2\x80\xA6", (int)n, e->text.p);
        double sw = text_width(r->t, s, e->font, r->size, r->t->f->lang);
        if (sw > w && n) continue;
        e->text = n ? s : S("\xE2\x80\xA6");
        e->w = n ? sw : text_width(r->t, e->text, e->font, r->size, r->t->f->lang);
        return;
    }
}

static void part_fit(Running *r, Part *p, double w)
{
    while (p->n && p->w > w) {
        Piece *last = &p->p[p->n - 1];
        double others = p->w - last->w;
        if (others < w * 0.8 || p->n == 1) {
            piece_fit(r, last, w - others);
            p->w = others + last->w;
            return;
        }
        p->w = others;
        p->n--;
    }
}

static void part_draw(Running *r, const Part *p, double x, double y, Artifact art)
{
    for (int i = 0; i < p->n; i++) {
        const Piece *e = &p->p[i];
        emit_cmd_line(r->t,
                      page_line_of(r->t, r->a, e->text, e->font, r->size, 0, r->t->f->lang, 0, art,
                                   NULL),
                      NULL, x, y);
        x += e->w;
    }
}

static bool line_draw(Running *r, const RunningLine *l, double y, Artifact art)
{
    Part left = part_of(r, l->left), center = part_of(r, l->center), right = part_of(r, l->right);
    double w = r->sheet.measure, x = r->t->e.left;
    if (!left.n && !center.n && !right.n) return false;
    if (center.n) {
        part_fit(r, &center, w * 0.5);
        double side = (w - center.w) / 2 - GUTTER;
        part_fit(r, &left, side);
        part_fit(r, &right, side);
    } else if (left.w + right.w + (left.n && right.n ? GUTTER : 0) > w) {
        Part *longer = left.w > right.w ? &left : &right, *other = longer == &left ? &right : &left;
        part_fit(r, other, w * 0.5);
        part_fit(r, longer, w - other->w - GUTTER);
    }
    part_draw(r, &left, x, y, art);
    part_draw(r, &center, x + (w - center.w) / 2, y, art);
    part_draw(r, &right, x + w - right.w, y, art);
    return true;
}

static void head_rule(Ts *t, double y, double w)
{
    Cmd *c = page_vec_add(&t->e.cmds, sizeof *c);
    *c = (Cmd){ .kind = CMD_RULE,
                .artifact = ART_PAGINATION_HEADER,
                .x = t->e.left,
                .y = y,
                .w = w,
                .h = 0.5,
                .color = 0x808080 };
}

static void mark_draw(Running *r)
{
    Ts *t = r->t;
    if (!t->f->mark.n || (r->number == 1 && t->f->mark_in_text)) return;
    double w, size = t->st->grad_klein;
    Line *l = page_line_of(t, r->a, t->f->mark, (FontStyle){ .bold = 1 }, size, 0, t->f->lang, 0,
                           ART_PAGINATION_HEADER, &w);
    emit_cmd_line(t, l, NULL, t->e.left + (r->sheet.measure - w) / 2,
                  r->sheet.height - t->st->oben * 0.32);
}

/* What the page is in the whole: below everything else, so that it meets nothing. */
static void stamp_draw(Running *r)
{
    Ts *t = r->t;
    const PaperPlace *at = &t->place;
    if (!at->stamp_page) return;
    r->size = t->st->grad_klein > STAMP_SIZE + 1 ? t->st->grad_klein - 1 : STAMP_SIZE;
    Str number = str_printf(r->a, "%.*s%s%d", STR_FMT(at->stamp_word),
                            at->stamp_word.n ? "\xC2\xA0" : "", at->stamp_page + r->number - 1);
    Run left = { .text = at->stamp }, right = { .text = number, .flags = RUN_BOLD };
    line_draw(r, &(RunningLine){ .left = &left, .right = &right }, STAMP_BASE,
              ART_PAGINATION_FOOTER);
}

/* "TOP Ö 5 · Hochwasserschutz", above a rule in the style's colour: what begins here. */
static void divider_draw(Running *r, double y)
{
    Ts *t = r->t;
    r->size = t->st->grad;
    Run title = { .text = str_printf(r->a, "\xC2\xA0\xC2\xB7\xC2\xA0%.*s",
                                     STR_FMT(t->place.divider_title)) },
        left = { .text = t->place.divider, .flags = RUN_BOLD };
    if (t->place.divider_title.n) left.next = &title;
    line_draw(r, &(RunningLine){ .left = &left }, y, ART_PAGINATION_HEADER);
    Cmd *c = page_vec_add(&t->e.cmds, sizeof *c);
    *c = (Cmd){ .kind = CMD_RULE,
                .artifact = ART_PAGINATION_HEADER,
                .x = t->e.left,
                .y = y - 6,
                .w = r->sheet.measure,
                .h = 1.5,
                .color = t->st->farbe };
}

static void page_running(Running *r)
{
    Ts *t = r->t;
    Emit *e = &t->e;
    e->cmds.n = 0;
    e->left = page_left(t, r->number, r->turned);
    mark_draw(r);
    double y = r->sheet.height - t->st->oben * 0.62;
    bool divided = r->number == 1 && t->place.divider.n;
    if (divided) divider_draw(r, fmin(y, r->sheet.height - DIVIDER_BASE));
    r->size = t->st->grad_klein;
    if (!divided && (r->number > 1 || t->f->head_first) &&
        line_draw(r, &t->f->head, y, ART_PAGINATION_HEADER))
        head_rule(t, y - 4, r->sheet.measure);
    double foot = t->st->unten * 0.42;
    line_draw(r, &t->f->foot, t->place.stamp_page && foot < FOOT_LIFTED ? FOOT_LIFTED : foot,
              ART_PAGINATION_FOOTER);
    stamp_draw(r);
    Page p = { .number = r->number,
               .width = r->sheet.width,
               .height = r->sheet.height,
               .cmds = e->cmds.p,
               .ncmds = e->cmds.n };
    t->sink.running(t->sink.ctx, &p);
}

void running_pages(Ts *t)
{
    if (!t->sink.running) return;
    for (int n = 1; n <= t->pages; n++) {
        ArenaMark m = arena_mark(t->page_arena);
        bool turned = ((const bool *)t->turned.p)[n - 1];
        Running r = { t,      t->page_arena,           n, t->pages, t->st->grad_klein,
                      turned, page_sheet_of(t, turned) };
        page_running(&r);
        arena_rewind(t->page_arena, m);
    }
}

void running_stamp(Ts *t, int number, double width, double height)
{
    Sheet sheet = { width, height, width - t->st->innen - t->st->aussen, height };
    Running r = {
        .t = t, .a = t->page_arena, .number = number, .turned = width > height, .sheet = sheet
    };
    t->e.left = page_left(t, number, r.turned);
    stamp_draw(&r);
    if (t->place.divider.n) divider_draw(&r, height - DIVIDER_BASE);
    Page p = { .number = number,
               .width = width,
               .height = height,
               .cmds = t->e.cmds.p,
               .ncmds = t->e.cmds.n };
    t->sink.running(t->sink.ctx, &p);
}
