/* Invitations as letters: for print in one file, or one to be edited. Members who get large print
 * get their letter in it, whatever `large` (points; 0: the style's size) says for the others. What
 * a letter holds is decided by the edition given for it. False with diagnostics; nothing is then to
 * be written. */
#ifndef VORLAGE_LETTER_LETTER_H
#define VORLAGE_LETTER_LETTER_H

#include "akte/akte.h"
#include "edition/sitzung.h"
#include "office/office.h"

/* A PDF with the letters to these n members, in the order given (an NULL: one to all, n 1);
 * for_each: the edition of each. Each begins on a right-hand page where `duplex` says so. */
bool briefe_make(Arena *a, Diags *d, const Sitzungsakte *akte,
                 const Sitzungsausgabe *const *for_each, const Mitglied *const *an, int n,
                 bool duplex, double large, Buf *out);
/* One letter as ODT, `flat` as one XML file; an NULL: to all members. Several may be made one after
 * the other: each tells its own faults. */
bool brief_odt(Arena *a, Diags *d, const Sitzungsakte *akte, const Sitzungsausgabe *e,
               const Mitglied *an, double large, bool flat, Buf *out);

/* The maker "brief" of a session: one to all, as PDF or ODT. */
OfficeMake brief_office;

#endif
