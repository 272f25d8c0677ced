/* Setting up libxml2: memory that never runs out silently, no network, no files. */
#ifndef VORLAGE_READ_LIBXML_H
#define VORLAGE_READ_LIBXML_H

#include "read/tree.h"

/* To be called before every use of libxml2; repeating it is harmless (it only sets the same hooks
 * again). libxml2 gets mem_alloc, because it calls faulty documents valid when an allocation fails
 * inside it, and an entity loader that knows the embedded schemas and nothing else: no file and no
 * host is ever opened. */
void libxml_setup(void);
/* A schema's text without its xs:annotation elements, which mean nothing to the validator and are
 * most of the bytes: compiling takes half the time. To be dropped. */
Buf libxml_bare_schema(const SchemaFile *f);

#endif
