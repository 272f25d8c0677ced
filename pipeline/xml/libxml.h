/* Setting up libxml2: memory that never runs out silently, no network, no files. */
#ifndef VORLAGE_XML_LIBXML_H
#define VORLAGE_XML_LIBXML_H

#include "base/str.h"

/* To be called before every use of libxml2; repeating it is harmless (it only sets the same hooks
 * again). libxml2 gets mem_alloc, because it calls faulty documents valid when an allocation fails
 * inside it, and an entity loader that knows what libxml_serve gave and nothing else: no file and
 * no host is ever opened. */
void libxml_setup(void);
/* Names that a schema may include, and their texts; the text is to be dropped, of another name it
 * is empty. */
typedef Buf LibxmlServe(const char *name);
void libxml_serve(LibxmlServe *find);

#endif
