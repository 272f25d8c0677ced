/* The list of an earlier pack (sitzung.json, which the pack's PDF carries as well), read back to
 * tell what has changed since. It comes from outside: everything in it is checked, and of its words
 * only those go into a supplement whose readers may see them (nachtrag.c). */
#ifndef VORLAGE_PACK_LISTE_H
#define VORLAGE_PACK_LISTE_H

#include "edition/edition.h"
#include "model/sitzung.h"

#define LISTE_DATEI "sitzung.json"
#define LISTE_MAX_BYTES ((size_t)16 << 20)
#define LISTE_MAX_TEILE 20000 /* items and files each */
#define LISTE_MAX_TEXT 4000u  /* of one text, bytes */
#define LISTE_MAX_NUMMER 24u  /* of an item's number, bytes */
#define LISTE_MAX_SEITEN 1000000
#define LISTE_MAX_NACHTRAG 99
#define LISTE_MAX_ZIP 100000 /* entries of a zip that holds the list */

typedef struct {
    Str name, nummer, titel, inhalt;
    bool noch;
} AltTop; /* inhalt: digest of what the agenda says of it; empty: not known. noch: still there; set
             by the comparison */
typedef struct {
    Str name, art, nummer, anlage, titel, inhalt;
    int top;
    bool noch;
} AltTeil; /* top: index of its item; -1: of the session itself */
typedef struct {
    const char *pfad;
    Str digest;       /* of the list itself */
    bool oeffentlich; /* of the public edition */
    Str gremium, beginn;
    int ab_seite, seiten; /* numbers of the pack's first and last page */
    int grad;             /* its letter's size where that is large print, points; 0: the style's */
    int nachtrag;         /* which supplement it is of; 0: the pack itself */
    AltTop *top;
    int ntops;
    AltTeil *teil;
    int nteile;
} Altliste;

/* path: the pack as PDF, the list, a folder or a zip that holds the list. NULL: a fault was told.
 */
Altliste *liste_read(Arena *a, Diags *d, const char *path);
/* Is it of this session and this edition (large: the letter's size in large print, points)? False:
 * told. A personal copy goes on from the pack that its member has, in whatever print. */
#define LISTE_JEDER_GRAD -1.0
bool liste_passt(Diags *d, const Altliste *l, const Sitzungsakte *akte, Edition edition,
                 double large);

#endif
