/* Exact decimal numbers: money in cents, rates and quantities with their scale. Never floating
 * point. All arithmetic is overflow-checked: functions return false and leave *out alone. */
#ifndef VORLAGE_BASE_DECIMAL_H
#define VORLAGE_BASE_DECIMAL_H

#include "base/str.h"

typedef struct {
    int64_t cents;
    bool set;
} Money; /* EUR cents */
typedef struct {
    int64_t v;
    uint8_t scale;
    bool set;
} Dec; /* v / 10^scale, scale 0..9 */

/* XML form: optional '-', digits, optional '.' and digits. At most 15 digits. */
bool dec_parse(Str s, Dec *out);
/* XML form with at most two decimals into cents. */
bool money_parse(Str s, Money *out);
bool money_add(Money a, Money b, Money *out);
bool money_sub(Money a, Money b, Money *out);
/* base * percent / 100, half away from zero, to the cent. */
bool money_percent(Money base, Dec percent, Money *out);
/* part / whole * 100 rounded half away from zero to `scale` decimals; false where whole is 0. */
bool money_ratio(Money part, Money whole, uint8_t scale, Dec *out);
/* Rounds half away from zero to a multiple of `unit_cents`. */
bool money_round(Money m, int64_t unit_cents, Money *out);
/* German: "83.334,00"; minus U+2212; group with U+002E. `places` 0 or 2 (0: cents dropped only
 * where they are 00, else 2 are written). Appends. */
void money_de(Buf *b, Money m, int places);
/* German decimal with its own scale: "2,43", "0,5". `group`: thousands separated. */
void dec_de(Buf *b, Dec d, bool group);
/* XML form. */
void money_xml(Buf *b, Money m);
void dec_xml(Buf *b, Dec d);
int dec_cmp(Dec a, Dec b);

#endif
