/* What a draft shows: a large word across the page below its text, numbers of lines in the margin;
 * and the name on a personal copy. Artifacts all. */
#include "page/typeset_in.h"

#include <math.h>

#define WORD_GREY 0xEBEBEBu
#define MARK_GREY 0x8C8C8Cu
#define NUMBER_GREY 0x606060u
#define EACH 5     /* so many lines to a number */
#define ASIDE 10.0 /* between number and text, pt */

/* Words along the diagonal, at most so large; stroke > 0: outlines. */
static void across(Ts *t, Str word, double width, double height, double largest, uint32_t color,
                   double stroke, Artifact art)
{
    double angle = atan2(height, width), w, most = hypot(width, height) * 0.62;
    FontStyle font = { .family = 1, .bold = 1 };
    double size = most / text_width(t, word, font, 1, t->f->lang);
    if (size > largest) size = largest;
    Line *l = page_line_of(t, t->page_arena, word, font, size, color, t->f->lang, 0, art, &w);
    double dx = w / 2, dy = -size * 0.35; /* from the word's middle to its origin, before turning */
    size_t from = t->e.cmds.n;
    emit_cmd_line(t, l, NULL, width / 2 - dx * cos(angle) - dy * sin(angle),
                  height / 2 - dx * sin(angle) + dy * cos(angle));
    for (size_t i = from; i < t->e.cmds.n; i++) {
        Cmd *c = &((Cmd *)t->e.cmds.p)[i];
        c->turn = angle, c->line = stroke;
    }
}

void draft_word(Ts *t)
{
    Sheet s = page_sheet_of(t, t->e.turned);
    if (t->st->entwurf.n)
        across(t, t->st->entwurf, s.width, s.height, 150, WORD_GREY, 0, ART_BACKGROUND);
}

void typeset_mark(Arena *a, Diags *d, const Flow *f, FontSet *fonts, PageSink sink, int number,
                  double width, double height, Str words)
{
    Ts t = { .a = a,
             .d = d,
             .f = f,
             .st = f->stil,
             .fonts = fonts,
             .sink = sink,
             .page_arena = arena_new() };
    across(&t, words, width, height, 64, MARK_GREY, 0.5, ART_PAGINATION);
    sink.page(sink.ctx,
              &(Page){ .number = number,
                       .width = width,
                       .height = height,
                       .cmds = t.e.cmds.p,
                       .ncmds = t.e.cmds.n });
    arena_drop(t.page_arena);
    mem_free(t.e.cmds.p);
}

void draft_line(Ts *t, double base)
{
    if (!t->st->zeilennummern || t->e.artifact || ++t->e.lines % EACH) return;
    double w;
    Str n = str_printf(t->a, "%d", t->e.lines); /* glyphs' texts live as long as the document */
    Line *l = page_line_of(t, t->page_arena, n, (FontStyle){ .tabular = 1 },
                           t->st->grad_klein * 0.9, NUMBER_GREY, t->f->lang, 0, ART_LAYOUT, &w);
    emit_cmd_line(t, l, NULL, t->e.left - ASIDE - w, t->e.top - base);
}
