/* Flows by hand, for tests: blocks and runs in an arena, the neutral style, a sink that keeps the
 * dump. */
#ifndef TESTS_PAGE_FLOW_H
#define TESTS_PAGE_FLOW_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "page/page.h"

typedef struct {
    Arena *a;
    Diags *d;
    FontSet *fonts;
    Stil *st;
    Flow flow;
    FlowBlock *last;
    Buf pages, running;
    int npages;
    Typeset ts;
    uint32_t source;
    bool ended_short[512];
    double lowest[512]; /* by page: base line of the lowest text above the foot */
} Paper;

static inline Run *run(Paper *p, const char *text)
{
    Run *r = ARENA_NEW(p->a, Run);
    r->text = str_of(text);
    return r;
}

static inline FlowBlock *block(Paper *p, FlowKind k)
{
    FlowBlock *b = ARENA_NEW(p->a, FlowBlock);
    b->kind = k;
    b->at = (Place){ p->source, 0, 1 };
    return b;
}

static inline FlowBlock *add(Paper *p, FlowBlock *b)
{
    if (p->last)
        p->last->next = b;
    else
        p->flow.blocks = b;
    return p->last = b;
}

static inline FlowBlock *para_block(Paper *p, const char *text)
{
    FlowBlock *b = block(p, FB_PARA);
    b->runs = run(p, text);
    return b;
}

static inline FlowBlock *heading(Paper *p, int level, const char *text)
{
    FlowBlock *b = add(p, block(p, FB_HEADING));
    b->level = level;
    b->runs = run(p, text);
    return b;
}

static inline FlowBlock *text(Paper *p, const char *words) { return add(p, para_block(p, words)); }

/* A paragraph of n like sentences, different from its neighbours. */
static inline FlowBlock *filler(Paper *p, int n, int seed)
{
    static const char *const sentence[] = {
        "Der Ausschuss nimmt vom Bericht der Verwaltung Kenntnis und verweist auf die Beratung im "
        "Vorjahr. ",
        "Die Kosten der Sanierung tragen die Gemeinden zu gleichen Teilen, soweit keine Zuschüsse "
        "bewilligt werden. ",
        "Über die Weiterentwicklung des Bürgerinformationssystems wird im Herbst erneut "
        "berichtet. ",
        "Das Gebäude stammt aus dem Jahr 1968. ",
        "Anwohnerinnen und Anwohner wurden in zwei Versammlungen beteiligt, ihre Anregungen sind "
        "in die Planung eingeflossen. "
    };
    Buf b = { 0 };
    for (int i = 0; i < n; i++) buf_z(&b, sentence[(i * 3 + seed) % 5]);
    Str s = str_trim(buf_keep(p->a, &b));
    return text(p, str_z(p->a, s));
}

static inline void paper_page(void *ctx, const Page *pg)
{
    Paper *p = ctx;
    pages_dump(&p->pages, pg, NULL);
    double low = pg->height;
    for (size_t i = 0; i < pg->ncmds; i++)
        if (pg->cmds[i].kind == CMD_TEXT && pg->cmds[i].y < low) low = pg->cmds[i].y;
    if (p->npages < 512) p->lowest[p->npages] = low;
    p->npages++;
}

static inline void paper_running(void *ctx, const Page *pg)
{
    Paper *p = ctx;
    pages_dump(&p->running, pg, NULL);
}

static inline Paper *paper_new(void)
{
    Arena *a = arena_new();
    Paper *p = ARENA_NEW(a, Paper);
    p->a = a;
    p->d = diags_new(a);
    p->source = diag_source(p->d, S("probe.xml"), S("Probe"));
    p->st = stil_neutral(a);
    FontRequest req = { .family = { p->st->schrift, p->st->schrift_titel } };
    p->fonts = fonts_new(a, p->d, &req);
    p->flow = (Flow){ .stil = p->st, .lang = S("de-DE"), .title = S("Probe") };
    return p;
}

static inline bool paper_set(Paper *p)
{
    PageSink sink = { p, paper_page, paper_running };
    Images none = { 0 };
    return typeset(p->a, p->d, &p->flow, p->fonts, &none, sink, &p->ts);
}

static inline bool told(const Paper *p, DiagCode code)
{
    bool found = false;
    for (size_t i = 0; i < diags_count(p->d); i++) found |= diags_at(p->d, i)->code == code;
    return found;
}

static inline void paper_drop(Paper *p)
{
    buf_drop(&p->pages);
    buf_drop(&p->running);
    tree_drop(&p->ts.tree);
    fonts_drop(p->fonts);
    arena_drop(p->a);
}

static inline int paper_count(Str in, const char *what)
{
    int n = 0;
    for (size_t at; (at = str_find(in, str_of(what))) < in.n; n++)
        in = str_sub(in, at + 1, in.n - at - 1);
    return n;
}

/* Page (from 1) on which words stand, 0: nowhere. */
static inline int paper_page_of(const Paper *p, const char *words)
{
    Str s = buf_view(&p->pages);
    size_t at = str_find(s, str_of(words));
    return at >= s.n ? 0 : paper_count(str_sub(s, 0, at), "page ");
}

#endif
