/* vorlage import: an ODT back into XML, with what is new of its pictures beside it; a DOCX by way
 * of LibreOffice. */
#include "import/import.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "write/xml/xml.h"

typedef struct {
    const Options *o;
    Arena *a;
    Diags *d;
    const char *file, *path;
    Claim claim;
    FILE *out;
} Job;

static bool fail_file(Job *j, DiagCode c, const char *path, const char *why)
{
    diag(j->d, c, NO_PLACE, path, why, (const char *)NULL);
    return false;
}

static const char *beside(Job *j, Str name)
{
    return path_beside(j->a, strcmp(j->path, "-") ? j->path : "", name);
}

/* Asked before the number is known: pictures go where -o or -d say, else into the current folder.
 */
static bool taken(void *ctx, Str name)
{
    Job *j = ctx;
    const char *dir = j->o->out ? j->o->out
        : j->o->dir             ? str_z(j->a, str_printf(j->a, "%s/x", j->o->dir))
                                : "";
    return access(path_beside(j->a, strcmp(dir, "-") ? dir : "", name), F_OK) == 0;
}

static bool write_pictures(Job *j, const Import *im)
{
    for (size_t i = 0; i < im->npictures; i++) {
        const char *path = beside(j, im->pictures[i].name), *why = NULL;
        char *folder = str_z(j->a, str_of(path)), *slash = strrchr(folder, '/');
        if (slash) *slash = 0;
        if (slash && mkdir(folder, 0777) && errno != EEXIST)
            return fail_file(j, D_FILE_WRITE, folder, strerror(errno));
        if (!file_write(path, im->pictures[i].data, &why))
            return fail_file(j, D_FILE_WRITE, path, why);
    }
    return true;
}

static bool deliver(Job *j, const Import *im)
{
    Buf b = { 0 };
    Str xml = im->xml;
    if (!im->unchanged) {
        xml_write(j->a, &b, ausgabe_make(j->a, j->d, im->v, EDITION_FULL, false),
                  stil_neutral(j->a));
        xml = buf_view(&b);
    }
    const char *why = NULL;
    bool ok = write_pictures(j, im);
    if (ok && j->claim.ask && strcmp(j->path, "-") && !j->claim.ask(j->claim.ctx, j->path)) {
        diag(j->d, D_CLI_GLEICHER_NAME, NO_PLACE, j->path, (const char *)NULL);
        ok = false;
    }
    if (ok && !strcmp(j->path, "-"))
        ok = fwrite(xml.p, 1, xml.n, j->out) == xml.n;
    else if (ok && !file_write(j->path, xml, &why))
        ok = fail_file(j, D_FILE_WRITE, j->path, why);
    buf_drop(&b);
    return ok;
}

static const char *target(Job *j, const Vorlage *v)
{
    if (j->o->out) return j->o->out;
    return str_z(j->a,
                 str_printf(j->a, "%s%s%.*s.xml", j->o->dir ? j->o->dir : "", j->o->dir ? "/" : "",
                            STR_FMT(name_for_number(j->a, v->nummer))));
}

static bool ends_with(const char *file, const char *ext)
{
    size_t n = strlen(file), m = strlen(ext);
    return n > m && !strcasecmp(file + n - m, ext);
}

static bool read_document(Job *j, Str *bytes)
{
    static const char *const foreign[] = { ".docx", ".doc", ".rtf" };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (ends_with(j->file, foreign[i]))
            return soffice_to_odt(j->a, j->d, j->file, ODT_MAX_BYTES, bytes);
    const char *why = NULL;
    return file_read(j->a, j->file, ODT_MAX_BYTES, bytes, &why) ||
        fail_file(j, D_FILE_READ, j->file, why);
}

static bool make(Job *j)
{
    Str bytes;
    Import im;
    if (!read_document(j, &bytes)) return false;
    if (!import_odt(j->a, j->d, strcmp(j->file, "-") ? str_of(j->file) : S("<stdin>"), bytes, taken,
                    j, &im))
        return false;
    j->path = target(j, im.v);
    return deliver(j, &im);
}

int import_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err)
{
    Job j = { .o = o, .a = arena_new(), .file = file, .claim = claim, .out = out };
    j.d = diags_new(j.a);
    bool ok = make(&j);
    Buf b = { 0 };
    if (o->json)
        diags_json(j.d, &b, o->lang);
    else if (!o->quiet || diags_errors(j.d))
        diags_text(j.d, &b, o->lang);
    fwrite(b.p ? b.p : "", 1, b.n, err);
    buf_drop(&b);
    int rc = diags_world(j.d) ? EXIT_WORLD
        : diags_errors(j.d)   ? EXIT_DOCUMENT
        : ok                  ? EXIT_GOOD
        : ferror(out)         ? EXIT_WORLD
                              : EXIT_OURS;
    arena_drop(j.a);
    return rc;
}
