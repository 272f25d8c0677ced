/* Values from words, inside this room (values.c). */
#ifndef VORLAGE_IMPORT_VALUES_H
#define VORLAGE_IMPORT_VALUES_H

#include "import/import_in.h"
#include "base/zahl.h"

Str import_plain_blanks(
    Arena *a,
    Str s); /* ordinary blanks in place of no-break ones, folded and trimmed, no soft hyphens */
bool import_same_words(Str a, Str b);           /* whatever the case */
bool import_date_of(Arena *a, Str s, Str *iso); /* "04.11.2024", "4. November 2024", "2024-11-04" */
bool import_amount_of(Str s, int places, Dec *out); /* "1.234,56 EUR" */
/* felder.c: a plain datum into its attribute, or with no words out of it. An amount is shown as the
 * old one was: in thousands, with the other sign. */
void import_feld_set(Im *im, XNode *holder, const Feld *f, const Node *old, const Node *now);
bool import_amount_set(Im *im, XNode *holder, const char *attr, const Node *old, const Node *now);
void import_day_set(Im *im, XNode *holder, const char *attr, const Node *now, Str text);
void import_tell_value(Im *im, Place at, Str given, const char *kind,
                       const char *example); /* D_IMPORT_WERT */

#endif
