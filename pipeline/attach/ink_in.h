/* What the files of the look at a page's content share. */
#ifndef VORLAGE_ATTACH_INK_IN_H
#define VORLAGE_ATTACH_INK_IN_H

#include "attach/attach_in.h"

#include "pdfin/content.h"

#include <math.h>

#define OPERANDS 36
#define STATES 512
#define FACES 8
#define LOOKS 3 /* graphics states asked for lately that are kept */

/* The operators that matter here, ISO 32000-1, annex A: X(identifier, "as written"). */
// clang-format off
#define OPERATORS(X) \
    X(q, "q") X(Q, "Q") X(cm, "cm") X(m, "m") X(l, "l") X(c, "c") X(v, "v") X(y, "y") \
    X(re, "re") X(f, "f") X(fx, "f*") X(F, "F") X(S, "S") X(s, "s") X(B, "B") X(Bx, "B*") \
    X(b, "b") X(bx, "b*") X(n, "n") X(W, "W") X(Wx, "W*") X(w, "w") X(g, "g") X(gs, "gs") \
    X(G, "G") X(rg, "rg") X(RG, "RG") X(k, "k") X(K, "K") X(cs, "cs") X(CS, "CS") X(sc, "sc") \
    X(SC, "SC") X(scn, "scn") X(SCN, "SCN") X(sh, "sh") X(Do, "Do") X(BT, "BT") X(Td, "Td") \
    X(TD, "TD") X(Tm, "Tm") X(Tx, "T*") X(Tf, "Tf") X(Tj, "Tj") X(TJ, "TJ") X(TL, "TL") \
    X(Tr, "Tr") X(Ts, "Ts") X(Tz, "Tz") X(quote, "'") X(dquote, "\"") X(BDC, "BDC") \
    X(BMC, "BMC") X(EMC, "EMC")
// clang-format on

#define X_(op, name) OP_##op,
typedef enum { OP_NONE, OPERATORS(X_) } Op;
#undef X_

typedef struct {
    bool colour, white;
} Paint;
typedef struct {
    Mat ctm;
    double clip[4];
    Paint fill, stroke;
    Str fill_space, stroke_space;
    double width, size, leading, rise, scale;
    bool wide;
    int mode;
    struct {
        O res;
        Str name;
    } look[LOOKS];
} State; /* wide: two bytes a glyph */
typedef struct {
    Judge *j;
    AttachPage *page;
    uint32_t number; /* of the page, from 1 */
    Mat to_seen;
    double ink[4];
    Tok arg[OPERANDS];
    int nargs;
    size_t shown; /* bytes of strings among the operands */
    State s, *stack;
    int depth, base; /* base: of the form under way */
    uint32_t deeper; /* q beyond what the stack holds */
    Mat tm, tlm;
    bool drifted; /* the text's place is behind other text: as estimated, too far on */
    double path[4];
    double corner[5][2]; /* of a path that may be a rectangle */
    int corners;         /* points of the path; more than 5: it is none */
    Cover *cover;
    bool clipping;
    int forms;
    int marks; /* open, in all; of them those that say nothing about structure do not count */
    Buf mark;  /* one byte each: 1 counts */
    struct {
        O res;
        Str name;
        bool wide;
    } face[FACES]; /* asked for lately; the names are the content's */
    unsigned nfaces;
} Ink;

/* Boxes: left, bottom, right, top. */
extern const double ink_nothing[4];
void ink_grow(double box[4], double x, double y);
void ink_cut(double box[4], const double by[4]);
/* A box in the page's space gets ink. */
void ink_box(Ink *k, const double box[4], Paint p);
/* An operand that is a number, counted from the last (1); 0 where there is none. */
double ink_arg(const Ink *k, int from_end);
/* Told once: *known says whether it was. */
void ink_unseen(Ink *k, bool *known, const char *what);
/* The part of a box that is left by the clip, in its own space; empty: 0. */
double ink_seen_part(const Ink *k, const double box[4]);

/* One operator each; what is none of theirs they leave alone. ink_paint.c: */
void ink_path_op(Ink *k, Op op);
void ink_colour_op(Ink *k, O res, Op op);
/* ink_show.c: */
void ink_text_op(Ink *k, O res, Op op);
void ink_picture(Ink *k, O dict);
void ink_inline_picture(Ink *k);

#endif
