/* Inside the schema check.
 *
 * libxml2 judges the document as it is, driven by events from our tree (judge_valid). Only where it
 * finds a fault, the content models are read from the embedded XSD, the tree is repaired at least
 * cost (misspelt elements renamed, foreign ones set aside, missing ones stubbed, misplaced ones
 * moved) and told about; then libxml2 validates the repaired tree for values and attributes, and
 * never has to skip a part. */
#ifndef VORLAGE_SCHEMA_SCHEMA_IN_H
#define VORLAGE_SCHEMA_SCHEMA_IN_H

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include "schema/schema.h"
#include "xml/parse_in.h"

#define XML_TOLD_PER_CHECK 500 /* messages of one document; more help nobody */

/* ---- the texts (files.c) ---- */
/* Before every use of libxml2 in this room: it may include the embedded schemas. */
void schema_setup(void);
/* A schema's text without its xs:annotation elements, which mean nothing to the validator and are
 * most of the bytes: compiling takes half the time. To be dropped. */
Buf schema_bare(const SchemaFile *f);

/* ---- libxml2 as the judge (judge.c) ---- */
/* The embedded schema for that root element, compiled; NULL: there is none. Kept for the life of
 * the process. */
xmlSchemaPtr judge_schema(Str root);
typedef struct {
    const XNode *at;
    int code;
    char message[300];
} Verdict; /* the first fault */
bool judge_valid(xmlSchemaPtr schema, const XNode *root, Verdict *v);

/* ---- content models (model.c) ---- */
#define MODEL_POSITIONS 64
typedef struct {
    uint64_t first, last;
    bool null;
} Part;
typedef struct ModelAttr {
    Str name, type;
    bool required;
    struct ModelAttr *next;
} ModelAttr;
typedef struct {
    Str word, doc;
} ModelWord;
typedef struct {         /* simple type */
    Str name, doc, base; /* base: the built-in at the chain's end: "decimal", "date", "token", ...;
                            list: "list" */
    ModelWord *words;
    int nwords; /* of an enumeration */
} ModelType;
typedef enum { CONTENT_EMPTY, CONTENT_SIMPLE, CONTENT_ELEMENTS } ContentKind;
typedef struct {
    Str name, doc, type; /* type: of simple content */
    ContentKind kind;
    bool mixed;
    int n;
    Str pos[MODEL_POSITIONS];
    uint64_t follow[MODEL_POSITIONS];
    Part all; /* Glushkov automaton */
    ModelAttr *attrs;
} ElementModel;
typedef struct {
    Arena *a;
    ElementModel *el;
    int nel;
    ModelType *ty;
    int nty;
} Models;
/* From the embedded schema of that root element. In the arena. */
Models *models_read(Arena *a, Str root);
const ElementModel *model_of(const Models *m, Str name);
const ModelType *model_type(const Models *m, Str name);
const ModelAttr *model_attr(const ElementModel *e, Str name);
uint64_t model_follow(const ElementModel *e, int pos); /* pos -1: at the start */

/* ---- least-cost repair of one element's children (repair.c) ---- */
typedef enum { FIX_INSERT, FIX_DELETE, FIX_RENAME, FIX_NONE } FixKind;
typedef struct {
    FixKind kind;
    int child, pos;
} Fix; /* child: index, of insert the one behind; pos: wanted position, of delete the one before
          (-1) */
typedef struct {
    Str name;
    bool ours;
} ChildName;
/* Whether the children fit as they are. */
bool model_fits(const ElementModel *e, const ChildName *kids, int n);
#define MOVE_TRIED 300 /* among more children no better place is looked for */
#define REPAIR_STATES \
    1000000 /* cells of the table; a larger element is judged by libxml2 alone \
             */
/* Number of fixes, 0: valid; -1: too large. *fixes in the arena. */
Str model_html_name(Str name); /* our word for HTML's: "strong" -> "stark"; n == 0: none */
int model_repair(Arena *a, const Models *m, const ElementModel *e, const ChildName *kids, int n,
                 Fix **fixes);

/* ---- structure (structure.c), values (values.c) ---- */
typedef struct {
    Arena *a, *scratch;
    Diags *d;
    XTree *t;
    const Models *m;
    bool cut_off, quiet;
    int told; /* quiet: something was not told because the parser had told it */
    /* known elements taken out of wrong places, chained by next: checked on their own */
    XNode *aside;
} Checker;
void schema_structure_check(Checker *c);
void schema_values_check(Checker *c, xmlSchemaPtr schema);
bool schema_is_filler(const XNode *n); /* put in by the repair */
void schema_tell(Checker *c, DiagCode code, Place at, int n, const Str *args);
/* A guess at the XML form of a value of that base type: 99.167,46 -> 99167.46, 12.02.2024 ->
 * 2024-02-12. False: none. */
bool schema_value_guess(Arena *a, Str base, Str value, Str *out);

#endif
