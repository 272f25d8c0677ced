/* The embedded schemas and their verdicts. libxml2 judges; what is wrong is told in the words of
 * the vocabulary, all faults at once. */
#ifndef VORLAGE_SCHEMA_SCHEMA_H
#define VORLAGE_SCHEMA_SCHEMA_H

#include "xml/tree.h"

/* Checks against the embedded schema that belongs to the root element (vorlage, stil,
 * koerperschaft). All faults at once; libxml2 judges the unrepaired document: true only if it finds
 * it valid and no diagnostic of error rank was added. */
bool schema_check(Arena *a, Diags *d, XTree *t);

/* Does beforehand what every check needs once in a process: a caller that forks workers does it
 * before. */
void schema_warm(void);

/* Embedded schemas: name ("vorlage.xsd"), text. n counts them. */
typedef struct {
    const char *name;
    const char *text;
    size_t size;
} SchemaFile;
const SchemaFile *schema_files(size_t *n);

#endif
