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
    static const char *const name[] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember" };
    buf_printf(b, "%d.\u00A0%s %d", d.day, name[(d.month + 11) % 12], d.year);
}

void date_iso(Buf *b, Date d) { buf_printf(b, "%04d-%02d-%02d", d.year, d.month, d.day); }
