/* Values from words, inside this room (values.c). */
#ifndef VORLAGE_IMPORT_VALUES_H
#define VORLAGE_IMPORT_VALUES_H

#include "import/import_in.h"
#include "base/zahl.h"

Str plain_blanks(
    Arena *a,
    Str s); /* ordinary blanks in place of no-break ones, folded and trimmed, no soft hyphens */
bool same_words(Str a, Str b);               /* whatever the case */
bool date_of(Arena *a, Str s, Str *iso);     /* "04.11.2024", "4. November 2024", "2024-11-04" */
bool amount_of(Str s, int places, Dec *out); /* "1.234,56 EUR" */
/* felder.c: a plain datum into its attribute, or with no words out of it. An amount is shown as the
 * old one was: in thousands, with the other sign. */
void feld_set(Im *im, XNode *holder, const Feld *f, const Node *old, const Node *now);
bool amount_set(Im *im, XNode *holder, const char *attr, const Node *old, const Node *now);
void day_set(Im *im, XNode *holder, const char *attr, const Node *now, Str text);
void tell_value(Im *im, Place at, Str given, const char *kind,
                const char *example); /* D_IMPORT_WERT */

#endif
