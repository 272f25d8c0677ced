/* Tokens of content streams, see content.h. */
#include "pdfin/content.h"
#include "pdfin/lexical.h"

static void skip_space(Lex *l)
{
    while (l->p < l->end) {
        if (*l->p == '%')
            while (l->p < l->end && *l->p != '\n' && *l->p != '\r') l->p++;
        else if (is_space(*l->p))
            l->p++;
        else
            return;
    }
}

static Tok token(TokKind k, const char *from, const char *to)
{
    return (Tok){ k, { from, (size_t)(to - from) }, 0 };
}

static Tok text_string(Lex *l)
{
    const char *from = l->p;
    l->p = behind_string(from, l->end);
    return token(TOK_STRING, from, l->p);
}

static Tok hex_string(Lex *l)
{
    const char *from = l->p;
    l->p = behind_hex(from, l->end);
    return token(TOK_STRING, from, l->p);
}

static bool number(Tok *t)
{
    const char *p = t->text.p, *end = p + t->text.n;
    double sign = 1, v = 0, place = 0;
    bool any = false;
    for (; p < end && (*p == '+' || *p == '-'); p++)
        if (*p == '-') sign = -1;
    for (; p < end; p++) {
        if (*p == '.' && place == 0) {
            place = 1;
            continue;
        }
        if (*p == '-' && any) break; /* "12-3" is read as 12 by viewers */
        if (*p < '0' || *p > '9') return false;
        any = true;
        if (place != 0) {
            place /= 10;
            v += (*p - '0') * place;
        } else
            v = 10 * v + (*p - '0');
    }
    t->number = sign * v;
    return any || place != 0;
}

/* Data of an inline image end at EI between white space, with text behind it. */
static const char *image_end(const char *p, const char *end)
{
    for (; end - p >= 3; p++) {
        if (!is_space(p[0]) || p[1] != 'E' || p[2] != 'I') continue;
        const char *q = p + 3, *stop = end - q > 12 ? q + 12 : end;
        if (q < end && !is_space(*q)) continue;
        while (q < stop &&
               ((unsigned char)*q >= 0x20 ? (unsigned char)*q < 0x7F : is_space(*q) && *q))
            q++;
        if (q == stop) return p + 3;
    }
    return end;
}

static Tok inline_image(Lex *l, const char *from)
{
    for (;;) { /* its dictionary, up to ID */
        Tok t = content_next(l);
        if (t.kind == TOK_END) return token(TOK_IMAGE, from, l->p);
        if (t.kind == TOK_OP && str_is(t.text, "ID")) break;
    }
    l->p = image_end(l->p, l->end);
    return token(TOK_IMAGE, from, l->p);
}

static Tok word(Lex *l)
{
    const char *from = l->p;
    bool name = *l->p == '/';
    if (name) l->p++;
    while (l->p < l->end && is_regular(*l->p)) l->p++;
    if (l->p == from) l->p++; /* a stray delimiter */
    Tok t = token(name ? TOK_NAME : TOK_OP, from, l->p);
    if (name) return t;
    char c = *from;
    if (((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.') && number(&t))
        t.kind = TOK_NUMBER;
    else if (str_is(t.text, "BI"))
        return inline_image(l, from);
    return t;
}

Tok content_next(Lex *l)
{
    skip_space(l);
    if (l->p >= l->end) return token(TOK_END, l->end, l->end);
    const char *from = l->p;
    bool twice = l->p + 1 < l->end && l->p[1] == l->p[0];
    switch (*l->p) {
    case '(': return text_string(l);
    case '<':
        if (!twice) return hex_string(l);
        l->p += 2;
        return token(TOK_OPEN, from, l->p);
    case '>': l->p += twice ? 2 : 1; return token(TOK_CLOSE, from, l->p);
    case '[': l->p++; return token(TOK_OPEN, from, l->p);
    case ']': l->p++; return token(TOK_CLOSE, from, l->p);
    default: return word(l);
    }
}

/* ---- marks ---- */

static bool mark_stays(Str op, Str operands)
{
    if (str_is(op, "BMC")) return false;
    Lex l = { operands.p, operands.p + operands.n };
    Tok tag = content_next(&l), what = content_next(&l);
    if (tag.kind != TOK_NAME || str_is(tag.text, "/Artifact")) return false;
    if (str_is(tag.text, "/OC")) return true;
    return what.kind == TOK_OPEN &&
        str_find(operands, S("/MCID")) ==
        (size_t)-1; /* a property list elsewhere may hold anything */
}

void content_without_marks(Str content, Buf *out)
{
    Lex l = { content.p, content.p + content.n };
    Buf open = { 0 };
    const char *done = l.p, *operands = l.p; /* copied up to; where the operands begin */
    for (;;) {
        Tok t = content_next(&l);
        if (t.kind == TOK_END) break;
        if (t.kind != TOK_OP && t.kind != TOK_IMAGE) continue;
        bool begins = str_is(t.text, "BDC") || str_is(t.text, "BMC"), ends = str_is(t.text, "EMC"),
             keep = true;
        if (begins) {
            keep = mark_stays(t.text, (Str){ operands, (size_t)(t.text.p - operands) });
            buf_char(&open, keep);
        } else if (ends)
            keep = open.n && open.p[--open.n];
        if (!keep) {
            buf_bytes(out, done, (size_t)(operands - done));
            buf_char(out, '\n');
            done = l.p;
        }
        operands = l.p;
    }
    buf_bytes(out, done, (size_t)(l.end - done));
    for (size_t i = 0; i < open.n; i++)
        if (open.p[i]) buf_z(out, " EMC");
    buf_drop(&open);
}
