/* Between the readers: from the XML tree to the model.
 *
 * The tree may hold faults (the checker has told them): nodes marked faulty are skipped, and a
 * value that does not parse is left unset without a second message. Attributes and one-line
 * contents are tokens: white space folded, ends trimmed, NFC.
 */
#ifndef VORLAGE_READ_READ_IN_H
#define VORLAGE_READ_READ_IN_H

#include "base/zahl.h"
#include "model/felder.h"
#include "model/sitzung.h"
#include "model/stil.h"
#include "xml/tree.h"

typedef struct {
    Arena *a;
    Diags *d;
} Rd;

/* ---- text and values (text.c) ---- */
Str rd_nfc(Arena *a, Str s); /* s itself where it is in NFC already */
Str rd_token(const Rd *r, Str s);
Str rd_attr(const Rd *r, const XNode *n, const char *name);
Str rd_content(const Rd *r, const XNode *n);        /* the element's own text as a token */
Place rd_attr_at(const XNode *n, const char *name); /* its value; the element where it is absent */
int rd_enum(const Rd *r, const XNode *n, const char *name, EnumKind k);
bool rd_ja(const XNode *n, const char *name);
/* Index of the attribute's value in words, which may have holes (NULL). */
int rd_word(const Rd *r, const XNode *n, const char *name, const char *const *words, int n_words,
            int otherwise);
int rd_int(const XNode *n, const char *name, int otherwise);
Money rd_money(const XNode *n, const char *name);
Dec rd_dec(const XNode *n, const char *name);
Date rd_date(const XNode *n, const char *name);
DateTime rd_datetime(const XNode *n, const char *name);
Str *rd_list(const Rd *r, const XNode *n, const char *name,
             int *count); /* tokens between white space */

/* Plain data into their struct: attributes, in the head lines are elements. */
void rd_felder(const Rd *r, const XNode *n, const Feld *all, int count, bool lines_inside,
               void *of);

/* Child elements that readers look at: of our namespace, not faulty. name NULL: any. */
XNode *rd_child(const XNode *n, const char *name);
XNode *rd_next(const XNode *n, const char *name);
int rd_count(const XNode *n, const char *name);

/* ---- running text (inline.c) ---- */
/* From the node on, up to the first element that is no inline; *stop is that node or NULL. */
Inline *rd_inlines(Rd *r, XNode *from, XNode **stop);
Inline *rd_inline_content(Rd *r, const XNode *n); /* NULL where n is NULL or empty */
bool rd_is_inline(const XNode *n);                /* a text node or an inline element */

/* ---- blocks (blocks.c, tabelle.c) ---- */
Block *rd_blocks(Rd *r, const XNode *parent, int ebene); /* ebene: of a section among them, 1..4 */
Block *rd_mixed(Rd *r, const XNode *n); /* punkt, zelle, fussnote: text and blocks */
Tabelle *rd_tabelle(Rd *r, const XNode *n);

/* ---- the whole (vorlage.c) ---- */
Vorlage *rd_vorlage(Rd *r, const XNode *root); /* the model alone: no schema, no rules */
Anlage *rd_anlagen(Rd *r, const XNode *parent,
                   int *n); /* its children <anlage>; parent may be NULL, here and below */
Sichtvermerk *rd_vermerke(Rd *r, const XNode *n, int *count, Str *form);
Sitzung *rd_sitzung(Rd *r, const XNode *root); /* sitzung.c */
void rd_mitglieder_rules(Rd *r, const Mitglieder *l,
                         Place head); /* mitglieder.c; head: for what concerns the whole list */

/* ---- finance (finanzen.c) ---- */
void rd_finanzen(Rd *r, const XNode *n, Finanzen *f);

/* ---- style (stil.c, stil_formen.c) ---- */
/* Each setting is taken where it is said; what is not keeps the value it has. */
void rd_set_ja(const XNode *n, const char *name, bool *v);
void rd_set_str(const Rd *r, const XNode *n, const char *name, Str *v);
void rd_formulare(Rd *r, const XNode *stil, Stil *s);

#endif
