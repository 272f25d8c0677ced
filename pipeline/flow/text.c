/* The words of a flow: one block a line, cells set apart by tabs, notes after their paragraph. The
 * contents list repeats headings and is left out. */
#include "flow/flow_in.h"

static void blocks_text(Buf *b, const FlowBlock *f);

static void runs_text(Buf *b, const Run *r)
{
    for (; r; r = r->next) {
        if (r->flags & RUN_BREAK)
            buf_char(b, ' ');
        else
            buf_str(b, r->text);
    }
}

static void notes_text(Buf *b, const Run *r)
{
    for (; r; r = r->next)
        if (r->flags & RUN_NOTE) {
            buf_str(b, r->text);
            buf_char(b, ' ');
            blocks_text(b, r->note);
        }
}

static void line(Buf *b, const Run *r)
{
    if (!r) return;
    runs_text(b, r);
    buf_char(b, '\n');
    notes_text(b, r);
}

/* A cell's paragraphs on one line; their notes follow the line. */
static void cell_words(Buf *b, const FlowBlock *f)
{
    for (bool first = true; f; f = f->next, first = false) {
        if (!first) buf_char(b, ' ');
        if (f->kind == FB_PARA) {
            runs_text(b, f->runs);
            if (f->runs) notes_text(b, f->runs);
        } else
            blocks_text(b, f);
    }
}

static void rows_text(Buf *b, const FlowRow *r, int n)
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < r[i].ncells; k++) {
            if (k) buf_char(b, '\t');
            cell_words(b, r[i].cells[k].blocks);
        }
        buf_char(b, '\n');
    }
}

static void table_text(Buf *b, const FlowTable *t)
{
    line(b, t->caption);
    rows_text(b, t->head, t->nhead);
    rows_text(b, t->body, t->nbody);
}

static void signature_text(Buf *b, const FlowSignature *s)
{
    const Str part[] = { s->kind, s->sign, s->name, s->office, s->place, s->date };
    for (int i = 0; i < 6; i++) {
        if (!part[i].n) continue;
        buf_str(b, part[i]);
        buf_z(b, i == 1 && s->name.n ? " " : i == 4 && s->date.n ? ", " : "\n");
    }
}

static void words_line(Buf *b, Str s)
{
    if (!s.n) return;
    buf_str(b, s);
    buf_char(b, '\n');
}

static void letter_text(Buf *b, const FlowLetter *l)
{
    words_line(b, l->sender);
    words_line(b, l->sender_more);
    words_line(b, l->return_line);
    for (int i = 0; i < l->nnotes; i++) words_line(b, l->notes[i]);
    for (int i = 0; i < l->naddress; i++) words_line(b, l->address[i]);
    for (int i = 0; i < l->ninfo; i++) {
        buf_str(b, l->info[i].label);
        buf_char(b, ' ');
        words_line(b, l->info[i].text);
    }
}

static void one_block(Buf *b, const FlowBlock *f)
{
    switch (f->kind) {
    case FB_HEADING:
        if (f->label.n) {
            buf_str(b, f->label);
            buf_char(b, ' ');
        }
        line(b, f->runs);
        break;
    case FB_PARA: line(b, f->runs); break;
    case FB_LIST:
        for (int i = 0; i < f->nitems; i++) {
            buf_str(b, f->items[i].label);
            buf_char(b, ' ');
            blocks_text(b, f->items[i].blocks);
        }
        break;
    case FB_TABLE: table_text(b, f->table); break;
    case FB_FIGURE:
        line(b, f->figure->caption);
        line(b, f->figure->credit);
        break;
    case FB_QUOTE:
    case FB_BOX: blocks_text(b, f->kids); break;
    case FB_SIGNATURES:
        for (int i = 0; i < f->nsigs; i++) signature_text(b, &f->sigs[i]);
        break;
    case FB_LETTER: letter_text(b, f->letter); break;
    case FB_PAGEBREAK:
    case FB_CONTENTS: break;
    }
}

static void blocks_text(Buf *b, const FlowBlock *f)
{
    for (; f; f = f->next) one_block(b, f);
}

void flow_text(Buf *out, const Flow *f) { blocks_text(out, f->blocks); }
