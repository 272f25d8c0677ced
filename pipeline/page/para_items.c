/* Spans to items: words as boxes cut at their possible breaks, blanks as glue, break chances as
 * penalties. */
#include "page/para_in.h"

#include <linebreak.h>

#define HYPHEN_COST_GOOD 63.0 /* at a compound's joint */
#define HYPHEN_COST 93.0
#define HYPHEN_COST_POOR 180.0
#define EXPLICIT_COST 28.0 /* behind a hyphen of the author's, a slash */
#define URL_COST \
    60.0 /* an address behind a slash or an at sign; before a point, a question mark ... */
#define URL_COST_POOR \
    250.0 /* before a hyphen or an underscore, so that neither seems to be ours \
           */
#define URL_COST_INSIDE \
    600.0               /* within a long name, without a hyphen: rather than blanks too wide */
#define YEAR_COST 250.0 /* between a month and its year */
#define YEAR_COST_RAGGED \
    800.0 /* the same where lines are uneven anyway: unless a third of the line stayed empty */
#define EMERGENCY_COST 3000.0 /* inside a word that fits no line */
#define STRETCH 0.62          /* of the blank's width, at ratio 1 */
#define SHRINK 0.24

static Item *add(Para *p, Item it)
{
    if (p->nitems == p->room) {
        int room = p->room ? 2 * p->room : 128;
        p->item = ARENA_MORE(p->a, Item, p->item, (size_t)p->room, (size_t)room);
        p->room = room;
    }
    if (it.kind == ITEM_BOX && p->shape->justify) it.stretch = it.shrink = it.width * WIDEN_MOST;
    p->item[p->nitems] = it;
    return &p->item[p->nitems++];
}

static void join_text(Para *p)
{
    size_t n = 0;
    for (int i = 0; i < p->nspans; i++) n += p->spans[i].br ? 1 : p->spans[i].text.n;
    p->text = arena_alloc(p->a, n + 1);
    p->span_at = ARENA_NEW_N(p->a, uint32_t, (size_t)p->nspans + 1);
    for (int i = 0; i < p->nspans; i++) {
        const ParaSpan *s = &p->spans[i];
        p->span_at[i] = p->n;
        if (s->br)
            p->text[p->n++] = '\n';
        else if (s->text.n) {
            memcpy(p->text + p->n, s->text.p, s->text.n);
            p->n += (uint32_t)s->text.n;
        }
    }
    p->span_at[p->nspans] = p->n;
    p->brk = arena_alloc(p->a, n + 1);
    if (n) set_linebreaks_utf8((const utf8_t *)p->text, n, "de", p->brk);
}

static Str slice(const Para *p, uint32_t from, uint32_t to)
{
    return (Str){ p->text + from, to - from };
}

/* ---- chances to break inside a word ---- */

typedef enum {
    CHANCE_NONE,
    CHANCE_GOOD,
    CHANCE_NORMAL,
    CHANCE_POOR,
    CHANCE_EXPLICIT,
    CHANCE_URL,
    CHANCE_URL_POOR,
    CHANCE_URL_INSIDE
} Chance;

static bool is_letter_at(Str w, size_t *i)
{
    uint32_t c = utf8_next(w, i);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0xAD ||
        (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

static bool is_address(Str w)
{
    return str_find(w, S("://")) != (size_t)-1 || str_find(w, S("@")) != (size_t)-1 ||
        str_starts(w, S("www."));
}

/* Hyphenation of each run of letters; the library of patterns sees only letters. */
static void hyphen_chances(Para *p, Str w, Str lang, uint8_t *out)
{
    for (size_t i = 0; i < w.n;) {
        size_t from = i, to = i;
        while (i < w.n && is_letter_at(w, &i)) to = i;
        if (to > from + 3) {
            Str run = str_sub(w, from, to - from);
            uint8_t *cost = arena_alloc(p->a, run.n + 1);
            if (hyphenate_kept(p->fonts, run, lang, cost) > 0)
                for (size_t k = 1; k < run.n; k++)
                    if (cost[k])
                        out[from + k] = cost[k] == 1 ? CHANCE_GOOD
                            : cost[k] == 2           ? CHANCE_NORMAL
                                                     : CHANCE_POOR;
        }
        if (to == from && i == from) i++;
    }
}

#define LONG_NAME 15 /* letters of an address in one piece, from which on it may be cut */

/* An address is broken where nobody takes a mark of its own for one of the text's: behind slashes,
 * before points and signs; never with a hyphen. */
static void address_chances(Para *p, Str w, Str lang, uint8_t *out)
{
    hyphen_chances(p, w, lang, out);
    for (size_t i = 1, from = 0; i < w.n; i++) {
        if (strchr(".?&=#%/:@-_", w.p[i - 1])) from = i;
        size_t to = i;
        while (to < w.n && !strchr(".?&=#%/:@-_", w.p[to])) to++;
        bool inside = p->shape->justify && out[i] &&
            to - from >= LONG_NAME; /* ragged lines have no blanks to spare */
        char a = w.p[i - 1], b = w.p[i];
        out[i] = CHANCE_NONE;
        if (i < 4 || i + 3 >= w.n) continue;
        if ((a == '/' && b != '/') || a == '@')
            out[i] = CHANCE_URL;
        else if (strchr(".?&#%", b) && !strchr("/:.", a))
            out[i] = CHANCE_URL;
        else if (strchr("-_", b) && !strchr("-_/", a))
            out[i] = CHANCE_URL_POOR;
        else if (inside)
            out[i] = CHANCE_URL_INSIDE;
    }
}

/* Letters before and behind a byte up to the next other character: "E-Mail" must not break behind
 * the E. */
static bool leaves_one_letter(Str w, size_t at)
{
    size_t before = 0, behind = 0;
    for (size_t i = at - 1; i > 0 && (unsigned char)w.p[i - 1] != '-' && w.p[i - 1] != '/'; i--)
        before += ((unsigned char)w.p[i - 1] & 0xC0) != 0x80;
    for (size_t i = at; i < w.n && w.p[i] != '-' && w.p[i] != '/'; i++)
        behind += ((unsigned char)w.p[i] & 0xC0) != 0x80;
    return before < 2 || behind < 2;
}

static void explicit_chances(const Para *p, uint32_t from, Str w, uint8_t *out)
{
    for (size_t i = 1; i < w.n; i++) {
        if (p->brk[from + i - 1] != LINEBREAK_ALLOWBREAK || ((unsigned char)w.p[i] & 0xC0) == 0x80)
            continue;
        bool soft =
            i >= 2 && (unsigned char)w.p[i - 2] == 0xC2 && (unsigned char)w.p[i - 1] == 0xAD;
        if (soft) {
            if (p->shape->hyphenate || !out[i]) out[i] = CHANCE_GOOD;
            continue;
        }
        if ((w.p[i - 1] == '-' || w.p[i - 1] == '/') && leaves_one_letter(w, i)) continue;
        out[i] = CHANCE_EXPLICIT;
    }
}

/* ---- boxes ---- */

static double chance_cost(uint8_t c)
{
    static const double cost[] = {
        0,        HYPHEN_COST_GOOD, HYPHEN_COST,    HYPHEN_COST_POOR, EXPLICIT_COST,
        URL_COST, URL_COST_POOR,    URL_COST_INSIDE
    };
    return cost[c];
}

static void penalty(Para *p, int span, uint32_t at, uint8_t chance)
{
    const ParaSpan *s = &p->spans[span];
    bool ours = chance == CHANCE_GOOD || chance == CHANCE_NORMAL || chance == CHANCE_POOR;
    double w = ours ? shape(p->fonts, s->font, S("-"), s->lang, s->at)->width * s->size : 0;
    add(p,
        (Item){ .kind = ITEM_PENALTY,
                .hyphen = ours,
                .flagged = ours || chance == CHANCE_EXPLICIT,
                .span = span,
                .from = at,
                .to = at,
                .width = w,
                .cost = chance_cost(chance) });
}

/* A piece too wide for any line is cut behind each glyph's cluster, dearly. */
static void emergency_cut(Para *p, int span, uint32_t from, const Shaped *sh, uint32_t a,
                          uint32_t b)
{
    const ParaSpan *s = &p->spans[span];
    uint32_t start = a;
    double w = 0;
    for (uint32_t i = 0; i < sh->n; i++) {
        const Glyph *g = &sh->g[i];
        if (g->at < a || g->at >= b) continue;
        if (g->at > start && g->len) {
            add(p,
                (Item){ .kind = ITEM_BOX,
                        .span = span,
                        .from = from + start,
                        .to = from + g->at,
                        .width = w });
            add(p,
                (Item){ .kind = ITEM_PENALTY,
                        .span = span,
                        .from = from + g->at,
                        .to = from + g->at,
                        .cost = EMERGENCY_COST });
            start = g->at;
            w = 0;
        }
        w += g->adv * s->size;
    }
    add(p,
        (Item){ .kind = ITEM_BOX, .span = span, .from = from + start, .to = from + b, .width = w });
}

static void report_wide(Para *p, int span, Str word)
{
    if (p->measuring || !p->d) return;
    Str shown = word.n > 60 ? str_sub(word, 0, 60) : word;
    while (shown.n < word.n && shown.n && ((unsigned char)word.p[shown.n] & 0xC0) == 0x80)
        shown.n--;
    diag_strs(p->d, D_PAGE_WORT_ZU_BREIT, p->spans[span].at, 1, &shown);
}

/* Part of a word within one span: boxes between the chances. The glyphs' clusters tell the widths,
 * so the word is shaped once. */
static void word_part(Para *p, int span, uint32_t from, uint32_t to, const uint8_t *chance,
                      bool *wide)
{
    const ParaSpan *s = &p->spans[span];
    const Shaped *sh = shape(p->fonts, s->font, slice(p, from, to), s->lang, s->at);
    uint32_t start = 0, g = 0, n = to - from;
    for (uint32_t i = 1; i <= n; i++) {
        if (i < n && !chance[i]) continue;
        double w = 0;
        for (; g < sh->n && sh->g[g].at < i; g++) w += sh->g[g].adv * s->size;
        if (w > p->shape->width && !p->measuring) {
            emergency_cut(p, span, from, sh, start, i);
            *wide = true;
        } else
            add(p,
                (Item){ .kind = ITEM_BOX,
                        .span = span,
                        .from = from + start,
                        .to = from + i,
                        .width = w });
        if (i < n) penalty(p, span, from + i, chance[i]);
        start = i;
    }
}

static int span_of(const Para *p, uint32_t at, int from)
{
    while (from + 1 < p->nspans && p->span_at[from + 1] <= at) from++;
    return from;
}

/* A word, which may run over several spans (a bold syllable, a note's mark). */
static int word(Para *p, uint32_t from, uint32_t to, int span)
{
    Str w = slice(p, from, to);
    uint8_t *chance = arena_alloc(p->a, w.n + 1);
    if (is_address(w))
        address_chances(p, w, p->spans[span_of(p, from, span)].lang, chance);
    else {
        if (p->shape->hyphenate)
            hyphen_chances(p, w, p->spans[span_of(p, from, span)].lang, chance);
        explicit_chances(p, from, w, chance);
    }
    bool wide = false;
    for (uint32_t at = from; at < to;) {
        span = span_of(p, at, span);
        uint32_t end = p->span_at[span + 1] < to ? p->span_at[span + 1] : to;
        word_part(p, span, at, end, chance + (at - from), &wide);
        if (end < to && chance[end - from]) penalty(p, span, end, chance[end - from]);
        at = end;
    }
    if (wide) report_wide(p, span, w);
    return span;
}

/* ---- blanks ---- */

/* "Februar 2024": rather not parted, but dates are long. */
static bool before_year(const Para *p, uint32_t at)
{
    static const char *const month[] = { "anuar",  "ebruar",  "\u00E4rz", "April",
                                         "Mai",    "Juni",    "Juli",     "August",
                                         "tember", "Oktober", "ovember",  "ezember" };
    Str behind = slice(p, at + 1, p->n);
    for (int i = 0; i < 4; i++)
        if (behind.n <= (size_t)i || behind.p[i] < '0' || behind.p[i] > '9') return false;
    if (behind.n > 4 && behind.p[4] >= '0' && behind.p[4] <= '9') return false;
    for (size_t k = 0; k < sizeof month / sizeof *month; k++) {
        size_t n = strlen(month[k]);
        if (at >= n && memcmp(p->text + at - n, month[k], n) == 0) return true;
    }
    return false;
}

static void glue(Para *p, int span, uint32_t from, uint32_t to, bool breakable)
{
    const ParaSpan *s = &p->spans[span];
    double w = shape(p->fonts, s->font, S(" "), s->lang, s->at)->width * s->size;
    bool just = p->shape->justify;
    double cost = !breakable   ? INF_PENALTY
        : before_year(p, from) ? just ? YEAR_COST : YEAR_COST_RAGGED
                               : 0;
    if (cost > 0)
        add(p,
            (Item){ .kind = ITEM_PENALTY, .span = span, .from = from, .to = from, .cost = cost });
    add(p,
        (Item){ .kind = ITEM_GLUE,
                .span = span,
                .from = from,
                .to = to,
                .width = w,
                .stretch = just ? w * STRETCH : 0,
                .shrink = just ? w * SHRINK : 0 });
}

static void forced_break(Para *p, int span, uint32_t at, bool final)
{
    add(p, (Item){ .kind = ITEM_PENALTY, .span = span, .from = at, .to = at, .cost = INF_PENALTY });
    add(p, (Item){ .kind = ITEM_GLUE, .span = span, .from = at, .to = at, .stretch = 1e6 });
    add(p,
        (Item){ .kind = ITEM_PENALTY,
                .span = span,
                .from = at,
                .to = final ? at : at + 1,
                .cost = FORCED });
}

static bool is_nbsp(const Para *p, uint32_t i)
{
    return i + 1 < p->n && (unsigned char)p->text[i] == 0xC2 &&
        (unsigned char)p->text[i + 1] == 0xA0;
}

/* A plain blank before a dash or between what UAX #14 keeps together does not break. */
static bool blank_breaks(const Para *p, uint32_t at)
{
    Str rest = slice(p, at + 1, p->n);
    if (str_starts(rest, S("–")) || str_starts(rest, S("—"))) return false;
    return p->brk[at] != LINEBREAK_NOBREAK;
}

void para_items(Para *p)
{
    join_text(p);
    int span = 0;
    uint32_t i = 0;
    while (i < p->n) {
        span = span_of(p, i, span);
        if (p->text[i] == '\n') {
            forced_break(p, span, i, false);
            i++;
            continue;
        }
        if (p->text[i] == ' ') {
            glue(p, span, i, i + 1, blank_breaks(p, i));
            i++;
            continue;
        }
        if (is_nbsp(p, i)) {
            glue(p, span, i, i + 2, false);
            i += 2;
            continue;
        }
        uint32_t to = i;
        while (to < p->n && p->text[to] != ' ' && p->text[to] != '\n' && !is_nbsp(p, to)) to++;
        span = word(p, i, to, span);
        i = to;
    }
    forced_break(p, p->nspans ? p->nspans - 1 : 0, p->n, true);
}
