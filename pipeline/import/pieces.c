/* Running text: pieces of one look, white space folded over their borders. */
#include "import/import_in.h"

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Piece *import_piece_add(Im *im, Node *p, Str text)
{
    Piece *x = ARENA_NEW(im->a, Piece);
    x->text = text;
    if (p->end)
        p->end->next = x;
    else
        p->pieces = x;
    p->end = x;
    return x;
}

static bool is_break(const Piece *p) { return p->text.n == 1 && p->text.p[0] == '\n'; }

static Str folded(Im *im, Str s, bool *at_space)
{
    char *p = arena_alloc(im->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = space(s.p[i]);
        if (!blank || !*at_space) p[n++] = blank ? ' ' : s.p[i];
        *at_space = blank;
    }
    return (Str){ p, n };
}

static void trim_end(Piece *p)
{
    if (p && p->text.n && p->text.p[p->text.n - 1] == ' ') p->text.n--;
}

/* No blank at the ends and beside a line break, one elsewhere: as the XML's reader folds it. */
static void fold(Im *im, Node *n)
{
    bool at_space = true;
    Piece *spaced = NULL;
    for (Piece *p = n->pieces; p; p = p->next) {
        if (p->note) {
            spaced = NULL;
            continue;
        }
        if (is_break(p)) {
            trim_end(spaced);
            spaced = NULL;
            at_space = true;
            continue;
        }
        p->text = folded(im, p->text, &at_space);
        if (p->text.n) spaced = p->text.p[p->text.n - 1] == ' ' ? p : NULL;
    }
    trim_end(spaced);
}

void import_node_finish(Im *im, Node *n)
{
    fold(im, n);
    Buf b = { 0 };
    for (Piece *p = n->pieces; p; p = p->next)
        if (!p->note) buf_str(&b, is_break(p) ? S(" ") : p->text);
    n->text = str_trim(buf_keep(im->a, &b));
}

Str import_words_plain(Arena *a, Str s)
{
    Buf b = { 0 };
    bool at_space = true;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = space(s.p[i]);
        if (!blank || !at_space) buf_char(&b, blank ? ' ' : s.p[i]);
        at_space = blank;
    }
    Str out = str_trim(buf_keep(a, &b));
    return out;
}
