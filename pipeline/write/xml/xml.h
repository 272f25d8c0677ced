/* The model written anew as XML of the vocabulary (urn:x-vorlage:1): an edition's source for
 * archives and open data, and what an import gives. Only what the edition shows is in it; nothing
 * of the input's bytes. Reading it gives the same model. */
#ifndef VORLAGE_WRITE_XML_XML_H
#define VORLAGE_WRITE_XML_XML_H

#include "base/places.h"
#include "edition/edition.h"
#include "model/stil.h"

/* Appends the document, UTF-8, LF. The style gives the words that stand for what is left out. */
void xml_write(Arena *a, Buf *out, const Ausgabe *e, const Stil *s);
/* The same, and gathers where each element of the paper's source now stands, by its '<' (free text:
 * by its first byte); sorted. */
void xml_write_placed(Arena *a, Buf *out, const Ausgabe *e, const Stil *s, Places *places);

#endif
