/* Calendar dates, proleptic Gregorian, no time zone, no clock. */
#ifndef VORLAGE_BASE_DATE_H
#define VORLAGE_BASE_DATE_H

#include "base/str.h"

typedef struct {
    int16_t year;
    uint8_t month, day;
} Date; /* year 0: not set */
static inline bool date_set(Date d) { return d.year != 0; }

/* "2024-02-27"; false for a wrong form or a day that does not exist (2023-02-29). */
bool date_parse(Str s, Date *out);
int date_cmp(Date a, Date b);
/* Days from 1970-01-01. */
int32_t date_days(Date d);
int date_weekday(Date d);          /* 0 Monday ... 6 Sunday */
void date_de(Buf *b, Date d);      /* 27.02.2024 */
void date_de_long(Buf *b, Date d); /* 27. Februar 2024 (no-break space after the day) */
void date_iso(Buf *b, Date d);     /* 2024-02-27 */

/* A moment as a clock on the wall shows it, with its distance from UTC. */
typedef struct {
    Date day;
    uint8_t hour, minute, second;
    int16_t offset; /* minutes */
} DateTime;
static inline bool datetime_set(DateTime t) { return date_set(t.day); }
/* "2024-02-27T15:00:00+01:00"; the offset is required ("Z" is one). */
bool datetime_parse(Str s, DateTime *out);
int datetime_cmp(DateTime a, DateTime b); /* by the moment, not by the wall */
void datetime_iso(Buf *b, DateTime t);    /* 2024-02-27T15:00:00+01:00, never "Z" */
void time_de(Buf *b, DateTime t);         /* 15:00 */

/* The day (UTC) of so many seconds since 1970; unset where it lies before 1970 or behind the year
 * 9999. */
Date date_of_seconds(int64_t s);

#endif
