/* Blocks of the model to blocks of the flow. */
#include "flow/flow_in.h"

#include <stdlib.h>
#include <unicase.h>

#include "base/file.h"

Str flow_next_number(Compose *c, int level)
{
    if (level < 1 || level > 4) level = 4;
    c->number[level]++;
    for (int i = level + 1; i <= 4; i++) c->number[i] = 0;
    Buf b = { 0 };
    for (int i = 1; i <= level; i++) buf_printf(&b, "%s%d", i > 1 ? "." : "", c->number[i]);
    return buf_keep(c->a, &b);
}

/* Capitals as German spells them (ß becomes SS); the text itself changes, for every output alike.
 */
static void capitals(Compose *c, Run *r)
{
    for (; r; r = r->next) {
        size_t n = 0;
        uint8_t *u = r->text.n
            ? u8_toupper((const uint8_t *)r->text.p, r->text.n, "de", NULL, NULL, &n)
            : NULL;
        if (!u) continue;
        r->text = (Str){ arena_copy(c->a, u, n), n };
        free(u);
    }
}

void flow_heading_add(Compose *c, BlockList *l, int level, Run *runs, Str label, Str id, Place at)
{
    FlowBlock *h = flow_block_add(c, l, FB_HEADING, at);
    h->level = level;
    h->runs = runs;
    h->label = label;
    h->id = id.n ? id : str_printf(c->a, "vl.%d", ++c->headings);
    h->keep_with_next = true;
    if (level == 2 && c->s->h1_versal) capitals(c, runs);
}

static void section(Compose *c, BlockList *l, const Block *b)
{
    bool numbered = c->s->nummerierung == NUMMERIERUNG_DEZIMAL;
    Str n = flow_next_number(c, b->ebene);
    int level = b->ebene + 2 > 6 ? 6 : b->ebene + 2;
    flow_heading_add(c, l, level, runs_of(c, b->text, 0, b->lang), numbered ? n : (Str){ "", 0 },
                     b->id, b->at);
    flow_blocks_join(l, flow_blocks_of(c, b->kids, ROLE_TEXT));
}

/* ---- lists ---- */

static size_t plain_length(const FlowBlock *b)
{
    size_t n = 0;
    for (; b; b = b->next)
        for (const Run *r = b->runs; r; r = r->next)
            n += r->text.n + (r->flags & RUN_BREAK ? 80 : 0);
    return n;
}

static void list(Compose *c, BlockList *l, const Block *b, Role role)
{
    const Liste *m = &b->liste;
    FlowItem *items = ARENA_NEW_N(c->a, FlowItem, (size_t)m->n + 1);
    int n = 0, number = m->start > 0 ? m->start : 1;
    bool tight = true;
    for (int i = 0; i < m->n; i++, number++) {
        items[n].blocks = flow_blocks_of(c, m->punkte[i].blocks, role);
        items[n].label = m->nummeriert ? str_printf(c->a, "%d.", number) : S("•");
        tight = tight && items[n].blocks && !items[n].blocks->next &&
            plain_length(items[n].blocks) < 170;
        if (items[n].blocks) n++;
    }
    if (!n) return;
    FlowBlock *f = flow_block_add(c, l, FB_LIST, b->at);
    f->id = b->id;
    f->ordered = m->nummeriert;
    f->items = items;
    f->nitems = n;
    f->tight = tight;
}

/* ---- figures ---- */

static Run *numbered_caption(Compose *c, Str id, Run *caption)
{
    const Ref *r = id.n ? flow_ref_find(c, id) : NULL;
    if (!r || !r->label.n || !flow_is_target(c, id)) return caption;
    RunList l = { 0 };
    flow_run_add(c, &l, str_printf(c->a, "%.*s: ", STR_FMT(r->label)), 0, NO_PLACE)->live =
        LIVE_FIGURE;
    runs_join(&l, caption);
    return l.first;
}

static Run *credit(Compose *c, const Inline *q)
{
    if (!q) return NULL;
    RunList l = { 0 };
    Str w = flow_word(c, WORT_QUELLE);
    if (w.n) flow_run_add(c, &l, str_printf(c->a, "%.*s ", STR_FMT(w)), 0, q->at);
    runs_join(&l, runs_of(c, q, 0, (Str){ "", 0 }));
    return l.first;
}

static void figure(Compose *c, BlockList *l, const Block *b)
{
    const Bild *m = b->bild;
    FlowBlock *f = flow_block_add(c, l, FB_FIGURE, b->at);
    Str id = b->id.n ? b->id : m->id;
    f->id = id;
    FlowFigure *g = f->figure = ARENA_NEW(c->a, FlowFigure);
    g->file = m->datei;
    g->path = str_of(path_beside(c->a, c->doc_path, m->datei));
    g->alt = m->alt;
    g->decoration = m->schmuck;
    g->caption = numbered_caption(c, id, runs_of(c, m->bildtext, 0, (Str){ "", 0 }));
    g->credit = credit(c, m->quelle);
    g->width = m->breite.set ? (double)m->breite.v : 0;
    for (int i = 0; i < m->breite.scale; i++) g->width /= 10;
    g->width *= 72 / 25.4;
}

static void quote(Compose *c, BlockList *l, const Block *b)
{
    FlowBlock *f = flow_block_add(c, l, FB_QUOTE, b->at);
    f->id = b->id;
    f->lang = b->lang;
    BlockList k = { 0 };
    flow_blocks_join(&k, flow_blocks_of(c, b->kids, ROLE_TEXT));
    Run *source = runs_of(c, b->quelle, 0, (Str){ "", 0 });
    if (source) flow_para_add(c, &k, ROLE_QUOTE_SOURCE, b->at)->runs = source;
    f->kids = k.first;
}

static void paragraph(Compose *c, BlockList *l, const Block *b, Role role)
{
    Run *r = runs_of(c, b->text, 0, (Str){ "", 0 });
    if (!r) return;
    FlowBlock *p = flow_para_add(c, l, role, b->at);
    p->runs = r;
    p->id = b->id;
    p->lang = b->lang;
}

static void one_block(Compose *c, BlockList *l, const Block *b, Role role)
{
    switch (b->kind) {
    case BK_ABSATZ: paragraph(c, l, b, role); break;
    case BK_LISTE: list(c, l, b, role); break;
    case BK_TABELLE: flow_table_block(c, l, b); break;
    case BK_BILD: figure(c, l, b); break;
    case BK_ZITAT: quote(c, l, b); break;
    case BK_HINWEIS: {
        FlowBlock *f = flow_block_add(c, l, FB_BOX, b->at);
        f->id = b->id;
        f->kids = flow_blocks_of(c, b->kids, ROLE_TEXT);
        break;
    }
    case BK_SEITENUMBRUCH: flow_block_add(c, l, FB_PAGEBREAK, b->at); break;
    case BK_FINANZTABELLE: finance_block(c, l, b); break;
    case BK_ABSCHNITT: section(c, l, b); break;
    case BK_AUSGELASSEN: flow_omission(c, l); break;
    }
}

FlowBlock *flow_blocks_of(Compose *c, const Block *b, Role role)
{
    BlockList l = { 0 };
    for (; b; b = b->next) one_block(c, &l, b, role);
    return l.first;
}
