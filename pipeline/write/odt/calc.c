/* Figures behind a table's cells, and formulas behind its sums, so that a clerk's change is
 * followed by the totals. ODF 1.3 part 3, 19.642 (table:formula) in Writer's own dialect; part
 * 3, 16.29 (number styles).
 *
 * A cell is a figure only where its number format shows exactly the words that stand there. A sum
 * has a formula only where the figures above it give what is stated: rounded totals, and tables
 * whose rows merge cells (Writer's names of cells shift there), keep their value alone. */
#include "write/odt/odt_in.h"

#define SCALE ODT_FIGURE_SCALE
#define PLACES 4
#define COLUMNS 26 /* named A to Z */
#define RANGES 64  /* of one formula; a total over more groups keeps its value alone */
#define TOTALS \
    64 /* of one table, each a walk over its rows; further ones keep their value alone \
        */

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* "−1.234,50": sign, digits in groups or not, decimals; nothing else. */
static bool parse(Str s, OdtFigure *f)
{
    bool percent = str_ends(s, S("\u00A0%"));
    if (percent) s.n -= 3;
    bool minus = str_starts(s, S("−")), hyphen = str_starts(s, S("-"));
    size_t i = minus ? 3 : hyphen ? 1 : 0, from = i, since = 0;
    int64_t v = 0;
    int digits = 0;
    bool grouped = false;
    for (; i < s.n && s.p[i] != ','; i++) {
        if (s.p[i] == '.') {
            if (!digits || (grouped && since != 3) || (!grouped && digits > 3)) return false;
            grouped = true;
            since = 0;
        } else if (digit(s.p[i]) && ++digits <= 13) {
            v = v * 10 + (s.p[i] - '0');
            since++;
        } else
            return false;
    }
    if (!digits || (grouped && since != 3) || (digits > 1 && s.p[from] == '0')) return false;
    int places = 0;
    if (i < s.n)
        for (i++; i < s.n; i++, places++) {
            if (!digit(s.p[i]) || places == PLACES) return false;
            v = v * 10 + (s.p[i] - '0');
        }
    if (i > 0 && s.p[i - 1] == ',') return false;
    for (int k = places; k < PLACES; k++) v *= 10;
    *f = (OdtFigure){ .set = true,
                      .v = minus || hyphen ? -v : v,
                      .places = places,
                      .grouped = grouped || digits <= 3,
                      .hyphen = hyphen,
                      .percent = percent };
    return !(v == 0 && (minus || hyphen));
}

static Str only_text(const FlowCell *c)
{
    const FlowBlock *b = c->blocks;
    bool one = b && !b->next && b->kind == FB_PARA && b->runs && !b->runs->next &&
        !b->runs->flags && !b->runs->url.n && !b->runs->target.n && !b->id.n;
    return one ? b->runs->text : (Str){ "", 0 };
}

static bool plain_cell(const FlowCell *c) { return c->colspan <= 1 && c->rowspan <= 1; }

static OdtFigure figure_of(const FlowTable *t, const FlowRow *r, int col)
{
    OdtFigure f = { 0 };
    const FlowCell *c = &r->cells[col];
    if (t->cols[col].align != ALIGN_DECIMAL || c->header || !plain_cell(c) ||
        !parse(only_text(c), &f))
        return (OdtFigure){ 0 };
    return f;
}

/* No cell of the table's rows spans, but for heads of groups, which no formula names. */
static bool rows_are_plain(const FlowTable *t)
{
    if (t->ncols > COLUMNS) return false;
    for (int i = 0; i < t->nbody; i++) {
        const FlowRow *r = &t->body[i];
        if (r->kind == ROW_GROUP) continue;
        if (r->ncells != t->ncols) return false;
        for (int k = 0; k < r->ncells; k++)
            if (!plain_cell(&r->cells[k])) return false;
    }
    return true;
}

/* ---- sums ---- */

typedef struct {
    Odt *o;
    const FlowTable *t;
    const OdtFigure *fig;
    int col;
    Buf out;
    int64_t sum;
    int parts;
} Sum;

static const OdtFigure *at(const Sum *s, int row)
{
    return &s->fig[(size_t)row * (size_t)s->t->ncols + (size_t)s->col];
}

/* The head's cell may stand in a range, so that its first row can be deleted; not where it holds a
 * number. */
static bool head_is_words(const Sum *s)
{
    if (!s->t->nhead) return false;
    const FlowRow *h = &s->t->head[s->t->nhead - 1];
    if (h->ncells != s->t->ncols) return false;
    for (const FlowBlock *b = h->cells[s->col].blocks; b; b = b->next)
        for (const Run *r = b->runs; r; r = r->next)
            for (size_t i = 0; i < r->text.n; i++)
                if (digit(r->text.p[i])) return false;
    return true;
}

/* In a balance each sum stands in brackets: Writer's sum takes all that follows it. */
static void range(Sum *s, int from, int to, bool minus, bool balance)
{
    int first = s->t->nhead + from + 1, last = s->t->nhead + to;
    if (from == 0 && head_is_words(s)) first--;
    const char *sign = minus ? (s->parts ? "-" : "0-") : s->parts ? "+" : "";
    s->parts++;
    buf_printf(&s->out, balance ? "%s(sum(&lt;%c%d:%c%d&gt;))" : "%ssum(&lt;%c%d:%c%d&gt;)", sign,
               'A' + s->col, first, 'A' + s->col, last);
}

/* Ranges over the plain rows of [from, to), a balance's with their signs. False where it is more
 * than can be said. */
static bool ranges(Sum *s, int from, int to, bool balance)
{
    for (int i = from; i < to;) {
        if (s->t->body[i].kind != ROW_BODY) {
            i++;
            continue;
        }
        int end = i;
        bool minus = balance && s->t->body[i].minus;
        for (; end < to && s->t->body[end].kind == ROW_BODY &&
             (!balance || s->t->body[end].minus == minus);
             end++) {
            const OdtFigure *f = at(s, end);
            if (__builtin_add_overflow(s->sum, !f->set ? 0 : minus ? -f->v : f->v, &s->sum))
                return false;
        }
        if (s->parts == RANGES) return false;
        range(s, i, end, minus, balance);
        i = end;
    }
    return s->parts > 0;
}

/* A balance of two subtotals: the one less the other. */
static bool difference(Sum *s, int row, int64_t want)
{
    int sub[2], n = 0;
    for (int i = 0; i < row; i++)
        if (s->t->body[i].kind == ROW_SUBTOTAL && at(s, i)->set && n < 2) sub[n++] = i;
    if (n < 2) return false;
    int64_t a = at(s, sub[0])->v, b = at(s, sub[1])->v;
    char sign = a + b == want ? '+' : a - b == want ? '-' : 0;
    bool turned = !sign && b - a == want;
    if (!sign && !turned) return false;
    buf_clear(&s->out);
    buf_printf(&s->out, "&lt;%c%d&gt;%c&lt;%c%d&gt;", 'A' + s->col, s->t->nhead + sub[turned] + 1,
               turned ? '-' : sign, 'A' + s->col, s->t->nhead + sub[!turned] + 1);
    return true;
}

static Str formula(Odt *o, const FlowTable *t, const OdtFigure *fig, int row, int col)
{
    const FlowRow *r = &t->body[row];
    int64_t want = fig[(size_t)row * (size_t)t->ncols + (size_t)col].v;
    if (r->kind != ROW_TOTAL && r->kind != ROW_SUBTOTAL && r->kind != ROW_BALANCE)
        return (Str){ "", 0 };
    Sum s = { .o = o, .t = t, .fig = fig, .col = col };
    bool ok = ranges(&s, r->sum_from > 0 ? r->sum_from : 0,
                     r->sum_to >= 0 && r->sum_to < row ? r->sum_to : row, r->kind == ROW_BALANCE) &&
        s.sum == want;
    if (!ok && r->kind == ROW_BALANCE) ok = difference(&s, row, want);
    Str f = ok ? str_keep(o->a, buf_view(&s.out)) : (Str){ "", 0 };
    buf_drop(&s.out);
    return f;
}

OdtFigure *odt_figures(Odt *o, const FlowTable *t)
{
    if (t->look != TABLE_PLAIN && t->look != TABLE_FINANCE) return NULL;
    OdtFigure *fig = ARENA_NEW_N(o->a, OdtFigure, (size_t)t->nbody * (size_t)t->ncols + 1);
    bool plain = rows_are_plain(t);
    for (int i = 0; i < t->nbody; i++)
        for (int k = 0; k < t->ncols && t->body[i].ncells == t->ncols; k++)
            fig[(size_t)i * (size_t)t->ncols + (size_t)k] = figure_of(t, &t->body[i], k);
    int totals = 0, amount = 0, percent = 0,
        shared = plain ? odt_share_total(t, fig, &amount, &percent) : -1;
    for (int i = 0; i < t->nbody && plain; i++) {
        bool total = t->body[i].kind == ROW_TOTAL || t->body[i].kind == ROW_BALANCE;
        if (total && ++totals > TOTALS) continue;
        for (int k = 0; k < t->ncols; k++) {
            OdtFigure *f = &fig[(size_t)i * (size_t)t->ncols + (size_t)k];
            if (!f->set) continue;
            f->formula = t->body[i].kind == ROW_BODY ? odt_row_formula(o, t, fig, i, k)
                                                     : formula(o, t, fig, i, k);
            if (!f->formula.n && shared >= 0 && i != shared && k == percent)
                f->formula = odt_share_formula(o, t, fig, i, shared, amount, percent);
        }
    }
    return fig;
}

/* ---- number formats ---- */

static void number(Buf *b, const OdtFigure *f)
{
    buf_printf(b,
               "<number:number number:decimal-places=\"%d\" number:min-integer-digits=\"1\"%s/>%s",
               f->places, f->grouped ? " number:grouping=\"true\"" : "",
               f->percent ? "<number:text>\u00A0%</number:text>" : "");
}

int odt_number_format(Odt *o, const OdtFigure *f)
{
    int k = 1 + f->places * 4 + f->grouped * 2 + f->hyphen + (f->percent ? ODT_NUMBERS / 2 : 0);
    if (o->number[k]) return k;
    Buf *b = &o->autos;
    o->number[k] = true;
    buf_printf(b,
               "<number:number-style style:name=\"N%dP0\" style:volatile=\"true\" "
               "number:language=\"de\" number:country=\"DE\">",
               k);
    number(b, f);
    buf_printf(b,
               "</number:number-style><number:number-style style:name=\"N%d\" "
               "number:language=\"de\" number:country=\"DE\"><number:text>%s</number:text>",
               k, f->hyphen ? "-" : "−");
    number(b, f);
    buf_printf(b,
               "<style:map style:condition=\"value()&gt;=0\" "
               "style:apply-style-name=\"N%dP0\"/></number:number-style>",
               k);
    return k;
}

void odt_figure_value(Odt *o, const OdtFigure *f)
{
    int64_t v = f->v < 0 ? -f->v : f->v, unit = SCALE;
    for (int i = f->places; i < PLACES; i++) {
        v /= 10;
        unit /= 10;
    }
    buf_z(&o->body, " office:value-type=\"float\" office:value=\"");
    buf_printf(&o->body, "%s%lld", f->v < 0 ? "-" : "", (long long)(v / unit));
    if (f->places) buf_printf(&o->body, ".%0*d", f->places, (int)(v % unit));
    buf_char(&o->body, '"');
    if (f->formula.n) buf_printf(&o->body, " table:formula=\"ooow:%.*s\"", STR_FMT(f->formula));
}
