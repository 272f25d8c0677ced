/* Editions: what of a Vorlage its readers may see. Only this room leaves hidden content out, of
 * papers and (sitzung.h) of sessions; every later stage gets an Ausgabe, and only this room makes
 * one.
 *
 * Closed by default. A part is public only if the Vorlage, a consultation and the part itself are:
 *  - The Vorlage says status="oeffentlich"; else it has no public edition at all.
 *  - Where it names consultations, at least one of them is public; a part that names its own
 * (nur-beratung) needs one of those to be.
 *  - The part, and everything it stands in, does not say nichtoeffentlich. Blocks inherit; the word
 * only narrows. Rows and answers of a hidden finance part are hidden with it. In the public edition
 *  - a consultation that is not public is left out with date, result and votes; where the style
 * says so, a neutral row stands for it. A result of its own status nichtoeffentlich is left out of
 * a public row, with the votes;
 *  - blocks, rows and parts left out are named once by "Dieser Abschnitt ist nichtöffentlich."
 * unless the style is silent; words inside a sentence and items of a list go silently (the numbers
 * of the others stay);
 *  - attachments are left out whole; the others keep their numbers, so gaps show that something is
 * missing, but not what;
 *  - a reference to something hidden becomes the words "nichtöffentlicher Teil", without a link;
 *  - finance forms are computed from the rows that are shown; a typed sum over hidden rows of a
 * table is withheld ("–"); an amount in prose that belongs to a hidden row is withheld as well;
 *  - metadata, bookmarks and running heads are made from what is shown. */
#ifndef VORLAGE_EDITION_EDITION_H
#define VORLAGE_EDITION_EDITION_H

#include "model/model.h"

/* Editions by name: X(identifier, English name, German name). */
// clang-format off
#define EDITIONEN(X) \
    X(PUBLIC, "public", "oeffentlich") \
    X(FULL, "full", "voll")
/* Who gets something of a session: X(identifier, English name, German name, edition). The German
 * name stands in file names. Whoever has another name is a member. */
#define LESER(X) \
    X(OEFFENTLICHKEIT, "public", "oeffentlich", EDITION_PUBLIC) \
    X(MITGLIEDER, "members", "mitglieder", EDITION_FULL) \
    X(VORSITZ, "chair", "vorsitz", EDITION_FULL) \
    X(JEDER, "each", "each", EDITION_NONE) /* all members by name, each in an edition of theirs */
// clang-format on
#define X_(id, en, de) EDITION_##id,
typedef enum { EDITION_NONE, EDITIONEN(X_) EDITION_N } Edition;
#undef X_
#define X_(id, en, de, edition) LESER_##id,
typedef enum { LESER_NONE, LESER(X_) LESER_N } Leser;
#undef X_
/* By either name; 0 where there is no such one. */
Edition edition_find(Str name);
Leser leser_find(Str name);
Str edition_name(Edition e); /* German */
Str edition_name_en(Edition e);
Str leser_name(Leser l); /* German */
Edition leser_edition(Leser l);
/* Whether file names say that word of readers or parts, so that nobody may be called so; letters in
 * either case. */
bool leser_reserved(Str word);
/* The common readers of an edition: the public, the members. */
Leser leser_of(Edition e);

typedef struct {
    const Vorlage *v;  /* as the readers of this edition may see it; the full edition's is the whole
                          Vorlage itself */
    Edition edition;   /* EDITION_PUBLIC or EDITION_FULL */
    bool left_out;     /* something of the Vorlage is not in it */
    bool confidential; /* something in it is not public */
} Ausgabe;

/* The edition e of v, in the arena. EDITION_NONE where anything in v is not public is an error
 * (D_FLOW_EDITION), else the full one; EDITION_PUBLIC of a non-public Vorlage is an error as well.
 * NULL on error. `silent`: nothing stands where something was left out. */
const Ausgabe *ausgabe_make(Arena *a, Diags *d, const Vorlage *v, Edition e, bool silent);

/* The same for one consultation of v (one of v->beratungen; NULL: as above): public is only what is
 * so on that occasion, whatever others allow. */
const Ausgabe *ausgabe_fuer(Arena *a, Diags *d, const Vorlage *v, const Beratung *fuer, Edition e,
                            bool silent);
/* True where v has a public edition (for that consultation). */
bool vorlage_is_open(const Vorlage *v, const Beratung *fuer);

/* The words of a text as a public reader may know them: what is hidden goes without a trace. In the
 * arena. */
Str edition_words(Arena *a, const Inline *i);

/* True where any part, row, result or attachment of v is not public. */
bool vorlage_has_hidden(const Vorlage *v);

#endif
