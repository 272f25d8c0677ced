/* Files in, files out. Outputs are written beside their target, synced and renamed: a file appears
 * whole or not at all, an older one is never harmed. */
#ifndef VORLAGE_BASE_FILE_H
#define VORLAGE_BASE_FILE_H

#include "base/str.h"

/* The path by which a file can be opened: where there is none of that name, one whose name is the
 * same but decomposed (as macOS keeps names, and archives and sticks from there bring them along);
 * else the path itself. Reading below does so of itself. */
const char *path_on_disk(Arena *a, const char *path);

/* Reads a whole file (path "-": standard input) into the arena. Returns false and a reason
 * (strerror text, or "directory", "too large") in *why when it cannot or is larger than limit. */
bool file_read(Arena *a, const char *path, size_t limit, Str *out, const char **why);

/* The first n bytes (fewer where it is shorter) of a regular file that is not empty. False: *why
 * tells ("empty", "directory", ...). */
bool file_head(Arena *a, const char *path, size_t n, Str *out, const char **why);
/* Names of the regular files in a folder ("": the current one), sorted by bytes, at most
 * FILE_LIST_MAX. False: it cannot be read. */
bool file_list(Arena *a, const char *folder, Str **names, size_t *n);
#define FILE_LIST_MAX 100000

/* Writes data to path (path "-": standard output, unsynced). False: *why tells, nothing is left
 * behind, an existing file at path is untouched. */
bool file_write(const char *path, Str data, const char **why);

/* Streaming form: open beside, write, then commit (sync + rename) or abandon. */
typedef struct OutFile OutFile;
OutFile *out_open(const char *path, const char **why);
void out_write(OutFile *f, const void *p, size_t n); /* failure is remembered */
bool out_ready(OutFile *f,
               const char **why); /* synced beside, still without its name; false: give it up */
bool out_commit(OutFile *f, const char **why); /* frees f in any case */
void out_abandon(OutFile *f);
/* From now on a signal that ends the process (SIGINT, SIGTERM, SIGHUP) takes what is only beside
 * with it. */
void out_clean_on_signals(void);

/* dir of `path` joined with `rel` (rel absolute: rel itself). In the arena. */
char *path_beside(Arena *a, const char *path, Str rel);
/* Forward and back slashes in relative names of documents: a name that is absolute, has a ".."
 * part, a drive letter or a NUL is not safe. */
bool path_is_safe(Str rel);

#endif
