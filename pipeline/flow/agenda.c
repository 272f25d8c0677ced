/* The agenda of an invitation: items with their numbers, what is said of each, their papers. */
#include "flow/einladung_in.h"

void brief_detail(Buf *b, Str s)
{
    if (!s.n) return;
    buf_z(b, b->n ? " · " : "");
    buf_str(b, s);
}

void brief_angaben(Brief *f, Buf *b, const Top *t)
{
    for (int i = 0; i < TOPANGABEN_N; i++) {
        Str v = flow_feld_text(&f->c, &top_angaben[i], t),
            w = flow_word(&f->c, top_angaben[i].wort);
        if (v.n) brief_detail(b, str_printf(f->c.a, "%.*s: %.*s", STR_FMT(w), STR_FMT(v)));
    }
}

static Str late(Brief *f, Nachreichung n, Date day)
{
    Str w = enum_word(ENUM_NACHREICHUNG, (int)n);
    return !w.n ? w
        : !date_set(day)
        ? w
        : str_printf(f->c.a, "%.*s vom %.*s", STR_FMT(w), STR_FMT(brief_day(f->c.a, day)));
}

static Str competence(const Brief *f, Zustaendigkeit z, Str own)
{
    return own.n ? own : flow_word_of(ENUM_ZUST, z, f->s->stil->wort_zust);
}

static void paper_line(Brief *f, BlockList *b, const Top *top, const Unterlage *u)
{
    Buf t = { 0 };
    const Vorlage *v = u->vorlage;
    buf_printf(&t, "%.*s\u00A0%.*s", STR_FMT(flow_word(&f->c, WORT_VORLAGE_REF)),
               STR_FMT(v ? v->nummer : u->nummer));
    if (u->beratung)
        brief_detail(&t,
                     competence(f, u->beratung->zustaendigkeit, u->beratung->zustaendigkeit_text));
    if (v) brief_detail(&t, v->kopf.federfuehrend);
    if (u->nachreichung != top->nachreichung) brief_detail(&t, late(f, u->nachreichung, u->vom));
    brief_para(f, b, ROLE_SMALL, buf_keep(f->c.a, &t), 0, u->at);
}

static void item_details(Brief *f, BlockList *b, const Top *t)
{
    Buf d = { 0 };
    brief_detail(&d, competence(f, t->zustaendigkeit, t->zustaendigkeit_text));
    brief_angaben(f, &d, t);
    if (t->papier == PAPIER_FOLGT) brief_detail(&d, enum_word(ENUM_PAPIER, (int)t->papier));
    brief_detail(&d, late(f, t->nachreichung, t->vom));
    if (t->abgesetzt) brief_detail(&d, flow_word(&f->c, WORT_ABGESETZT));
    brief_para(f, b, ROLE_SMALL, buf_keep(f->c.a, &d), 0, t->at);
    for (int i = 0; i < t->nunterlagen; i++) paper_line(f, b, t, &t->unterlagen[i]);
    flow_blocks_join(b, flow_blocks_of(&f->c, t->text, ROLE_TEXT));
}

/* In words, so that it is read aloud and survives a copy in black and white. */
static void mark_changed(Brief *f, const FlowBlock *title, const Top *t)
{
    for (int i = 0; title && i < f->s->nmarken; i++) {
        if (f->s->marke[i].top != t) continue;
        Run *last = title->runs;
        while (last && last->next) last = last->next;
        if (last)
            last->next = flow_run_one(
                &f->c, str_printf(f->c.a, " %.*s", STR_FMT(f->s->marke[i].wort)), 0, t->at);
        return;
    }
}

/* The title goes with the first lines below it, the last line with the one before it, and with the
 * first item below. */
static void keep_item(FlowBlock *first, bool items_below)
{
    for (FlowBlock *b = first; b; b = b->next)
        b->keep_with_next =
            !b->next ? items_below : b == first || (!b->next->next && b->role == ROLE_SMALL);
}

static void items(Brief *f, BlockList *b, const Top *t, int n)
{
    if (!n) return;
    FlowBlock *list = flow_block_add(&f->c, b, FB_LIST, t->at);
    list->items = ARENA_NEW_N(f->c.a, FlowItem, (size_t)n);
    list->ordered = true;
    for (int i = 0; i < n; i++) {
        BlockList k = { 0 };
        Str title = top_titel(&t[i]);
        if (t[i].titel)
            flow_para_add(&f->c, &k, ROLE_LABEL, t[i].at)->runs =
                runs_of(&f->c, t[i].titel, 0, (Str){ "", 0 });
        else
            brief_para(f, &k, ROLE_LABEL, title, 0, t[i].at);
        mark_changed(f, k.last, &t[i]);
        item_details(f, &k, &t[i]);
        keep_item(k.first, t[i].ntops > 0);
        items(f, &k, t[i].tops, t[i].ntops);
        list->items[list->nitems++] =
            (FlowItem){ .blocks = k.first, .label = top_nummer(f->c.a, f->s->stil, &t[i]) };
    }
}

void brief_agenda(Brief *f, BlockList *b)
{
    const Sitzung *z = f->z;
    flow_heading_add(&f->c, b, 2,
                     flow_run_one(&f->c, flow_word(&f->c, WORT_TAGESORDNUNG), 0, z->at),
                     (Str){ "", 0 }, S("tagesordnung"), z->at);
    bool both = false;
    for (int i = 1; i < z->ntops; i++) both |= z->tops[i].status != z->tops[0].status;
    for (int i = 0; i < z->ntops;) {
        Status s = z->tops[i].status;
        int n = i;
        while (n < z->ntops && z->tops[n].status == s) n++;
        Str part = flow_word(
            &f->c, s == STATUS_OEFFENTLICH ? WORT_TEIL_OEFFENTLICH : WORT_TEIL_NICHTOEFFENTLICH);
        if (both || s != STATUS_OEFFENTLICH)
            flow_heading_add(&f->c, b, 3, flow_run_one(&f->c, part, 0, z->tops[i].at),
                             (Str){ "", 0 }, (Str){ "", 0 }, z->tops[i].at);
        items(f, b, z->tops + i, n - i);
        i = n;
    }
    for (int i = 0; i < f->s->nentfallen; i++)
        brief_para(f, b, ROLE_TEXT, f->s->entfallen[i], 0, z->at);
}

Str flow_top_angaben(Arena *a, const Sitzungsflow *s, const Top *t)
{
    Brief f = { .c = { .a = a, .d = diags_new(a), .k = s->k, .s = s->stil, .doc_path = s->path },
                .s = s,
                .z = s->e->s }; /* faults are told with the letter */
    Flow *flow = brief_begin(&f.c, s, (Str){ "", 0 });
    BlockList b = { 0 };
    Buf words = { 0 };
    item_details(&f, &b, t);
    flow->blocks = b.first;
    flow_text(&words, flow);
    return buf_keep(a, &words);
}
