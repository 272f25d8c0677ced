/* Blocks and text without what is hidden. Copies throughout: the whole model stays as it was read.
 */
#include "edition/edition_in.h"

typedef struct {
    Block *first, **tail, *last;
} Blocks;

static void append(Blocks *l, Block *b)
{
    if (!l->tail) l->tail = &l->first;
    *l->tail = l->last = b;
    l->tail = &b->next;
}

/* Says once in a row that something is missing. Its place stays with the author. */
static void leave_out(Prune *p, Blocks *l, bool told)
{
    p->left_out = true;
    if (p->silent || !told || (l->last && l->last->kind == BK_AUSGELASSEN)) return;
    Block *b = ARENA_NEW(p->a, Block);
    b->kind = BK_AUSGELASSEN;
    append(l, b);
}

void prune_names(Prune *p, Str id)
{
    if (!id.n) return;
    if (p->nids == p->room) {
        size_t more = p->room ? 2 * p->room : 32;
        p->id = ARENA_MORE(p->a, Str, p->id, p->room, more);
        p->room = more;
    }
    p->id[p->nids++] = id;
}

Str *prune_consultations(Prune *p, const Str *nur, int nnur, int *n)
{
    *n = 0;
    if (!nnur) return NULL;
    Str *out = ARENA_NEW_N(p->a, Str, (size_t)nnur);
    for (int i = 0; i < nnur; i++)
        if (edition_has_occasion(p->v, NULL, &nur[i], 1)) out[(*n)++] = nur[i];
    return out;
}

/* ---- text ---- */

static bool ends_blank(const Inline *i)
{
    return !i || (i->kind == IN_TEXT && i->text.n && i->text.p[i->text.n - 1] == ' ');
}

/* Words that go take one of the blanks around them along. */
static void close_gap(const Inline *before, Inline *after)
{
    if (after->kind == IN_TEXT && after->text.n && after->text.p[0] == ' ' && ends_blank(before))
        after->text = str_sub(after->text, 1, after->text.n);
}

static Inline *kids_of(Prune *p, const Inline *in)
{
    Inline *first = NULL, **tail = &first, *last = NULL;
    bool gap = false;
    for (; in; in = in->next) {
        if (!prune_shows(p, in->status, NULL, 0)) {
            gap = true;
            continue;
        }
        Inline *i = ARENA_NEW(p->a, Inline);
        *i = *in;
        i->next = NULL;
        i->kids = kids_of(p, in->kids);
        i->blocks = prune_blocks(p, in->blocks, false);
        if (gap) close_gap(last, i);
        if (gap && i->kind == IN_TEXT && !i->text.n) continue; /* the blank between two that go */
        gap = false;
        *tail = last = i;
        tail = &i->next;
    }
    return first;
}

static void trim_end(Inline *i)
{
    if (!i) return;
    while (i->next) i = i->next;
    if (i->kind == IN_TEXT && i->text.n && i->text.p[i->text.n - 1] == ' ') i->text.n--;
    trim_end(i->kids);
}

Inline *prune_inlines(Prune *p, const Inline *in)
{
    Inline *i = kids_of(p, in);
    trim_end(i);
    return i;
}

Str edition_words(Arena *a, const Inline *in)
{
    static const Vorlage none; /* of no consultation: what asks for one is not shown */
    Prune p = { .a = a, .v = &none };
    return model_plain(a, prune_inlines(&p, in));
}

/* ---- blocks ---- */

/* Items of a numbered list leave an empty one behind, so that the others keep their numbers. */
static bool prune_list(Prune *p, Liste *to, const Liste *from, bool told)
{
    to->punkte = ARENA_NEW_N(p->a, Punkt, (size_t)from->n + 1);
    to->n = 0;
    bool any = false;
    for (int i = 0; i < from->n; i++) {
        const Punkt *k = &from->punkte[i];
        bool shown = prune_shows(p, k->status, NULL, 0);
        Block *blocks = shown ? prune_blocks(p, k->blocks, told) : NULL;
        any = any || blocks;
        if (blocks || from->nummeriert)
            to->punkte[to->n++] = (Punkt){ shown ? k->at : NO_PLACE, k->status, blocks };
    }
    return any;
}

static Bild *prune_picture(Prune *p, const Bild *from)
{
    Bild *b = ARENA_NEW(p->a, Bild);
    *b = *from;
    b->bildtext = prune_inlines(p, from->bildtext);
    b->quelle = prune_inlines(p, from->quelle);
    return b;
}

/* A copy of what is shown of b, or NULL: nothing. */
static Block *prune_block(Prune *p, const Block *from, bool told, bool *rows)
{
    Block *b = ARENA_NEW(p->a, Block);
    *b = *from;
    b->next = NULL;
    b->nur_beratung = prune_consultations(p, from->nur_beratung, from->nnur, &b->nnur);
    b->text = prune_inlines(p, from->text);
    b->quelle = prune_inlines(p, from->quelle);
    b->kids = prune_blocks(p, from->kids, told);
    if (from->kind == BK_ABSATZ && from->text && !b->text) return NULL;
    if (from->kind == BK_LISTE && !prune_list(p, &b->liste, &from->liste, told)) return NULL;
    if ((from->kind == BK_ZITAT || from->kind == BK_HINWEIS) && !b->kids) return NULL;
    if (from->tabelle)
        b->tabelle = prune_table(p, from->tabelle, rows), prune_names(p, from->tabelle->id);
    if (from->bild) b->bild = prune_picture(p, from->bild), prune_names(p, from->bild->id);
    prune_names(p, from->id);
    return b;
}

Block *prune_blocks(Prune *p, const Block *b, bool told)
{
    Blocks l = { 0 };
    for (; b; b = b->next) {
        bool rows = false;
        if (!prune_shows(p, b->status, b->nur_beratung, b->nnur)) {
            leave_out(p, &l, told);
            continue;
        }
        Block *copy = prune_block(p, b, told, &rows);
        if (copy) append(&l, copy);
        if (rows) leave_out(p, &l, told);
    }
    return l.first;
}
