/* What every command needs of its surroundings: the office, LibreOffice, the end. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#ifndef VORLAGE_ETC
#define VORLAGE_ETC "/etc/vorlage"
#endif

Office cli_office_for(const Options *o, Arena *a, Diags *d)
{
    const char *etc = getenv("VORLAGE_ETC");
    return (Office){ .a = a,
                     .d = d,
                     .orte = { .stil = o->style,
                               .koerperschaft = o->body,
                               .etc = etc && *etc ? etc : VORLAGE_ETC },
                     .heute = cli_source_date() };
}

Soffice cli_soffice_here(void)
{
    const char *program = getenv("VORLAGE_SOFFICE"), *tmp = getenv("TMPDIR");
    return (Soffice){ program && *program ? program : "soffice", tmp && *tmp ? tmp : NULL };
}

int cli_finish(const Options *o, Diags *d, bool ok, FILE *out, FILE *err)
{
    static const int status[] = { [OFFICE_GOOD] = EXIT_GOOD,
                                  [OFFICE_DOCUMENT] = EXIT_DOCUMENT,
                                  [OFFICE_WORLD] = EXIT_WORLD,
                                  [OFFICE_OURS] = EXIT_OURS };
    Buf b = { 0 };
    office_tell(d, &(OfficeTelling){ o->lang, o->json, o->quiet }, &b);
    fwrite(b.p ? b.p : "", 1, b.n, err);
    buf_drop(&b);
    int rc = status[office_verdict(d, ok)];
    return rc == EXIT_OURS && ferror(out) ? EXIT_WORLD : rc;
}

bool cli_folder(Diags *d, const char *dir)
{
    if (!dir || !mkdir(dir, 0777) || errno == EEXIST) return true;
    diag(d, D_FILE_WRITE, NO_PLACE, dir, strerror(errno), (const char *)NULL);
    return false;
}
