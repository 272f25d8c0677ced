/* Pages as stable text: one command a line, words readable, two decimals. */
#include "page/page.h"

static const char *const art_name[] = {
    "", "header", "footer", "pagination", "layout", "background"
};

static void at(Buf *out, double x, double y)
{
    buf_char(out, ' ');
    buf_real(out, x, 2);
    buf_char(out, ' ');
    buf_real(out, y, 2);
}

static void owner(Buf *out, const Cmd *c)
{
    if (c->node)
        buf_printf(out, " #%u", c->node);
    else
        buf_printf(out, " (%s)", art_name[c->artifact]);
}

static void words(Buf *out, const Cmd *c)
{
    buf_z(out, " \"");
    for (uint32_t i = 0; i < c->nglyphs; i++) {
        Str s = c->glyphs[i].text;
        for (size_t k = 0; k < s.n;) {
            uint32_t u = utf8_next(s, &k);
            if (u == 0xAD)
                buf_z(out, "\\-");
            else if (u == 0xA0)
                buf_char(out, '~');
            else if (u == '"' || u == '\\') {
                buf_char(out, '\\');
                buf_char(out, (char)u);
            } else
                buf_utf8(out, u);
        }
    }
    buf_char(out, '"');
}

static void command(Buf *out, const Cmd *c, const Images *im)
{
    static const char *const name[] = { "text", "rule", "box", "image" };
    buf_z(out, "  ");
    buf_z(out, name[c->kind]);
    at(out, c->x, c->y);
    if (c->kind == CMD_TEXT) {
        buf_z(out, " size ");
        buf_real(out, c->size, 2);
        if (c->turn != 0) {
            buf_z(out, " turn ");
            buf_real(out, c->turn, 3);
        }
        if (c->widen != 0) {
            buf_z(out, " widen ");
            buf_real(out, c->widen, 3);
        }
        if (c->nglyphs) buf_printf(out, " face %u", c->glyphs[0].face);
    } else
        at(out, c->w, c->h);
    if (c->kind == CMD_BOX) {
        buf_z(out, " line ");
        buf_real(out, c->line, 2);
    }
    if (c->color) buf_printf(out, " %06x", c->color);
    if (c->kind == CMD_IMAGE && im && c->image < im->n) {
        Str p = im->img[c->image].path;
        size_t from = p.n;
        while (from && p.p[from - 1] != '/')
            from--; /* the folder differs from machine to machine */
        buf_printf(out, " %.*s", (int)(p.n - from), p.p + from);
    }
    owner(out, c);
    if (c->kind == CMD_TEXT) words(out, c);
    buf_char(out, '\n');
}

static void quoted(Buf *out, const char *key, Str s)
{
    if (s.n) buf_printf(out, " %s \"%.*s\"", key, STR_FMT(s));
}

static void placed(Buf *out, const Placed *p)
{
    static const char *const name[] = { "text",   "heading", "caption", "head",  "row",
                                        "figure", "sign",    "pad",     "carry", "entry" };
    buf_printf(out, "  placed %s", name[p->kind]);
    at(out, p->top, p->bottom);
    if (p->count) buf_printf(out, " %ld: %d/%d", p->of, p->no, p->count);
    if (p->row) buf_printf(out, " %c", p->row);
    if (p->hyphen) buf_z(out, " hyphen");
    if (p->forced) buf_z(out, " forced");
    buf_char(out, '\n');
}

void pages_dump(Buf *out, const Page *p, const Images *im)
{
    buf_printf(out, "page %d", p->number);
    at(out, p->width, p->height);
    if (p->area > 0) {
        buf_z(out, " area");
        at(out, p->area, p->notes);
    }
    buf_char(out, '\n');
    for (size_t i = 0; i < p->nplaced; i++) placed(out, &p->placed[i]);
    for (size_t i = 0; i < p->ncmds; i++) command(out, &p->cmds[i], im);
    for (size_t i = 0; i < p->nlinks; i++) {
        const LinkArea *l = &p->links[i]; /* links and signature fields */
        buf_z(out, l->field ? "  field" : "  link");
        at(out, l->x0, l->y0);
        at(out, l->x1, l->y1);
        buf_printf(out, " #%u", l->node);
        quoted(out, "url", l->url);
        quoted(out, "target", l->target);
        quoted(out, "desc", l->desc);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < p->ndests; i++) {
        buf_printf(out, "  dest %.*s ", STR_FMT(p->dests[i].id));
        buf_real(out, p->dests[i].y, 2);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < p->noutline; i++) {
        buf_printf(out, "  outline %d ", p->outline[i].level);
        buf_real(out, p->outline[i].y, 2);
        quoted(out, "words", p->outline[i].text);
        buf_char(out, '\n');
    }
}
