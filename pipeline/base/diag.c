/* The list of diagnostics, sources and their line index. Printing is in diag_print.c. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/diag_in.h"

static const struct {
    const char *name;
    Severity sev;
    const char *text[2], *hint[2];
} codes[] = {
#define DIAG(id, name, sev, de, en, hint_de, hint_en) \
    { name, sev, { de, en }, { hint_de, hint_en } },
#include "base/diag_codes.def"
#undef DIAG
};

const char *diag_code_name(DiagCode c) { return codes[c].name; }
Severity diag_severity(DiagCode c) { return codes[c].sev; }
const char *diag_message(DiagCode c, MsgLang lang) { return codes[c].text[lang]; }
const char *diag_hint(DiagCode c, MsgLang lang) { return codes[c].hint[lang]; }

Diags *diags_new(Arena *a)
{
    Diags *d = ARENA_NEW(a, Diags);
    d->arena = a;
    return d;
}

/* Doubles an arena array when it is full. */
static void *grow(Arena *a, void *old, size_t n, size_t *room, size_t size)
{
    if (n < *room) return old;
    *room = *room ? 2 * *room : 16;
    void *p = arena_array(a, *room, size);
    if (n) memcpy(p, old, n * size);
    return p;
}

uint32_t diag_source(Diags *d, Str name, Str text)
{
    CHECK(text.n < UINT32_MAX); /* readers have smaller limits */
    d->src = grow(d->arena, d->src, d->nsrc, &d->srcroom, sizeof *d->src);
    d->src[d->nsrc++] = (Source){ .name = str_keep(d->arena, name), .text = text };
    return (uint32_t)d->nsrc;
}

uint32_t diag_paragraphs(Diags *d, Str name)
{
    uint32_t n = diag_source(d, name, (Str){ "", 0 });
    d->src[n - 1].paragraphs = true;
    return n;
}

void diag_source_text(Diags *d, uint32_t src, Str text)
{
    CHECK(src >= 1 && src <= d->nsrc && text.n < UINT32_MAX);
    d->src[src - 1].text = text;
}

void diag_strs(Diags *d, DiagCode code, Place at, int n, const Str *args)
{
    CHECK(n >= 0 && n <= 9 && code < D_COUNT);
    d->all = grow(d->arena, d->all, d->n, &d->room, sizeof *d->all);
    Diag *x = &d->all[d->n++];
    *x = (Diag){ .code = code, .at = at, .nargs = n };
    for (int i = 0; i < n; i++) x->arg[i] = str_keep(d->arena, args[i]);
    d->count[diag_severity(code)]++;
}

bool diag_full(const Diags *d, DiagCode code) { return d->most[code] > DIAG_MOST; }

void diag_most(Diags *d, DiagCode code, Place at, int n, const Str *args)
{
    if (d->most[code] > DIAG_MOST) return;
    if (d->most[code]++ < DIAG_MOST) {
        diag_strs(d, code, at, n, args);
        return;
    }
    Str limit = str_printf(d->arena, "%d", DIAG_MOST);
    diag_strs(d, D_MELDUNGEN_MEHR, at, 1, &limit);
}

void diag(Diags *d, DiagCode code, Place at, ...)
{
    Str arg[9];
    int n = 0;
    va_list ap;
    va_start(ap, at);
    for (const char *z; (z = va_arg(ap, const char *)) != NULL;) {
        CHECK(n < 9);
        arg[n++] = str_of(z);
    }
    va_end(ap);
    diag_strs(d, code, at, n, arg);
}

size_t diags_count(const Diags *d) { return d->n; }
size_t diags_errors(const Diags *d) { return d->count[SEV_ERROR] + d->count[SEV_WORLD]; }
size_t diags_warnings(const Diags *d) { return d->count[SEV_WARNING]; }
bool diags_world(const Diags *d) { return d->count[SEV_WORLD] > 0; }
const Diag *diags_at(const Diags *d, size_t i) { return i < d->n ? &d->all[i] : NULL; }
Str diags_source_name(const Diags *d, uint32_t src)
{
    return src && src <= d->nsrc ? d->src[src - 1].name : (Str){ "", 0 };
}
Str diags_source_text(const Diags *d, uint32_t src)
{
    return src && src <= d->nsrc ? d->src[src - 1].text : (Str){ "", 0 };
}

static void index_lines(Diags *d, Source *s)
{
    size_t n = 1;
    for (size_t i = 0; i < s->text.n; i++) n += s->text.p[i] == '\n';
    s->line = ARENA_NEW_N(d->arena, uint32_t, n);
    s->nlines = n;
    n = 1;
    for (size_t i = 0; i < s->text.n; i++)
        if (s->text.p[i] == '\n') s->line[n++] = (uint32_t)i + 1;
}

Str diag_source_line(Diags *d, Place at, uint32_t *line)
{
    *line = 0;
    if (!at.src || at.src > d->nsrc) return (Str){ "", 0 };
    Source *s = &d->src[at.src - 1];
    if (!s->line) index_lines(d, s);
    size_t lo = 0, hi = s->nlines;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (s->line[mid] <= at.off)
            lo = mid;
        else
            hi = mid;
    }
    *line = (uint32_t)lo + 1;
    size_t from = s->line[lo], to = lo + 1 < s->nlines ? s->line[lo + 1] : s->text.n;
    while (to > from && (s->text.p[to - 1] == '\n' || s->text.p[to - 1] == '\r')) to--;
    return str_sub(s->text, from, to - from);
}

size_t diag_into(Diags *d, Place at, Str line)
{
    size_t into = at.off - (size_t)(line.p - d->src[at.src - 1].text.p);
    if (into >= line.n) return line.n;
    for (int k = 0; k < 3 && into && ((unsigned char)line.p[into] & 0xC0) == 0x80; k++) into--;
    return into;
}

void diag_line_col(Diags *d, Place at, uint32_t *line, uint32_t *col)
{
    Str l = diag_source_line(d, at, line);
    *col = 0;
    if (!*line) return;
    Source *s = &d->src[at.src - 1];
    size_t into = diag_into(d, at, l);
    if (s->seen_line != *line || s->seen_into > into) s->seen_into = s->seen_count = 0;
    s->seen_count += utf8_count(str_sub(l, s->seen_into, into - s->seen_into));
    s->seen_into = into;
    s->seen_line = *line;
    *col = (uint32_t)s->seen_count + 1;
}
