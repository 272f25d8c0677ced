/* Chosen breaks to lines: glyphs in pieces, blanks stretched or shrunk, hyphens, alignment. */
#include "page/para_in.h"

#include <math.h>

typedef struct {
    Para *p;
    Line *line;
    double x;       /* within the line */
    double blank;   /* width to add to each blank */
    double widen;   /* letters: share of their width to add */
    int room;       /* of pieces */
    PlacedGlyph *g; /* of the piece under way */
    uint32_t gn, groom;
    int note_room;
} Setter;

/* Pieces are cut where anything a reader or the writer sees changes. */
static bool same_piece(const LinePiece *a, const ParaSpan *s)
{
    return a->node == s->node && a->artifact == s->artifact && a->rise == s->rise &&
        a->size == s->size && a->color == s->color && a->link == s->link;
}

static void finish_piece(Setter *s)
{
    if (!s->line->npieces) return;
    LinePiece *p = &s->line->pieces[s->line->npieces - 1];
    p->glyphs = s->g;
    p->nglyphs = s->gn;
    p->width = s->x - p->x;
}

static LinePiece *piece_for(Setter *s, const ParaSpan *sp)
{
    if (s->line->npieces && same_piece(&s->line->pieces[s->line->npieces - 1], sp))
        return &s->line->pieces[s->line->npieces - 1];
    finish_piece(s);
    if (s->line->npieces == s->room) {
        int room = s->room ? 2 * s->room : 4;
        LinePiece *q = ARENA_NEW_N(s->p->a, LinePiece, (size_t)room);
        if (s->line->npieces) memcpy(q, s->line->pieces, (size_t)s->line->npieces * sizeof *q);
        s->line->pieces = q;
        s->room = room;
    }
    LinePiece *p = &s->line->pieces[s->line->npieces++];
    *p = (LinePiece){ .node = sp->node,
                      .artifact = sp->artifact,
                      .x = s->x,
                      .rise = sp->rise,
                      .size = sp->size,
                      .color = sp->color,
                      .widen = s->widen,
                      .link = sp->link };
    s->g = NULL;
    s->gn = s->groom = 0;
    return p;
}

static PlacedGlyph *glyph_room(Setter *s)
{
    if (s->gn == s->groom) {
        uint32_t room = s->groom ? s->groom + s->groom / 2 : 32;
        s->g = ARENA_MORE(s->p->a, PlacedGlyph, s->g, s->groom, room);
        s->groom = room;
    }
    return &s->g[s->gn++];
}

/* Shapes and appends text of a span; `copy` replaces what copying gives (a hyphen of ours), extra
 * is added behind. */
static void put(Setter *s, int span, Str text, const Str *copy, double extra)
{
    const ParaSpan *sp = &s->p->spans[span];
    const Shaped *sh = shape(s->p->fonts, sp->font, text, sp->lang, sp->at);
    LinePiece *pc = piece_for(s, sp);
    for (uint32_t i = 0; i < sh->n; i++) {
        const Glyph *g = &sh->g[i];
        Str t = copy ? *copy : str_sub(text, g->at, g->len);
        *glyph_room(s) = (PlacedGlyph){ .gid = g->gid,
                                        .face = g->face,
                                        .text = t,
                                        .dx = g->dx * sp->size * (1 + s->widen),
                                        .dy = g->dy * sp->size,
                                        .x = s->x - pc->x };
        s->x += g->adv * sp->size * (1 + s->widen);
    }
    s->x += extra;
}

static void note_of(Setter *s, int span)
{
    int n = s->p->spans[span].note;
    if (n < 0 || (s->line->nnotes && s->line->notes[s->line->nnotes - 1] == n)) return;
    if (s->line->nnotes == s->note_room) {
        int room = s->note_room ? 2 * s->note_room : 2;
        int *q = ARENA_NEW_N(s->p->a, int, (size_t)room);
        if (s->line->nnotes) memcpy(q, s->line->notes, (size_t)s->line->nnotes * sizeof *q);
        s->line->notes = q;
        s->note_room = room;
    }
    s->line->notes[s->line->nnotes++] = n;
}

static int first_item(const Para *p, int before)
{
    int i = before + 1;
    while (i < p->nitems - 1 && p->item[i].kind != ITEM_BOX &&
           !(p->item[i].kind == ITEM_PENALTY && p->item[i].cost <= FORCED))
        i++;
    return i;
}

/* Natural width and blanks of the items [a, b). Blanks at the end, before a forced break, do not
 * count. */
static double natural_width(const Para *p, int a, int b, int *blanks, double *blank_width)
{
    double w = 0;
    *blanks = 0;
    *blank_width = 0;
    for (int i = a; i < b; i++) {
        const Item *it = &p->item[i];
        if (it->kind == ITEM_PENALTY) continue;
        w += it->width;
        if (it->kind == ITEM_GLUE && it->to > it->from) {
            ++*blanks;
            *blank_width = it->width;
        }
    }
    if (p->item[b].kind == ITEM_PENALTY) w += p->item[b].width;
    return w;
}

/* Boxes that follow one another within a word and a span are shaped together: kerning and ligatures
 * as in the unbroken word. */
static int put_boxes(Setter *s, int i, int b)
{
    const Para *p = s->p;
    int span = p->item[i].span;
    uint32_t from = p->item[i].from, to = p->item[i].to;
    for (i++; i < b; i++) {
        const Item *it = &p->item[i];
        if (it->kind == ITEM_PENALTY && it->cost < INF_PENALTY) continue;
        if (it->kind != ITEM_BOX || it->span != span || it->from != to) break;
        to = it->to;
    }
    put(s, span, (Str){ p->text + from, to - from }, NULL, 0);
    note_of(s, span);
    return i;
}

/* The blank a line was broken at is written, so that copied words stay apart; it stands outside the
 * measure. */
static void put_end(Setter *s, int b)
{
    const Para *p = s->p;
    const Item *it = &p->item[b];
    static const Str soft = { "\u00AD", 2 };
    if (it->kind == ITEM_PENALTY && it->hyphen) {
        put(s, it->span, S("-"), &soft, 0);
        s->line->hyphen = true;
    }
    s->line->width = s->x;
    bool inside = b < p->nitems - 1;
    bool blank = it->kind == ITEM_GLUE || it->cost <= FORCED ||
        (it->kind == ITEM_PENALTY && p->item[b + 1].kind == ITEM_GLUE);
    if (inside && blank) put(s, it->span, S(" "), NULL, 0);
}

static void shift_line(Line *l, double by)
{
    for (int i = 0; i < l->npieces; i++) l->pieces[i].x += by;
}

static void align_line(const Para *p, Line *l, double measure, double hang)
{
    double by = p->shape->align == ALIGN_RIGHT ? measure - l->width
        : p->shape->align == ALIGN_CENTER      ? (measure - l->width) / 2
                                               : 0;
    if (hang + (by > 0 ? by : 0) > 0) shift_line(l, hang + (by > 0 ? by : 0));
}

/* Blanks and letters share what a line lacks (or has too much) in the measure of their stretch (or
 * shrink); letters only up to theirs, in whole thousandths. */
static double widening(const Para *p, int a, int b, double lack)
{
    double elastic = 0;
    for (int i = a; i < b; i++)
        if (p->item[i].kind != ITEM_PENALTY)
            elastic += lack > 0 ? p->item[i].stretch : p->item[i].shrink;
    if (elastic <= 0) return 0;
    double r = lack / elastic;
    return round((r > 1 ? 1 : r < -1 ? -1 : r) * WIDEN_MOST * 1000) / 1000;
}

static void set_line(Para *p, int a, int b, int number, Line *out)
{
    *out = (Line){ 0 };
    Setter s = { .p = p, .line = out };
    double hang = number > 0 ? p->shape->hang : 0, measure = p->shape->width - hang, blank;
    int blanks;
    out->natural = natural_width(p, a, b, &blanks, &blank);
    bool ends = p->item[b].kind == ITEM_PENALTY && p->item[b].cost <= FORCED;
    bool adjust = p->shape->justify && blanks > 0 && (!ends || out->natural > measure);
    if (adjust) {
        s.widen = widening(p, a, b, measure - out->natural);
        s.blank = (measure - out->natural * (1 + s.widen)) / blanks;
    }
    if (s.blank < -0.6 * blank) s.blank = -0.6 * blank;
    out->nspaces = blanks;
    out->space_width = blanks ? blank * (1 + s.widen) + s.blank : 0;
    for (int i = a; i < b;) {
        const Item *it = &p->item[i];
        if (it->kind == ITEM_BOX) {
            i = put_boxes(&s, i, b);
            continue;
        }
        if (it->kind == ITEM_GLUE && it->to > it->from)
            put(&s, it->span, (Str){ p->text + it->from, it->to - it->from }, NULL, s.blank);
        i++;
    }
    put_end(&s, b);
    finish_piece(&s);
    align_line(p, out, measure, hang);
}

void para_set(Para *p, const Breaks *b, ParaLines *out)
{
    *out = (ParaLines){ .lines = ARENA_NEW_N(p->a, Line, (size_t)b->n + 1),
                        .n = b->n,
                        .badness = b->badness };
    int before = -1;
    for (int i = 0; i < b->n; i++) {
        int a = first_item(p, before), end = b->at[i];
        set_line(p, a < end ? a : end, end, i, &out->lines[i]);
        out->hyphens += out->lines[i].hyphen;
        before = end;
    }
}
