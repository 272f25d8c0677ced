/* Running text: typing slips (warnings), words that cannot be broken, headings without words.
 *
 * Slips are looked for in the source, not in the model, so that the caret stands right and white
 * space is seen as it was typed. Comments within a text are passed over; entities are what they
 * stand for only where it matters (&quot;). */
#include "rules/rules_in.h"

typedef struct {
    Rules *r;
    Place at;
    Str s;
    size_t i;
} Scan;

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool here(const Scan *x, const char *z)
{
    size_t n = strlen(z);
    return x->s.n - x->i >= n && !memcmp(x->s.p + x->i, z, n);
}

static char before(const Scan *x) { return x->i ? x->s.p[x->i - 1] : '\n'; }

static char behind(const Scan *x, size_t n) { return x->i + n < x->s.n ? x->s.p[x->i + n] : '\n'; }

static void slip(const Scan *x, DiagCode code, size_t n, const char *arg)
{
    Place at = { x->at.src, x->at.off + (uint32_t)x->i, (uint32_t)n };
    if (rule_may_tell(x->r, &x->r->slips, at))
        diag(x->r->d, code, at, arg ? arg : "", (const char *)NULL);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* "z.B." and its like; the one with a no-break space is right. */
static size_t abbreviation(const Scan *x)
{
    static const char *const list[][2] = {
        { "z.B.", "z. B." },          { "d.h.", "d. h." }, { "u.a.", "u. a." },
        { "i.d.R.", "i. d. R." },     { "z.T.", "z. T." }, { "o.ä.", "o. ä." },
        { "o.Ä.", "o. Ä." },          { "u.U.", "u. U." }, { "i.V.m.", "i. V. m." },
        { "zzgl.MwSt", "zzgl. MwSt" }
    };
    if (letter(before(x)) || before(x) == '.') return 0;
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (here(x, list[k][0])) {
            size_t n = strlen(list[k][0]);
            slip(x, D_TIPP_ABKUERZUNG, n, list[k][1]);
            return n;
        }
    return 0;
}

static size_t run(const Scan *x, char c)
{
    size_t n = 0;
    while (x->i + n < x->s.n && x->s.p[x->i + n] == c) n++;
    return n;
}

/* Spaces: two in a row within a line, one before a sign that closes. Those at a line's begin and
 * end are indents. */
static size_t spaces(const Scan *x)
{
    size_t n = run(x, ' ');
    char prev = before(x), next = behind(x, n);
    bool inside = !blank(prev) && !blank(next) && x->i + n < x->s.n && x->i;
    if (inside && n > 1) slip(x, D_TIPP_LEERZEICHEN, n, NULL);
    bool digit = prev >= '0' && prev <= '9';
    bool sign = next == ',' || next == ';' || next == '!' || next == '?' ||
        (next == ':' && !digit) || (next == '.' && behind(x, n + 1) != '.');
    char after = behind(x, n + 1);
    if (inside && n == 1 && sign && (blank(after) || after == '<'))
        slip(x, D_TIPP_SATZZEICHEN, 2, (char[]){ next, 0 });
    return n;
}

static size_t comment(const Scan *x)
{
    static const char *const pairs[][2] = {
        { "<!--", "-->" }, { "<?", "?>" }, { "<![CDATA[", "[" }, { "]]>", ">" }
    };
    for (size_t k = 0; k < 4; k++) {
        if (!here(x, pairs[k][0])) continue;
        Str rest = str_sub(x->s, x->i, x->s.n - x->i);
        size_t end = str_find(rest, str_of(pairs[k][1]));
        return k == 2 ? 9 : k == 3 ? 3 : end == (size_t)-1 ? rest.n : end + strlen(pairs[k][1]);
    }
    return 0;
}

static size_t one(const Scan *x)
{
    switch (x->s.p[x->i]) {
    case '"': slip(x, D_TIPP_ANFUEHRUNG, 1, NULL); return 1;
    case '&':
        if (!here(x, "&quot;") && !here(x, "&#34;")) return 1;
        slip(x, D_TIPP_ANFUEHRUNG, here(x, "&quot;") ? 6 : 5, NULL);
        return 5;
    case '-':
        if (before(x) == ' ' && behind(x, 1) == ' ' && x->i > 1 && !blank(x->s.p[x->i - 2]))
            slip(x, D_TIPP_STRICH, 1, NULL);
        return 1;
    case '.':
        if (run(x, '.') == 3) slip(x, D_TIPP_PUNKTE, 3, NULL);
        return run(x, '.');
    case ' ': return spaces(x);
    case '<':
    case ']': return comment(x);
    case 'z':
    case 'd':
    case 'u':
    case 'i':
    case 'o': return abbreviation(x);
    default: return 1;
    }
}

static void slips(Rules *r, Place at)
{
    Scan x = { r, at, str_sub(r->src, at.off, at.len), 0 };
    while (x.i < x.s.n) {
        size_t n = one(&x);
        x.i += n ? n : 1;
    }
}

/* ---- words ---- */

static bool breaks(uint32_t c)
{
    return c < 0x30 || (c > 0x39 && c < 0x41) || (c > 0x5A && c < 0x61) || (c > 0x7A && c < 0xC0) ||
        (c >= 0x2000 && c < 0x3040);
}

static void long_words(Rules *r, const Inline *i)
{
    size_t letters = 0, from = 0;
    for (size_t at = 0; at <= i->text.n;) {
        size_t start = at;
        uint32_t c = at < i->text.n ? utf8_next(i->text, &at) : ' ';
        if (start == i->text.n) at++;
        if (!breaks(c)) {
            if (letters++ == 0) from = start;
            continue;
        }
        if (letters > RULE_LONG_WORD && rule_may_tell(r, &r->slips, i->at)) {
            Str word = str_sub(i->text, from, start - from),
                args[2] = { rule_int(r->a, (long)letters), word };
            size_t off = str_find(str_sub(r->src, i->at.off, i->at.len), word);
            Place p = off == (size_t)-1
                ? i->at
                : (Place){ i->at.src, i->at.off + (uint32_t)off, (uint32_t)word.n };
            diag_strs(r->d, D_WORT_LANG, p, 2, args);
        }
        letters = 0;
    }
}

/* What no page can hold: told as an error, since setting it would only cost memory. */
static void endless_words(Rules *r, const Inline *i)
{
    size_t from = 0;
    for (size_t at = 0; at <= i->text.n; at++) {
        if (at < i->text.n && !blank(i->text.p[at])) continue;
        if (at - from > RULE_WORD_MAX) {
            Str args[1] = { rule_int(r->a, RULE_WORD_MAX) };
            diag_strs(r->d, D_WORT_MAX, (Place){ i->at.src, i->at.off, 1 }, 1, args);
            return;
        }
        from = at + 1;
    }
}

static void text(void *ctx, const Inline *i)
{
    Rules *r = ctx;
    if (i->kind != IN_TEXT) return;
    if ((size_t)i->at.off + i->at.len <= r->src.n) slips(r, i->at);
    long_words(r, i);
    endless_words(r, i);
}

/* Whether the section begins with a title at all; one that is missing was told by the schema check.
 */
static bool has_title(const Rules *r, const Block *b)
{
    Str s = str_trim(str_sub(r->src, b->at.off + b->at.len, r->src.n));
    for (size_t end; str_starts(s, S("<!--")) && (end = str_find(s, S("-->"))) != (size_t)-1;)
        s = str_trim(str_sub(s, end + 3, s.n));
    return str_starts(s, S("<titel"));
}

static void count(void *ctx, const Inline *i) { *(size_t *)ctx += i->text.n; }

static size_t length_of(const Inline *i)
{
    size_t n = 0;
    walk_inlines(i, &(Walk){ .ctx = &n, .text = count, .outer = true });
    return n;
}

static void block(void *ctx, const Block *b)
{
    Rules *r = ctx;
    if (b->text && length_of(b->text) > RULE_PARA_MAX) {
        Str args[1] = { rule_int(r->a, (long)RULE_PARA_MAX) };
        diag_strs(r->d, D_ABSATZ_MAX, b->at, 1, args);
    }
    if (b->kind == BK_ABSCHNITT && !model_plain(r->a, b->text).n && has_title(r, b))
        diag(r->d, D_TITEL_LEER, rule_name(r, b->at), (const char *)NULL);
}

void rules_texte(Rules *r)
{
    walk_vorlage(r->v, &(Walk){ .ctx = r, .block = block, .text = text });
}
