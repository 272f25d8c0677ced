/* Papers by hand, for tests of composing: a public Vorlage with one public consultation, blocks,
 * rows, a finance form. */
#ifndef TESTS_FLOW_PAPER_H
#define TESTS_FLOW_PAPER_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "flow/flow.h"

typedef struct {
    Arena *a;
    Diags *d;
    Vorlage v;
    Stil *s;
    Teil teil;
    Beratung beratung[2];
    Posten posten[8];
    Buf text;
} Paper;

static inline Inline *words(Paper *p, const char *z)
{
    Inline *i = ARENA_NEW(p->a, Inline);
    *i = (Inline){ .kind = IN_TEXT, .text = str_of(z) };
    return i;
}

static inline void paper_new(Paper *p)
{
    *p = (Paper){ .a = arena_new() };
    p->d = diags_new(p->a);
    p->s = stil_neutral(p->a);
    p->beratung[0] = (Beratung){ .id = S("rat"),
                                 .gremium_name = S("Rat"),
                                 .status = STATUS_OEFFENTLICH,
                                 .zustaendigkeit = ZUST_ENTSCHEIDUNG };
    p->teil = (Teil){ .art = TEIL_SACHVERHALT };
    p->v = (Vorlage){ .nummer = S("1/2024"),
                      .art = VORLAGENART_BERICHT,
                      .status = STATUS_OEFFENTLICH,
                      .beratungen = p->beratung,
                      .nberatungen = 1,
                      .teile = &p->teil,
                      .nteile = 1,
                      .finanzen = { .posten = p->posten } };
    p->v.kopf.betreff = words(p, "Betreff");
}

static inline void paper_drop(Paper *p)
{
    buf_drop(&p->text);
    arena_drop(p->a);
}

/* Appends a block to the part. */
static inline Block *put(Paper *p, BlockKind kind)
{
    Block *b = ARENA_NEW(p->a, Block), **tail = &p->teil.blocks;
    while (*tail) tail = &(*tail)->next;
    b->kind = kind;
    return *tail = b;
}

static inline Block *para(Paper *p, const char *z, Status s)
{
    Block *b = put(p, BK_ABSATZ);
    b->text = words(p, z);
    b->status = s;
    return b;
}

static inline Posten *posten(Paper *p, const char *text, Postenart art, int64_t cents)
{
    Posten *x = &p->posten[p->v.finanzen.nposten++];
    *x = (Posten){ .art = art, .betrag = { cents, true }, .text = words(p, text) };
    return x;
}

/* The flow of that edition; its text is in p->text. */
static inline Flow *flow_of(Paper *p, Edition e)
{
    const Ausgabe *x = ausgabe_make(p->a, p->d, &p->v, e, p->s->auslassung == AUSLASSUNG_STUMM);
    Flow *f = x ? flow_compose(p->a, p->d, x, NULL, p->s, NULL) : NULL;
    buf_clear(&p->text);
    if (f) flow_text(&p->text, f);
    return f;
}

static inline bool says(const Paper *p, const char *z)
{
    return str_find(buf_view(&p->text), str_of(z)) != (size_t)-1;
}

static inline int times(const Paper *p, const char *z)
{
    Str s = buf_view(&p->text);
    int n = 0;
    for (size_t at; (at = str_find(s, str_of(z))) != (size_t)-1; n++) s = str_sub(s, at + 1, s.n);
    return n;
}

static inline bool told(const Paper *p, DiagCode code)
{
    for (size_t i = 0; i < diags_count(p->d); i++)
        if (diags_at(p->d, i)->code == code) return true;
    return false;
}

static inline FlowTable *table_of(const Flow *f, TableLook look)
{
    for (FlowBlock *b = f->blocks; b; b = b->next)
        if (b->table && b->table->look == look) return b->table;
    fail_msg("no such table");
    return NULL;
}

static inline void cell_is(const FlowTable *t, int row, int col, const char *want)
{
    assert_in_range(row, 0, t->nbody - 1);
    assert_in_range(col, 0, t->body[row].ncells - 1);
    Buf b = { 0 };
    for (const Run *r = t->body[row].cells[col].blocks->runs; r; r = r->next) buf_str(&b, r->text);
    buf_char(&b, 0);
    assert_string_equal(b.p, want);
    buf_drop(&b);
}

#endif
