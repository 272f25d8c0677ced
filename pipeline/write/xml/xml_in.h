/* Between the halves of the XML writer. Elements are opened with their attributes: xml_open,
 * xml_attr ..., then xml_inner (contents follow on the next level), xml_line (text follows) or
 * xml_empty. */
#ifndef VORLAGE_WRITE_XML_XML_IN_H
#define VORLAGE_WRITE_XML_XML_IN_H

#include "model/felder.h"
#include "write/xml/xml.h"

typedef struct {
    Arena *a;
    Buf *out;
    const Stil *s;
    int depth;
    Places *places;
} Xml;

void xml_text(Buf *b, Str s);            /* with &, <, > as references */
void xml_mark(Xml *x, Place at);         /* the element opened next has this place in the source */
void xml_mark_here(Xml *x, Place at);    /* what comes next in running text has */
void xml_open(Xml *x, const char *name); /* on a line of its own */
void xml_attr(Xml *x, const char *name, Str v);     /* nothing where empty, as all below */
void xml_attr_int(Xml *x, const char *name, int v); /* where > 0 */
void xml_attr_enum(Xml *x, const char *name, EnumKind k, int v);
void xml_attr_money(Xml *x, const char *name, Money m);
void xml_attr_dec(Xml *x, const char *name, Dec v);
void xml_attr_date(Xml *x, const char *name, Date v);
void xml_attr_ja(Xml *x, const char *name, bool v);
void xml_attr_list(Xml *x, const char *name, const Str *s, int n);
void xml_attr_feld(Xml *x, const Feld *f, const void *of); /* a plain datum, by its kind */
void xml_inner(Xml *x);
void xml_empty(Xml *x);
void xml_line(Xml *x);                         /* the element's text follows on the same line */
void xml_close(Xml *x, const char *name);      /* of xml_inner */
void xml_line_close(Xml *x, const char *name); /* of xml_line */
void xml_element(Xml *x, const char *name, Str text); /* nothing where empty */

/* blocks.c */
void xml_inlines(Xml *x, const Inline *i);
void xml_inline_element(Xml *x, const char *name, const Inline *i); /* nothing where NULL */
void xml_blocks(Xml *x, const Block *b);

#endif
