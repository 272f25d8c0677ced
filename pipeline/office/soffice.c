/* LibreOffice as a converter: a private profile in a temporary folder, no shell, a time limit;
 * nothing is left behind, by a signal neither.
 *
 * The document comes from outside and may link pictures, sections and style sheets by any address.
 * Left to itself LibreOffice fetches them, from the web and from this machine's own files, and what
 * it fetches stands in the document it makes. The profile forbids that, and where the kernel allows
 * it there is no network. */
#define _GNU_SOURCE
#include "office/office.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define SOFFICE_SECONDS 120

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *f)
{
    (void)st;
    (void)kind;
    (void)f;
    return remove(path);
}

#define SECURITY "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
static const char settings[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items "
    "xmlns:oor=\"http://openoffice.org/2001/registry\">\n" SECURITY
    "<prop oor:name=\"BlockUntrustedRefererLinks\" "
    "oor:op=\"fuse\"><value>true</value></prop></item>\n" SECURITY
    "<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\"><prop oor:name=\"Link\" "
    "oor:op=\"fuse\"><value>0</value></prop></item>\n</oor:items>\n";

static bool make_profile(Arena *a, const char *dir, const char **why)
{
    const char *folder[] = { "profile", "profile/user" };
    for (int i = 0; i < 2; i++)
        if (mkdir(str_printf(a, "%s/%s", dir, folder[i]).p, 0700)) {
            *why = strerror(errno);
            return false;
        }
    return file_write(str_printf(a, "%s/profile/user/registrymodifications.xcu", dir).p,
                      str_of(settings), why);
}

static void put_map(const char *path, unsigned id)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (dprintf(fd, id == ~0u ? "deny" : "%u %u 1", id, id) < 0) errno = 0;
    close(fd);
}

/* No network but an empty one of its own; who is not root needs a namespace of users for that, with
 * itself in it. Not everywhere allowed. */
static void leave_network(void)
{
    unsigned user = getuid(), group = getgid();
    if (!unshare(CLONE_NEWNET) || unshare(CLONE_NEWUSER | CLONE_NEWNET)) return;
    put_map("/proc/self/setgroups", ~0u);
    put_map("/proc/self/uid_map", user);
    put_map("/proc/self/gid_map", group);
}

/* The profile by its address: a folder for temporary files may be called anything. */
static Str profile_url(Arena *a, const char *dir)
{
    Buf b = { 0 };
    buf_z(&b, "-env:UserInstallation=file://");
    for (const char *p = dir; *p; p++) {
        if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
            strchr("/-._~", *p))
            buf_char(&b, *p);
        else
            buf_printf(&b, "%%%02X", (unsigned char)*p);
    }
    buf_z(&b, "/profile");
    return buf_keep(a, &b);
}

static _Noreturn void be_soffice(const char *program, const char *profile, const char *dir,
                                 const char *filter, const char *file)
{
    char out[512];
    snprintf(out, sizeof out, "%s/out", dir);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3 && null >= 0; fd++) dup2(null, fd);
    setpgid(0, 0); /* soffice starts a process of its own: both end together */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    leave_network();
    setenv("HOME", dir, 1);
    execlp(program, program, profile, "--headless", "--norestore", "--nologo", "--nolockcheck",
           "--convert-to", filter, "--outdir", out, file, (char *)NULL);
    _exit(127);
}

static bool is_ended(void)
{
    sigset_t s;
    sigpending(&s);
    return sigismember(&s, SIGINT) == 1 || sigismember(&s, SIGTERM) == 1 ||
        sigismember(&s, SIGHUP) == 1;
}

/* True: it ended well within the time, and before we shall. */
static bool wait_for(pid_t pid, const char **why)
{
    struct timespec step = { 0, 50000000 };
    int status = 0;
    for (int i = 0; i < SOFFICE_SECONDS * 20 && !is_ended(); i++) {
        pid_t r = waitpid(pid, &status, WNOHANG);
        if (r == pid) {
            *why = WIFEXITED(status) && WEXITSTATUS(status) == 127
                ? DIAG_WORDS("das Programm ist nicht da", "the program is not there")
                : DIAG_WORDS("das Programm gab auf", "the program gave up");
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        }
        nanosleep(&step, NULL);
    }
    kill(-pid, SIGKILL);
    waitpid(pid, &status, 0);
    *why = DIAG_WORDS("es brauchte zu lange", "it took too long");
    return false;
}

/* filter: "odt:writer8": the extension, and Writer's name of the format. */
static bool convert(Arena *a, const char *program, const char *dir, const char *filter,
                    const char *file, size_t limit, Str *bytes, const char **why)
{
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file,
               *dot = strrchr(base, '.');
    char *path = realpath(file, NULL);
    if (!path) {
        *why = strerror(errno);
        return false;
    }
    const char *profile = str_z(a, profile_url(a, dir));
    pid_t pid = fork();
    if (pid == 0) be_soffice(program, profile, dir, filter, path);
    free(path);
    if (pid < 0) {
        *why = strerror(errno);
        return false;
    }
    if (!wait_for(pid, why)) return false;
    Str made = str_printf(a, "%s/out/%.*s.%.3s", dir, (int)(dot ? dot - base : (long)strlen(base)),
                          base, filter);
    return file_read(a, made.p, limit, bytes, why);
}

static bool by_soffice(Arena *a, const Soffice *s, const char *filter, const char *file,
                       size_t limit, Str *bytes, const char **reason)
{
    const char *why = NULL;
    char dir[400];
    sigset_t held, was;
    sigemptyset(&held);
    sigaddset(&held, SIGINT), sigaddset(&held, SIGTERM), sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, &was);
    snprintf(dir, sizeof dir, "%s/vorlage-XXXXXX",
             s->tmp && strlen(s->tmp) < 300 ? s->tmp : "/tmp");
    bool ok = false;
    if (!mkdtemp(dir))
        why = strerror(errno);
    else {
        ok = make_profile(a, dir, &why) &&
            convert(a, s->program, dir, filter, file, limit, bytes, &why);
        nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    sigprocmask(SIG_SETMASK, &was, NULL); /* one that came ends us now */
    *reason = ok ? NULL : why ? why : "-";
    return ok;
}

bool soffice_to_odt(Arena *a, Diags *d, const Soffice *s, const char *file, size_t limit,
                    Str *bytes)
{
    const char *why;
    if (by_soffice(a, s, "odt:writer8", file, limit, bytes, &why)) return true;
    diag(d, D_IMPORT_SOFFICE, NO_PLACE, s->program, why, (const char *)NULL);
    return false;
}

bool soffice_to_pdf(Arena *a, const Soffice *s, const char *file, size_t limit, Str *bytes,
                    const char **why)
{
    return by_soffice(a, s,
                      "pdf:writer_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":"
                      "\"2\"},\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
                      "\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},\"ExportNotes\":{"
                      "\"type\":\"boolean\",\"value\":\"false\"}}",
                      file, limit, bytes, why);
}
