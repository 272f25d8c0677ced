/* Values of PDF as text: read where they stand, without building objects (ISO 32000-1, 7.3). For
 * what comes in great number and is soon written again: structure elements. Never recurses, never
 * fails: what is no value is VAL_NONE. */
#ifndef VORLAGE_PDFIN_VALUE_H
#define VORLAGE_PDFIN_VALUE_H

#include "base/str.h"

#define VAL_MAX_OBJECT 8388607 /* annex C; higher numbers are no references */

typedef enum {
    VAL_NONE,
    VAL_INT,
    VAL_REAL,
    VAL_NAME,
    VAL_STRING,
    VAL_DICT,
    VAL_ARRAY,
    VAL_REF,
    VAL_WORD /* true, false, null, anything else */
} ValKind;
typedef struct {
    ValKind kind;
    Str text;
    int n;
} Val; /* text as it stands, a name with its slash; n: of an integer, or the object's number */

/* The value at the cursor, which is moved behind it; VAL_NONE at the end. */
Val val_next(Str *cursor);
/* The next entry of a dictionary; false: no more. Begin with val_inside. */
bool val_entry(Str *cursor, Str *key, Val *v);
/* What is between the brackets of a dictionary or array; empty for others. */
Str val_inside(Val v);
Val val_key(Val dict, const char *key); /* with its slash; VAL_NONE: none */
bool val_is(Val v, const char *name);   /* a name, with its slash */
double val_num(Val v);                  /* 0 for what is no number */
/* The bytes that a string stands for, in the arena; escapes and hex digits resolved. */
Str val_bytes(Arena *a, Val v);
/* Bytes as a string of PDF: in plain form, so that PDF/A's rules for hex digits hold (ISO
 * 19005-2, 6.1.6). */
void val_put_bytes(Buf *b, Str bytes);

#endif
