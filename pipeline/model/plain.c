/* Inline text as words. */
#include "model/model.h"

static void plain(Buf *b, const Inline *i)
{
    for (; i; i = i->next) {
        if (i->kind == IN_TEXT)
            buf_str(b, i->text);
        else if (i->kind == IN_BR)
            buf_char(b, ' ');
        else if (i->kind == IN_DATUM && date_set(i->datum))
            (i->lang_form ? date_de_long : date_de)(b, i->datum);
        else if (i->kind == IN_BETRAG && i->money.set)
            dec_de(b, i->zahl, true), buf_char(b, ' '),
                buf_str(b, enum_word(ENUM_GELD, i->einheit));
        else if (i->kind == IN_VERWEIS && !i->kids)
            buf_str(b, i->ref);
        plain(b, i->kids);
    }
}

Str model_plain(Arena *a, const Inline *i)
{
    Buf b = buf_new(0);
    plain(&b, i);
    Buf out = buf_new(0);
    Str s = buf_view(&b);
    for (size_t at = 0; at < s.n;) { /* soft hyphens are hints for setting, no part of the words */
        size_t from = at;
        if (utf8_next(s, &at) != 0xAD) buf_bytes(&out, s.p + from, at - from);
    }
    Str kept = str_keep(a, str_trim(buf_view(&out)));
    buf_drop(&b);
    buf_drop(&out);
    return kept;
}

Str model_plain_blocks(Arena *a, const Block *b)
{
    Buf out = buf_new(0);
    for (; b; b = b->next) {
        if (b->kind != BK_ABSATZ) continue;
        if (out.n) buf_char(&out, ' ');
        buf_str(&out, model_plain(a, b->text));
    }
    return buf_keep(a, &out);
}
