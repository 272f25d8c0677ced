/* What a page's content draws, without drawing it: the box of its ink, colour, text, and the marks around it.
 *
 * Paths and pictures are exact up to their clip's box; text is measured by its font size and the number of its codes, on the large side.
 * White fills leave no ink. ISO 32000-1, 8 and 9. */
#include "attach/attach_in.h"

#include "attach/content.h"

#include <math.h>

#define OPERANDS 36
#define STATES 512
#define FACES 8
#define LOOKS 3 /* graphics states asked for lately that are kept */

typedef struct { bool colour, white; } Paint;
typedef struct { Mat ctm; double clip[4]; Paint fill, stroke; Str fill_space, stroke_space; double width, size, leading, rise, scale; bool wide; int mode; struct { O res; Str name; } look[LOOKS]; } State; /* wide: two bytes a glyph */
typedef struct {
    Judge *j;
    AttachPage *page;
    uint32_t number;         /* of the page, from 1 */
    Mat to_seen;
    double ink[4];
    Tok arg[OPERANDS];
    int nargs;
    size_t shown;            /* bytes of strings among the operands */
    State s, *stack;
    int depth, base;         /* base: of the form under way */
    uint32_t deeper;         /* q beyond what the stack holds */
    Mat tm, tlm;
    bool drifted;            /* the text's place is behind other text: as estimated, too far on */
    double path[4];
    double corner[5][2];     /* of a path that may be a rectangle */
    int corners;             /* points of the path; more than 5: it is none */
    Cover *cover;
    bool clipping;
    int forms;
    int marks;               /* open, in all; of them those that say nothing about structure do not count */
    Buf mark;                /* one byte each: 1 counts */
    struct { O res; Str name; bool wide; } face[FACES]; /* asked for lately; the names are the content's */
    unsigned nfaces;
} Ink;

static const double nothing[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };

static void grow(double box[4], double x, double y)
{
    box[0] = fmin(box[0], x);
    box[1] = fmin(box[1], y);
    box[2] = fmax(box[2], x);
    box[3] = fmax(box[3], y);
}

static void cut(double box[4], const double by[4])
{
    for (int i = 0; i < 4; i++) box[i] = i < 2 ? fmax(box[i], by[i]) : fmin(box[i], by[i]);
}

/* A box in the page's space gets ink. */
static void ink(Ink *k, const double box[4], Paint p)
{
    double b[4], seen[4];
    memcpy(b, box, sizeof b);
    cut(b, k->s.clip);
    if (p.white || !(b[2] >= b[0]) || !(b[3] >= b[1])) return;
    mat_box(k->to_seen, b, seen);
    grow(k->ink, seen[0], seen[1]);
    grow(k->ink, seen[2], seen[3]);
    k->page->colour |= p.colour;
}

static double arg(const Ink *k, int from_end)
{
    int i = k->nargs - from_end;
    return i >= 0 && i < OPERANDS && k->arg[i].kind == TOK_NUMBER ? k->arg[i].number : 0;
}

/* ---- paths ---- */

static void point(Ink *k, double x, double y)
{
    mat_apply(k->s.ctm, &x, &y);
    grow(k->path, x, y);
    if (k->corners < 5) k->corner[k->corners][0] = x, k->corner[k->corners][1] = y;
    if (k->corners < 6) k->corners++;
}

/* Along the page's sides. */
static bool is_rectangle(const Ink *k)
{
    if (k->corners < 4 || k->corners > 5) return false;
    for (int i = 0; i < k->corners; i++)
        for (int d = 0; d < 2; d++)
            if (fabs(k->corner[i][d] - k->path[d]) > 0.05 && fabs(k->corner[i][d] - k->path[d + 2]) > 0.05) return false;
    return true;
}

/* The states asked for lately say how what is painted mixes with what is below. */
static bool is_opaque(Ink *k)
{
    Q q = k->j->q;
    if (str_is(k->s.fill_space, "/Pattern")) return false;
    for (int i = 0; i < LOOKS; i++) {
        char key[128];
        Str name = k->s.look[i].name;
        if (!name.n || name.n >= sizeof key) continue;
        memcpy(key, name.p, name.n);
        key[name.n] = 0;
        O g = q_key(q, q_key(q, k->s.look[i].res, "/ExtGState"), key), mode = q_key(q, g, "/BM");
        double alpha = 1;
        if (qpdf_oh_get_value_as_number(q, q_key(q, g, "/ca"), &alpha) && alpha < 1) return false;
        if (q_is_array(q, mode) || (qpdf_oh_is_name(q, mode) && !q_is(q, mode, "/Normal") && !q_is(q, mode, "/Compatible"))) return false;
        if (q_is_dict(q, q_key(q, g, "/SMask"))) return false;
    }
    return true;
}

static void unseen(Ink *k, bool *known, const char *what);

static void paint_over(Ink *k)
{
    double b[4];
    memcpy(b, k->path, sizeof b);
    cut(b, k->s.clip);
    if (k->j->covered || !(b[2] > b[0]) || !(b[3] > b[1]) || !is_rectangle(k) || !cover_fill(k->cover, b) || !is_opaque(k)) return;
    unseen(k, &k->j->covered, DIAG_WORDS("Text unter einer Fläche, die ihn verdeckt", "text under an area that hides it"));
}

static void points(Ink *k, int n)
{
    for (int i = n; i > 0; i -= 2) point(k, arg(k, i), arg(k, i - 1));
}

static void paint(Ink *k, bool fill, bool stroke)
{
    if (k->path[2] >= k->path[0]) {
        double b[4];
        memcpy(b, k->path, sizeof b);
        if (fill) { ink(k, b, k->s.fill); paint_over(k); }
        double w = k->s.width * sqrt(fabs(k->s.ctm.a * k->s.ctm.d - k->s.ctm.b * k->s.ctm.c)) / 2;
        if (stroke) { b[0] -= w; b[1] -= w; b[2] += w; b[3] += w; ink(k, b, k->s.stroke); }
        if (k->clipping) cut(k->s.clip, k->path);
    }
    k->clipping = false;
    k->corners = 0;
    memcpy(k->path, nothing, sizeof nothing);
}

/* ---- colour ---- */

static Paint rgb(double r, double g, double b) { return (Paint){ fabs(r - g) > 0.004 || fabs(g - b) > 0.004, r > 0.999 && g > 0.999 && b > 0.999 }; }
static Paint cmyk(double c, double m, double y, double k) { return (Paint){ fabs(c - m) > 0.004 || fabs(m - y) > 0.004, c + m + y + k < 0.001 }; }

/* The space by its name among the resources: its family. */
static Str space_family(Ink *k, O res, Str name, Str *spot)
{
    Q q = k->j->q;
    char key[128];
    *spot = (Str){ "", 0 };
    if (name.n >= sizeof key) return S("?");
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    O o = q_key(q, q_key(q, res, "/ColorSpace"), key);
    if (!q_len(q, o)) return str_keep(k->j->a, name);
    *spot = str_keep(k->j->a, q_name_of(q, q_at(q, o, 1)));
    const char *family = qpdf_oh_is_name(q, q_at(q, o, 0)) ? qpdf_oh_get_name(q, q_at(q, o, 0)) : "?";
    return str_keep(k->j->a, str_of(family));
}

static void set_space(Ink *k, O res, bool fill)
{
    if (!k->nargs) return;
    Str spot, family = space_family(k, res, k->arg[k->nargs - 1].text, &spot);
    bool plain = !str_is(family, "/Separation") || str_is(spot, "Black") || str_is(spot, "All") || str_is(spot, "None");
    if (str_is(family, "/Separation") && plain) family = S("/Black");
    *(fill ? &k->s.fill_space : &k->s.stroke_space) = family;
    *(fill ? &k->s.fill : &k->s.stroke) = (Paint){ 0 };
}

static Paint in_space(const Ink *k, Str family)
{
    int n = 0;
    while (n < k->nargs && k->arg[n].kind == TOK_NUMBER) n++;
    if (n < k->nargs || str_is(family, "/Pattern") || str_is(family, "/Indexed") || str_is(family, "/Lab")) return (Paint){ true, false };
    if (str_is(family, "/Separation") || str_is(family, "/DeviceN")) return (Paint){ arg(k, 1) > 0, n == 1 && arg(k, 1) <= 0 };
    if (str_is(family, "/Black")) return (Paint){ false, arg(k, 1) <= 0 };
    return n == 3 ? rgb(arg(k, 3), arg(k, 2), arg(k, 1)) : n == 4 ? cmyk(arg(k, 4), arg(k, 3), arg(k, 2), arg(k, 1)) : n == 1 ? (Paint){ false, arg(k, 1) > 0.999 } : (Paint){ true, false };
}

/* ---- what is in the file and cannot be seen: outside of the page, or cut off ---- */

#define UNSEEN_GLYPHS 4     /* fewer may be the blanks of a line's end */
#define UNSEEN_PICTURE 0.2  /* of its area; a margin for trimming is less */

/* The part of a box that is left by the clip, in its own space; empty: 0. */
static double seen_part(const Ink *k, const double box[4])
{
    double b[4], whole = (box[2] - box[0]) * (box[3] - box[1]);
    memcpy(b, box, sizeof b);
    cut(b, k->s.clip);
    if (b[2] <= b[0] || b[3] <= b[1]) return 0;
    return whole > 0 ? (b[2] - b[0]) * (b[3] - b[1]) / whole : 1;
}

static void unseen(Ink *k, bool *known, const char *what)
{
    if (!*known) judge_tell(k->j, D_ANLAGE_VERBORGEN, k->number, str_of(what));
    *known = true;
}

/* ---- text ---- */

static void show(Ink *k)
{
    if (!k->shown) return;
    State *s = &k->s;
    double n = s->wide ? (double)k->shown / 2 : (double)k->shown, w = n * 0.6 * s->size * s->scale;
    double box[4] = { 0, s->rise - 0.25 * s->size, w, s->rise + 0.9 * s->size };
    if (s->size < 0) { double t = box[1]; box[1] = box[3]; box[3] = t; }
    if (w < 0) { box[0] = w; box[2] = 0; }
    double core[4] = { 0, s->rise + 0.1 * s->size, 0.3 * n * s->size * s->scale, s->rise + 0.45 * s->size };
    mat_box(mat_mul(k->tm, s->ctm), core, core);
    mat_box(mat_mul(k->tm, s->ctm), box, box);
    ink(k, box, s->fill);
    if (n >= 2 && !k->drifted && s->mode != 3 && s->mode != 7 && seen_part(k, core) > 0) cover_text(k->cover, core);
    if (n >= UNSEEN_GLYPHS && !k->drifted && box[2] > box[0] && box[3] > box[1] && seen_part(k, box) <= 0) unseen(k, &k->j->unseen_text, DIAG_WORDS("Text außerhalb der Seite", "text outside of the page"));
    k->page->text = true;
    if (!k->marks) k->j->loose_text = true;
    k->tm = mat_mul((Mat){ 1, 0, 0, 1, w, 0 }, k->tm);
    k->drifted = true;
}

static void next_line(Ink *k, double x, double y)
{
    k->tlm = mat_mul((Mat){ 1, 0, 0, 1, x, y }, k->tlm);
    k->tm = k->tlm;
    k->drifted = false;
}

static void set_font(Ink *k, O res)
{
    Q q = k->j->q;
    k->s.size = arg(k, 1);
    char key[128];
    if (k->nargs < 2 || k->arg[k->nargs - 2].kind != TOK_NAME || k->arg[k->nargs - 2].text.n >= sizeof key) return;
    Str name = k->arg[k->nargs - 2].text;
    for (unsigned i = 0; i < FACES && i < k->nfaces; i++)
        if (k->face[i].res == res && str_eq(k->face[i].name, name)) { k->s.wide = k->face[i].wide; return; }
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    k->s.wide = q_is(q, q_key(q, q_key(q, q_key(q, res, "/Font"), key), "/Subtype"), "/Type0");
    unsigned at = k->nfaces++ % FACES;
    k->face[at].res = res, k->face[at].name = name, k->face[at].wide = k->s.wide;
}

/* ---- pictures and forms ---- */

static bool space_grey(Q q, O o, int depth)
{
    if (qpdf_oh_is_name(q, o)) return q_is(q, o, "/DeviceGray") || q_is(q, o, "/G") || q_is(q, o, "/CalGray");
    if (!q_len(q, o) || depth > 3) return false;
    O family = q_at(q, o, 0);
    if (q_is(q, family, "/Indexed") || q_is(q, family, "/I")) return space_grey(q, q_at(q, o, 1), depth + 1);
    if (q_is(q, family, "/ICCBased")) return q_int_of(q, q_key(q, q_dict_of(q, q_at(q, o, 1)), "/N")) == 1;
    if (q_is(q, family, "/Separation")) return q_is(q, q_at(q, o, 1), "/Black");
    return q_is(q, family, "/CalGray") || space_grey(q, family, depth + 1);
}

static void picture(Ink *k, O dict)
{
    Q q = k->j->q;
    QPDF_BOOL mask = QPDF_FALSE;
    bool stencil = qpdf_oh_get_value_as_bool(q, q_key(q, dict, "/ImageMask"), &mask) && mask;
    double box[4] = { 0, 0, 1, 1 };
    mat_box(k->s.ctm, box, box);
    ink(k, box, stencil ? k->s.fill : (Paint){ !space_grey(q, q_key(q, dict, "/ColorSpace"), 0), false });
    k->page->image = true;
    if (!stencil && seen_part(k, box) < 1 - UNSEEN_PICTURE) unseen(k, &k->j->cropped, DIAG_WORDS("der abgeschnittene Teil eines Bildes", "the part of a picture that is cut off"));
}

static void run(Ink *k, O res, Str content);

static void form(Ink *k, O xobject, O res)
{
    Q q = k->j->q;
    O dict = qpdf_oh_get_dict(q, xobject), matrix = q_key(q, dict, "/Matrix"), own = q_key(q, dict, "/Resources");
    if (k->forms >= INK_MAX_FORMS || k->j->operators < INK_FORM_COST) { k->j->operators = k->forms >= INK_MAX_FORMS ? k->j->operators : 0; return; } /* too deep: as viewers do; too many: the page is refused */
    k->j->operators -= INK_FORM_COST;
    unsigned char *p;
    size_t n;
    if (!q_data(q, xobject, false, &p, &n)) { mem_free(p); return; }
    State was = k->s;
    int base = k->base;
    Mat tm = k->tm, tlm = k->tlm;
    double box[4];
    if (q_len(q, matrix) == 6) k->s.ctm = mat_mul((Mat){ q_num(q, matrix, 0), q_num(q, matrix, 1), q_num(q, matrix, 2), q_num(q, matrix, 3), q_num(q, matrix, 4), q_num(q, matrix, 5) }, k->s.ctm);
    if (q_box(q, q_key(q, dict, "/BBox"), box)) { mat_box(k->s.ctm, box, box); cut(k->s.clip, box); }
    k->forms++;
    k->base = k->depth;
    run(k, q_is_dict(q, own) ? own : res, (Str){ (char *)p, n });
    k->forms--;
    k->depth = k->base;
    k->base = base;
    k->s = was;
    k->tm = tm;
    k->tlm = tlm;
    k->nfaces = 0; /* names of this content */
    mem_free(p);
}

static void draw_object(Ink *k, O res)
{
    Q q = k->j->q;
    char key[256];
    if (!k->nargs || k->arg[k->nargs - 1].kind != TOK_NAME || k->arg[k->nargs - 1].text.n >= sizeof key) return;
    Str name = k->arg[k->nargs - 1].text;
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    O all = q_key(q, res, "/XObject"), x = q_key(q, all, key);
    O dict = q_dict_of(q, x), kind = q_key(q, dict, "/Subtype");
    if (q_is_stream(q, x) && q_is(q, kind, "/Image")) picture(k, dict);
    else if (q_is_stream(q, x) && q_is(q, kind, "/Form")) form(k, x, res);
    const O used[] = { kind, dict, x, all }; /* forms that draw forms come here millions of times */
    for (int i = 0; i < 4; i++) qpdf_oh_release(q, used[i]);
}

/* ---- marks ---- */

static void begin_mark(Ink *k, O res)
{
    Q q = k->j->q;
    Str tag = k->nargs ? k->arg[0].text : (Str){ "", 0 };
    bool counts = !str_is(tag, "/OC");
    for (int i = 1; i + 1 < k->nargs; i++)
        if (k->arg[i].kind == TOK_NAME && str_is(k->arg[i].text, "/MCID") && k->arg[i + 1].kind == TOK_NUMBER && arg(k, k->nargs - i - 1) < 1e6 && !k->forms && arg(k, k->nargs - i - 1) + 1 > k->page->mcids)
            k->page->mcids = (uint32_t)arg(k, k->nargs - i - 1) + 1;
    if (k->nargs == 2 && k->arg[1].kind == TOK_NAME && counts && k->arg[1].text.n < 128) {
        char key[128];
        memcpy(key, k->arg[1].text.p, k->arg[1].text.n);
        key[k->arg[1].text.n] = 0;
        int id = q_int_of(q, q_key(q, q_key(q, q_key(q, res, "/Properties"), key), "/MCID"));
        if (id >= 0 && id < 1000000 && (uint32_t)id + 1 > k->page->mcids && !k->forms) k->page->mcids = (uint32_t)id + 1;
    }
    k->page->marked |= counts;
    buf_char(&k->mark, counts);
    k->marks += counts;
}

static void end_mark(Ink *k)
{
    if (!k->mark.n) { k->j->broken_marks = true; return; }
    k->marks -= k->mark.p[--k->mark.n];
}

/* ---- operators ---- */

static void save(Ink *k)
{
    if (k->depth < STATES) k->stack[k->depth++] = k->s; else k->deeper++;
}

static void restore(Ink *k)
{
    if (k->deeper) { k->deeper--; return; }
    if (k->depth > k->base) { k->s = k->stack[--k->depth]; return; }
    if (!k->forms && k->page->under < 1000) k->page->under++;
}

static void set_look(Ink *k, O res)
{
    if (!k->nargs || k->arg[k->nargs - 1].kind != TOK_NAME) return;
    memmove(k->s.look + 1, k->s.look, (LOOKS - 1) * sizeof *k->s.look);
    k->s.look[0].res = res, k->s.look[0].name = k->arg[k->nargs - 1].text;
}

static void shade(Ink *k) { ink(k, k->s.clip, (Paint){ true, false }); }

typedef enum { OP_NONE, OP_b, OP_B, OP_Bx, OP_bx, OP_BDC, OP_BMC, OP_BT, OP_c, OP_cm, OP_CS, OP_cs, OP_Do, OP_EMC, OP_F, OP_f, OP_fx, OP_G, OP_g, OP_gs, OP_K, OP_k, OP_l, OP_m, OP_n, OP_q, OP_Q,
    OP_re, OP_RG, OP_rg, OP_S, OP_s, OP_SC, OP_sc, OP_SCN, OP_scn, OP_sh, OP_Tx, OP_Td, OP_TD, OP_Tf, OP_Tj, OP_TJ, OP_TL, OP_Tm, OP_Tr, OP_Ts, OP_Tz, OP_v, OP_w, OP_W, OP_Wx, OP_y, OP_quote, OP_dquote } Op;

static Op op_of(Str t)
{
    static const struct { const char *name; Op op; } list[] = { { "q", OP_q }, { "Q", OP_Q }, { "cm", OP_cm }, { "m", OP_m }, { "l", OP_l }, { "c", OP_c }, { "v", OP_v }, { "y", OP_y }, { "re", OP_re },
        { "f", OP_f }, { "f*", OP_fx }, { "F", OP_F }, { "S", OP_S }, { "s", OP_s }, { "B", OP_B }, { "B*", OP_Bx }, { "b", OP_b }, { "b*", OP_bx }, { "n", OP_n }, { "W", OP_W }, { "W*", OP_Wx }, { "w", OP_w },
        { "g", OP_g }, { "gs", OP_gs }, { "G", OP_G }, { "rg", OP_rg }, { "RG", OP_RG }, { "k", OP_k }, { "K", OP_K }, { "cs", OP_cs }, { "CS", OP_CS }, { "sc", OP_sc }, { "SC", OP_SC }, { "scn", OP_scn }, { "SCN", OP_SCN },
        { "sh", OP_sh }, { "Do", OP_Do }, { "BT", OP_BT }, { "Td", OP_Td }, { "TD", OP_TD }, { "Tm", OP_Tm }, { "T*", OP_Tx }, { "Tf", OP_Tf }, { "Tj", OP_Tj }, { "TJ", OP_TJ }, { "TL", OP_TL }, { "Tr", OP_Tr }, { "Ts", OP_Ts }, { "Tz", OP_Tz },
        { "'", OP_quote }, { "\"", OP_dquote }, { "BDC", OP_BDC }, { "BMC", OP_BMC }, { "EMC", OP_EMC } };
    static uint8_t table[256][4]; /* by first byte: candidates are few */
    static bool ready;
    if (!ready) {
        for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
            uint8_t *row = table[(unsigned char)(list[i].name[0] * 31 + list[i].name[1] * 7)];
            for (int c = 0; c < 4; c++)
                if (!row[c]) { row[c] = (uint8_t)(i + 1); break; }
        }
        ready = true;
    }
    if (t.n < 1 || t.n > 3) return OP_NONE;
    const uint8_t *row = table[(unsigned char)(t.p[0] * 31 + (t.n > 1 ? t.p[1] * 7 : 0))];
    for (int c = 0; c < 4 && row[c]; c++)
        if (str_is(t, list[row[c] - 1].name)) return list[row[c] - 1].op;
    return OP_NONE;
}

static void path_op(Ink *k, Op op)
{
    switch (op) {
    case OP_m: case OP_l: points(k, 2); break;
    case OP_c: points(k, 6); k->corners = 6; break;
    case OP_v: case OP_y: points(k, 4); k->corners = 6; break;
    case OP_re: {
        double x = arg(k, 4), y = arg(k, 3), w = arg(k, 2), h = arg(k, 1);
        point(k, x, y);
        point(k, x + w, y);
        point(k, x, y + h);
        point(k, x + w, y + h);
        break;
    }
    case OP_W: case OP_Wx: k->clipping = true; break;
    case OP_f: case OP_fx: case OP_F: paint(k, true, false); break;
    case OP_S: case OP_s: paint(k, false, true); break;
    case OP_B: case OP_Bx: case OP_b: case OP_bx: paint(k, true, true); break;
    case OP_n: paint(k, false, false); break;
    default: break;
    }
}

static void colour_op(Ink *k, O res, Op op)
{
    switch (op) {
    case OP_g: k->s.fill = (Paint){ false, arg(k, 1) > 0.999 }; break;
    case OP_G: k->s.stroke = (Paint){ false, arg(k, 1) > 0.999 }; break;
    case OP_rg: k->s.fill = rgb(arg(k, 3), arg(k, 2), arg(k, 1)); break;
    case OP_RG: k->s.stroke = rgb(arg(k, 3), arg(k, 2), arg(k, 1)); break;
    case OP_k: k->s.fill = cmyk(arg(k, 4), arg(k, 3), arg(k, 2), arg(k, 1)); break;
    case OP_K: k->s.stroke = cmyk(arg(k, 4), arg(k, 3), arg(k, 2), arg(k, 1)); break;
    case OP_cs: set_space(k, res, true); break;
    case OP_CS: set_space(k, res, false); break;
    case OP_sc: case OP_scn: k->s.fill = in_space(k, k->s.fill_space); break;
    case OP_SC: case OP_SCN: k->s.stroke = in_space(k, k->s.stroke_space); break;
    default: break;
    }
}

static void text_op(Ink *k, O res, Op op)
{
    switch (op) {
    case OP_BT: k->tm = k->tlm = MAT_ONE; k->drifted = false; break;
    case OP_Td: next_line(k, arg(k, 2), arg(k, 1)); break;
    case OP_TD: k->s.leading = -arg(k, 1); next_line(k, arg(k, 2), arg(k, 1)); break;
    case OP_Tm: k->tm = k->tlm = (Mat){ arg(k, 6), arg(k, 5), arg(k, 4), arg(k, 3), arg(k, 2), arg(k, 1) }; k->drifted = false; break;
    case OP_Tx: next_line(k, 0, -k->s.leading); break;
    case OP_Tf: set_font(k, res); break;
    case OP_TL: k->s.leading = arg(k, 1); break;
    case OP_Ts: k->s.rise = arg(k, 1); break;
    case OP_Tr: k->s.mode = (int)fmax(0, fmin(arg(k, 1), 7)); break;
    case OP_Tz: k->s.scale = arg(k, 1) / 100; break;
    case OP_Tj: case OP_TJ: show(k); break;
    case OP_quote: case OP_dquote: next_line(k, 0, -k->s.leading); show(k); break;
    default: break;
    }
}

static void operator_(Ink *k, O res, Op op)
{
    switch (op) {
    case OP_q: save(k); break;
    case OP_Q: restore(k); break;
    case OP_cm: k->s.ctm = mat_mul((Mat){ arg(k, 6), arg(k, 5), arg(k, 4), arg(k, 3), arg(k, 2), arg(k, 1) }, k->s.ctm); break;
    case OP_w: k->s.width = arg(k, 1); break;
    case OP_sh: shade(k); break;
    case OP_gs: set_look(k, res); break;
    case OP_Do: draw_object(k, res); break;
    case OP_BDC: case OP_BMC: begin_mark(k, res); break;
    case OP_EMC: end_mark(k); break;
    default:
        path_op(k, op);
        colour_op(k, res, op);
        text_op(k, res, op);
    }
}

static void inline_picture(Ink *k)
{
    double box[4] = { 0, 0, 1, 1 };
    mat_box(k->s.ctm, box, box);
    ink(k, box, (Paint){ str_find(str_sub(k->arg[0].text, 0, 300), S("RGB")) != (size_t)-1 || str_find(str_sub(k->arg[0].text, 0, 300), S("CMYK")) != (size_t)-1, false });
    k->page->image = true;
}

static size_t string_size(Str s) { return s.n < 2 ? 0 : s.p[0] == '<' ? (s.n - 1) / 2 : s.n - 2; }

static void run(Ink *k, O res, Str content)
{
    Lex l = { content.p, content.p + content.n };
    for (;;) {
        Tok t = content_next(&l);
        if (t.kind == TOK_END) break;
        if (t.kind == TOK_STRING) k->shown += string_size(t.text);
        if (t.kind == TOK_IMAGE) { k->arg[0] = t; inline_picture(k); }
        if (t.kind == TOK_NUMBER || t.kind == TOK_NAME) { if (k->nargs < OPERANDS) k->arg[k->nargs++] = t; continue; }
        if (t.kind == TOK_STRING || t.kind == TOK_OPEN || t.kind == TOK_CLOSE) continue;
        if (!k->j->operators) return;
        k->j->operators--;
        operator_(k, res, t.kind == TOK_OP ? op_of(t.text) : OP_NONE);
        k->nargs = 0;
        k->shown = 0;
    }
    k->nargs = 0;
    k->shown = 0;
}

void ink_page(Judge *j, AttachPage *p, O page, Str content)
{
    PageShape shape = page_shape(j->q, page);
    j->operators = INK_MAX_OPERATORS;
    State *stack = mem_alloc(STATES * sizeof *stack);
    Ink k = { .j = j, .page = p, .number = (uint32_t)(p - j->out->page) + 1, .to_seen = mat_inverse(shape.to_user), .stack = stack, .s = { .ctm = MAT_ONE, .width = 1, .scale = 1 }, .tm = MAT_ONE, .tlm = MAT_ONE };
    memcpy(k.s.clip, shape.box, sizeof k.s.clip);
    memcpy(k.ink, nothing, sizeof nothing);
    memcpy(k.path, nothing, sizeof nothing);
    k.cover = cover_new(shape.box);
    run(&k, q_key(j->q, page, "/Resources"), content);
    if (k.depth + (int)k.deeper < 1000) p->open = (uint16_t)(k.depth + (int)k.deeper);
    if (k.mark.n) j->broken_marks = true;
    for (int i = 0; i < 4; i++) p->ink[i] = k.ink[2] > k.ink[0] ? (float)k.ink[i] : 0;
    buf_drop(&k.mark);
    cover_drop(k.cover);
    mem_free(stack);
}
