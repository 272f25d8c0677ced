/* Inside the check of a session. */
#ifndef VORLAGE_AKTE_AKTE_IN_H
#define VORLAGE_AKTE_AKTE_IN_H

#include "akte/akte.h"

typedef struct {
    Top *top;
    Unterlage *u;
    int index;
    bool first; /* of its file */
} Blatt;        /* an item's paper, in the agenda's order */
typedef struct {
    Arena *a;
    Diags *d;
    const Fundorte *orte;
    Sitzungsakte *akte;
    const Sitzung *s; /* akte->sitzung */
    bool house, body; /* style and master data could be read; the session's body is known: else what
                         needs them is left */
    Blatt *blatt;
    int n;
} Pruefung;

/* ---- finding and reading (akte.c, haus.c) ---- */
bool akte_read(Arena *a, Diags *d, const Fundorte *f, const char *path, Place at, Str *bytes);
/* A name as the session writes it, as a path that can be opened: without "./" and "x/..", by the
 * names alone (x may be a link). In the arena. */
char *akte_path(Arena *a, const char *doc, Str name);

/* ---- checks ---- */
void akte_check_unterlagen(Pruefung *p); /* unterlagen.c: numbers, doubles, superseded */
void akte_check_beratungen(
    Pruefung *p); /* beratungen.c: consultation, order; sets Unterlage.beratung */
void akte_check_anlagen(Pruefung *p); /* anlagen.c: files there and named */

/* Words for messages, in the arena. */
Str akte_day_de(Arena *a, Date d);
Str akte_number_de(Arena *a, long n);

#endif
