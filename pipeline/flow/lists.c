/* Appending to lists of blocks and runs. */
#include "flow/flow_in.h"

FlowBlock *flow_block_add(Compose *c, BlockList *l, FlowKind kind, Place at)
{
    FlowBlock *b = ARENA_NEW(c->a, FlowBlock);
    b->kind = kind;
    b->at = at;
    if (!l->tail) l->tail = &l->first;
    *l->tail = l->last = b;
    l->tail = &b->next;
    return b;
}

FlowBlock *flow_para_add(Compose *c, BlockList *l, Role role, Place at)
{
    FlowBlock *b = flow_block_add(c, l, FB_PARA, at);
    b->role = role;
    return b;
}

void flow_blocks_join(BlockList *l, FlowBlock *more)
{
    if (!more) return;
    if (!l->tail) l->tail = &l->first;
    *l->tail = more;
    while (more->next) more = more->next;
    l->last = more;
    l->tail = &more->next;
}

Run *flow_run_add(Compose *c, RunList *l, Str text, unsigned flags, Place at)
{
    Run *r = ARENA_NEW(c->a, Run);
    r->text = text;
    r->flags = (uint16_t)flags;
    r->at = at;
    if (!l->tail) l->tail = &l->first;
    *l->tail = r;
    l->tail = &r->next;
    return r;
}

void runs_join(RunList *l, Run *more)
{
    if (!more) return;
    if (!l->tail) l->tail = &l->first;
    *l->tail = more;
    while (more->next) more = more->next;
    l->tail = &more->next;
}

Run *flow_run_one(Compose *c, Str text, unsigned flags, Place at)
{
    RunList l = { 0 };
    return flow_run_add(c, &l, text, flags, at);
}

Str runs_plain(Arena *a, const Run *r)
{
    Buf b = { 0 };
    for (; r; r = r->next) {
        if (r->flags & RUN_BREAK)
            buf_char(&b, ' ');
        else if (!(r->flags & RUN_NOTE))
            buf_str(&b, r->text);
    }
    return buf_keep(a, &b);
}

void flow_omission(Compose *c, BlockList *l)
{
    if (l->last && l->last->kind == FB_PARA && l->last->role == ROLE_OMITTED) return;
    flow_para_add(c, l, ROLE_OMITTED, NO_PLACE)->runs =
        flow_run_one(c, flow_word(c, WORT_AUSGELASSEN), 0, NO_PLACE);
}

void flow_fields_mark(FlowBlock *b, int field)
{
    for (; b; b = b->next)
        if (b->kind == FB_PARA) b->field = (FlowField)field;
}

bool flow_counted(Str label)
{
    if (label.n < 2 || label.p[label.n - 1] != '.' || label.p[0] == '0') return false;
    return label.p[0] > '0' && label.p[0] <= '9';
}
