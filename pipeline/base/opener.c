#include "base/opener.h"

#include "base/file.h"

#include <sys/stat.h>

/* ---- paths ---- */

static bool path_read(void *ctx, Arena *a, const char *path, size_t limit, Str *out,
                      const char **why)
{
    (void)ctx;
    return file_read(a, path, limit, out, why);
}

static bool path_head(void *ctx, Arena *a, const char *path, size_t n, Str *out, const char **why)
{
    (void)ctx;
    return file_head(a, path, n, out, why);
}

static bool path_list(void *ctx, Arena *a, const char *folder, Str **names, size_t *n)
{
    (void)ctx;
    return file_list(a, path_on_disk(a, folder), names, n);
}

static OpenerKind path_kind(void *ctx, const char *path, uint64_t *size)
{
    (void)ctx;
    struct stat st;
    if (stat(path, &st)) return OPENER_NONE;
    if (size) *size = (uint64_t)st.st_size;
    return S_ISREG(st.st_mode) ? OPENER_FILE : S_ISDIR(st.st_mode) ? OPENER_FOLDER : OPENER_OTHER;
}

const Opener opener_paths = { NULL, path_read, path_head, path_list, path_kind };

/* ---- memory ---- */

static bool no_file(const char **why)
{
    *why = "no such file";
    return false;
}

static bool memory_read(void *ctx, Arena *a, const char *path, size_t limit, Str *out,
                        const char **why)
{
    const File *f = files_find(ctx, str_of(path));
    if (!f) return no_file(why);
    if (f->bytes.n > limit) {
        *why = "too large";
        return false;
    }
    *out = str_keep(a, f->bytes);
    return true;
}

static bool memory_head(void *ctx, Arena *a, const char *path, size_t n, Str *out, const char **why)
{
    const File *f = files_find(ctx, str_of(path));
    if (!f) return no_file(why);
    *why = "empty";
    *out = str_keep(a, str_sub(f->bytes, 0, n));
    return out->n > 0;
}

/* Whether the name lies in that folder itself, and what is left of it. */
static bool lies_in(Str folder, Str name, Str *rest)
{
    if (!str_starts(name, folder) || name.n <= folder.n) return false;
    *rest = folder.n ? str_sub(name, folder.n + 1, name.n) : name;
    return (!folder.n || name.p[folder.n] == '/') && !memchr(rest->p, '/', rest->n);
}

/* The names stand in the order of the files, which is the caller's. */
static bool memory_list(void *ctx, Arena *a, const char *folder, Str **names, size_t *n)
{
    const Files *all = ctx;
    *names = ARENA_NEW_N(a, Str, all->n + 1);
    *n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (lies_in(str_of(folder), all->v[i].name, &(*names)[*n])) ++*n;
    return *n > 0;
}

static OpenerKind memory_kind(void *ctx, const char *path, uint64_t *size)
{
    const File *f = files_find(ctx, str_of(path));
    if (f && size) *size = f->bytes.n;
    return f ? OPENER_FILE : OPENER_NONE;
}

Opener opener_memory(const Files *all)
{
    return (Opener){ (void *)all, memory_read, memory_head, memory_list, memory_kind };
}

/* ---- whichever it is ---- */

static const Opener *chosen(const Opener *o) { return o ? o : &opener_paths; }

bool opener_read(const Opener *o, Arena *a, const char *path, size_t limit, Str *out,
                 const char **why)
{
    return chosen(o)->read(chosen(o)->ctx, a, path, limit, out, why);
}

bool opener_head(const Opener *o, Arena *a, const char *path, size_t n, Str *out, const char **why)
{
    return chosen(o)->head(chosen(o)->ctx, a, path, n, out, why);
}

bool opener_list(const Opener *o, Arena *a, const char *folder, Str **names, size_t *n)
{
    return chosen(o)->list(chosen(o)->ctx, a, folder, names, n);
}

OpenerKind opener_kind(const Opener *o, const char *path, uint64_t *size)
{
    return chosen(o)->kind(chosen(o)->ctx, path, size);
}
