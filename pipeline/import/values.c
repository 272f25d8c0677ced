/* Words to values: what a clerk types for a day, an amount, a word of an enumeration. */
#include "import/import_in.h"

#include <stdlib.h>
#include <unicase.h>

#include "import/values.h"

Str import_plain_blanks(Arena *a, Str s)
{
    Buf b = { 0 };
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (c == 0xA0 || c == 0x202F || c == '\n')
            buf_char(&b, ' ');
        else if (c != 0xAD)
            buf_str(&b, str_sub(s, from, i - from));
    }
    Str out = import_words_plain(a, buf_view(&b));
    buf_drop(&b);
    return out;
}

bool import_same_words(Str a, Str b)
{
    int order = 1;
    if (u8_casecmp((const uint8_t *)a.p, a.n, (const uint8_t *)b.p, b.n, "de", NULL, &order))
        return str_eq(a, b);
    return order == 0;
}

/* House styles say "nicht öffentlich", "NÖ", "Ö". */
static int status_value(Str s)
{
    if (!s.n) return 0;
    static const char *const closed[] = { "nicht öffentlich",
                                          "nichtöffentlich",
                                          "nicht-öffentlich",
                                          "n",
                                          "nö",
                                          "n.ö.",
                                          "vertraulich" },
                             *const open[] = { "öffentlich", "ö" };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (import_same_words(s, str_of(closed[i]))) return STATUS_NICHTOEFFENTLICH;
    return import_same_words(s, str_of(open[0])) || import_same_words(s, str_of(open[1]))
        ? STATUS_OEFFENTLICH
        : 0;
}

int import_word_value(EnumKind k, Str word)
{
    for (int v = 1; v < enum_count(k); v++)
        if (import_same_words(enum_word(k, v), word) || import_same_words(enum_code(k, v), word))
            return v;
    return k == ENUM_STATUS ? status_value(word) : 0;
}

static const char *const months[] = { "januar",    "februar", "märz",     "april",
                                      "mai",       "juni",    "juli",     "august",
                                      "september", "oktober", "november", "dezember" };

/* "4. November 2024" */
static bool long_date(Arena *a, Str s, Str *iso)
{
    size_t dot = str_find(s, S(". ")), blank;
    if (dot == (size_t)-1 || dot < 1 || dot > 2) return false;
    Str rest = str_sub(s, dot + 2, s.n);
    if ((blank = str_find(rest, S(" "))) == (size_t)-1) return false;
    int day = import_int_of(str_sub(s, 0, dot), 0, 99),
        year = import_int_of(str_sub(rest, blank + 1, rest.n), 0, 9999);
    for (int m = 0; m < 12; m++)
        if (import_same_words(str_sub(rest, 0, blank), str_of(months[m])))
            *iso = str_printf(a, "%04d-%02d-%02d", year, m + 1, day);
    Date d;
    return iso->n && date_parse(*iso, &d);
}

bool import_date_of(Arena *a, Str s, Str *iso)
{
    Date d;
    s = import_plain_blanks(a, s);
    *iso = (Str){ "", 0 };
    if (date_parse(s, &d) || zahl_german_date(s, &d)) {
        *iso = str_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
        return true;
    }
    return long_date(a, s, iso);
}

bool import_amount_of(Str s, int places, Dec *out)
{
    bool about;
    return zahl_german(s, places, out, &about) == ZAHL_GUT;
}

void import_tell_value(Im *im, Place at, Str given, const char *kind, const char *example)
{
    diag_strs(im->d, D_IMPORT_WERT, at, 3, (const Str[]){ given, str_of(kind), str_of(example) });
}
