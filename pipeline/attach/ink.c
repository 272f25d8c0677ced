/* What a page's content draws, without drawing it: the box of its ink, colour, text, and the marks
 * around it.
 *
 * Paths and pictures are exact up to their clip's box; text is measured by its font size and the
 * number of its codes, on the large side. White fills leave no ink. ISO 32000-1, 8 and 9. */
#include "attach/ink_in.h"

/* ---- what is in the file and cannot be seen: outside of the page, or cut off ---- */

static void run(Ink *k, O res, Str content);

/* ---- forms ---- */

static void form(Ink *k, O xobject, O res)
{
    Q q = k->j->q;
    O dict = qpdf_oh_get_dict(q, xobject), matrix = q_key(q, dict, "/Matrix"),
      own = q_key(q, dict, "/Resources");
    if (k->forms >= INK_MAX_FORMS || k->j->operators < INK_FORM_COST) {
        k->j->operators = k->forms >= INK_MAX_FORMS ? k->j->operators : 0;
        return;
    } /* too deep: as viewers do; too many: the page is refused */
    k->j->operators -= INK_FORM_COST;
    unsigned char *p;
    size_t n;
    if (!q_data(q, xobject, false, &p, &n)) {
        mem_free(p);
        return;
    }
    State was = k->s;
    int base = k->base;
    Mat tm = k->tm, tlm = k->tlm;
    double box[4];
    if (q_len(q, matrix) == 6)
        k->s.ctm = mat_mul((Mat){ q_num(q, matrix, 0), q_num(q, matrix, 1), q_num(q, matrix, 2),
                                  q_num(q, matrix, 3), q_num(q, matrix, 4), q_num(q, matrix, 5) },
                           k->s.ctm);
    if (q_box(q, q_key(q, dict, "/BBox"), box)) {
        mat_box(k->s.ctm, box, box);
        ink_cut(k->s.clip, box);
    }
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

static void ink_op_object(Ink *k, O res)
{
    Q q = k->j->q;
    char key[256];
    if (!k->nargs || k->arg[k->nargs - 1].kind != TOK_NAME ||
        k->arg[k->nargs - 1].text.n >= sizeof key)
        return;
    Str name = k->arg[k->nargs - 1].text;
    memcpy(key, name.p, name.n);
    key[name.n] = 0;
    O all = q_key(q, res, "/XObject"), x = q_key(q, all, key);
    O dict = q_dict_of(q, x), kind = q_key(q, dict, "/Subtype");
    if (q_is_stream(q, x) && q_is(q, kind, "/Image"))
        ink_picture(k, dict);
    else if (q_is_stream(q, x) && q_is(q, kind, "/Form"))
        form(k, x, res);
    const O used[] = { kind, dict, x, all }; /* forms that draw forms come here millions of times */
    for (int i = 0; i < 4; i++) qpdf_oh_release(q, used[i]);
}

/* ---- marks ---- */

static void ink_op_begin_mark(Ink *k, O res)
{
    Q q = k->j->q;
    Str tag = k->nargs ? k->arg[0].text : (Str){ "", 0 };
    bool counts = !str_is(tag, "/OC");
    for (int i = 1; i + 1 < k->nargs; i++)
        if (k->arg[i].kind == TOK_NAME && str_is(k->arg[i].text, "/MCID") &&
            k->arg[i + 1].kind == TOK_NUMBER && ink_arg(k, k->nargs - i - 1) < 1e6 && !k->forms &&
            ink_arg(k, k->nargs - i - 1) + 1 > k->page->mcids)
            k->page->mcids = (uint32_t)ink_arg(k, k->nargs - i - 1) + 1;
    if (k->nargs == 2 && k->arg[1].kind == TOK_NAME && counts && k->arg[1].text.n < 128) {
        char key[128];
        memcpy(key, k->arg[1].text.p, k->arg[1].text.n);
        key[k->arg[1].text.n] = 0;
        int id = q_int_of(q, q_key(q, q_key(q, q_key(q, res, "/Properties"), key), "/MCID"));
        if (id >= 0 && id < 1000000 && (uint32_t)id + 1 > k->page->mcids && !k->forms)
            k->page->mcids = (uint32_t)id + 1;
    }
    k->page->marked |= counts;
    buf_char(&k->mark, counts);
    k->marks += counts;
}

static void ink_op_end_mark(Ink *k, O res)
{
    if (!k->mark.n) {
        k->j->broken_marks = true;
        return;
    }
    k->marks -= k->mark.p[--k->mark.n];
}

/* ---- operators ---- */

static void ink_op_save(Ink *k, O res)
{
    if (k->depth < STATES)
        k->stack[k->depth++] = k->s;
    else
        k->deeper++;
}

static void ink_op_restore(Ink *k, O res)
{
    if (k->deeper) {
        k->deeper--;
        return;
    }
    if (k->depth > k->base) {
        k->s = k->stack[--k->depth];
        return;
    }
    if (!k->forms && k->page->under < 1000) k->page->under++;
}

static void ink_op_look(Ink *k, O res)
{
    if (!k->nargs || k->arg[k->nargs - 1].kind != TOK_NAME) return;
    memmove(k->s.look + 1, k->s.look, (LOOKS - 1) * sizeof *k->s.look);
    k->s.look[0].res = res, k->s.look[0].name = k->arg[k->nargs - 1].text;
}

static void ink_op_shade(Ink *k, O res) { ink_box(k, k->s.clip, (Paint){ true, false }); }

static void ink_op_width(Ink *k, O res) { k->s.width = ink_arg(k, 1); }

static void ink_op_concat(Ink *k, O res) { k->s.ctm = mat_mul(ink_matrix(k), k->s.ctm); }

/* The operators that matter here: X("as written", what it does). */
// clang-format off
#define OPERATORS(X) \
    X("q", save) X("Q", restore) X("cm", concat) X("m", line) X("l", line) X("c", curve) \
    X("v", curve_short) X("y", curve_short) X("re", rectangle) X("f", fill) X("f*", fill) \
    X("F", fill) X("S", stroke) X("s", stroke) X("B", fill_stroke) X("B*", fill_stroke) \
    X("b", fill_stroke) X("b*", fill_stroke) X("n", no_paint) X("W", clip) X("W*", clip) \
    X("w", width) X("g", grey_fill) X("gs", look) X("G", grey_stroke) X("rg", rgb_fill) \
    X("RG", rgb_stroke) X("k", cmyk_fill) X("K", cmyk_stroke) X("cs", space_fill) \
    X("CS", space_stroke) X("sc", colour_fill) X("SC", colour_stroke) X("scn", colour_fill) \
    X("SCN", colour_stroke) X("sh", shade) X("Do", object) X("BT", begin_text) X("Td", move) \
    X("TD", move_leading) X("Tm", matrix) X("T*", next) X("Tf", font) X("Tj", show) \
    X("TJ", show) X("TL", leading) X("Tr", mode) X("Ts", rise) X("Tz", scale) \
    X("'", next_show) X("\"", next_show) X("BDC", begin_mark) X("BMC", begin_mark) \
    X("EMC", end_mark)
// clang-format on

/* NULL: none of these. */
static InkOp *op_of(Str t)
{
#define X_(name, does) { name, ink_op_##does },
    static const struct {
        const char *name;
        InkOp *op;
    } list[] = { OPERATORS(X_) };
#undef X_
    static uint8_t table[256][4]; /* by first bytes: candidates are few */
    static bool ready;
    if (!ready) {
        for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
            uint8_t *row = table[(unsigned char)(list[i].name[0] * 31 + list[i].name[1] * 7)];
            for (int c = 0; c < 4; c++)
                if (!row[c]) {
                    row[c] = (uint8_t)(i + 1);
                    break;
                }
        }
        ready = true;
    }
    if (t.n < 1 || t.n > 3) return NULL;
    const uint8_t *row = table[(unsigned char)(t.p[0] * 31 + (t.n > 1 ? t.p[1] * 7 : 0))];
    for (int c = 0; c < 4 && row[c]; c++)
        if (str_is(t, list[row[c] - 1].name)) return list[row[c] - 1].op;
    return NULL;
}

static size_t string_size(Str s) { return s.n < 2 ? 0 : s.p[0] == '<' ? (s.n - 1) / 2 : s.n - 2; }

static void run(Ink *k, O res, Str content)
{
    Lex l = { content.p, content.p + content.n };
    for (;;) {
        Tok t = content_next(&l);
        if (t.kind == TOK_END) break;
        if (t.kind == TOK_STRING) k->shown += string_size(t.text);
        if (t.kind == TOK_IMAGE) {
            k->arg[0] = t;
            ink_inline_picture(k);
        }
        if (t.kind == TOK_NUMBER || t.kind == TOK_NAME) {
            if (k->nargs < OPERANDS) k->arg[k->nargs++] = t;
            continue;
        }
        if (t.kind == TOK_STRING || t.kind == TOK_OPEN || t.kind == TOK_CLOSE) continue;
        if (!k->j->operators) return;
        k->j->operators--;
        InkOp *op = t.kind == TOK_OP ? op_of(t.text) : NULL;
        if (op) op(k, res);
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
    Ink k = { .j = j,
              .page = p,
              .number = (uint32_t)(p - j->out->page) + 1,
              .to_seen = mat_inverse(shape.to_user),
              .stack = stack,
              .s = { .ctm = MAT_ONE, .width = 1, .scale = 1 },
              .tm = MAT_ONE,
              .tlm = MAT_ONE };
    memcpy(k.s.clip, shape.box, sizeof k.s.clip);
    memcpy(k.ink, ink_nothing, sizeof ink_nothing);
    memcpy(k.path, ink_nothing, sizeof ink_nothing);
    k.cover = cover_new(shape.box);
    run(&k, q_key(j->q, page, "/Resources"), content);
    if (k.depth + (int)k.deeper < 1000) p->open = (uint16_t)(k.depth + (int)k.deeper);
    if (k.mark.n) j->broken_marks = true;
    for (int i = 0; i < 4; i++) p->ink[i] = k.ink[2] > k.ink[0] ? (float)k.ink[i] : 0;
    buf_drop(&k.mark);
    cover_drop(k.cover);
    mem_free(stack);
}
