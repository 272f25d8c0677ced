/* Invitations as letters, for print and to be edited. */
#ifndef VORLAGE_LETTER_LETTER_H
#define VORLAGE_LETTER_LETTER_H

#include "akte/akte.h"
#include "edition/sitzung.h"

/* Letters to these members in one print file, in the order given; each begins on a right-hand page
 * where `duplex` says so. */
bool briefe_make(Arena *a, Diags *d, const Sitzungsakte *akte,
                 const Sitzungsausgabe *const *for_each, const Mitglied *const *an, int n,
                 bool duplex, double large, Buf *out);
/* One letter as ODT. an: NULL: to all members. Several may be made one after the other: each tells
 * its own faults. */
bool brief_odt(Arena *a, Diags *d, const Sitzungsakte *akte, const Sitzungsausgabe *e,
               const Mitglied *an, double large, bool flat, Buf *out);

#endif
