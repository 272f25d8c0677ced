/* LibreOffice as a converter: a private profile in a temporary folder, no shell, a time limit; nothing is left behind. */
#define _GNU_SOURCE
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define SOFFICE_SECONDS 120

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *f)
{
    (void)st; (void)kind; (void)f;
    return remove(path);
}

static _Noreturn void be_soffice(const char *program, const char *dir, const char *filter, const char *file)
{
    char profile[512], out[512];
    snprintf(profile, sizeof profile, "-env:UserInstallation=file://%s/profile", dir);
    snprintf(out, sizeof out, "%s/out", dir);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3 && null >= 0; fd++) dup2(null, fd);
    setpgid(0, 0); /* soffice starts a process of its own: both end together */
    setenv("HOME", dir, 1);
    execlp(program, program, profile, "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", filter, "--outdir", out, file, (char *)NULL);
    _exit(127);
}

/* True: it ended well within the time. */
static bool wait_for(pid_t pid, const char **why)
{
    struct timespec step = { 0, 50000000 };
    int status = 0;
    for (int i = 0; i < SOFFICE_SECONDS * 20; i++) {
        pid_t r = waitpid(pid, &status, WNOHANG);
        if (r == pid) {
            *why = WIFEXITED(status) && WEXITSTATUS(status) == 127 ? "No such file or directory" : "Input/output error";
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        }
        nanosleep(&step, NULL);
    }
    kill(-pid, SIGKILL);
    waitpid(pid, &status, 0);
    *why = "Connection timed out";
    return false;
}

/* filter: "odt:writer8": the extension, and Writer's name of the format. */
static bool convert(Arena *a, const char *program, const char *dir, const char *filter, const char *file, size_t limit, Str *bytes, const char **why)
{
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file, *dot = strrchr(base, '.');
    char *path = realpath(file, NULL);
    if (!path) { *why = strerror(errno); return false; }
    pid_t pid = fork();
    if (pid == 0) be_soffice(program, dir, filter, path);
    free(path);
    if (pid < 0) { *why = strerror(errno); return false; }
    if (!wait_for(pid, why)) return false;
    Str made = str_printf(a, "%s/out/%.*s.%.3s", dir, (int)(dot ? dot - base : (long)strlen(base)), base, filter);
    return file_read(a, made.p, limit, bytes, why);
}

static bool by_soffice(Arena *a, Diags *d, const char *filter, const char *file, size_t limit, Str *bytes)
{
    const char *given = getenv("VORLAGE_SOFFICE"), *program = given && *given ? given : "soffice", *tmp = getenv("TMPDIR"), *why = NULL;
    char dir[400];
    snprintf(dir, sizeof dir, "%s/vorlage-XXXXXX", tmp && *tmp && strlen(tmp) < 300 ? tmp : "/tmp");
    bool ok = false;
    if (!mkdtemp(dir)) why = strerror(errno);
    else {
        ok = convert(a, program, dir, filter, file, limit, bytes, &why);
        nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    if (!ok) diag(d, D_IMPORT_SOFFICE, NO_PLACE, program, why ? why : "-", (const char *)NULL);
    return ok;
}

bool soffice_to_odt(Arena *a, Diags *d, const char *file, size_t limit, Str *bytes) { return by_soffice(a, d, "odt:writer8", file, limit, bytes); }

bool soffice_to_pdf(Arena *a, Diags *d, const char *file, size_t limit, Str *bytes)
{
    return by_soffice(a, d, "pdf:writer_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"},\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
                             "\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},\"ExportNotes\":{\"type\":\"boolean\",\"value\":\"false\"}}", file, limit, bytes);
}
