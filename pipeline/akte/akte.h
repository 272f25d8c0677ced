/* A session with everything it needs: its file, house style, master data, members, and each Vorlage
 * read once; and the check that it is complete and fits together. Whoever makes something of a
 * session opens it here first: nothing is written before.
 *
 * Style and master data are found by the document's own reference, then the option, then (master
 * data only) the style's own reference, then the system's folder; else the neutral style and no
 * master data. */
#ifndef VORLAGE_AKTE_AKTE_H
#define VORLAGE_AKTE_AKTE_H

#include "base/diag.h"
#include "base/opener.h"
#include "model/sitzung.h"

typedef struct {
    const char *stil, *koerperschaft; /* options; NULL: not given */
    const char *etc;                  /* the system's folder; NULL: none */
    const Opener *opener;             /* of all that is read; NULL: the machine's files */
} Fundorte;

/* For a document at doc (NULL: standard input) that names `own` at `at`. NULL: a fault was told. */
Stil *akte_stil(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str own, Place at);
/* False: a fault was told. *k is NULL where there are no master data. */
bool akte_koerperschaft(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str own, Place at,
                        const Stil *s, Koerperschaft **k);

/* Opens the session at path ("-": standard input), reads all it names and checks it, all faults at
 * once, each at its place in its file. NULL where a fault of error rank was told; a Sitzungsakte
 * has all its Vorlagen and each one's consultation. In a session its style and master data hold for
 * all its Vorlagen, whatever those name. What is checked: Vorlagen are the ones named, stand once,
 * and name this consultation with body, day and status; pre-consultations come before decisions;
 * superseded papers (a warning); files of attachments and minutes can be read, and files in folders
 * of attachments ("anlagen", "Anlage 1", ...) are named somewhere (a warning); notice period (a
 * warning; 7 days where the master data say nothing); members stand once. */
Sitzungsakte *akte_open(Arena *a, Diags *d, const Fundorte *f, const char *path);
/* The same of bytes that were read already; doc: where they are from, NULL: standard input. */
Sitzungsakte *akte_open_bytes(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str bytes);

/* Whether a list of members is a table, by the end of its name. */
bool akte_is_csv(const char *path);

#define LADUNGSFRIST_SONST 7 /* days */

#endif
