/* Objects of a file by their number, as text (value.h), straight from its bytes: cross-reference
 * tables and streams, object streams (ISO 32000-1, 7.5).
 *
 * A second, plain reader beside libqpdf, for the many small objects of a structure tree: building
 * and copying those took two thirds of a merge. libqpdf has opened the file before and stays the
 * judge of it. What this reader does not understand, and files that are encrypted or needed
 * mending, it asks libqpdf for, so that what it says is never less. */
#ifndef VORLAGE_PDFIN_OBJECTS_H
#define VORLAGE_PDFIN_OBJECTS_H

#include "pdfin/pdf.h"
#include "pdfin/value.h"

#define OBJECTS_MAX_STREAM ((size_t)256 << 20) /* of an object stream, inflated */
#define OBJECTS_MAX_SECTIONS 1000              /* cross-reference sections of one file */

typedef struct Objects Objects;
/* q: the same file, open as long as objects are asked for. Texts live in the arena or in the bytes.
 */
Objects *objects_open(Arena *a, Str bytes, Q q);
/* The value of an object; VAL_NONE: there is none. Never a reference; of a stream its dictionary.
 */
Val object_get(Objects *x, int number);
/* The value that a reference leads to, else the value itself. */
Val object_value(Objects *x, Val v);
Val object_key(Objects *x, Val dict, const char *key);
void objects_drop(Objects *x);

#endif
