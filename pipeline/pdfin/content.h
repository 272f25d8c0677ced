/* Content streams in tokens (ISO 32000-1, 7.8.2), for looking at them and for taking marks out.
 * Never fails: what is no token is skipped. */
#ifndef VORLAGE_PDFIN_CONTENT_H
#define VORLAGE_PDFIN_CONTENT_H

#include "base/str.h"

typedef enum {
    TOK_END,
    TOK_NUMBER,
    TOK_NAME,
    TOK_STRING,
    TOK_OPEN,
    TOK_CLOSE,
    TOK_OP,
    TOK_IMAGE
} TokKind; /* OPEN, CLOSE: of array or dictionary; IMAGE: whole inline image */
typedef struct {
    TokKind kind;
    Str text;
    double number;
} Tok; /* text as it stands; a name with its slash */
typedef struct {
    const char *p, *end;
} Lex;
Tok content_next(Lex *l);

/* Without marked content that belongs to a structure tree or is an artifact; layers and replacement
 * texts stay. Balanced. */
void content_without_marks(Str content, Buf *out);

#endif
