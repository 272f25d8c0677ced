/* From bytes to a checked model.
 *
 * Each reader takes the name for messages and the raw bytes, reports all faults into d and returns
 * NULL where a fault of error rank was found (warnings do not count). Results live in the arena. */
#ifndef VORLAGE_READ_READ_H
#define VORLAGE_READ_READ_H

#include "model/model.h"
#include "model/sitzung.h"
#include "model/stil.h"

/* Checks well-formedness, schema and the rules that need no master
 * data. bytes, here and below: a NUL stands behind them, and they live as long as a, since texts of
 * the model are pieces of them. */
Vorlage *read_vorlage(Arena *a, Diags *d, Str name, Str bytes);
/* The built-in neutral style with the file's values over it; path for relative files. */
Stil *read_stil(Arena *a, Diags *d, Str path, Str bytes);
Koerperschaft *read_koerperschaft(Arena *a, Diags *d, Str path, Str bytes);
/* A session with the rules its own file can show, also where faults were told: so that what it
 * names can be looked at (akte/akte.h does that). */
Sitzung *read_sitzung(Arena *a, Diags *d, Str name, Str bytes);
/* A list of members with its rules. */
Mitglieder *read_mitglieder(Arena *a, Diags *d, Str path, Str bytes);
/* The same from a table (mitglieder_csv.c says its form); it names no Gremium. */
Mitglieder *read_mitglieder_csv(Arena *a, Diags *d, Str path, Str bytes);

/* That each id stands for one member, also over the lists of a session. */
void read_mitglieder_einmal(Arena *a, Diags *d, const Mitglieder *l);

/* An empty but valid Vorlage with comments for a clerk (vorlage new). art: a Vorlagenart code. */
void skeleton_vorlage(Buf *out, Str nummer, Str art);
/* The same for a session of that number, and for the members of the Gremium of that id (empty: of
 * any). */
void skeleton_sitzung(Buf *out, Str nummer);
void skeleton_mitglieder(Buf *out, Str gremium);
/* The Vorlage behind a form for authors (vorlage new --odt), in a style that is a form's: prompts
 * between PROMPT_OPEN and PROMPT_CLOSE. */
void skeleton_formular(Arena *a, Buf *out, Str nummer, Str art, const Stil *s);

#endif
