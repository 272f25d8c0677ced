/* Files as values: what an output, an enclosure, an entry of a package is, before anybody knows
 * where it goes; and where it may go. */
#ifndef VORLAGE_BASE_FILES_H
#define VORLAGE_BASE_FILES_H

#include "base/outset.h"
#include "base/str.h"

typedef enum {
    ROLE_DOCUMENT, /* what was asked for */
    ROLE_PART,     /* of it, as a file of its own */
    ROLE_LIST,     /* what there is, for programs and people */
    ROLE_ORIGINAL, /* of another maker, untouched */
    ROLE_PICTURE   /* that a document names */
} FileRole;

/* bytes are lent: they belong to whoever made them. */
typedef struct File {
    Str name; /* UTF-8; without a folder but in a package, or where it is relative to a document */
    Str bytes;
    const char *mime; /* NULL: file_mime tells by the name */
    FileRole role;
    Str digest; /* SHA-256 in hex; empty: nobody asked for it yet (file_digest) */
} File;
typedef struct {
    File *v;
    size_t n, room;
} Files;

/* By the end of the name: "application/pdf"; "application/octet-stream" where it says nothing. */
const char *file_mime(const File *f);
/* Computed once. In the arena. */
Str file_digest(Arena *a, File *f);
/* At the end; in the arena. */
void files_add(Arena *a, Files *all, File one);
const File *files_find(const Files *all, Str name); /* NULL: none */

/* Where files go, one after the other: begin, its bytes in pieces (those that are known already
 * stand in f->bytes and come through write as well), end. False, of any: it goes nowhere, and the
 * sink knows why; after begin, end is called all the same, with ok false. */
typedef struct {
    void *ctx;
    bool (*begin)(void *ctx, const File *f);
    bool (*write)(void *ctx, const void *p, size_t n);
    bool (*end)(void *ctx, bool ok);
} FileSink;
bool sink_put(const FileSink *s, const File *f);

/* Into memory. */
typedef struct {
    Arena *a;
    Files files;
    Buf b;
} FilesInMemory;
FileSink sink_memory(FilesInMemory *m);

/* Into a folder, together with all else of the set (outset.h): none appears before outset_commit.
 */
bool files_into_set(OutSet *s, const char *dir, const Files *all);

/* As a zip: entries in the order given, fixed times and attributes, so equal files give equal bytes
 * in any zone. What is packed already (PDF, pictures) and the entry "mimetype" are stored. False:
 * *why says so (in the arena, or static text); what out holds then is of no use. */
bool files_zip(Arena *a, const Files *all, Buf *out, const char **why);

#endif
