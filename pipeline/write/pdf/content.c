/* A page's commands to a content stream: marked content, text, rules, pictures. ISO 32000-1, 8, 9
 * and 14.6. */
#include "write/pdf/pdf_in.h"

#include <math.h>

typedef struct {
    Pdf *p;
    Buf *b;
    PdfPage *page;
    NodeId node; /* of the sequence that is open; 0: none or an artifact */
    Artifact artifact;
    bool open;
    uint32_t fill, stroke; /* colours in force */
    double line;
    bool hollow;  /* letters as outlines */
    double widen; /* Tz in force */
} Ink;

static void num(Ink *k, double v)
{
    buf_real(k->b, v, 3);
    buf_char(k->b, ' ');
}

static void close_mark(Ink *k)
{
    if (k->open) buf_z(k->b, "EMC\n");
    k->open = false;
}

/* A sequence of this element; more: further entries of its property list. */
static void mark_of(Ink *k, NodeId node, const char *more)
{
    Pdf *p = k->p;
    buf_printf(k->b, "/Span <</MCID %zu%s>> BDC\n", p->nmarks - k->page->first_mark, more);
    p->mark = pdf_more(p->mark, p->nmarks, &p->markroom, sizeof *p->mark);
    p->mark[p->nmarks++] = node;
    k->open = true;
    k->node = node;
}

static void open_mark(Ink *k, NodeId node, Artifact art)
{
    static const char *const what[] = { [ART_PAGINATION_HEADER] = "/Type/Pagination/Subtype/Header",
                                        [ART_PAGINATION_FOOTER] = "/Type/Pagination/Subtype/Footer",
                                        [ART_PAGINATION] = "/Type/Pagination",
                                        [ART_LAYOUT] = "/Type/Layout",
                                        [ART_BACKGROUND] = "/Type/Background" };
    if (k->open && k->node == node && (node || k->artifact == art)) return;
    close_mark(k);
    k->artifact = art;
    if (node) {
        mark_of(k, node, "");
        return;
    }
    buf_printf(k->b, "/Artifact <<%s>> BDC\n", what[art == ART_NONE ? ART_LAYOUT : art]);
    k->open = true;
    k->node = 0;
}

static void color(Ink *k, uint32_t rgb, bool stroke)
{
    uint32_t *now = stroke ? &k->stroke : &k->fill;
    if (*now == rgb) return;
    *now = rgb;
    unsigned r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
    if (r == g && g == b) {
        num(k, r / 255.0);
        buf_z(k->b, stroke ? "G\n" : "g\n");
        return;
    }
    num(k, r / 255.0);
    num(k, g / 255.0);
    num(k, b / 255.0);
    buf_z(k->b, stroke ? "RG\n" : "rg\n");
}

/* ---- text ---- */

typedef struct {
    FaceId face;
    bool array, string;
    double pen, rise;
} Show; /* pen: in unscaled text space, as TJ counts */

static void end_array(Ink *k, Show *s)
{
    if (s->string) buf_char(k->b, ')');
    if (s->array) buf_z(k->b, "] TJ\n");
    s->string = s->array = false;
}

static void set_face(Ink *k, Show *s, FaceId face, double size)
{
    end_array(k, s);
    s->face = face;
    pdf_font(k->p, face);
    k->page->fonts[face / 32 & 7] |= 1u << face % 32;
    buf_printf(k->b, "/F%u ", (unsigned)face);
    num(k, size);
    buf_z(k->b, "Tf\n");
}

static void set_rise(Ink *k, Show *s, double rise)
{
    if (fabs(rise - s->rise) < 0.0005) return;
    end_array(k, s);
    num(k, rise);
    buf_z(k->b, "Ts\n");
    s->rise = rise;
}

/* Moves the pen where the font's own advances do not bring it: thousandths of the size, to the
 * left. */
static void move_pen(Ink *k, Show *s, double to, double size)
{
    double off = (s->pen - to) * 1000 / size;
    if (!s->array) {
        buf_char(k->b, '[');
        s->array = true;
    }
    if (fabs(off) < 0.5) return;
    if (s->string) buf_char(k->b, ')');
    s->string = false;
    int n = (int)lround(off);
    buf_int(k->b, n);
    s->pen -= n * size / 1000;
}

/* Horizontal scaling (ISO 32000-1, 9.3.4) in per cent. */
static void set_widen(Ink *k, double widen)
{
    if (k->widen == widen) return;
    num(k, 100 + 100 * widen);
    buf_z(k->b, "Tz\n");
    k->widen = widen;
}

/* Two bytes of a literal string (ISO 32000-1, 7.3.4.2): half of what hexadecimal takes before
 * deflate, and less behind it. */
static void put_cid(Ink *k, Show *s, uint16_t cid)
{
    char t[5];
    size_t n = 0;
    if (!s->string) t[n++] = '(';
    for (int i = 0; i < 2; i++) {
        char c = (char)(i ? cid & 255 : cid >> 8);
        if (c == '(' || c == ')' || c == '\\' || c == '\r') t[n++] = '\\';
        t[n++] = c == '\r' ? 'r' : c;
    }
    buf_bytes(k->b, t, n);
    s->string = true;
}

static void origin(Ink *k, const Cmd *c, double x)
{
    if (c->turn != 0) {
        num(k, cos(c->turn)), num(k, sin(c->turn)), num(k, -sin(c->turn)), num(k, cos(c->turn));
        num(k, c->x), num(k, c->y);
        buf_z(k->b, "Tm\n");
        return;
    }
    num(k, c->x + x);
    num(k, c->y);
    buf_z(k->b, "Td\n");
}

/* Text rendering mode (ISO 32000-1, 9.3.6): outlines, which leave readable what they cross. */
static void set_hollow(Ink *k, double line)
{
    if (line > 0 && k->line != line) {
        num(k, line);
        buf_z(k->b, "w\n");
        k->line = line;
    }
    if (k->hollow != (line > 0)) buf_z(k->b, line > 0 ? "1 Tr\n" : "0 Tr\n");
    k->hollow = line > 0;
}

#define SOFT_HYPHEN S("\u00AD")

/* Glyphs from..to of a command as one text object. A soft hyphen has the text "-": see text(). */
static void glyphs(Ink *k, const Cmd *c, uint32_t from, uint32_t to)
{
    if (from == to) return;
    double start = from ? c->glyphs[from].x : 0;
    buf_z(k->b, "BT\n");
    Show s = { .face = (FaceId)0xFFFF };
    for (uint32_t i = from; i < to; i++) {
        const PlacedGlyph *g = &c->glyphs[i];
        if (g->face != s.face) {
            bool first = s.face == 0xFFFF;
            set_face(k, &s, g->face, c->size);
            if (first) origin(k, c, start);
        }
        set_rise(k, &s, g->dy);
        move_pen(k, &s, (g->x - start + g->dx) / (1 + c->widen), c->size);
        put_cid(k, &s,
                font_cid(k->p->fonts, g->face, g->gid,
                         str_eq(g->text, SOFT_HYPHEN) ? S("-") : g->text));
        s.pen += font_pdf_advance(k->p->fonts, g->face, g->gid) * c->size;
    }
    end_array(k, &s);
    if (s.rise != 0) buf_z(k->b, "0 Ts\n");
    buf_z(k->b, "ET\n");
}

/* A hyphen of ours at a line's end is a soft one (ISO 32000-1, 14.8.2.2.3), so that readers join
 * the word; but pdf.js drops U+00AD from its text and with it all that tells of the division
 * ("inter national", which no search finds), while its search joins what stands around "-" at a
 * line's end. So the font says "-" and ActualText (14.9.4) the soft hyphen, in a marked sequence of
 * its own: behind one nested in the element's, poppler's structure text breaks off. Measured:
 * poppler 22.12 gives U+00AD in its text (in that of the structure "-"), with a bare "-" it keeps
 * the hyphen in raw order; pdf.js 3.11 and MuPDF 1.21 do not look at ActualText here and give "-".
 */
static void text(Ink *k, const Cmd *c)
{
    if (!c->nglyphs) return;
    color(k, c->color, c->line > 0);
    set_hollow(k, c->line);
    set_widen(k, c->widen);
    uint32_t from = 0;
    for (uint32_t i = 0; c->node && c->turn == 0 && i < c->nglyphs; i++) {
        if (!str_eq(c->glyphs[i].text, SOFT_HYPHEN)) continue;
        glyphs(k, c, from, i);
        close_mark(k);
        mark_of(k, c->node, "/ActualText <FEFF00AD>");
        glyphs(k, c, i, i + 1);
        close_mark(k);
        from = i + 1;
        if (from < c->nglyphs) open_mark(k, c->node, c->artifact);
    }
    glyphs(k, c, from, c->nglyphs);
}

/* ---- rules, boxes, pictures ---- */

static void box(Ink *k, const Cmd *c)
{
    bool stroke = c->kind == CMD_BOX && c->line > 0;
    color(k, c->color, stroke);
    if (stroke && k->line != c->line) {
        num(k, c->line);
        buf_z(k->b, "w\n");
        k->line = c->line;
    }
    num(k, c->x);
    num(k, c->y);
    num(k, c->w);
    num(k, c->h);
    buf_z(k->b, stroke ? "re S\n" : "re f\n");
}

/* The unit square of a picture to its place, turned as the EXIF orientation says. */
static void matrix(Ink *k, const Cmd *c, int o)
{
    double w = c->w, h = c->h, x = c->x, y = c->y;
    const double m[9][6] = { { w, 0, 0, h, x, y },      { w, 0, 0, h, x, y },
                             { -w, 0, 0, h, x + w, y }, { -w, 0, 0, -h, x + w, y + h },
                             { w, 0, 0, -h, x, y + h }, { 0, -h, -w, 0, x + w, y + h },
                             { 0, -h, w, 0, x, y + h }, { 0, h, w, 0, x, y },
                             { 0, h, -w, 0, x + w, y } };
    for (int i = 0; i < 6; i++) num(k, m[o >= 1 && o <= 8 ? o : 1][i]);
    buf_z(k->b, "cm ");
}

static void picture(Ink *k, const Cmd *c)
{
    if (c->image >= k->p->im->n) return;
    Pdf *p = k->p;
    if (!p->in_use[c->image]) p->in_use[c->image] = true, p->used[p->nused++] = c->image;
    buf_z(k->b, "q ");
    matrix(k, c, k->p->im->img[c->image].orientation);
    buf_printf(k->b, "/I%u Do Q\n", c->image);
}

void pdf_content(Pdf *p, const Page *pg, Buf *b, PdfPage *page)
{
    Ink k = { .p = p, .b = b, .page = page, .line = 1 };
    for (size_t i = 0; i < pg->ncmds; i++) {
        const Cmd *c = &pg->cmds[i];
        open_mark(&k, c->node, c->artifact);
        switch (c->kind) {
        case CMD_TEXT: text(&k, c); break;
        case CMD_RULE:
        case CMD_BOX: box(&k, c); break;
        case CMD_IMAGE: picture(&k, c); break;
        }
    }
    close_mark(&k);
    /* the page's second stream goes on in this one's graphics state: leave it as it began */
    color(&k, 0, false);
    color(&k, 0, true);
    set_widen(&k, 0);
    set_hollow(&k, 0);
    if (k.line != 1) buf_z(b, "1 w\n");
}
