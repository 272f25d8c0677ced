/* Boxes of ink, and what the operands say. */
#include "attach/ink_in.h"

const double ink_nothing[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };

void ink_grow(double box[4], double x, double y)
{
    box[0] = fmin(box[0], x);
    box[1] = fmin(box[1], y);
    box[2] = fmax(box[2], x);
    box[3] = fmax(box[3], y);
}

void ink_cut(double box[4], const double by[4])
{
    for (int i = 0; i < 4; i++) box[i] = i < 2 ? fmax(box[i], by[i]) : fmin(box[i], by[i]);
}

/* A box in the page's space gets ink. */
void ink_box(Ink *k, const double box[4], Paint p)
{
    double b[4], seen[4];
    memcpy(b, box, sizeof b);
    ink_cut(b, k->s.clip);
    if (p.white || !(b[2] >= b[0]) || !(b[3] >= b[1])) return;
    mat_box(k->to_seen, b, seen);
    ink_grow(k->ink, seen[0], seen[1]);
    ink_grow(k->ink, seen[2], seen[3]);
    k->page->colour |= p.colour;
}

double ink_arg(const Ink *k, int from_end)
{
    int i = k->nargs - from_end;
    return i >= 0 && i < OPERANDS && k->arg[i].kind == TOK_NUMBER ? k->arg[i].number : 0;
}

/* The part of a box that is left by the clip, in its own space; empty: 0. */
double ink_seen_part(const Ink *k, const double box[4])
{
    double b[4], whole = (box[2] - box[0]) * (box[3] - box[1]);
    memcpy(b, box, sizeof b);
    ink_cut(b, k->s.clip);
    if (b[2] <= b[0] || b[3] <= b[1]) return 0;
    return whole > 0 ? (b[2] - b[0]) * (b[3] - b[1]) / whole : 1;
}

void ink_unseen(Ink *k, bool *known, const char *what)
{
    if (!*known) judge_tell(k->j, D_ANLAGE_VERBORGEN, k->number, str_of(what));
    *known = true;
}

Mat ink_matrix(const Ink *k)
{
    return (Mat){ ink_arg(k, 6), ink_arg(k, 5), ink_arg(k, 4),
                  ink_arg(k, 3), ink_arg(k, 2), ink_arg(k, 1) };
}
