/* The flow as stable, indented text. */
#include "flow/flow_in.h"

static void blocks_dump(Buf *b, const FlowBlock *f, int in);

static void indent(Buf *b, int in)
{
    for (int i = 0; i < in; i++) buf_z(b, "  ");
}

static void attr(Buf *b, const char *name, Str v)
{
    if (!v.n) return;
    buf_printf(b, " %s=\"", name);
    buf_str(b, v);
    buf_char(b, '"');
}

static void run_dump(Buf *b, const Run *r, int in)
{
    static const char *const flag[] = { "bold",  "italic", "sup",   "sub",
                                        "break", "note",   "pages", "page" };
    indent(b, in);
    buf_z(b, "run");
    for (int i = 0; i < 8; i++)
        if (r->flags & (1u << i)) buf_printf(b, " %s", flag[i]);
    attr(b, "lang", r->lang);
    attr(b, "url", r->url);
    attr(b, "target", r->target);
    attr(b, "desc", r->link_desc);
    if (r->has_money) buf_printf(b, " cents=%lld", (long long)r->cents);
    attr(b, "text", r->text);
    buf_char(b, '\n');
    if (r->note) blocks_dump(b, r->note, in + 1);
}

static void runs_dump(Buf *b, const Run *r, int in)
{
    for (; r; r = r->next) run_dump(b, r, in);
}

static void rows_dump(Buf *b, const char *what, const FlowRow *r, int n, int in)
{
    static const char *const kind[] = { "", " group", " subtotal", " total", " balance" };
    for (int i = 0; i < n; i++) {
        indent(b, in);
        buf_printf(b, "%s%s", what, kind[r[i].kind]);
        if (r[i].sum_from >= 0) buf_printf(b, " sums %d-%d", r[i].sum_from, r[i].sum_to);
        buf_char(b, '\n');
        for (int k = 0; k < r[i].ncells; k++) {
            const FlowCell *c = &r[i].cells[k];
            indent(b, in + 1);
            buf_printf(b, "cell%s", c->header ? " header" : "");
            if (c->colspan > 1 || c->rowspan > 1)
                buf_printf(b, " span=%dx%d", c->colspan, c->rowspan);
            if (c->has_money) buf_printf(b, " cents=%lld", (long long)c->cents);
            buf_char(b, '\n');
            blocks_dump(b, c->blocks, in + 2);
        }
    }
}

static void table_dump(Buf *b, const FlowTable *t, int in)
{
    static const char *const look[] = { "plain", "head", "consult", "finance" };
    static const char *const align[] = { "left", "right", "center", "decimal" };
    buf_printf(b, " %s%s cols=%d", look[t->look], t->grid ? " grid" : "", t->ncols);
    for (int i = 0; i < t->ncols; i++)
        buf_printf(b, " %s%s%s", align[t->cols[i].align], t->cols[i].amount ? "/amount" : "",
                   t->cols[i].carry ? "/carry" : "");
    buf_char(b, '\n');
    runs_dump(b, t->caption, in + 1);
    rows_dump(b, "head-row", t->head, t->nhead, in + 1);
    rows_dump(b, "row", t->body, t->nbody, in + 1);
}

static void signatures_dump(Buf *b, const FlowBlock *f, int in)
{
    buf_printf(b, " columns=%d\n", f->sig_columns);
    for (int i = 0; i < f->nsigs; i++) {
        const FlowSignature *s = &f->sigs[i];
        indent(b, in + 1);
        buf_printf(b, "signature%s%s", s->open ? " open" : "", s->field ? " field" : "");
        attr(b, "kind", s->kind);
        attr(b, "sign", s->sign);
        attr(b, "name", s->name);
        attr(b, "office", s->office);
        attr(b, "place", s->place);
        attr(b, "date", s->date);
        buf_char(b, '\n');
    }
}

static void figure_dump(Buf *b, const FlowFigure *g, int in)
{
    attr(b, "file", g->file);
    attr(b, "alt", g->alt);
    buf_printf(b, "%s%s\n", g->decoration ? " decoration" : "", g->logo ? " logo" : "");
    runs_dump(b, g->caption, in + 1);
    runs_dump(b, g->credit, in + 1);
}

static void list_dump(Buf *b, const FlowBlock *f, int in)
{
    buf_printf(b, "%s%s\n", f->ordered ? " ordered" : "", f->tight ? " tight" : "");
    for (int i = 0; i < f->nitems; i++) {
        indent(b, in + 1);
        buf_z(b, "item");
        attr(b, "label", f->items[i].label);
        buf_char(b, '\n');
        blocks_dump(b, f->items[i].blocks, in + 2);
    }
}

static void letter_dump(Buf *b, const FlowLetter *l, int in)
{
    buf_printf(b, " form=%c%s", l->form, l->marks ? " marks" : "");
    attr(b, "sender", l->sender);
    attr(b, "more", l->sender_more);
    attr(b, "return", l->return_line);
    for (int i = 0; i < l->nnotes; i++) attr(b, "note", l->notes[i]);
    for (int i = 0; i < l->naddress; i++) attr(b, "to", l->address[i]);
    buf_char(b, '\n');
    for (int i = 0; i < l->ninfo; i++) {
        indent(b, in + 1);
        buf_z(b, "info");
        attr(b, "label", l->info[i].label);
        attr(b, "text", l->info[i].text);
        buf_char(b, '\n');
    }
}

static void block_dump(Buf *b, const FlowBlock *f, int in)
{
    static const char *const kind[] = { "heading",   "para",     "list",  "table",
                                        "figure",    "quote",    "box",   "signatures",
                                        "pagebreak", "contents", "letter" };
    static const char *const role[] = { "text",   "body-name", "title-line", "status",
                                        "label",  "head-line", "small",      "caption",
                                        "credit", "omitted",   "note",       "quote-source",
                                        "cell" };
    indent(b, in);
    buf_z(b, kind[f->kind]);
    if (f->kind == FB_HEADING) buf_printf(b, " %d", f->level);
    if (f->kind == FB_PARA) buf_printf(b, " %s", role[f->role]);
    attr(b, "id", f->id);
    attr(b, "label", f->label);
    attr(b, "lang", f->lang);
    if (f->kind == FB_TABLE)
        table_dump(b, f->table, in);
    else if (f->kind == FB_FIGURE)
        figure_dump(b, f->figure, in);
    else if (f->kind == FB_LIST)
        list_dump(b, f, in);
    else if (f->kind == FB_SIGNATURES)
        signatures_dump(b, f, in);
    else if (f->kind == FB_LETTER)
        letter_dump(b, f->letter, in);
    else
        buf_char(b, '\n');
    runs_dump(b, f->runs, in + 1);
    blocks_dump(b, f->kids, in + 1);
}

static void blocks_dump(Buf *b, const FlowBlock *f, int in)
{
    for (; f; f = f->next) block_dump(b, f, in);
}

static void running_dump(Buf *b, const char *name, const RunningLine *r)
{
    buf_printf(b, "%s\n", name);
    runs_dump(b, r->left, 1);
    runs_dump(b, r->center, 1);
    runs_dump(b, r->right, 1);
}

void flow_dump(Buf *out, const Flow *f)
{
    buf_printf(out, "flow edition=%s%s", f->edition == EDITION_PUBLIC ? "public" : "full",
               f->hidden ? " hidden" : "");
    attr(out, "lang", f->lang);
    attr(out, "title", f->title);
    attr(out, "author", f->author);
    attr(out, "mark", f->mark);
    buf_char(out, '\n');
    running_dump(out, "head", &f->head);
    running_dump(out, "foot", &f->foot);
    blocks_dump(out, f->blocks, 0);
}
