/* JSON written piece by piece (RFC 8259): commas, quotes and escapes are the writer's business. */
#ifndef VORLAGE_BASE_JSON_H
#define VORLAGE_BASE_JSON_H

#include "base/str.h"

#define JSON_DEEPEST 16 /* values within one another; more is a fault of ours */

/* { .b = to } writes {"a":1,"b":[]}; with spaced set {"a": 1, "b": []}. */
typedef struct {
    Buf *b;
    bool spaced;
    /* the writer's own */
    char close[JSON_DEEPEST];
    bool filled[JSON_DEEPEST]; /* something stands in it */
    int depth;
    bool keyed; /* a key was written: its value follows */
    bool line;  /* the next piece begins a line ... */
    int indent; /* ... behind so many blanks */
} Json;

/* A value, an element of an array, or what a key leads to. */
void json_object(Json *j);
void json_array(Json *j);
void json_end(Json *j); /* of the innermost object or array */
void json_text(Json *j, Str s);
void json_number(Json *j, int64_t v);
void json_truth(Json *j, bool v);

void json_key(Json *j, const char *key); /* of an object: ASCII without quotes */
/* The next piece (a value, a key, an end) begins a line, behind that many blanks. */
void json_line(Json *j, int indent);

#endif
