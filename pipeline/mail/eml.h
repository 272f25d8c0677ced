/* A ready message as a file (RFC 5322, RFC 2045 to 2047): to be opened in the clerk's own mail program, looked at and sent from there. Nothing is sent
 * here. Same input, same bytes: date and boundary come from the caller and the content. */
#ifndef VORLAGE_MAIL_EML_H
#define VORLAGE_MAIL_EML_H

#include "base/date.h"

typedef struct {
    Str from_name, from;      /* address: of ASCII, without white space or brackets (the schema's type EMail) */
    Str to_name, to;
    Str subject, text;        /* UTF-8; lines of the text end with "\n" */
    Date date;                /* unset: the message has none, and the mail program puts the day of sending */
    Str file_name, file;      /* name of ASCII letters, digits, '-', '_', '.'; bytes */
    const char *mime;
} Eml;

/* False: an address or the file's name holds what could break a header; nothing was written. */
bool eml_write(Arena *a, Buf *out, const Eml *m);

#endif
