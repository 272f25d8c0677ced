/* Whole flows on pages: keeps, notes, contents, running lines, the structure tree. */
#include "page_flow.h"

#include <stdio.h>

/* ---- the words of the tree ---- */
typedef struct {
    Paper *p;
    Buf *by_node;
    size_t n;
    double left, right, bottom, top;
    bool outside;
} Words;

static void words_page(void *ctx, const Page *pg)
{
    Words *w = ctx;
    for (size_t i = 0; i < pg->ncmds; i++) {
        const Cmd *c = &pg->cmds[i];
        assert_true((c->node != 0) != (c->artifact != ART_NONE));
        if (c->y < w->bottom - 0.01 || c->y > w->top || c->x < w->left - 0.01 ||
            c->x + c->w > w->right + 3.5 /* the blank at a line's end */)
            w->outside = true;
        if (c->kind != CMD_TEXT || !c->node) continue;
        assert_true(c->node < w->n);
        for (uint32_t g = 0; g < c->nglyphs; g++) buf_str(&w->by_node[c->node], c->glyphs[g].text);
    }
}

/* Blanks and soft hyphens do not count. */
static Str bare(Arena *a, Str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t u = utf8_next(s, &i);
        if (u == ' ' || u == 0xA0 || u == 0xAD || u == '\n' || u == '\t') continue;
        memcpy(out + n, s.p + from, i - from);
        n += i - from;
    }
    return (Str){ out, n };
}

static void runs_text(Buf *b, const Run *r)
{
    for (const Run *q = r; q; q = q->next) buf_str(b, q->text);
}

static void blocks_text(Buf *b, const FlowBlock *f);
static void notes_text(Buf *b, const Run *r)
{
    for (; r; r = r->next)
        if (r->note) {
            buf_str(b, r->text);
            blocks_text(b, r->note);
        }
}

static void blocks_text(Buf *b, const FlowBlock *f)
{
    for (; f; f = f->next) {
        buf_str(b, f->label);
        runs_text(b, f->runs);
        notes_text(b, f->runs);
        for (int i = 0; i < f->nitems; i++) {
            buf_str(b, f->items[i].label);
            blocks_text(b, f->items[i].blocks);
        }
        blocks_text(b, f->kids);
        for (int i = 0; f->table && i < f->table->nhead + f->table->nbody; i++) {
            const FlowRow *r =
                i < f->table->nhead ? &f->table->head[i] : &f->table->body[i - f->table->nhead];
            for (int k = 0; k < r->ncells; k++) blocks_text(b, r->cells[k].blocks);
        }
        for (int i = 0; i < f->nsigs; i++) {
            buf_str(b, f->sigs[i].sign), buf_str(b, f->sigs[i].name), buf_str(b, f->sigs[i].office);
        }
    }
}

static FlowBlock *list_of(Paper *p, int n, const char *const *words)
{
    FlowBlock *b = add(p, block(p, FB_LIST));
    b->nitems = n, b->items = ARENA_NEW_N(p->a, FlowItem, (size_t)n), b->tight = true;
    for (int i = 0; i < n; i++)
        b->items[i].label = S("\xE2\x80\xA2"), b->items[i].blocks = para_block(p, words[i]);
    return b;
}

static void note_in(Paper *p, FlowBlock *para, const char *number, const char *words)
{
    Run *r = run(p, number);
    r->flags = RUN_NOTE, r->note = para_block(p, words);
    Run *last = para->runs;
    while (last->next) last = last->next;
    last->next = r;
    r->next = run(p, " und weiter geht der Satz.");
}

static FlowBlock *signatures(Paper *p, int n, int columns)
{
    FlowBlock *b = add(p, block(p, FB_SIGNATURES));
    b->nsigs = n, b->sig_columns = columns, b->sigs = ARENA_NEW_N(p->a, FlowSignature, (size_t)n);
    for (int i = 0; i < n; i++)
        b->sigs[i] = (FlowSignature){ .sign = S("gez."),
                                      .name = S("Hahn"),
                                      .office = S("Stabsstelle"),
                                      .open = i == 2,
                                      .at = b->at };
    return b;
}

static Paper *mixed(int sections)
{
    static const char *const members[] = {
        "Verband Region Stuttgart", "Stadt Stuttgart",
        ("Stadt Böblingen mit einem so langen Namen, dass er "
         "gewiss eine zweite Zeile braucht, um ganz dazustehen")
    };
    Paper *p = paper_new();
    heading(p, 1, "Bericht zur Lage");
    for (int i = 0; i < sections; i++) {
        heading(p, 2, "Abschnitt der Probe");
        filler(p, 2 + i % 5, i);
        list_of(p, 3, members);
        note_in(p, filler(p, 3 + i % 3, i + 1), "1",
                "Eine Fu\xC3\x9Fnote, die in kleiner Schrift am Fu\xC3\x9F der Seite steht, auf "
                "der ihr Zeichen steht.");
        FlowBlock *box = add(p, block(p, FB_BOX));
        box->kids = para_block(p, "Der Ausschuss beschlie\xC3\x9Ft.");
        FlowBlock *quote = add(p, block(p, FB_QUOTE));
        quote->kids = para_block(p, "Ein Zitat steht hier.");
    }
    signatures(p, 3, 2);
    return p;
}

static void words_of(Paper *p, Words *w)
{
    *w = (Words){ .p = p,
                  .n = 20000,
                  .left = p->st->innen,
                  .right = p->st->breite - p->st->aussen,
                  .bottom = p->st->unten,
                  .top = p->st->hoehe - p->st->oben };
    w->by_node = test_calloc(w->n, sizeof(Buf));
    PageSink sink = { w, words_page, NULL };
    Images none = { 0 };
    assert_true(typeset(p->a, p->d, &p->flow, p->fonts, &none, sink, &p->ts));
}

static void words_drop(Words *w)
{
    for (size_t i = 0; i < w->n; i++) buf_drop(&w->by_node[i]);
    test_free(w->by_node);
}

static Str tree_words(Paper *p, const Words *w, size_t node, Buf *out)
{
    if (p->ts.tree.n[node].tag == TAG_CONTENT) buf_str(out, buf_view(&w->by_node[node]));
    for (size_t i = node + 1; i < p->ts.tree.count; i++)
        if (p->ts.tree.n[i].parent == node) tree_words(p, w, i, out);
    return buf_view(out);
}

static void the_tree_holds_the_flows_words(void **s)
{
    Paper *p = mixed(6);
    Words w;
    words_of(p, &w);
    Buf tree = { 0 }, flow = { 0 };
    tree_words(p, &w, 1, &tree);
    blocks_text(&flow, p->flow.blocks);
    Str a = bare(p->a, buf_view(&tree)), b = bare(p->a, buf_view(&flow));
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    assert_false(w.outside);
    buf_drop(&tree), buf_drop(&flow);
    words_drop(&w);
    paper_drop(p);
}

static void nothing_leaves_the_text_area(void **s)
{
    Paper *p = mixed(60);
    Words w;
    words_of(p, &w);
    assert_true(p->ts.pages > 15);
    assert_false(w.outside);
    assert_int_equal(diags_warnings(p->d), 0);
    words_drop(&w);
    paper_drop(p);
}

static void the_same_twice(void **s)
{
    Paper *a = mixed(20), *b = mixed(20);
    assert_true(paper_set(a) && paper_set(b));
    assert_int_equal(a->pages.n, b->pages.n);
    assert_memory_equal(a->pages.p, b->pages.p, a->pages.n);
    Buf ta = { 0 }, tb = { 0 };
    tree_dump(&ta, &a->ts.tree), tree_dump(&tb, &b->ts.tree);
    assert_true(str_eq(buf_view(&ta), buf_view(&tb)));
    buf_drop(&ta), buf_drop(&tb);
    paper_drop(a), paper_drop(b);
}

/* A heading is always followed by two lines on its page, whatever stands before. */
static void a_heading_keeps_its_text(void **s)
{
    for (int n = 20; n < 40; n++) {
        Paper *p = paper_new();
        heading(p, 1, "Titel");
        for (int i = 0; i < n; i++) text(p, "Kurz.");
        heading(p, 2, "Die Probe");
        text(p, "Anfang des Textes unter der Probe.");
        text(p, "Zweiter Satz danach.");
        assert_true(paper_set(p));
        assert_int_equal(paper_page_of(p, "Die Probe"), paper_page_of(p, "Anfang"));
        assert_int_equal(paper_page_of(p, "Die Probe"), paper_page_of(p, "Zweiter"));
        paper_drop(p);
    }
}

static void signatures_take_text_along(void **s)
{
    for (int n = 20; n < 40; n++) {
        Paper *p = paper_new();
        heading(p, 1, "Titel");
        for (int i = 0; i < n; i++) text(p, "Kurz.");
        text(p, "Vorletzter.");
        text(p, "Letzter.");
        signatures(p, 4, 1);
        assert_true(paper_set(p));
        assert_int_equal(paper_page_of(p, "Vorletzter"), paper_page_of(p, "Hahn"));
        assert_int_equal(diags_warnings(p->d), 0);
        paper_drop(p);
    }
}

static void signatures_beyond_a_page_are_told(void **s)
{
    Paper *p = paper_new();
    heading(p, 1, "Titel");
    signatures(p, 40, 1);
    assert_true(paper_set(p));
    assert_true(p->npages > 1);
    assert_true(diags_warnings(p->d) > 0);
    paper_drop(p);
}

/* Signatures that a page holds stay together; what no page holds takes its text along and is split.
 */
static void signatures_beyond_a_page_keep_their_text(void **s)
{
    for (int n = 20; n < 40; n++) {
        Paper *p = paper_new();
        heading(p, 1, "Titel");
        for (int i = 0; i < n; i++) text(p, "Kurz.");
        text(p, "Letzter.");
        heading(p, 2, "Vermerke");
        signatures(p, 40, 1);
        assert_true(paper_set(p));
        assert_int_equal(paper_page_of(p, "Letzter"), paper_page_of(p, "Hahn"));
        assert_int_equal(paper_page_of(p, "Vermerke"), paper_page_of(p, "Hahn"));
        paper_drop(p);
    }
}

/* Labels hold on to what follows: n lines that no page end may part. */
static void held_together(Paper *p, int n)
{
    for (int i = 0; i < n; i++) text(p, "Gehalten.")->keep_with_next = true;
    text(p, "Ende.");
}

static void a_bare_foot_is_told(void **s)
{
    Paper *p = paper_new();
    for (int i = 0; i < 20; i++) text(p, "Kurz.");
    held_together(p, 20);
    assert_true(paper_set(p));
    assert_int_equal(paper_page_of(p, "Gehalten"), 2);
    assert_true(told(p, D_PAGE_KURZ));
    paper_drop(p);
}

/* Whoever makes a pack has many papers at once: the message says that it is the invitation. */
static void a_bare_foot_of_the_invitation_is_told(void **s)
{
    Paper *p = paper_new();
    FlowBlock *b = add(p, block(p, FB_LETTER));
    b->letter = ARENA_NEW(p->a, FlowLetter);
    *b->letter = (FlowLetter){ .form = 'B', .sender = S("Stadt") };
    for (int i = 0; i < 12; i++) text(p, "Kurz.");
    held_together(p, 20);
    assert_true(paper_set(p));
    assert_int_equal(paper_page_of(p, "Gehalten"), 2);
    assert_true(told(p, D_PAGE_KURZ));
    Buf said = { 0 };
    diags_text(p->d, &said, MSG_DE);
    assert_true(str_find(buf_view(&said), S("Seite 1 der Einladung endet")) < said.n);
    said.n = 0;
    diags_text(p->d, &said, MSG_EN);
    assert_true(str_find(buf_view(&said), S("page 1 of the invitation ends")) < said.n);
    buf_drop(&said);
    paper_drop(p);
}

/* As in an agenda: what an item holds together ends with it. */
static void a_label_holds_on_to_its_own_item_only(void **s)
{
    Paper *p = paper_new();
    heading(p, 1, "Titel");
    FlowBlock *list = add(p, block(p, FB_LIST));
    list->ordered = true;
    list->items = ARENA_NEW_N(p->a, FlowItem, 60);
    for (list->nitems = 0; list->nitems < 60; list->nitems++) {
        FlowBlock *title = para_block(p, "Punkt der Tagesordnung"),
                  *below = para_block(p, "Vorlage dazu");
        title->role = ROLE_LABEL, title->keep_with_next = true, title->next = below;
        below->role = ROLE_SMALL;
        list->items[list->nitems] = (FlowItem){ title, S("1.") };
    }
    assert_true(paper_set(p));
    assert_true(p->npages > 1);
    assert_int_equal(diags_count(p->d), 0);
    for (int k = 0; k + 1 < p->npages; k++) assert_true(p->lowest[k] - p->st->unten < 75);
    paper_drop(p);
}

/* Nobody can change the words of a page that is ours. */
static void words_without_a_place_are_not_told(void **s)
{
    Paper *p = paper_new();
    for (int i = 0; i < 20; i++) text(p, "Kurz.");
    held_together(p, 20);
    for (FlowBlock *b = p->flow.blocks; b; b = b->next) b->at = NO_PLACE;
    assert_true(paper_set(p));
    assert_int_equal(p->npages, 2);
    assert_int_equal(diags_count(p->d), 0);
    paper_drop(p);
}

static void a_split_note_is_told(void **s)
{
    Paper *p = paper_new();
    Buf b = { 0 };
    for (int i = 0; i < 900; i++) buf_z(&b, "Anmerkung ");
    note_in(p, text(p, "Markiert"), "1", str_z(p->a, buf_view(&b)));
    assert_true(paper_set(p));
    assert_true(p->npages > 1);
    assert_true(told(p, D_PAGE_FUSSNOTE));
    buf_drop(&b);
    paper_drop(p);
}

/* Three lines of room for a paragraph of four whose second ends in a hyphen. */
static void a_hyphen_at_the_end_is_told(void **s)
{
    bool found = false;
    for (int n = 15; n < 45 && !found; n++) {
        Paper *p = paper_new();
        held_together(p, n);
        for (int i = 0; i < 6; i++)
            text(p,
                 "Stadt DonauÂ­"
                 "dampfÂ­"
                 "schiffÂ­"
                 "fahrtsÂ­"
                 "gesellÂ­"
                 "schaftsÂ­"
                 "kapitÃ¤nsÂ­"
                 "patentÂ­"
                 "verordnungsÂ­"
                 "entwurfsÂ­"
                 "beratungsÂ­"
                 "vorlagenÂ­"
                 "begrÃ¼ndungsÂ­"
                 "anhangsÂ­"
                 "verzeichnisse fÃ¼"
                 "r den Ausschuss.");
        assert_true(paper_set(p));
        found = told(p, D_PAGE_TRENNSTRICH);
        paper_drop(p);
    }
    assert_true(found);
}

static void a_note_stands_under_its_mark(void **s)
{
    for (int n = 15; n < 35; n++) {
        Paper *p = paper_new();
        heading(p, 1, "Titel");
        for (int i = 0; i < n; i++) text(p, "Kurz.");
        note_in(p, text(p, "Markiert"), "1", "Fusszeile der Probe.");
        filler(p, 20, n);
        assert_true(paper_set(p));
        assert_int_equal(paper_page_of(p, "Markiert"), paper_page_of(p, "Fusszeile"));
        paper_drop(p);
    }
}

static void contents_name_the_pages(void **s)
{
    Paper *p = paper_new();
    heading(p, 1, "Titel");
    add(p, block(p, FB_CONTENTS));
    for (int i = 0; i < 12; i++) {
        heading(p, 2, i == 11 ? "Zuletzt" : "Davor");
        filler(p, 14, i);
    }
    assert_true(paper_set(p));
    Str last = str_printf(p->a, "\"%d\"", p->npages);
    assert_true(p->npages > 3);
    size_t at = str_find(buf_view(&p->pages), last); /* the entry's page number, on page 1 */
    assert_true(at < str_find(buf_view(&p->pages), S("page 2")));
    assert_int_equal(paper_count(buf_view(&p->pages), "  dest abschnitt-"), 12);
    assert_int_equal(paper_count(buf_view(&p->pages), "  link "), 12);
    paper_drop(p);
}

static void running_lines_know_the_end(void **s)
{
    Paper *p = mixed(8);
    Run *of = run(p, "von "), *n = run(p, "?");
    n->flags = RUN_PAGES, of->next = n;
    p->flow.foot.right = of;
    p->flow.head.left = run(p, "Kopf");
    p->flow.mark = S("GEHEIM");
    assert_true(paper_set(p));
    Str r = buf_view(&p->running);
    assert_int_equal(paper_count(r, "\"von"), p->npages);
    assert_int_equal(paper_count(r, "\"Kopf\""), p->npages - 1);
    assert_int_equal(paper_count(r, "\"GEHEIM\""), p->npages);
    Str number = str_printf(p->a, "\"%d\"", p->npages);
    assert_true(paper_count(r, number.p) >= p->npages);
    paper_drop(p);
}

static void a_page_break_is_obeyed(void **s)
{
    Paper *p = paper_new();
    heading(p, 1, "Titel");
    text(p, "Davor");
    add(p, block(p, FB_PAGEBREAK));
    text(p, "Danach");
    assert_true(paper_set(p));
    assert_int_equal(p->npages, 2);
    assert_int_equal(paper_page_of(p, "Danach"), 2);
    paper_drop(p);
}

static void mirrored_margins(void **s)
{
    Paper *p = paper_new();
    p->st->spiegeln = true;
    heading(p, 1, "Titel");
    add(p, block(p, FB_PAGEBREAK));
    text(p, "Zwei");
    assert_true(paper_set(p));
    char want[40];
    snprintf(want, sizeof want, "text %.2f", p->st->aussen);
    assert_true(str_find(buf_view(&p->pages), str_of(want)) < p->pages.n);
    paper_drop(p);
}

static void an_empty_flow_is_one_page(void **s)
{
    Paper *p = paper_new();
    assert_true(paper_set(p));
    assert_int_equal(p->npages, 1);
    paper_drop(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_tree_holds_the_flows_words),
                                        cmocka_unit_test(nothing_leaves_the_text_area),
                                        cmocka_unit_test(the_same_twice),
                                        cmocka_unit_test(a_heading_keeps_its_text),
                                        cmocka_unit_test(signatures_take_text_along),
                                        cmocka_unit_test(signatures_beyond_a_page_are_told),
                                        cmocka_unit_test(signatures_beyond_a_page_keep_their_text),
                                        cmocka_unit_test(a_bare_foot_is_told),
                                        cmocka_unit_test(a_bare_foot_of_the_invitation_is_told),
                                        cmocka_unit_test(a_label_holds_on_to_its_own_item_only),
                                        cmocka_unit_test(words_without_a_place_are_not_told),
                                        cmocka_unit_test(a_split_note_is_told),
                                        cmocka_unit_test(a_hyphen_at_the_end_is_told),
                                        cmocka_unit_test(a_note_stands_under_its_mark),
                                        cmocka_unit_test(contents_name_the_pages),
                                        cmocka_unit_test(running_lines_know_the_end),
                                        cmocka_unit_test(a_page_break_is_obeyed),
                                        cmocka_unit_test(mirrored_margins),
                                        cmocka_unit_test(an_empty_flow_is_one_page) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
