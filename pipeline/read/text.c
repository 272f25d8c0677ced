/* Tokens and typed attribute values. Text becomes NFC here, once: everything behind reads only the
 * normalised form. */
#include "read/read_in.h"

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Str rd_nfc(Arena *a, Str s) { return utf8_nfc(a, s); }

static bool is_token(Str s)
{
    if (!s.n) return true;
    if (s.p[0] == ' ' || s.p[s.n - 1] == ' ') return false;
    for (size_t i = 0; i < s.n; i++)
        if (space(s.p[i]) && (s.p[i] != ' ' || s.p[i + 1] == ' ')) return false;
    return true;
}

Str rd_token(const Rd *r, Str s)
{
    s = str_trim(s);
    if (is_token(s)) return rd_nfc(r->a, s);
    char *p = arena_alloc(r->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!space(s.p[i]))
            p[n++] = s.p[i];
        else if (n && p[n - 1] != ' ')
            p[n++] = ' ';
    }
    return rd_nfc(r->a, (Str){ p, n });
}

Str rd_attr(const Rd *r, const XNode *n, const char *name) { return rd_token(r, xattr(n, name)); }

Str rd_content(const Rd *r, const XNode *n)
{
    if (!n) return (Str){ "", 0 };
    if (n->kids && !n->kids->next && !n->kids->name.n) return rd_token(r, n->kids->text);
    Buf b = buf_new(0);
    for (const XNode *k = n->kids; k; k = k->next)
        if (!k->name.n) buf_str(&b, k->text);
    Str s = rd_token(r, buf_keep(r->a, &b));
    return s;
}

Place rd_attr_at(const XNode *n, const char *name)
{
    const XAttr *x = xattr_node(n, name);
    return x ? x->value_at : n->at;
}

int rd_enum(const Rd *r, const XNode *n, const char *name, EnumKind k)
{
    return enum_value(k, str_trim(xattr(n, name)));
}

bool rd_ja(const XNode *n, const char *name) { return str_is(str_trim(xattr(n, name)), "ja"); }

int rd_int(const XNode *n, const char *name, int otherwise)
{
    Dec v = { 0 };
    Str s = str_trim(xattr(n, name));
    if (!s.n || !dec_parse(s, &v) || v.scale || v.v < 0 || v.v > 999999) return otherwise;
    return (int)v.v;
}

Money rd_money(const XNode *n, const char *name)
{
    Money m = { 0 }, none = { 0 };
    Str s = str_trim(xattr(n, name));
    return s.n && money_parse(s, &m) ? m : none;
}

Dec rd_dec(const XNode *n, const char *name)
{
    Dec v = { 0 }, none = { 0 };
    Str s = str_trim(xattr(n, name));
    return s.n && dec_parse(s, &v) ? v : none;
}

Date rd_date(const XNode *n, const char *name)
{
    Date v = { 0 }, none = { 0 };
    Str s = str_trim(xattr(n, name));
    return s.n && date_parse(s, &v) ? v : none;
}

DateTime rd_datetime(const XNode *n, const char *name)
{
    DateTime v = { 0 }, none = { 0 };
    Str s = str_trim(xattr(n, name));
    return s.n && datetime_parse(s, &v) ? v : none;
}

Str *rd_list(const Rd *r, const XNode *n, const char *name, int *count)
{
    Str s = rd_attr(r, n, name);
    *count = 0;
    if (!s.n) return NULL;
    size_t items = 1;
    for (size_t i = 0; i < s.n; i++) items += s.p[i] == ' ';
    Str *out = ARENA_NEW_N(r->a, Str, items);
    for (size_t from = 0, i = 0; i <= s.n; i++)
        if (i == s.n || s.p[i] == ' ') {
            out[(*count)++] = str_sub(s, from, i - from);
            from = i + 1;
        }
    return out;
}

static XNode *ours(XNode *n, const char *name)
{
    while (n && (n->faulty || !n->name.n || (name && !xis(n, name)))) n = n->next;
    return n;
}

XNode *rd_child(const XNode *n, const char *name) { return n ? ours(n->kids, name) : NULL; }

XNode *rd_next(const XNode *n, const char *name) { return ours(n->next, name); }

int rd_count(const XNode *n, const char *name)
{
    int c = 0;
    for (const XNode *k = rd_child(n, name); k; k = rd_next(k, name)) c++;
    return c;
}

int rd_word(const Rd *r, const XNode *n, const char *name, const char *const *words, int n_words,
            int otherwise)
{
    Str s = rd_attr(r, n, name);
    for (int i = 0; s.n && i < n_words; i++)
        if (words[i] && str_is(s, words[i])) return i;
    return otherwise;
}

/* ---- data by their kinds ---- */

static void feld(const Rd *r, const XNode *n, const Feld *f, bool line_inside, void *at)
{
    switch (f->art) {
    case FELD_EIGEN:
    case FELD_ERRECHNET: break;
    case FELD_ZEILE:
        *(Str *)at = line_inside ? rd_content(r, rd_child(n, f->name)) : rd_attr(r, n, f->name);
        break;
    case FELD_GELD:
    case FELD_BETRAG: *(Money *)at = rd_money(n, f->name); break;
    case FELD_ZAHL:
    case FELD_PROZENT: *(Dec *)at = rd_dec(n, f->name); break;
    case FELD_TAG: *(Date *)at = rd_date(n, f->name); break;
    case FELD_JA: *(bool *)at = rd_ja(n, f->name); break;
    case FELD_WORT: *(int *)at = rd_enum(r, n, f->name, f->worte); break;
    }
}

void rd_felder(const Rd *r, const XNode *n, const Feld *all, int count, bool lines_inside, void *of)
{
    for (int i = 0; i < count; i++) feld(r, n, &all[i], lines_inside, (char *)of + all[i].at);
}
