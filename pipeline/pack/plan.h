/* What a pack holds: the parts in order, read and judged, before any page is set. Fixed as soon as
 * plan_make returns. */
#ifndef VORLAGE_PACK_PLAN_H
#define VORLAGE_PACK_PLAN_H

#include "flow/sitzung.h"
#include "pack/mappe.h"
#include "page/page.h"

typedef struct {
    Arena *a;
    Diags *d;
    const Mappe *m;
    const Sitzungsausgabe *e;
    Sitzungsflow sf; /* how the session's own pages read; of a supplement with its marks */
    Stil papier;     /* of Vorlagen */
    Stueck *stueck;
    int n; /* 0: a supplement in which nothing has changed */
    /* of a supplement */
    Stueck *alle; /* all parts as they now are, without marks; NULL: it is none */
    int nalle;
    int vor; /* pages of the pack that it supplements: numbers go on */
} Plan;

/* Edition, parts, attachments. False: faults were told. */
bool plan_make(Arena *a, Diags *d, const Mappe *m, Plan *out);
bool plan_begins_item(const Plan *p, int i); /* the first part of its item */

/* judge.c: an attachment's bytes, and what kind of part they become; then all of them judged. */
void stueck_read(const Plan *p, Stueck *s);
void plan_judge(Plan *p);
/* nachtrag.c: only what has changed since the old list is left, nothing where nothing has. False:
 * the list does not fit. */
bool plan_supplement(Plan *p);
/* The digest of what a part is made from; im: pictures of a Vorlage, f: the letter. */
Str stueck_digest(const Plan *p, const Stueck *s, const Flow *f, const Images *im);

/* names.c: a part's name; then all that are alike, counted. */
Str stueck_name(Arena *a, const Stueck *s);
void plan_names(Plan *p);
Str stueck_kurz(Arena *a, const Stil *st, const Stueck *s,
                const char *blank);  /* a Vorlage by its number: "Vorlage 024/2024", "Vorlage
                                        024/2024 (geändert)" */
const char *stueck_art(StueckArt a); /* its word in the list */

static inline Str stueck_words(const Stueck *s) { return s->titel.n ? s->titel : s->zeile; }
static inline Str mappe_gremium(const Plan *p)
{
    return p->sf.g ? p->sf.g->name : p->e->s->gremium_name;
}

#endif
