/* What the files of pruning share. */
#ifndef VORLAGE_EDITION_EDITION_IN_H
#define VORLAGE_EDITION_EDITION_IN_H

#include "edition/edition.h"

typedef struct {
    Arena *a;
    const Vorlage *v;     /* the whole one */
    const Beratung *fuer; /* the consultation the edition is for; NULL: for all that are public */
    bool silent, left_out;
    Str *id; /* what can be referred to and is shown; sorted before references are settled */
    size_t nids, room;
} Prune;

/* publicity.c */
bool edition_has_occasion(
    const Vorlage *v, const Beratung *fuer, const Str *nur,
    int nnur); /* a public consultation, `fuer` where given, among those named where any are */
bool prune_shows(Prune *p, Status s, const Str *nur, int nnur);

/* prune_text.c: copies without what is hidden. `told`: what is left out is named in its place. */
Inline *prune_inlines(Prune *p, const Inline *in);
Block *prune_blocks(Prune *p, const Block *b, bool told);
void prune_names(Prune *p, Str id); /* id is shown */
Str *prune_consultations(Prune *p, const Str *nur, int nnur, int *n);

/* prune_table.c */
Tabelle *prune_table(Prune *p, const Tabelle *t, bool *rows_left_out);

/* references.c: settles those to what is not shown, in the copy. */
void edition_settle_references(Prune *p, Vorlage *v);

#endif
