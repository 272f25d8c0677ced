/* Diagnostics as text with the source line and a caret, and as JSON lines. */
#include <stdlib.h>
#include <uniwidth.h>

#include "base/diag_in.h"
#include "base/json.h"

#define SHOWN_COLUMNS 120 /* of a source line; longer ones are cut around the place */
#define BEFORE_PLACE 60

static int cmp_place(Place a, Place b)
{
    if (a.src != b.src) return a.src < b.src ? -1 : 1;
    if (a.off != b.off) return a.off < b.off ? -1 : 1;
    return 0;
}

static int cmp_args(const Diag *x, const Diag *y)
{
    for (int i = 0; i < x->nargs && i < y->nargs; i++) {
        int c = str_cmp(x->arg[i], y->arg[i]);
        if (c) return c;
    }
    return x->nargs - y->nargs;
}

/* Source, place, errors before warnings, code, texts: nothing depends on the order of finding. */
static int cmp_diag(const void *a, const void *b)
{
    const Diag *x = *(const Diag *const *)a, *y = *(const Diag *const *)b;
    int c = cmp_place(x->at, y->at);
    if (!c) c = (int)diag_severity(y->code) - (int)diag_severity(x->code);
    if (!c) c = (int)x->code - (int)y->code;
    if (!c) c = (x->at.len > y->at.len) - (x->at.len < y->at.len);
    return c ? c : cmp_args(x, y);
}

static const Diag **sorted(Diags *d, size_t *n)
{
    const Diag **v = ARENA_NEW_N(d->arena, const Diag *, d->n + 1);
    size_t k = 0;
    for (size_t i = 0; i < d->n; i++) v[i] = &d->all[i];
    qsort(v, d->n, sizeof *v, cmp_diag);
    for (size_t i = 0; i < d->n; i++)
        if (!k || cmp_diag(&v[k - 1], &v[i])) v[k++] = v[i];
    *n = k;
    return v;
}

static const char *severity_word(Severity s, MsgLang lang)
{
    static const char *const word[][2] = {
#define WORDS(id, de, en) [id] = { [MSG_DE] = de, [MSG_EN] = en },
        SEVERITIES(WORDS)
#undef WORDS
    };
    return word[s][lang];
}

/* Characters that would steer the terminal or turn the direction of writing show as U+FFFD, tabs as
 * one blank (so that the caret stands right). */
static bool is_steering(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
        (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void put_visible(Buf *b, uint32_t c)
{
    buf_utf8(b, c == '\t' ? ' ' : is_steering(c) ? 0xFFFD : c);
}

/* Foreign text within one line of output: a line end is a blank. */
static void put_foreign(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        put_visible(b, c == '\n' || c == '\r' ? ' ' : c);
    }
}

/* What the system says of a file, in German; the system's own words depend on the locale's
 * catalogues, which need not be there. */
static Str reason(Str why, MsgLang lang)
{
    static const struct {
        const char *en, *de;
    } known[] = {
        { "No such file or directory", "die Datei oder ihr Ordner fehlt" },
        { "Permission denied", "keine Berechtigung" },
        { "Is a directory", "das ist ein Ordner" },
        { "directory", "das ist ein Ordner" },
        { "No space left on device", "der Datenträger ist voll" },
        { "Read-only file system", "der Datenträger ist schreibgeschützt" },
        { "File too large", "die Datei würde zu groß" },
        { "too large", "zu groß" },
        { "Not a directory", "der Ordner ist keiner" },
        { "Disk quota exceeded", "das Kontingent ist erschöpft" },
        { "Input/output error", "Lese- oder Schreibfehler" },
        { "File name too long", "der Name ist zu lang" },
        { "Broken pipe", "der Empfänger hat aufgehört" },
        { "empty", "sie ist leer" },
        { "no regular file", "das ist keine gewöhnliche Datei" },
    };
    for (size_t i = 0; lang == MSG_DE && i < sizeof known / sizeof *known; i++)
        if (str_is(why, known[i].en)) return str_of(known[i].de);
    return why;
}

/* An argument, of DIAG_WORDS in it the right half. */
static void put_arg(Buf *b, Str s, MsgLang lang, void (*put)(Buf *, Str))
{
    while (s.n) {
        size_t open = str_find(s, S("\x1F"));
        if (open == (size_t)-1) {
            put(b, s);
            return;
        }
        put(b, str_sub(s, 0, open));
        s = str_sub(s, open + 1, s.n);
        size_t close = str_find(s, S("\x1F")), half = str_find(s, S("\x1E"));
        if (close == (size_t)-1 || half == (size_t)-1 || half > close) continue;
        put(b, lang == MSG_DE ? str_sub(s, 0, half) : str_sub(s, half + 1, close - half - 1));
        s = str_sub(s, close + 1, s.n);
    }
}

/* The template with {1} ... {9} filled by `put`. */
static void fill(Buf *b, const char *t, const Diag *x, MsgLang lang, void (*put)(Buf *, Str))
{
    bool world = diag_severity(x->code) == SEV_WORLD || x->code == D_ANLAGE_FEHLT;
    for (; *t; t++) {
        int k = t[0] == '{' && t[1] >= '1' && t[1] <= '9' && t[2] == '}' ? t[1] - '1' : -1;
        if (k < 0) {
            buf_char(b, *t);
            continue;
        }
        if (k < x->nargs) put_arg(b, world && k ? reason(x->arg[k], lang) : x->arg[k], lang, put);
        t += 2;
    }
}

/* Offset `count` characters on, at most the end; looks no further. */
static size_t forward(Str s, size_t at, size_t count)
{
    while (count-- && at < s.n) utf8_next(s, &at);
    return at;
}

static size_t backward(Str s, size_t at, size_t count)
{
    while (count-- && at) do
            at--;
        while (at && ((unsigned char)s.p[at] & 0xC0) == 0x80);
    return at;
}

/* Terminal columns of s as put_visible shows it: combining marks take none, ideographs two. */
static size_t columns(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        int w = is_steering(c) ? 1 : uc_width(c, "UTF-8");
        n += w > 0 ? (size_t)w : 0;
    }
    return n;
}

/* `into` and `len`: the place in the line, in bytes. A line may have millions of them: only the
 * shown part is looked at. */
static void put_line_and_caret(Buf *b, Str line, uint32_t number, size_t into, size_t len)
{
    size_t first = backward(line, into, BEFORE_PLACE);
    if (forward(line, 0, SHOWN_COLUMNS) == line.n) first = 0;
    size_t end = forward(line, first, SHOWN_COLUMNS), stop = len < end - into ? into + len : end;
    buf_printf(b, "%5u | %s", number, first ? "…" : "");
    for (size_t i = first; i < end;) put_visible(b, utf8_next(line, &i));
    size_t pad = columns(str_sub(line, first, into - first)) + (first > 0);
    buf_printf(b, "%s\n      | %*s^", end < line.n ? "…" : "", (int)pad, "");
    for (size_t i = columns(str_sub(line, into, stop - into)); i > 1; i--) buf_char(b, '~');
    buf_char(b, '\n');
}

/* Line and column; both 0 where the whole source is meant (offset and length 0) or none. */
static void find_place(Diags *d, Place at, uint32_t *line, uint32_t *col)
{
    *line = *col = 0;
    if (at.off || at.len) diag_line_col(d, at, line, col);
}

static void put_head(Buf *b, Diags *d, const Diag *x, uint32_t line, uint32_t col, MsgLang lang)
{
    if (x->at.src)
        put_foreign(b, diags_source_name(d, x->at.src));
    else
        buf_z(b, "vorlage");
    bool paragraphs = x->at.src && d->src[x->at.src - 1].paragraphs;
    if (line && paragraphs)
        buf_printf(b, lang == MSG_DE ? ":Absatz %u" : ":paragraph %u", line);
    else if (line)
        buf_printf(b, ":%u:%u", line, col);
    buf_printf(b, ": %s: ", severity_word(diag_severity(x->code), lang));
    fill(b, diag_message(x->code, lang), x, lang, put_foreign);
    buf_printf(b, " [%s]\n", diag_code_name(x->code));
}

static void put_text(Buf *b, Diags *d, const Diag *x, MsgLang lang)
{
    uint32_t line, col;
    find_place(d, x->at, &line, &col);
    put_head(b, d, x, line, col, lang);
    if (line) {
        Str l = diag_source_line(d, x->at, &line);
        put_line_and_caret(b, l, line, diag_into(d, x->at, l), x->at.len);
    }
    const char *hint = diag_hint(x->code, lang);
    if (!hint) return;
    Buf h = { 0 };
    fill(&h, hint, x, lang, put_foreign);
    if (h.n) {
        buf_z(b, lang == MSG_DE ? "      = Hinweis: " : "      = hint: ");
        buf_str(b, buf_view(&h));
        buf_char(b, '\n');
    }
    buf_drop(&h);
}

void diags_text(Diags *d, Buf *out, MsgLang lang)
{
    size_t n;
    const Diag **v = sorted(d, &n);
    for (size_t i = 0; i < n; i++) put_text(out, d, v[i], lang);
}

void diags_print(Diags *d, FILE *out, MsgLang lang)
{
    Buf b = { 0 };
    diags_text(d, &b, lang);
    if (b.n) fwrite(b.p, 1, b.n, out);
    buf_drop(&b);
}

static void json_filled(Json *j, const char *key, const char *t, const Diag *x, MsgLang lang)
{
    Buf s = { 0 };
    fill(&s, t, x, lang, buf_str);
    json_key(j, key);
    json_text(j, buf_view(&s));
    buf_drop(&s);
}

static void put_json(Buf *b, Diags *d, const Diag *x, MsgLang lang)
{
    Json j = { .b = b };
    uint32_t line, col;
    find_place(d, x->at, &line, &col);
    json_object(&j);
    json_key(&j, "file");
    json_text(&j, diags_source_name(d, x->at.src));
    json_key(&j, "line");
    json_number(&j, line);
    json_key(&j, "column");
    json_number(&j, col);
    json_key(&j, "severity");
    json_text(&j, str_of(severity_word(diag_severity(x->code), MSG_EN)));
    json_key(&j, "code");
    json_text(&j, str_of(diag_code_name(x->code)));
    json_filled(&j, "message", diag_message(x->code, lang), x, lang);
    if (diag_hint(x->code, lang)) json_filled(&j, "hint", diag_hint(x->code, lang), x, lang);
    json_end(&j);
    buf_char(b, '\n');
}

void diags_json(Diags *d, Buf *out, MsgLang lang)
{
    size_t n;
    const Diag **v = sorted(d, &n);
    for (size_t i = 0; i < n; i++) put_json(out, d, v[i], lang);
}
