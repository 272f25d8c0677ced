/* Where an output goes: to standard output, or beside its path and renamed when it is whole. */
#include "cli/cli.h"

const char *delivery_path(const Delivery *y, Str name)
{
    if (y->o->out) return y->o->out;
    const char *dir = y->o->dir;
    return str_z(y->a, str_printf(y->a, "%s%s%.*s", dir ? dir : "", dir ? "/" : "", STR_FMT(name)));
}

static bool not_written(Delivery *y, const char *why)
{
    diag(y->d, D_FILE_WRITE, NO_PLACE, y->path, why, (const char *)NULL);
    return false;
}

static bool begin(void *ctx, const File *f)
{
    Delivery *y = ctx;
    const char *why = NULL;
    y->path = delivery_path(y, f->name);
    y->n = 0;
    if (!strcmp(y->path, "-")) return true;
    if (y->claim.ask && !y->claim.ask(y->claim.ctx, y->path)) {
        diag(y->d, D_CLI_GLEICHER_NAME, NO_PLACE, y->path, (const char *)NULL);
        return false;
    }
    if (!y->o->out && !cli_folder(y->d, y->o->dir)) return false;
    y->file = out_open(y->path, &why);
    return y->file || not_written(y, why);
}

/* Standard output gets a file only when it is whole. */
static bool take(void *ctx, const void *p, size_t n)
{
    Delivery *y = ctx;
    y->n += n;
    if (y->n > BUF_CAP_DEFAULT) return false;
    if (y->file)
        out_write(y->file, p, n); /* a failure is remembered, and told at the end */
    else
        buf_bytes(&y->b, p, n);
    return true;
}

static bool end(void *ctx, bool ok)
{
    Delivery *y = ctx;
    const char *why = NULL;
    OutFile *file = y->file;
    y->file = NULL;
    if (y->n > BUF_CAP_DEFAULT) ok = not_written(y, DIAG_WORDS("zu groß", "too large"));
    if (file && ok) return out_commit(file, &why) || not_written(y, why);
    if (file) out_abandon(file);
    if (!file && ok) ok = fwrite(y->b.p ? y->b.p : "", 1, y->b.n, y->out) == y->b.n;
    buf_drop(&y->b);
    return ok;
}

FileSink delivery_sink(Delivery *y) { return (FileSink){ y, begin, take, end }; }
