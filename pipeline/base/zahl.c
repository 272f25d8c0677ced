/* Numbers and days as German typists write them, in cells of typed table columns. */
#include "base/zahl.h"

/* Removes the prefix or suffix, with the white space between. */
static bool strip_front(Str *s, const char *word)
{
    if (!str_starts(*s, str_of(word))) return false;
    *s = str_trim(str_sub(*s, strlen(word), s->n));
    return true;
}

static void strip_back(Str *s, const char *word)
{
    if (str_ends(*s, str_of(word))) *s = str_trim(str_sub(*s, 0, s->n - strlen(word)));
}

/* Ordinary spaces in place of no-break ones, so that one form is looked at. Stays within the
 * caller's room. */
static Str plain_spaces(Str s, char *room, size_t size)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (n + (at - from) > size) return (Str){ "?", 1 };
        if (c == 0xA0 || c == 0x202F || c == 0x2009)
            room[n++] = ' ';
        else
            memcpy(room + n, s.p + from, at - from), n += at - from;
    }
    return str_trim((Str){ room, n });
}

/* Digits with groups of three behind '.' or ' ', then ',' and decimals. Nothing else. */
static bool digits(Str s, int places, Dec *out)
{
    int64_t v = 0;
    int ndig = 0, since = -1, scale = -1;
    char sep = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c >= '0' && c <= '9') {
            if (++ndig > 15) return false;
            v = v * 10 + (c - '0');
            if (scale >= 0)
                scale++;
            else if (since >= 0 && ++since > 3)
                return false;
        } else if (c == ',' && scale < 0 && ndig && (since < 0 || since == 3)) {
            scale = 0;
        } else if ((c == '.' || c == ' ') && scale < 0 && ndig &&
                   (since == 3 || (since < 0 && ndig <= 3)) && (!sep || sep == c)) {
            sep = c;
            since = 0;
        } else {
            return false;
        }
    }
    if (!ndig || scale == 0 || (scale < 0 && since >= 0 && since != 3) || scale > places)
        return false;
    *out = (Dec){ v, (uint8_t)(scale < 0 ? 0 : scale), true };
    return true;
}

ZahlForm zahl_german(Str given, int places, Dec *out, bool *rund)
{
    char room[100];
    Str s = plain_spaces(given, room, sizeof room);
    *rund = false;
    *out = (Dec){ 0 };
    if (!s.n || str_is(s, "-") || str_is(s, "–") || str_is(s, "—") || str_is(s, "−"))
        return ZAHL_LEER;
    if (strip_front(&s, "rund ") || strip_front(&s, "rd. ") || strip_front(&s, "ca. "))
        *rund = true;
    strip_back(&s, "EUR");
    strip_back(&s, "€");
    strip_back(&s, "%");
    strip_back(&s, ",--");
    strip_back(&s, ",-");
    strip_back(&s, ",–");
    bool minus = strip_front(&s, "-") || strip_front(&s, "−") || strip_front(&s, "–");
    if (!minus) strip_front(&s, "+");
    if (!digits(s, places, out)) return ZAHL_SCHLECHT;
    if (minus) out->v = -out->v;
    return ZAHL_GUT;
}

static int number(Str s, size_t from, size_t n)
{
    int v = 0;
    for (size_t i = from; i < from + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

bool zahl_german_date(Str s, Date *out)
{
    s = str_trim(s);
    size_t d1 = str_find(s, S("."));
    if (d1 == (size_t)-1 || d1 < 1 || d1 > 2) return false;
    size_t d2 = str_find(str_sub(s, d1 + 1, s.n), S("."));
    if (d2 == (size_t)-1 || d2 < 1 || d2 > 2 || s.n != d1 + d2 + 6) return false;
    int day = number(s, 0, d1), month = number(s, d1 + 1, d2), year = number(s, d1 + d2 + 2, 4);
    if (day < 0 || month < 0 || year < 0) return false;
    Buf b = buf_new(0);
    buf_printf(&b, "%04d-%02d-%02d", year, month, day);
    bool ok = date_parse(buf_view(&b), out);
    buf_drop(&b);
    return ok;
}
