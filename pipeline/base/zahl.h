/* Numbers and days as German typists write them: for cells of typed columns, and for what is read
 * back from an edited document. */
#ifndef VORLAGE_BASE_ZAHL_H
#define VORLAGE_BASE_ZAHL_H

#include "base/date.h"
#include "base/decimal.h"

typedef enum { ZAHL_LEER /* nothing, "-" */, ZAHL_GUT, ZAHL_SCHLECHT } ZahlForm;
/* "1.234,56", "-3", "rund 5 EUR": at most `places` decimals. */
ZahlForm zahl_german(Str s, int places, Dec *out, bool *rund);
bool zahl_german_date(Str s, Date *out); /* "27.02.2024" */

#endif
