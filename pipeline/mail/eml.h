/* A ready message as a file (RFC 5322, RFC 2045 to 2047): to be opened in the clerk's own mail
 * program, looked at and sent from there. Nothing is sent here. Same input, same bytes: date and
 * boundary come from the caller and the content. */
#ifndef VORLAGE_MAIL_EML_H
#define VORLAGE_MAIL_EML_H

#include "base/date.h"
#include "base/files.h"

/* What mail servers commonly take, bytes of the whole message: beyond it the clerk is told. */
#define EML_COMMON_BYTES ((size_t)20 << 20)

typedef struct {
    Str from_name,
        from; /* address: of ASCII, without white space or brackets (the schema's type EMail) */
    Str to_name, to;
    Str subject, text; /* UTF-8; lines of the text end with "\n" */
    Date date; /* unset: the message has none, and the mail program puts the day of sending */
    const File *file; /* names of ASCII letters, digits, '-', '_', '.' */
    int nfiles;
} Eml;

/* False: an address or a file's name holds what could break a header; nothing was written. */
bool eml_write(Arena *a, Buf *out, const Eml *m);

#endif
