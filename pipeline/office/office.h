/* From what a document says to bytes: without options, without the environment's say. */
#ifndef VORLAGE_OFFICE_OFFICE_H
#define VORLAGE_OFFICE_OFFICE_H

#include "base/diag.h"

/* ---- names (names.c) ---- */
/* File name (without folder and extension) for a number: safe on Windows, and different numbers
 * give different names even where case does not count. See names.c for the escape. In the arena. */
Str name_for_number(Arena *a, Str nummer);
/* The number again; for tests and for tools. False where it is no such name. */
bool number_for_name(Arena *a, Str name, Str *nummer);

/* ---- LibreOffice as a child (soffice.c) ---- */
/* A document of Word's as ODT, by LibreOffice (soffice.c): at most `limit` bytes. False: told why.
 */
bool soffice_to_odt(Arena *a, Diags *d, const char *file, size_t limit, Str *bytes);
/* Likewise a text document as PDF/A-2 and PDF/UA, as far as LibreOffice can. False: *why has words
 * for a diagnostic. */
bool soffice_to_pdf(Arena *a, const char *file, size_t limit, Str *bytes, const char **why);

#endif
