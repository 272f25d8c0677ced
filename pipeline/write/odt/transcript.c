// clang-format off
/* The transcript: what stands in the document as it was written, and from which element of the
 * carried XML each piece comes. A later import lays it beside the document as it then is: what
 * reads as before is taken from the XML, with all that no page shows.
 *
 * One line a node, in reading order:  DEPTH KIND PLACE LIST FIELD {TAB PLACE:TEXT}
 *   KIND   p paragraph, h1..h6 heading, q quotation, qs its source, tt table's title, bt caption,
 *          bn credit, bild picture, um page break, tab table, z row (zk: of the head), c cell,
 *          k box, us signatures, u signature, n footnote (behind its paragraph, in marks' order)
 *   PLACE  offset of the element in the carried XML (its '<', free text: its first byte), "-": none
 *   LIST   level, 'n' numbered or 'b' bullets, '+' where an item begins; "0": in no list
 *   FIELD  the datum's style, blanks as '_', with ":YEAR" where an amount is of a year; "-": none
 *   TEXT   as shown, tab, line end backslash as \t, \n, \\; "N" before the place: a note's mark */
// clang-format on
#include "write/odt/odt_in.h"

typedef struct {
    Odt *o;
    Buf *b;
    int depth, level;
    size_t begun;
    bool ordered, start, quote;
    Place *pending; /* a page break that shows at the next paragraph */
} Script;

static void blocks(Script *s, const FlowBlock *b);

static void place(Script *s, Place at)
{
    uint32_t to;
    if (places_find(s->o->f->carried, at, &to))
        buf_printf(s->b, "%u", to);
    else
        buf_char(s->b, '-');
}

static void field_name(Script *s, const FlowBlock *b)
{
    Str name = str_of(b ? field_style(b->field) : NULL);
    if (!name.n) buf_char(s->b, '-');
    for (size_t i = 0; i < name.n; i++) buf_char(s->b, name.p[i] == ' ' ? '_' : name.p[i]);
    if (name.n && b->year) buf_printf(s->b, ":%d", b->year);
}

static void line(Script *s, const char *kind, Place at, const FlowBlock *field)
{
    buf_printf(s->b, "\n%d %s ", s->depth, kind);
    place(s, at);
    if (s->level)
        buf_printf(s->b, " %d%c%s ", s->level, s->ordered ? 'n' : 'b', s->start ? "+" : "");
    else
        buf_z(s->b, " 0 ");
    s->start = false;
    field_name(s, field);
}

static void text(Buf *b, Str t)
{
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        if (c == '\t')
            buf_z(b, "\\t");
        else if (c == '\n')
            buf_z(b, "\\n");
        else if (c == '\\')
            buf_z(b, "\\\\");
        else
            buf_char(b, c);
    }
}

static void no_break(Script *s)
{
    if (s->pending) *s->pending = NO_PLACE;
}

static void runs(Script *s, const Run *r)
{
    for (const Run *k = r; k; k = k->next) {
        buf_z(s->b, k->flags & RUN_NOTE ? "\tN" : "\t");
        place(s, k->at);
        buf_char(s->b, ':');
        if (!(k->flags & RUN_NOTE)) text(s->b, k->flags & RUN_BREAK ? S("\n") : k->text);
    }
    Script in = { .o = s->o, .b = s->b, .depth = s->depth + 1 };
    for (; r; r = r->next) {
        if (!(r->flags & RUN_NOTE)) continue;
        line(&in, "n", r->at, NULL);
        in.depth++;
        blocks(&in, r->note);
        in.depth--;
    }
}

static void paragraph(Script *s, const char *kind, Place at, const FlowBlock *field, const Run *r)
{
    if (!r) return;
    if (s->pending && s->pending->src && !s->depth && !s->level) line(s, "um", *s->pending, NULL);
    if (s->pending) *s->pending = NO_PLACE;
    line(s, kind, at, field);
    runs(s, r);
}

static void row(Script *s, const FlowRow *r, bool head)
{
    line(s, head ? "zk" : "z", r->at, NULL);
    Script in = { .o = s->o, .b = s->b, .depth = s->depth + 1 };
    for (int i = 0; i < r->ncells; i++) {
        in.depth = s->depth + 1;
        line(&in, "c", NO_PLACE, NULL);
        in.depth++;
        blocks(&in, r->cells[i].blocks);
    }
}

static void table(Script *s, const FlowBlock *b)
{
    const FlowTable *t = b->table;
    Script title = {
        .o = s->o, .b = s->b, .depth = s->depth, .pending = s->pending
    }; /* lists are closed around it */
    paragraph(&title, "tt", b->at, NULL, t->caption);
    if (!t->ncols || !(t->nbody + t->nhead)) return;
    no_break(s);
    line(s, "tab", b->at, NULL);
    Script in = { .o = s->o, .b = s->b, .depth = s->depth + 1 };
    for (int i = 0; i < t->nhead; i++) row(&in, &t->head[i], true);
    for (int i = 0; i < t->nbody; i++) row(&in, &t->body[i], false);
}

static void signatures(Script *s, const FlowBlock *b)
{
    no_break(s);
    line(s, "us", NO_PLACE, NULL);
    Script in = { .o = s->o, .b = s->b, .depth = s->depth + 1 };
    for (int i = 0; i < b->nsigs; i++) {
        const FlowSignature *g = &b->sigs[i];
        line(&in, "u", g->at, NULL);
        const Str part[] = { g->kind, g->sign, g->name, g->office, g->place, g->date };
        for (int k = 0; k < 6; k++) {
            if (!part[k].n) continue;
            buf_z(s->b, "\t-:");
            text(s->b, part[k]);
        }
    }
}

static void list(Script *s, const FlowBlock *b)
{
    if (s->level >= LIST_DEPTH) return;
    Script in = *s;
    in.level++;
    in.ordered = b->ordered;
    for (int i = 0; i < b->nitems; i++) {
        in.start = true;
        blocks(&in, b->items[i].blocks);
    }
    s->start = false;
}

static const char *role_kind(const Script *s, Role r)
{
    return r == ROLE_QUOTE_SOURCE                 ? "qs"
        : r == ROLE_CAPTION                       ? "bt"
        : r == ROLE_CREDIT                        ? "bn"
        : s->quote && r == ROLE_TEXT && !s->level ? "q"
                                                  : "p";
}

static void inside(Script *s, const char *kind, const FlowBlock *b)
{
    if (kind) line(s, kind, b->at, NULL);
    Script in = { .o = s->o,
                  .b = s->b,
                  .depth = s->depth + (kind != NULL),
                  .level = kind ? 0 : s->level,
                  .ordered = s->ordered,
                  .start = !kind && s->start,
                  .begun = s->begun,
                  .quote = !kind,
                  .pending = s->pending };
    if (kind) no_break(s);
    blocks(&in, b->kids);
    if (!kind) s->start = in.start;
}

static void one(Script *s, const FlowBlock *b)
{
    char heading[4] = { 'h', (char)('0' + (b->level < 1 ? 1 : b->level > 6 ? 6 : b->level)), 0, 0 };
    switch (b->kind) {
    case FB_HEADING: paragraph(s, heading, b->at, NULL, b->runs); break;
    case FB_PARA: paragraph(s, role_kind(s, b->role), b->at, b, b->runs); break;
    case FB_LIST: list(s, b); break;
    case FB_TABLE: table(s, b); break;
    case FB_FIGURE:
        no_break(s);
        line(s, "bild", b->at, NULL);
        paragraph(s, "bt", b->at, NULL, b->figure->caption);
        paragraph(s, "bn", b->at, NULL, b->figure->credit);
        break;
    case FB_QUOTE: inside(s, NULL, b); break;
    case FB_BOX: inside(s, "k", b); break;
    case FB_SIGNATURES:
        if (b->nsigs) signatures(s, b);
        break;
    case FB_PAGEBREAK:
        if (s->pending && s->b->n > s->begun) *s->pending = b->at;
        break;
    case FB_CONTENTS:
    case FB_LETTER: break;
    }
}

static void blocks(Script *s, const FlowBlock *b)
{
    for (; b; b = b->next) one(s, b);
}

void odt_transcript(Odt *o, Buf *out)
{
    if (!o->f->carried) return;
    Place pending = NO_PLACE;
    Script s = { .o = o, .b = out, .pending = &pending };
    buf_z(out, "abschrift 1");
    s.begun = out->n;
    blocks(&s, o->f->blocks);
    buf_char(out, '\n');
}
