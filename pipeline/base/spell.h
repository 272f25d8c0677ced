/* Nearest names: for "meinten Sie ...?". Distances count inserted, removed, changed and swapped
 * characters, by bytes. */
#ifndef VORLAGE_BASE_SPELL_H
#define VORLAGE_BASE_SPELL_H

#include "base/str.h"

#define SPELL_MAX 64 /* longer words are never near */

int spell_distance(Str a, Str b); /* 99 where one is longer than SPELL_MAX */
/* Index of the nearest of n words, case, umlauts, '_' and blanks set aside; -1: none is near
 * enough. */
int spell_nearest(Str word, const Str *list, int n);

#endif
