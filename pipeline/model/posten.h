/* Finance rows and their amounts: which one counts, what belongs to a year, what all years come to.
 */
#ifndef VORLAGE_MODEL_POSTEN_H
#define VORLAGE_MODEL_POSTEN_H

#include "model/model.h"

/* The row of that id; NULL: none. */
const Posten *posten_find(const Vorlage *v, Str id);
/* The amount that counts where the row is shown and referred to: the stated one, else gross, else
 * net; its attribute's name likewise ("betrag" where there is none). */
Money posten_amount(const Posten *p);
const char *posten_amount_name(bool betrag, bool brutto, bool netto);
/* What a row costs with tax, for a share of funding: gross, else as stated, else net. It differs
 * from the above only where both are stated and do not agree, which the rules tell as an error. */
Money posten_gross(const Posten *p);
/* One of the row's amounts, as a reference names it; not set where the row does not say it. */
Money posten_wert(const Posten *p, PostenWert w);
/* What falls into that year. */
Money posten_year(const Posten *p, int year);
bool posten_has_year(const Posten *p, int year); /* stated with a year */
/* Of amounts stated year by year; not set beyond what can be counted, or where one cannot be read.
 */
Money posten_years_sum(const Posten *p);
/* All years of a row together; where an annual amount has no end, not set. */
Money posten_total(const Posten *p);
/* Budgets of a row: ansatz, and with that sign what was granted and what is asked for. */
Money posten_budget(const Posten *p, int sign);

bool posten_is_income(Postenart a);
bool posten_is_cost(Postenart a); /* what funding is a share of */

/* 2430000.00 EUR in Mio. EUR: 2.43, without zeros at the end. */
Dec geld_in_einheit(Money m, Geldeinheit g);
/* Cents of one unit. */
int64_t geld_cents(Geldeinheit g);

#endif
