/* What tells programs and people which parts there are: sitzung.json, index.html; and the single
 * files that these name. */
#ifndef VORLAGE_PACK_LISTING_H
#define VORLAGE_PACK_LISTING_H

#include "pack/layout.h"

typedef struct {
    const Stueck *stueck;
    const PartPaper *paper; /* NULL: it is not in this pack */
    Str digest;             /* of what it is made from; may be empty */
    int part;               /* its index in the plan, where it is in this pack */
    Str file;               /* bytes of its single file; empty: there is none */
} ListEntry;

/* All that is now valid, in order. */
typedef struct {
    const Layout *layout;
    ListEntry *entry;
    int n;
} Listing;

Listing listing_of(const Layout *l);
/* The list; sizes and digests of single files as far as there are any. */
Str listing_json(const Listing *l);
/* whole: bytes of the pack in one file. */
Str listing_html(const Listing *l, size_t whole);
/* Names of files: of an untouched signed one, without its end; with it. */
Str listing_original(Arena *a, const Stueck *s);
Str listing_pdf(Arena *a, Str name);
void listing_file(Arena *a, Files *to, Str name, Str bytes);

/* files.c: each part as a file of its own, then what lists them. False: faults were told. */
bool listing_files(Listing *l, size_t whole, Files *out);

static inline bool entry_is_item(const ListEntry *e) { return e->stueck->art == STUECK_TRENNBLATT; }

#endif
