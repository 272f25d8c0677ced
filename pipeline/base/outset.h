/* Outputs that belong together: all are written beside and synced before the first of them gets its
 * name. A full disk then harms nothing.
 *
 * A folder is made whole beside its place and put there by one exchange where the kernel and the
 * file system can (Linux, local file systems); where not, its files get their names one after the
 * other, each whole. What else was in the folder stays in it. */
#ifndef VORLAGE_BASE_OUTSET_H
#define VORLAGE_BASE_OUTSET_H

#include "base/file.h"

typedef struct OutSet OutSet;
struct File; /* files.h */

OutSet *outset_new(Arena *a);
/* False: outset_fault tells; the set may only be abandoned. */
bool outset_file(OutSet *s, const char *path, Str data);
bool outset_folder(OutSet *s, const char *dir, const struct File *file, size_t n);
bool outset_commit(OutSet *s); /* ends the set in any case; its fault is still there */
/* The path that failed; *why: strerror's words. */
const char *outset_fault(const OutSet *s, const char **why);
void outset_abandon(OutSet *s);
/* For tests: as on a file system that cannot exchange. */
void outset_without_exchange(OutSet *s);

#endif
