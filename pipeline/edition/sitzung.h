/* Editions of a session: what of its agenda, invitation and papers the readers of an edition may
 * see. Closed by default, as edition.h.
 *
 *  - A session of status nichtoeffentlich has no public edition.
 *  - A public item keeps its title (that of its Vorlage without what is hidden in it), its words
 * without hidden blocks, its minutes and attachments where they are public, and those of its
 * Vorlagen that are public on this very occasion; a Vorlage that is not leaves no trace, not even
 * its number.
 *  - A non-public item keeps its number and its neutral title and nothing else; without a neutral
 * title it is left out with all below it. Numbers are those of the whole agenda: a gap shows that
 * there is something, and no more; it is warned of. The style may choose (punkte): to list such
 * items by a fixed word, or no non-public item at all.
 *  - The invitation keeps its text without hidden blocks and its public enclosures. The
 * distribution list is nobody's business: it is left out. */
#ifndef VORLAGE_EDITION_SITZUNG_H
#define VORLAGE_EDITION_SITZUNG_H

#include "edition/edition.h"
#include "model/sitzung.h"
#include "model/stil.h"

typedef struct {
    const Sitzung *s; /* as the readers may see it; the full edition's is the session itself */
    Edition edition;
    bool left_out, confidential;
    const Ausgabe **vorlage; /* of each Unterlage of s that has a Vorlage, in the reading order of
                                items and Unterlagen */
    int nvorlagen;
} Sitzungsausgabe;

/* The item's own title, else the betreff of its first Vorlage that was read. Not for a public
 * reader: below. */
Str top_titel(const Top *t);
/* What a public reader may see as the title. Of a public item: its own, else the betreff of a
 * public Vorlage without its non-public words; of a non-public one the neutral title (its own, else
 * its Vorlage's). Empty where there is none. In the arena. */
Str top_titel_oeffentlich(Arena *a, const Top *t);

/* NULL with an error where there is no such edition. */
const Sitzungsausgabe *sitzung_ausgabe(Arena *a, Diags *d, const Sitzung *s, Edition e,
                                       const Stil *st);

/* ---- of the whole session: which parts the public may see (marks.c) ---- */
/* An item, by its own word and the session's. */
bool edition_top_is_open(const Sitzung *s, const Top *t);
/* Its Vorlage v. */
bool edition_unterlage_is_open(const Unterlage *u, const Vorlage *v);
/* An attachment, where what it hangs on is: it says so itself, for this consultation if it names
 * any. */
bool edition_anlage_is_open(const Anlage *x, const Beratung *hier);
/* Minutes: where nobody says that they are not. */
bool edition_niederschrift_is_open(const Niederschrift *n);

#endif
