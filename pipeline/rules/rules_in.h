/* Inside the rules: what an XSD cannot say. Each file has one subject; all walk the model and point
 * at the author's text. */
#ifndef VORLAGE_RULES_RULES_IN_H
#define VORLAGE_RULES_RULES_IN_H

#include "model/model.h"
#include "model/walk.h"
#include "rules/rules.h"

#define RULE_WORD_MAX 20000 /* bytes without a blank */
#define RULE_PARA_MAX \
    ((size_t)1000000)     /* bytes of one paragraph: lines are chosen for it as a whole */
#define RULE_LONG_WORD 60 /* letters in a row without a chance to break */

#define RULE_MOST 200 /* messages of one kind; then one that says so */
typedef struct {
    Arena *a;
    Diags *d;
    Vorlage *v;
    Str src;
    int slips, lost, doubles;
} Rules;
/* Counts; false where enough was told. */
bool rule_may_tell(Rules *r, int *count, Place at);

/* The value of an attribute in the start tag at that place; the tag's name where it has none. */
Place rule_attr(const Rules *r, Place tag, const char *name);
Place rule_name(const Rules *r, Place tag);
/* "12.069,40 EUR" in the arena. */
Str rule_money(Arena *a, Money m);
Str rule_int(Arena *a, long n);
Str rule_day(Arena *a, Date d); /* "27.02.2024" */
/* Whether the source declares that id in a part that could not be read: then its absence is an
 * echo. */
bool rule_declared(const Rules *r, Str id);

void rules_posten(Rules *r);     /* finanzen.c */
void rules_tabellen(Rules *r);   /* tabelle.c */
void rules_verweise(Rules *r);   /* verweis.c */
void rules_beratungen(Rules *r); /* beratung.c */
void rules_texte(Rules *r);      /* text.c */
void rules_bilder(Rules *r);     /* bild.c */

#endif
