/* See json.h. */
#include "base/json.h"

#include "base/check.h"

static void line(Json *j)
{
    buf_char(j->b, '\n');
    for (int i = 0; i < j->indent; i++) buf_char(j->b, ' ');
    j->line = false;
}

/* What stands before a key or a value: the comma behind the one before. */
static void next(Json *j)
{
    bool first = !j->depth || !j->filled[j->depth - 1];
    if (j->keyed) {
        j->keyed = false;
        return;
    }
    if (!first) buf_char(j->b, ',');
    if (j->line)
        line(j);
    else if (!first && j->spaced)
        buf_char(j->b, ' ');
    if (j->depth) j->filled[j->depth - 1] = true;
}

static void begin(Json *j, char open, char close)
{
    CHECK(j->depth < JSON_DEEPEST);
    next(j);
    buf_char(j->b, open);
    j->close[j->depth] = close;
    j->filled[j->depth++] = false;
}

void json_object(Json *j) { begin(j, '{', '}'); }
void json_array(Json *j) { begin(j, '[', ']'); }

void json_end(Json *j)
{
    CHECK(j->depth > 0 && !j->keyed);
    if (j->line) line(j);
    buf_char(j->b, j->close[--j->depth]);
}

/* A malformed byte becomes U+FFFD: what comes out is always UTF-8. */
static void quoted(Buf *b, Str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)c);
        } else if (c < 0x20)
            buf_printf(b, "\\u%04x", (unsigned)c);
        else
            buf_utf8(b, c);
    }
    buf_char(b, '"');
}

void json_text(Json *j, Str s)
{
    next(j);
    quoted(j->b, s);
}

void json_number(Json *j, int64_t v)
{
    next(j);
    buf_int(j->b, v);
}

void json_truth(Json *j, bool v)
{
    next(j);
    buf_z(j->b, v ? "true" : "false");
}

void json_key(Json *j, const char *key)
{
    CHECK(j->depth > 0 && j->close[j->depth - 1] == '}' && !j->keyed);
    next(j);
    quoted(j->b, str_of(key));
    buf_z(j->b, j->spaced ? ": " : ":");
    j->keyed = true;
}

void json_line(Json *j, int indent)
{
    j->line = true;
    j->indent = indent;
}
