/* German conventions: blanks that must not end a line, set as U+00A0 where the author typed a plain
 * one.
 *
 * Rules look at the word before and the word behind a blank, in a table: what stands before, what
 * behind, and how closely they belong. */
#include "flow/flow.h"

#define NBSP "\u00A0"

#define LONGEST \
    18 /* letters of a word and its number that are kept together: longer ones tear holes */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(Str w)
{
    return w.n && ((w.p[0] >= 'A' && w.p[0] <= 'Z') || (unsigned char)w.p[0] >= 0xC3);
}

/* Digits, with points, commas and dashes inside: "83.334", "15.-19.", "19,5", "3". */
static bool is_number(Str w)
{
    if (!w.n || !is_digit(w.p[0])) return false;
    for (size_t i = 0; i < w.n; i++)
        if (!is_digit(w.p[i]) && !strchr(".,-:/", w.p[i]) && (unsigned char)w.p[i] < 0x80)
            return false;
    return true;
}

static bool is_digits(Str w, size_t least, size_t most)
{
    for (size_t i = 0; i < w.n; i++)
        if (!is_digit(w.p[i])) return false;
    return w.n >= least && w.n <= most;
}

static bool in(Str w, const char *const *list)
{
    for (; *list; list++)
        if (str_is(w, *list)) return true;
    return false;
}

/* Without what may stand around a word: brackets and quotation marks before, punctuation behind. */
static Str bare_before(Str w)
{
    while (w.n) {
        if (w.p[0] == '(' || w.p[0] == '[') {
            w.p++;
            w.n--;
        } else if (str_starts(w, S("„")) || str_starts(w, S("‚"))) {
            w.p += 3;
            w.n -= 3;
        } else
            break;
    }
    return w;
}

static Str bare_behind(Str w)
{
    while (w.n && strchr(",;:)!?]", w.p[w.n - 1])) w.n--;
    return w;
}

/* Joined with the number or name that follows. */
static const char *const before_number[] = {
    "§",       "§§",         "Nr.",       "Art.",         "Abs.",      "S.",    "Ziff.",  "Ziffer",
    "Satz",    "TOP",        "Kap.",      "Abb.",         "Tab.",      "Seite", "Absatz", "Nummer",
    "Artikel", "Paragraph",  "Anlage",    "Kostenstelle", "Sachkonto", "ca.",   "rd.",    "rund",
    "Vorlage", "Drucksache", "Abbildung", "Tabelle",      "Abschnitt", NULL
};
static const char *const before_name[] = { "Dr.",      "Prof.", "gez.",       "Herr",
                                           "Frau",     "Herrn", "Nr.",        "i.",
                                           "i.A.",     "i.V.",  "Dipl.-Ing.", "Abt.",
                                           "Dezernat", "St.",   "Bd.",        NULL };
static const char *const behind_number[] = {
    "%",    "‰",       "€",         "EUR",        "TEUR", "Euro", "Cent", "Mio.", "Mrd.",
    "Tsd.", "Prozent", "m",         "km",         "cm",   "mm",   "m²",   "m³",   "km²",
    "ha",   "kg",      "t",         "g",          "l",    "kWh",  "MWh",  "GWh",  "kW",
    "MW",   "Uhr",     "h",         "min",        "VZÄ",  "VK",   "Std.", "St.",  "Stk.",
    "°C",   "v.",      "Millionen", "Milliarden", "Abs.", "Nr.",  "f.",   "ff.",  NULL
};
static const char *const months[] = { "Januar",   "Februar",  "März",   "April",     "Mai",
                                      "Juni",     "Juli",     "August", "September", "Oktober",
                                      "November", "Dezember", NULL };
static const char *const units_behind_unit[] = { "EUR", "Euro", "€", "t", "VZÄ", NULL };
static const char *const scales[] = { "Mio.", "Mrd.", "Tsd.", "Millionen", "Milliarden", NULL };

/* "z. B.", "d. h.", "u. a.", "i. V.", "o. g.", "v. a.": one letter and a point, twice. */
static bool is_letter_point(Str w)
{
    return w.n == 2 && w.p[1] == '.' && ((w.p[0] | 32) >= 'a' && (w.p[0] | 32) <= 'z');
}

static bool abbreviates(Str a, Str b)
{
    return is_letter_point(a) && is_letter_point(bare_behind(b));
}

static bool day_and_month(Str a, Str b)
{
    return a.n <= 3 && a.n >= 2 && a.p[a.n - 1] == '.' && is_number(a) &&
        in(bare_behind(b), months);
}

static bool month_and_year(Str a, Str b) { return in(a, months) && is_digits(b, 4, 4); }

static bool belongs(Str before, Str behind, bool year)
{
    Str a = bare_before(before), b = bare_behind(behind);
    if (!a.n || !b.n) return false;
    if (is_digit(b.p[0]) && in(a, before_number)) return a.n + b.n <= LONGEST;
    if (is_number(a) && in(b, behind_number)) return true;
    if (is_digits(a, 1, 3) && is_digits(b, 3, 3)) return true; /* "1 234 567" */
    if (in(a, scales) && in(b, units_behind_unit)) return true;
    if (abbreviates(a, behind) || day_and_month(a, behind) || (year && month_and_year(a, b)))
        return true;
    if (is_upper(b) && in(a, before_name)) return true;
    if (is_letter_point(a) && is_upper(a) && is_upper(b) && !is_letter_point(b))
        return true;                         /* "J. Bläse" */
    return str_is(b, "–") || str_is(b, "—"); /* a dash never begins a line */
}

/* The word that ends at byte i, or begins there. */
static Str word_before(Str s, size_t i)
{
    size_t j = i;
    while (j > 0 && s.p[j - 1] != ' ' &&
           !(j > 1 && (unsigned char)s.p[j - 1] == 0xA0 && (unsigned char)s.p[j - 2] == 0xC2))
        j--;
    return str_sub(s, j, i - j);
}

static Str word_behind(Str s, size_t i)
{
    size_t j = i;
    while (j < s.n && s.p[j] != ' ' &&
           !(j + 1 < s.n && (unsigned char)s.p[j] == 0xC2 && (unsigned char)s.p[j + 1] == 0xA0))
        j++;
    return str_sub(s, i, j - i);
}

Str flow_text_nobreak(Arena *a, Str text, bool year)
{
    Buf b = { 0 };
    size_t done = 0;
    for (size_t i = 1; i + 1 < text.n; i++) {
        if (text.p[i] != ' ' || text.p[i - 1] == ' ' || text.p[i + 1] == ' ') continue;
        if (!belongs(word_before(text, i), word_behind(text, i + 1), year)) continue;
        buf_str(&b, str_sub(text, done, i - done));
        buf_z(&b, NBSP);
        done = i + 1;
    }
    if (!done) return text;
    buf_str(&b, str_sub(text, done, text.n - done));
    return buf_keep(a, &b);
}
