/* What the invitation, its agenda and the sheets of a pack share. */
#include "flow/einladung_in.h"

#include "base/file.h"

Flow *brief_begin(Compose *c, const Sitzungsflow *s, Str title)
{
    static const Vorlage none = { .nummer = { "", 0 } };
    Flow *f = c->f = ARENA_NEW(c->a, Flow);
    c->v = &none;
    *f = (Flow){ .stil = s->stil,
                 .edition = s->e->edition,
                 .hidden = s->e->left_out,
                 .title = title,
                 .date = date_set(s->e->s->einladung.datum) ? s->e->s->einladung.datum
                                                            : s->e->s->metadatum };
    f->lang = s->e->s->lang.n && !str_is(s->e->s->lang, "de") ? s->e->s->lang : S("de-DE");
    f->body_name = s->k ? s->k->name : (Str){ "", 0 };
    f->author = f->body_name;
    f->status_word = c->s->wort[s->e->confidential ? WORT_NICHTOEFFENTLICH : WORT_OEFFENTLICH];
    f->nummer = s->e->s->nummer;
    if (s->stil->vermerk_nichtoeffentlich && s->e->confidential) f->mark = s->stil->klassifikation;
    Run *page =
        flow_run_one(c, str_printf(c->a, "%.*s ", STR_FMT(flow_word(c, WORT_SEITE))), 0, NO_PLACE);
    page->next = flow_run_one(c, S("1"), RUN_PAGE, NO_PLACE);
    page->next->next =
        flow_run_one(c, str_printf(c->a, " %.*s ", STR_FMT(flow_word(c, WORT_VON))), 0, NO_PLACE);
    page->next->next->next = flow_run_one(c, S("1"), RUN_PAGES, NO_PLACE);
    f->head.left = flow_run_one(c, title, 0, NO_PLACE);
    f->foot.right = page;
    return f;
}

void brief_para(Brief *f, BlockList *b, Role role, Str text, unsigned flags, Place at)
{
    if (text.n) flow_para_add(&f->c, b, role, at)->runs = flow_run_one(&f->c, text, flags, at);
}

FlowBlock *brief_logo(Brief *f)
{
    const Stil *s = f->s->stil;
    BlockList kid = { 0 };
    if (!s->logo_datei.n) return NULL;
    FlowFigure *g = flow_block_add(&f->c, &kid, FB_FIGURE, NO_PLACE)->figure =
        ARENA_NEW(f->c.a, FlowFigure);
    *g = (FlowFigure){ .file = s->logo_datei,
                       .path = str_of(path_beside(f->c.a, str_z(f->c.a, s->quelle), s->logo_datei)),
                       .alt = s->logo_alt,
                       .decoration = !s->logo_alt.n,
                       .width = s->logo_breite,
                       .logo = true };
    return kid.first;
}

Str brief_day(Arena *a, Date d)
{
    Buf b = { 0 };
    date_de_long(&b, d);
    return buf_keep(a, &b);
}
