/* vorlage import: an ODT back into XML, with what is new of its pictures beside it; a DOCX by way
 * of LibreOffice. */
#include "cli/cli.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/import.h"

static bool fail_file(Office *o, DiagCode c, const char *path, const char *why)
{
    diag(o->d, c, NO_PLACE, path, why, (const char *)NULL);
    return false;
}

static const char *beside(Arena *a, const char *path, Str name)
{
    return path_beside(a, strcmp(path, "-") ? path : "", name);
}

/* Asked before the number is known: pictures go where -o or -d say, else into the current folder.
 */
static bool taken(void *ctx, Str name)
{
    const Delivery *y = ctx;
    const char *dir = y->o->out ? y->o->out
        : y->o->dir             ? str_z(y->a, str_printf(y->a, "%s/x", y->o->dir))
                                : "";
    return access(beside(y->a, dir, name), F_OK) == 0;
}

static bool write_picture(Office *o, const char *beside_path, const File *f)
{
    const char *path = beside(o->a, beside_path, f->name), *why = NULL;
    char *folder = str_z(o->a, str_of(path)), *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    if (slash && mkdir(folder, 0777) && errno != EEXIST)
        return fail_file(o, D_FILE_WRITE, folder, strerror(errno));
    return file_write(path, f->bytes, &why) || fail_file(o, D_FILE_WRITE, path, why);
}

/* The XML is the last of the files: by then its pictures are there. */
static bool deliver(Office *o, Delivery *y, const Files *all)
{
    FileSink sink = delivery_sink(y);
    const char *path = delivery_path(y, all->v[all->n - 1].name);
    bool ok = y->o->out || cli_folder(o->d, y->o->dir);
    for (size_t i = 0; ok && i < all->n; i++)
        ok = all->v[i].role == ROLE_PICTURE ? write_picture(o, path, &all->v[i])
                                            : sink_put(&sink, &all->v[i]);
    return ok;
}

static bool ends_with(const char *file, const char *ext)
{
    size_t n = strlen(file), m = strlen(ext);
    return n > m && !strcasecmp(file + n - m, ext);
}

static bool read_document(Office *o, const char *file, Str *bytes)
{
    static const char *const foreign[] = { ".docx", ".doc", ".rtf" };
    const Soffice soffice = cli_soffice_here();
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (ends_with(file, foreign[i]))
            return soffice_to_odt(o->a, o->d, &soffice, file, ODT_MAX_BYTES, bytes);
    const char *why = NULL;
    return file_read(o->a, file, ODT_MAX_BYTES, bytes, &why) ||
        fail_file(o, D_FILE_READ, file, why);
}

int import_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err)
{
    Arena *a = arena_new();
    Office office = cli_office_for(o, a, diags_new(a));
    Delivery y = { .o = o, .a = a, .d = office.d, .claim = claim, .out = out };
    Str bytes;
    Files made = { 0 };
    bool ok = read_document(&office, file, &bytes) &&
        back_make(&office, strcmp(file, "-") ? str_of(file) : S("<stdin>"), bytes, taken, &y,
                  &made) &&
        deliver(&office, &y, &made);
    int rc = cli_finish(o, office.d, ok, out, err);
    arena_drop(a);
    return rc;
}
