/* Dates. See date.h. */
#include "base/date.h"

static int digits(const char *p, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') return -1;
        v = v * 10 + (p[i] - '0');
    }
    return v;
}

static int days_in_month(int y, int m)
{
    static const int d[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    return m == 2 && leap ? 29 : d[m - 1];
}

bool date_parse(Str s, Date *out)
{
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    int y = digits(s.p, 4), m = digits(s.p + 5, 2), d = digits(s.p + 8, 2);
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m)) return false;
    *out = (Date){ (int16_t)y, (uint8_t)m, (uint8_t)d };
    return true;
}

int32_t date_days(Date d)
{
    int y = d.year - (d.month <= 2), era = y / 400, yoe = y - era * 400;
    int doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int date_cmp(Date a, Date b)
{
    int x = a.year * 512 + a.month * 32 + a.day, y = b.year * 512 + b.month * 32 + b.day;
    return (x > y) - (x < y);
}

int date_weekday(Date d) { return ((date_days(d) + 3) % 7 + 7) % 7; }

void date_de(Buf *b, Date d) { buf_printf(b, "%02d.%02d.%04d", d.day, d.month, d.year); }

void date_de_long(Buf *b, Date d)
{
    static const char *const name[] = { "Januar",    "Februar", "März",     "April",
                                        "Mai",       "Juni",    "Juli",     "August",
                                        "September", "Oktober", "November", "Dezember" };
    buf_printf(b, "%d.\u00A0%s %d", d.day, name[(d.month + 11) % 12], d.year);
}

void date_iso(Buf *b, Date d) { buf_printf(b, "%04d-%02d-%02d", d.year, d.month, d.day); }

static bool offset_parse(Str s, int16_t *out)
{
    if (str_is(s, "Z")) {
        *out = 0;
        return true;
    }
    if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':') return false;
    int h = digits(s.p + 1, 2), m = digits(s.p + 4, 2);
    if (h < 0 || m < 0 || m > 59 || h * 60 + m > 14 * 60) return false;
    *out = (int16_t)(s.p[0] == '-' ? -(h * 60 + m) : h * 60 + m);
    return true;
}

bool datetime_parse(Str s, DateTime *out)
{
    DateTime t = { 0 };
    if (s.n < 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' ||
        !date_parse(str_sub(s, 0, 10), &t.day))
        return false;
    int h = digits(s.p + 11, 2), m = digits(s.p + 14, 2), sec = digits(s.p + 17, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 ||
        !offset_parse(str_sub(s, 19, s.n - 19), &t.offset))
        return false;
    t.hour = (uint8_t)h, t.minute = (uint8_t)m, t.second = (uint8_t)sec;
    *out = t;
    return true;
}

static int64_t seconds(DateTime t)
{
    return (int64_t)date_days(t.day) * 86400 + t.hour * 3600 + t.minute * 60 + t.second -
        t.offset * 60;
}

int datetime_cmp(DateTime a, DateTime b)
{
    int64_t x = seconds(a), y = seconds(b);
    return (x > y) - (x < y);
}

void datetime_iso(Buf *b, DateTime t)
{
    int o = t.offset < 0 ? -t.offset : t.offset;
    date_iso(b, t.day);
    buf_printf(b, "T%02d:%02d:%02d%c%02d:%02d", t.hour, t.minute, t.second,
               t.offset < 0 ? '-' : '+', o / 60, o % 60);
}

void time_de(Buf *b, DateTime t) { buf_printf(b, "%02d:%02d", t.hour, t.minute); }

/* Civil date from days, proleptic Gregorian: years begin in March, so the leap day is a year's
 * last. */
Date date_of_seconds(int64_t s)
{
    if (s < 0 || s > 253402300799) return (Date){ 0 };
    int64_t z = s / 86400 + 719468, era = z / 146097, doe = z - era * 146097,
            yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    return (Date){ (int16_t)(yoe + era * 400 + (month <= 2)), (uint8_t)month, (uint8_t)day };
}
