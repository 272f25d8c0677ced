/* The way back: an OpenDocument text (.odt, .fodt) as XML of the vocabulary.
 *
 * What an ODT of ours carries (the edition's XML and a transcript of the words it was written with,
 * see write/odt/transcript.c) is laid beside the document as it is now. What reads as before is
 * taken from that XML, with all that no page shows (ids, accounts, status, references); what was
 * changed is read from the document and laid over its element; what is gone goes; what is new is
 * placed behind what stands before it. Without that XML (a form, a document of Word's) everything
 * is read by the names of the styles (model/felder.h).
 *
 * No text is lost silently: what has no place is kept as a paragraph, and a warning names the
 * paragraph. Places of diagnostics are paragraphs of the document, counted from 1 as they stand in
 * it, those in tables and footnotes too. Nothing is fetched, nothing outside of the package is
 * opened. */
#ifndef VORLAGE_IMPORT_IMPORT_H
#define VORLAGE_IMPORT_IMPORT_H

#include "base/files.h"
#include "model/model.h"

#define ODT_MAX_BYTES ((size_t)256 << 20) /* of the package */
#define ODT_MAX_ENTRIES 10000             /* files in it */
#define ODT_MAX_PART ((size_t)64 << 20)   /* one of them, unpacked */
#define ODT_MAX_TOTAL ((size_t)256 << 20) /* all that is read, unpacked */
#define ODT_MAX_RATIO 500                 /* unpacked to packed, of files over a megabyte */
#define ODT_MAX_PARAGRAPHS 500000
#define ODT_MAX_DEPTH 64  /* lists, cells, notes, frames within one another */
#define ODT_MAX_SPAN 1000 /* cells or rows said at once (repeated, spanned) */

typedef struct {
    Str xml;    /* valid, UTF-8; as yet without the writer's indentation where something is new */
    Vorlage *v; /* what it says */
    Files pictures; /* new ones, to be written beside the XML; named as it says, relative to it */
    bool unchanged; /* xml is what the document carries, byte by byte */
} Import;

/* name: of the file, for messages. taken: is there such a picture already ("bilder/x.png")? Then
 * another name is chosen; may be NULL. False with diagnostics: no XML. */
bool import_odt(Arena *a, Diags *d, Str name, Str bytes, bool (*taken)(void *ctx, Str name),
                void *ctx, Import *out);

#endif
