/* What letters for print and letters to be edited are made with. */
#ifndef VORLAGE_LETTER_LETTER_IN_H
#define VORLAGE_LETTER_LETTER_IN_H

#include "flow/sitzung.h"
#include "letter/letter.h"
#include "office/looks.h"

typedef struct {
    Arena *a;
    Diags *d;
    const Sitzungsakte *akte;
    Stil *stil;  /* of letters ... */
    Stil *gross; /* ... and of those to members who get large print */
    Looks looks;
} Briefe;

/* large: size in large print, points; 0: the style's. looks_drop ends it. */
Briefe briefe_open(Arena *a, Diags *d, const Sitzungsakte *akte, bool duplex, double large);
/* The letter to that member (NULL: to all). */
Flow *brief_flow(const Briefe *b, const Sitzungsausgabe *e, const Mitglied *an);
/* The faces of all these letters. NULL: a fault was told. */
FontSet *brief_fonts(Briefe *b);

#endif
