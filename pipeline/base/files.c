#include "base/files.h"

#include "base/hash.h"

const char *file_mime(const File *f)
{
    static const struct {
        const char *end, *mime;
    } known[] = { { ".pdf", "application/pdf" },
                  { ".xml", "application/xml" },
                  { ".json", "application/json" },
                  { ".html", "text/html" },
                  { ".odt", "application/vnd.oasis.opendocument.text" },
                  { ".zip", "application/zip" },
                  { ".eml", "message/rfc822" },
                  { ".png", "image/png" },
                  { ".jpg", "image/jpeg" },
                  { ".jpeg", "image/jpeg" } };
    if (f->mime) return f->mime;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ends(f->name, str_of(known[i].end))) return known[i].mime;
    return "application/octet-stream";
}

Str file_digest(Arena *a, File *f)
{
    if (!f->digest.n) f->digest = sha256_hex(a, f->bytes);
    return f->digest;
}

void files_add(Arena *a, Files *all, File one)
{
    if (all->n >= all->room) {
        size_t more = all->n ? 2 * all->n : 8;
        all->v = ARENA_MORE(a, File, all->v, all->n, more);
        all->room = more;
    }
    all->v[all->n++] = one;
}

const File *files_find(const Files *all, Str name)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->v[i].name, name)) return &all->v[i];
    return NULL;
}

bool sink_put(const FileSink *s, const File *f)
{
    if (!s->begin(s->ctx, f)) return false;
    bool ok = s->write(s->ctx, f->bytes.p, f->bytes.n);
    return s->end(s->ctx, ok) && ok;
}

/* ---- into memory ---- */

static bool memory_begin(void *ctx, const File *f)
{
    FilesInMemory *m = ctx;
    buf_clear(&m->b);
    files_add(m->a, &m->files, *f);
    return true;
}

static bool memory_write(void *ctx, const void *p, size_t n)
{
    FilesInMemory *m = ctx;
    buf_bytes(&m->b, p, n);
    return !buf_failed(&m->b);
}

static bool memory_end(void *ctx, bool ok)
{
    FilesInMemory *m = ctx;
    File *f = &m->files.v[m->files.n - 1];
    ok = ok && !buf_failed(&m->b);
    if (ok)
        f->bytes = str_keep(m->a, buf_view(&m->b));
    else
        m->files.n--;
    buf_drop(&m->b);
    return ok;
}

FileSink sink_memory(FilesInMemory *m)
{
    return (FileSink){ m, memory_begin, memory_write, memory_end };
}

/* ---- into a set ---- */

bool files_into_set(OutSet *s, const char *dir, const Files *all)
{
    return outset_folder(s, dir, all->v, all->n);
}
