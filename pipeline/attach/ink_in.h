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
Mat ink_matrix(const Ink *k); /* of the six last ones */
/* Told once: *known says whether it was. */
void ink_unseen(Ink *k, bool *known, const char *what);
/* The part of a box that is left by the clip, in its own space; empty: 0. */
double ink_seen_part(const Ink *k, const double box[4]);

/* Operators, ISO 32000-1, annex A; res: the resources of the content. */
typedef void InkOp(Ink *k, O res);
/* ink_paint.c: paths and colours */
InkOp ink_op_line, ink_op_curve, ink_op_curve_short, ink_op_rectangle, ink_op_fill, ink_op_stroke,
    ink_op_fill_stroke, ink_op_no_paint, ink_op_clip, ink_op_grey_fill, ink_op_grey_stroke,
    ink_op_rgb_fill, ink_op_rgb_stroke, ink_op_cmyk_fill, ink_op_cmyk_stroke, ink_op_space_fill,
    ink_op_space_stroke, ink_op_colour_fill, ink_op_colour_stroke;
/* ink_show.c: text */
InkOp ink_op_begin_text, ink_op_move, ink_op_move_leading, ink_op_matrix, ink_op_next, ink_op_font,
    ink_op_show, ink_op_leading, ink_op_mode, ink_op_rise, ink_op_scale, ink_op_next_show;
void ink_picture(Ink *k, O dict);
void ink_inline_picture(Ink *k);

#endif
