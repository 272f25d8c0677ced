/* Diagnostics: what is wrong with a document, where, and what would be right.
 *
 * A diagnostic has a code from diag_codes.def (one list makes enum, severity and both languages),
 * a place in a source and up to nine texts that fill {1} ... {9} of message and hint. Places are
 * byte offsets into the source's UTF-8 text; lines and columns are computed when printing.
 */
#ifndef VORLAGE_BASE_DIAG_H
#define VORLAGE_BASE_DIAG_H

#include <stdio.h>

#include "base/str.h"

// clang-format off
/* id, its word in German and in English. WORLD: disk, missing file: exit 2 */
#define SEVERITIES(X) \
    X(SEV_WARNING, "Warnung", "warning") \
    X(SEV_ERROR,   "Fehler",  "error") \
    X(SEV_WORLD,   "Fehler",  "error")
// clang-format on
typedef enum {
#define SEVERITY(id, de, en) id,
    SEVERITIES(SEVERITY)
#undef SEVERITY
} Severity;

typedef enum {
#define DIAG(id, name, sev, de, en, hint_de, hint_en) D_##id,
#include "base/diag_codes.def"
#undef DIAG
    D_COUNT
} DiagCode;

/* A place in a source. src 0 means "no place"; sources are numbered from 1 by diag_source(). */
typedef struct {
    uint32_t src, off, len;
} Place;
#define NO_PLACE ((Place){ 0, 0, 0 })

typedef enum { MSG_DE, MSG_EN } MsgLang;

typedef struct Diags Diags;
typedef struct {
    DiagCode code;
    Place at;
    Str arg[9];
    int nargs;
} Diag;

/* Diagnostics live in the arena. */
Diags *diags_new(Arena *a);
/* Registers a source by its name as the user knows it and its decoded UTF-8 text (borrowed, must
 * outlive the Diags). Returns its number, 1 and up. */
uint32_t diag_source(Diags *d, Str name, Str text);
/* A source that is no file of lines but a document of paragraphs: places are told as "file:Absatz
 * 12:". Its text, a line for each paragraph, may be given later, but before anything is printed. */
uint32_t diag_paragraphs(Diags *d, Str name);
void diag_source_text(Diags *d, uint32_t src, Str text);
/* Part of an argument that is said in the language of the messages. */
#define DIAG_WORDS(de, en) "\x1F" de "\x1E" en "\x1F"
/* Adds one; the texts are copied. Ends with (const char *)NULL. */
void diag(Diags *d, DiagCode code, Place at, ...) __attribute__((sentinel));
/* The same with slices: n texts. */
void diag_strs(Diags *d, DiagCode code, Place at, int n, const Str *args);

/* The same, but at most DIAG_MOST of one code by this way; then one that says so. For what a large
 * document can be full of. */
void diag_most(Diags *d, DiagCode code, Place at, int n, const Str *args);
#define DIAG_MOST 200
bool diag_full(const Diags *d,
               DiagCode code); /* nothing more of it would be told: its texts need not be made */

size_t diags_count(const Diags *d);
size_t diags_errors(const Diags *d); /* SEV_ERROR and SEV_WORLD */
size_t diags_warnings(const Diags *d);
bool diags_world(const Diags *d);               /* any SEV_WORLD */
const Diag *diags_at(const Diags *d, size_t i); /* in order of addition */
Str diags_source_name(const Diags *d, uint32_t src);
Str diags_source_text(const Diags *d, uint32_t src);

/* Line and column from 1; the column counts code points. Linear in the source's lines on first use
 * (an index is kept), then logarithmic. */
void diag_line_col(Diags *d, Place at, uint32_t *line, uint32_t *col);

/* Writes all, sorted by source, place and code, doubles dropped:
 *   file:line:col: error: text [code]
 *    12 | <source line>
 *       |     ^~~~~
 *   hint: ...
 * (words in the message language). */
void diags_print(Diags *d, FILE *out, MsgLang lang);
/* The same as text into a buffer. */
void diags_text(Diags *d, Buf *out, MsgLang lang);
/* One JSON object a line: file, line, column, severity, code, message, hint. */
void diags_json(Diags *d, Buf *out, MsgLang lang);

const char *diag_code_name(DiagCode c);
Severity diag_severity(DiagCode c);
/* Message or hint template; NULL where there is no hint. */
const char *diag_message(DiagCode c, MsgLang lang);
const char *diag_hint(DiagCode c, MsgLang lang);

#endif
