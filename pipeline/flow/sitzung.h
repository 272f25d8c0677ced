/* How a session reads: the invitation as a letter with its agenda, and the sheets that stand
 * between the papers of a pack. Made from editions only: what an edition's readers may not see is
 * not in these flows either. */
#ifndef VORLAGE_FLOW_SITZUNG_H
#define VORLAGE_FLOW_SITZUNG_H

#include "edition/sitzung.h"
#include "flow/flow.h"

typedef struct {
    const Top *top;
    Str wort;
} FlowMarke; /* "(neu)" beside that item */
typedef struct {
    const Sitzungsausgabe *e;
    const Koerperschaft *k; /* may be NULL */
    const Gremium *g;       /* may be NULL */
    const Stil *stil;       /* the session's, as flow_briefstil made it */
    const char *path;       /* of the session, for its pictures */
    Str nachtrag; /* "2. Nachtrag": what a supplement's letter is called; empty: it is none */
    const FlowMarke *marke;
    int nmarken; /* of a supplement, in the agenda's order */
    const Str *entfallen;
    int nentfallen; /* lines for what is gone */
} Sitzungsflow;

/* The session's style for letters: margins of DIN 5008, headings of a letter's size. */
Stil *flow_briefstil(Arena *a, const Stil *s);
/* The invitation. an: whom it is to; NULL: to all members. */
Flow *flow_einladung(Arena *a, Diags *d, const Sitzungsflow *s, const Mitglied *an);
/* The words below an item's title in the agenda: who reports, competence, papers, that it was taken
 * off, remarks. */
Str flow_top_angaben(Arena *a, const Sitzungsflow *s, const Top *t);
/* A sheet with a heading and lines below it (a note in the place of an attachment); entries: a
 * contents list below (0: none). */
Flow *flow_blatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Str *lines, int nlines,
                 FlowEntry *entries, int nentries);
/* The sheet before the papers of an item: what it is part of, its number large, its title, whether
 * it is public and who reports, and what follows. */
Flow *flow_trennblatt(Arena *a, Diags *d, const Sitzungsflow *s, const Top *t, Str number,
                      Str title, FlowEntry *entries, int nentries);
/* Pictures (a scan's pages) as a paper of their own. data: bytes, where they are at hand; width:
 * points, 0: natural. */
typedef struct {
    Str file, path, data;
    double width;
} Blattbild;
Flow *flow_bildblatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Blattbild *bild,
                     int n, Str alt, Place at);
/* "Sitzung des Ausschusses ... am 27. Februar 2024" */
Str flow_sitzungstitel(Arena *a, const Sitzungsflow *s);
/* "Mo., 27. Februar 2024, 15:00 Uhr", for lists and metadata. */
Str flow_sitzungszeit(Arena *a, const Sitzungsflow *s);

#endif
