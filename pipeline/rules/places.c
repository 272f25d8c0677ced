/* Places of attributes and names in the author's text, and words for messages. */
#include "rules/rules_in.h"

static bool is_name_end(char c)
{
    return c == '=' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Place rule_name(const Rules *r, Place tag)
{
    Str s = str_sub(r->src, tag.off, tag.len);
    size_t n = 0;
    while (n + 1 < s.n && !strchr(" \t\r\n/>", s.p[n + 1])) n++;
    return n ? (Place){ tag.src, tag.off + 1, (uint32_t)n } : tag;
}

/* Values are jumped over, so that a name within one is not taken for the attribute. */
Place rule_attr(const Rules *r, Place tag, const char *name)
{
    Str s = str_sub(r->src, tag.off, tag.len);
    size_t len = strlen(name);
    for (size_t i = 1; i + len < s.n; i++) {
        char c = s.p[i];
        bool quote = c == '"' || c == '\'';
        const char *end = quote ? memchr(s.p + i + 1, c, s.n - i - 1) : NULL;
        if (quote && !end) break;
        if (quote) {
            i = (size_t)(end - s.p);
            continue;
        }
        if (!strchr(" \t\r\n\"'", s.p[i - 1]) || memcmp(s.p + i, name, len) != 0 ||
            !is_name_end(s.p[i + len]))
            continue;
        size_t v = i + len;
        while (v < s.n && is_name_end(s.p[v])) v++;
        end = v + 1 < s.n ? memchr(s.p + v + 1, s.p[v], s.n - v - 1) : NULL;
        if (end)
            return (Place){ tag.src, tag.off + (uint32_t)v + 1,
                            (uint32_t)(end - s.p - (ptrdiff_t)v - 1) };
        break;
    }
    return rule_name(r, tag);
}

Place rules_attr_place(const Diags *d, Place tag, const char *name)
{
    Rules r = { .src = diags_source_text(d, tag.src) };
    return rule_attr(&r, tag, name);
}

Str rule_money(Arena *a, Money m)
{
    Buf b = buf_new(0);
    money_de(&b, m, 2);
    buf_z(&b, " EUR");
    return buf_keep(a, &b);
}

Str rule_day(Arena *a, Date d)
{
    Buf b = { 0 };
    date_de(&b, d);
    return buf_keep(a, &b);
}

Str rule_int(Arena *a, long n) { return str_printf(a, "%ld", n); }

bool rule_may_tell(Rules *r, int *count, Place at)
{
    if (*count > RULE_MOST) return false;
    if (++*count <= RULE_MOST) return true;
    diag_strs(r->d, D_MELDUNGEN_MEHR, at, 1, (Str[]){ rule_int(r->a, RULE_MOST) });
    return false;
}

bool rule_declared(const Rules *r, Str id)
{
    static const char *const forms[] = { "id=\"", "id='", "nr=\"", "nr='" };
    for (size_t i = 0; i < 4 && id.n; i++) {
        Str s = str_printf(r->a, "%s%.*s%c", forms[i], STR_FMT(id), forms[i][3]);
        if (str_find(r->src, s) != (size_t)-1) return true;
    }
    return false;
}
