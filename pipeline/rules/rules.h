/* What an XSD cannot say: arithmetic, dates, references, typing slips. All look at the model and
 * point at the author's text. */
#ifndef VORLAGE_RULES_RULES_H
#define VORLAGE_RULES_RULES_H

#include "model/model.h"
#include "model/sitzung.h"
#include "model/stil.h"

/* A paper alone. Called by read_vorlage
 * after the schema; also looks at what only partly could be read (v may miss parts after faults).
 */
void rules_vorlage(Arena *a, Diags *d, Vorlage *v, Str source_text);
/* Rules that need master data and style: Gremium known at that date, finance forms exist,
 * references to forms. k may be NULL: then every gremium id without inline name is a fault. */
void rules_bezuege(Arena *a, Diags *d, const Vorlage *v, const Koerperschaft *k, const Stil *s);
/* The value of an attribute in the start tag at that place; the tag's name where it has none. */
Place rules_attr_place(const Diags *d, Place tag, const char *name);
/* That a Gremium of this id is in the master data on that day (unset: at all); else tells so at
 * that place. */
void rules_gremium(Arena *a, Diags *d, const Koerperschaft *k, Str id, Date on, Place at);
/* A session's file alone. Called by read_sitzung. */
void rules_sitzung(Arena *a, Diags *d, const Sitzung *s, Str source_text);

#endif
