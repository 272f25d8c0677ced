/* Sheets of a pack: lines and contents, the one before an item's papers, pictures. */
#include "flow/einladung_in.h"

Flow *flow_blatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Str *lines, int nlines,
                 FlowEntry *entries, int nentries)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = s->stil }, .s = s, .z = s->e->s };
    Flow *flow = brief_begin(&f.c, s, title);
    BlockList b = { 0 };
    flow_heading_add(&f.c, &b, 1, flow_run_one(&f.c, title, 0, NO_PLACE), (Str){ "", 0 },
                     (Str){ "", 0 }, NO_PLACE);
    for (int i = 0; i < nlines; i++) brief_para(&f, &b, ROLE_TEXT, lines[i], 0, NO_PLACE);
    FlowBlock *c = NULL;
    for (int i = 0; i < nentries; i++) {
        if (entries[i].part.n)
            flow_heading_add(&f.c, &b, 2, flow_run_one(&f.c, entries[i].part, 0, NO_PLACE),
                             (Str){ "", 0 }, (Str){ "", 0 }, NO_PLACE);
        if (!c || entries[i].part.n)
            c = flow_block_add(&f.c, &b, FB_CONTENTS, NO_PLACE), c->entries = entries + i;
        c->nentries++;
    }
    flow->blocks = b.first;
    return flow;
}

/* The type of a page that is seen from across the room; the rest as in the letter. */
static Stil *sheet_style(Arena *a, const Stil *from)
{
    Stil *s = ARENA_NEW(a, Stil);
    *s = *from;
    s->grad_titel = s->grad * 3.6, s->grad_h1 = s->grad * 1.8;
    s->h1_versal = false;
    return s;
}

/* The items that this one is part of, the outermost first: they have no sheet of their own. */
static void above(Brief *f, BlockList *b, const Top *t)
{
    if (!t) return;
    above(f, b, t->eltern);
    brief_para(f, b, ROLE_TEXT,
               str_printf(f->c.a, "%.*s\u00A0%.*s \u00B7 %.*s", STR_FMT(flow_word(&f->c, WORT_TOP)),
                          STR_FMT(top_nummer(f->c.a, f->s->stil, t)), STR_FMT(top_titel(t))),
               0, t->at);
}

Flow *flow_trennblatt(Arena *a, Diags *d, const Sitzungsflow *s, const Top *t, Str number,
                      Str title, FlowEntry *entries, int nentries)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = sheet_style(a, s->stil) },
                .s = s,
                .z = s->e->s };
    Flow *flow = brief_begin(&f.c, s, number);
    Str none = { "", 0 };
    BlockList b = { 0 }, in = { 0 };
    Buf line = { 0 };
    flow->stil = f.c.s;
    flow->foot = (RunningLine){ 0 };
    FlowBlock *head = flow_block_add(
        &f.c, &b, FB_LETTER,
        t->at); /* alone: the body's name, and the text begins where a letter's does */
    head->letter = ARENA_NEW(a, FlowLetter), head->kids = brief_logo(&f);
    *head->letter = (FlowLetter){ .form = 'B', .sender = s->k ? s->k->name : none };
    above(&f, &in, t->eltern);
    flow_heading_add(&f.c, &in, 1, flow_run_one(&f.c, number, 0, t->at), none, none, t->at);
    flow_heading_add(&f.c, &in, 2, flow_run_one(&f.c, title, 0, t->at), none, none, t->at);
    brief_detail(&line,
                 flow_word(&f.c,
                           t->status == STATUS_OEFFENTLICH ? WORT_OEFFENTLICH
                                                           : WORT_NICHTOEFFENTLICH));
    brief_angaben(&f, &line, t);
    brief_para(&f, &in, ROLE_TEXT, buf_keep(a, &line), 0, t->at);
    flow_block_add(&f.c, &b, FB_BOX, t->at)->kids = in.first;
    brief_para(&f, &b, ROLE_LABEL, flow_word(&f.c, WORT_UNTERLAGEN), 0, t->at);
    b.last->keep_with_next = true;
    FlowBlock *c = flow_block_add(&f.c, &b, FB_CONTENTS, t->at);
    c->entries = entries, c->nentries = nentries;
    flow->blocks = b.first;
    return flow;
}

Flow *flow_bildblatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Blattbild *bild,
                     int n, Str alt, Place at)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = s->stil }, .s = s, .z = s->e->s };
    Flow *flow = brief_begin(&f.c, s, title);
    BlockList b = { 0 };
    flow_heading_add(&f.c, &b, 1, flow_run_one(&f.c, title, 0, at), (Str){ "", 0 }, (Str){ "", 0 },
                     at);
    for (int i = 0; i < n; i++) {
        if (i) flow_block_add(&f.c, &b, FB_PAGEBREAK, at);
        FlowFigure *g = flow_block_add(&f.c, &b, FB_FIGURE, at)->figure = ARENA_NEW(a, FlowFigure);
        Str words = alt.n ? alt : title;
        *g = (FlowFigure){ .file = bild[i].file,
                           .path = bild[i].path,
                           .data = bild[i].data,
                           .width = bild[i].width,
                           .whole = true,
                           .alt = n > 1 ? str_printf(a, "%.*s (%d/%d)", STR_FMT(words), i + 1, n)
                                        : words };
    }
    flow->blocks = b.first;
    return flow;
}
