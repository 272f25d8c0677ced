/* Text as shapes, see pdf_outlines. ISO 32000-1, 8.5. */
#include "write/pdf/pdf.h"

#include <math.h>

typedef struct {
    Buf *b;
    double size, wide, x, y;
} Pen; /* where the glyph's origin is, on the turned base line */

static void number(Buf *b, double v)
{
    buf_real(b, v, 2);
    buf_char(b, ' ');
}

static void step(void *ctx, char op, const double *xy)
{
    const Pen *p = ctx;
    for (int i = 0; i < (op == 'c' ? 6 : op == 'h' ? 0 : 2); i += 2) {
        number(p->b, p->x + xy[i] * p->size * p->wide);
        number(p->b, p->y + xy[i + 1] * p->size);
    }
    buf_char(p->b, op);
    buf_char(p->b, '\n');
}

static void colour(Buf *b, uint32_t rgb, bool stroke)
{
    bool grey = (rgb & 255) == (rgb >> 8 & 255) && (rgb & 255) == rgb >> 16;
    for (int i = grey ? 0 : 16; i >= 0; i -= 8) {
        buf_real(b, (rgb >> i & 255) / 255.0, 3);
        buf_char(b, ' ');
    }
    buf_z(b, grey ? stroke ? "G\n" : "g\n" : stroke ? "RG\n" : "rg\n");
}

static void words(Buf *b, FontSet *fonts, const Cmd *c)
{
    const double m[6] = { cos(c->turn), sin(c->turn), -sin(c->turn), cos(c->turn), c->x, c->y };
    buf_z(b, "q\n");
    colour(b, c->color, c->line > 0);
    if (c->line > 0) {
        number(b, c->line);
        buf_z(b, "w\n");
    }
    for (int i = 0; i < 6; i++) {
        buf_real(b, m[i], 5);
        buf_char(b, ' ');
    }
    buf_z(b, "cm\n");
    for (uint32_t i = 0; i < c->nglyphs; i++) {
        const PlacedGlyph *g = &c->glyphs[i];
        Pen p = { b, c->size, 1 + c->widen, g->x + g->dx, g->dy };
        font_outline(fonts, g->face, g->gid, &(OutlineSink){ &p, step });
    }
    buf_z(b, c->line > 0 ? "S Q\n" : "f Q\n");
}

void pdf_outlines(Buf *b, FontSet *fonts, const Page *p)
{
    for (size_t i = 0; i < p->ncmds; i++)
        if (p->cmds[i].kind == CMD_TEXT && p->cmds[i].nglyphs) words(b, fonts, &p->cmds[i]);
}
