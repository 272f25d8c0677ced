/* Where the files come from that documents name: papers, styles, master data, pictures, faces. By
 * default from the paths they say; a worker, a library or a desk serves them from memory. */
#ifndef VORLAGE_BASE_OPENER_H
#define VORLAGE_BASE_OPENER_H

#include "base/files.h"

typedef enum { OPENER_NONE, OPENER_FILE, OPENER_FOLDER, OPENER_OTHER } OpenerKind;

/* All as in file.h. */
typedef struct Opener {
    void *ctx;
    bool (*read)(void *ctx, Arena *a, const char *path, size_t limit, Str *out, const char **why);
    bool (*head)(void *ctx, Arena *a, const char *path, size_t n, Str *out, const char **why);
    bool (*list)(void *ctx, Arena *a, const char *folder, Str **names, size_t *n);
    OpenerKind (*kind)(void *ctx, const char *path, uint64_t *size); /* size: of a file; or NULL */
} Opener;

/* The machine's files; in place of NULL everywhere below. */
extern const Opener opener_paths;
/* Those files and no other, by their names as paths; the files live as long as it is used. */
Opener opener_memory(const Files *all);

bool opener_read(const Opener *o, Arena *a, const char *path, size_t limit, Str *out,
                 const char **why);
bool opener_head(const Opener *o, Arena *a, const char *path, size_t n, Str *out, const char **why);
bool opener_list(const Opener *o, Arena *a, const char *folder, Str **names, size_t *n);
OpenerKind opener_kind(const Opener *o, const char *path, uint64_t *size);

#endif
