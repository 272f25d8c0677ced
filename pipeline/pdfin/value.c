/* Values as text, see value.h. */
#include "pdfin/value.h"
#include "pdfin/lexical.h"

static int hex(char c)
{
    return is_digit(c)         ? c - '0'
        : c >= 'a' && c <= 'f' ? c - 'a' + 10
        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                               : -1;
}

static const char *skip_space(const char *p, const char *end)
{
    while (p < end) {
        if (*p == '%')
            while (p < end && *p != '\n' && *p != '\r') p++;
        else if (is_space(*p))
            p++;
        else
            break;
    }
    return p;
}

static bool twice(const char *p, const char *end) { return end - p > 1 && p[1] == p[0]; }

/* From an opening bracket to behind the one that closes it. */
static const char *behind_group(const char *p, const char *end)
{
    int depth = 0;
    while (p < end) {
        switch (*p) {
        case '(': p = behind_string(p, end); continue;
        case '%': p = skip_space(p, end); continue;
        case '<':
            if (!twice(p, end)) {
                p = behind_hex(p, end);
                continue;
            }
            p++;
            /* fall through */
        case '[': depth++; break;
        case '>':
            p += twice(p, end);
            /* fall through */
        case ']': depth--; break;
        default: break;
        }
        p++;
        if (depth <= 0) return p;
    }
    return end;
}

static bool integer(const char *p, const char *end, int *n)
{
    long v = 0;
    bool minus = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) p++;
    if (p == end) return false;
    for (; p < end && is_digit(*p); p++)
        if (v < 1000000000) v = 10 * v + (*p - '0');
    *n = (int)(v > 2000000000 ? 2000000000 : v) * (minus ? -1 : 1);
    return p == end;
}

/* Behind "0 R" that follows a number; NULL: something else does. */
static const char *behind_ref(const char *p, const char *end)
{
    const char *q = skip_space(p, end), *from = q;
    while (q < end && is_digit(*q)) q++;
    if (q == from || q == p) return NULL;
    p = skip_space(q, end);
    return p > q && p < end && *p == 'R' && (p + 1 == end || !is_regular(p[1])) ? p + 1 : NULL;
}

static Val word(const char *from, const char **p, const char *end)
{
    *p = behind_word(from, end);
    Val v = { VAL_WORD, { from, (size_t)(*p - from) }, 0 };
    if (*from == '/') {
        v.kind = VAL_NAME;
        return v;
    }
    if (!is_digit(*from) && *from != '-' && *from != '+' && *from != '.') return v;
    if (!integer(from, *p, &v.n)) {
        for (const char *s = from + (*from == '-' || *from == '+'); s < *p; s++)
            if (!is_digit(*s) && *s != '.') return v;
        v.kind = VAL_REAL;
        return v;
    }
    v.kind = VAL_INT;
    const char *ref = is_digit(*from) ? behind_ref(*p, end) : NULL;
    if (ref && v.n > VAL_MAX_OBJECT)
        v.kind = VAL_WORD, *p = ref;
    else if (ref) {
        v.kind = VAL_REF;
        v.text.n = (size_t)(ref - from);
        *p = ref;
    }
    return v;
}

Val val_next(Str *c)
{
    const char *end = c->p + c->n, *from = skip_space(c->p, end), *p = from;
    Val v = { VAL_NONE, { from, 0 }, 0 };
    if (p < end) {
        switch (*p) {
        case '(':
            v.kind = VAL_STRING;
            p = behind_string(p, end);
            break;
        case '[':
            v.kind = VAL_ARRAY;
            p = behind_group(p, end);
            break;
        case '<':
            v.kind = twice(p, end) ? VAL_DICT : VAL_STRING;
            p = v.kind == VAL_DICT ? behind_group(p, end) : behind_hex(p, end);
            break;
        case ')':
        case ']':
        case '>':
        case '{':
        case '}':
            v.kind = VAL_WORD;
            p++;
            break; /* stray */
        default: v = word(from, &p, end); break;
        }
    }
    v.text.n = (size_t)(p - from);
    *c = (Str){ p, (size_t)(end - p) };
    return v;
}

Str val_inside(Val v)
{
    size_t k = v.kind == VAL_DICT ? 2 : v.kind == VAL_ARRAY ? 1 : 0;
    return k && v.text.n >= 2 * k ? (Str){ v.text.p + k, v.text.n - 2 * k } : (Str){ "", 0 };
}

bool val_entry(Str *c, Str *key, Val *v)
{
    for (;;) {
        Val k = val_next(c);
        if (k.kind == VAL_NONE) return false;
        if (k.kind != VAL_NAME) continue; /* not an entry: passed over */
        *key = k.text;
        *v = val_next(c);
        return v->kind != VAL_NONE;
    }
}

Val val_key(Val dict, const char *key)
{
    Str c = dict.kind == VAL_DICT ? val_inside(dict) : (Str){ "", 0 }, k;
    Val v;
    while (val_entry(&c, &k, &v))
        if (str_is(k, key)) return v;
    return (Val){ VAL_NONE, { "", 0 }, 0 };
}

bool val_is(Val v, const char *name) { return v.kind == VAL_NAME && str_is(v.text, name); }

double val_num(Val v)
{
    const char *p = v.text.p, *end = p + v.text.n;
    double sign = 1, n = 0, place = 0;
    if (v.kind != VAL_INT && v.kind != VAL_REAL) return 0;
    for (; p < end; p++) {
        if (*p == '-')
            sign = -1;
        else if (*p == '.') {
            if (place == 0) place = 1;
        } else if (is_digit(*p) && place != 0) {
            place /= 10;
            n += (*p - '0') * place;
        } else if (is_digit(*p))
            n = 10 * n + (*p - '0');
    }
    return sign * n;
}

/* ---- strings (7.3.4) ---- */

static size_t from_hex(const char *p, const char *end, char *out)
{
    size_t n = 0;
    int half = -1;
    for (; p < end && *p != '>'; p++) {
        int h = hex(*p);
        if (h < 0) continue;
        if (half < 0)
            half = h;
        else {
            out[n++] = (char)(half << 4 | h);
            half = -1;
        }
    }
    if (half >= 0) out[n++] = (char)(half << 4);
    return n;
}

static char escaped(char c)
{
    return c == 'n' ? '\n'
        : c == 'r'  ? '\r'
        : c == 't'  ? '\t'
        : c == 'b'  ? '\b'
        : c == 'f'  ? '\f'
                    : c;
}

static size_t from_literal(const char *p, const char *end, char *out)
{
    size_t n = 0;
    while (p < end) {
        char c = *p++;
        if (c == '\r') {
            out[n++] = '\n';
            if (p < end && *p == '\n') p++;
            continue;
        } /* an end of line is one */
        if (c != '\\' || p == end) {
            out[n++] = c;
            continue;
        }
        c = *p++;
        if (c == '\r' || c == '\n') {
            if (c == '\r' && p < end && *p == '\n') p++;
            continue;
        }
        if (c < '0' || c > '7') {
            out[n++] = escaped(c);
            continue;
        }
        int v = c - '0';
        for (int i = 0; i < 2 && p < end && *p >= '0' && *p <= '7'; i++) v = 8 * v + (*p++ - '0');
        out[n++] = (char)v;
    }
    return n;
}

Str val_bytes(Arena *a, Val v)
{
    if (v.kind != VAL_STRING || v.text.n < 2) return (Str){ "", 0 };
    char *out = ARENA_NEW_N(a, char, v.text.n);
    const char *p = v.text.p + 1, *end = v.text.p + v.text.n;
    return (Str){ out,
                  *v.text.p == '<' ? from_hex(p, end, out)
                                   : from_literal(p, end[-1] == ')' ? end - 1 : end, out) };
}

void val_put_bytes(Buf *b, Str s)
{
    static const char digit[] = "0123456789abcdef";
    bool plain = true;
    for (size_t i = 0; i < s.n && plain; i++) plain = s.p[i] >= 32 && s.p[i] < 127;
    buf_char(b, plain ? '(' : '<');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (!plain) {
            buf_char(b, digit[c >> 4]);
            buf_char(b, digit[c & 15]);
            continue;
        }
        if (c == '(' || c == ')' || c == '\\') buf_char(b, '\\');
        buf_char(b, (char)c);
    }
    buf_char(b, plain ? ')' : '>');
}
