/* What a draft shows: a large word across the page below its text, numbers of lines in the margin. Artifacts both. */
#include "page/typeset_in.h"

#include <math.h>

#define WORD_GREY 0xEBEBEBu
#define NUMBER_GREY 0x606060u
#define EACH 5          /* so many lines to a number */
#define ASIDE 10.0      /* between number and text, pt */

void draft_word(Ts *t)
{
    Str word = t->st->entwurf;
    if (!word.n) return;
    Sheet s = sheet_of(t, t->e.turned);
    double angle = atan2(s.height, s.width), w, most = hypot(s.width, s.height) * 0.62;
    FontStyle font = {.family = 1, .bold = 1};
    double size = most / text_width(t, word, font, 1, t->f->lang);
    if (size > 150) size = 150;
    Line *l = line_of(t, t->page_arena, word, font, size, WORD_GREY, t->f->lang, 0, ART_BACKGROUND, &w);
    double dx = w / 2, dy = -size * 0.35; /* from the word's middle to its origin, before turning */
    size_t from = t->e.cmds.n;
    emit_cmd_line(t, l, NULL, s.width / 2 - dx * cos(angle) - dy * sin(angle), s.height / 2 - dx * sin(angle) + dy * cos(angle));
    for (size_t i = from; i < t->e.cmds.n; i++) ((Cmd *)t->e.cmds.p)[i].turn = angle;
}

void draft_line(Ts *t, double base)
{
    if (!t->st->zeilennummern || t->e.artifact || ++t->e.lines % EACH) return;
    double w;
    Str n = str_printf(t->a, "%d", t->e.lines); /* glyphs' texts live as long as the document */
    Line *l = line_of(t, t->page_arena, n, (FontStyle){.tabular = 1}, t->st->grad_klein * 0.9, NUMBER_GREY, t->f->lang, 0, ART_LAYOUT, &w);
    emit_cmd_line(t, l, NULL, t->e.left - ASIDE - w, t->e.top - base);
}
