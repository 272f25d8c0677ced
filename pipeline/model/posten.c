/* Amounts of finance rows. */
#include "model/posten.h"

Dec geld_in_einheit(Money m, Geldeinheit g)
{
    Dec d = { m.cents, (uint8_t)(g == GELD_MIO ? 8 : g == GELD_TEUR ? 5 : 2), m.set };
    while (d.scale && d.v % 10 == 0) d.v /= 10, d.scale--;
    return d;
}
