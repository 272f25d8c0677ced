/* vorlage watch DIR: renders what is saved into a folder, with the diagnostics beside it as text.
 *
 * The folder is looked through once a second rather than by inotify, since a share's other clients
 * (Windows) make no events here. A file is taken when its size and time stood still for two looks,
 * and again whenever they change. NAME.xml gives NAME.pdf, NAME.odt and NAME.meldungen.txt; a
 * faulty file leaves older outputs as they are. A style or master data (stil*.xml,
 * koerperschaft*.xml) saved into the folder makes all its papers new. Names that begin with '.' or
 * '~', and temporary files of editors, are passed over. */
#define _GNU_SOURCE
#include "cli/cli.h"

#include <dirent.h>
#include <stdlib.h>
#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define WATCH_MAX_FILES 100000 /* in one folder; more are told and passed over */

typedef struct {
    char *name;
    int64_t size, time;
    bool still, done, seen;
} Entry;
typedef struct {
    const Options *o;
    const char *dir;
    Entry *e;
    size_t n, room;
    int worst;
    uint64_t house, house_before; /* times and sizes of styles and master data: at this look, at the
                                     one before */
    int64_t house_time;           /* of the newest */
    bool house_new;               /* they changed and have not stood still yet */
} Watch;

static volatile sig_atomic_t asked_to_stop;
static void on_stop(int sig)
{
    (void)sig;
    asked_to_stop = 1;
}

static bool is_xml(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && name[0] != '.' && name[0] != '~' && !strcmp(name + n - 4, ".xml");
}

static bool is_house(const char *name)
{
    return is_xml(name) && (!strncmp(name, "stil", 4) || !strncmp(name, "koerperschaft", 13));
}
/* Sessions and members are made into packs by their own command. */
static bool is_session(const char *name)
{
    return is_xml(name) && (!strncmp(name, "sitzung", 7) || !strncmp(name, "mitglieder", 10));
}
static bool is_paper(const char *name)
{
    return is_xml(name) && !is_house(name) && !is_session(name);
}

/* Entries stand by name; a look goes through the folder in that order, so new ones are mostly added
 * at the end. */
static Entry *find_entry(Watch *w, const char *name)
{
    size_t lo = 0, hi = w->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int k = strcmp(w->e[mid].name, name);
        if (!k) return &w->e[mid];
        if (k < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (w->n >= WATCH_MAX_FILES) return NULL;
    if (w->n == w->room) {
        w->room = w->room ? 2 * w->room : 64;
        w->e = mem_realloc(w->e, w->room * sizeof *w->e);
    }
    size_t n = strlen(name) + 1;
    memmove(&w->e[lo + 1], &w->e[lo], (w->n++ - lo) * sizeof *w->e);
    w->e[lo] = (Entry){ .name = memcpy(mem_alloc(n), name, n), .size = -1 };
    return &w->e[lo];
}

/* The time of an output, or 0. */
static int64_t time_of(Arena *a, const Watch *w, Str stem, const char *ext)
{
    struct stat st;
    return stat(str_z(a, str_printf(a, "%s/%.*s%s", w->dir, STR_FMT(stem), ext)), &st)
        ? 0
        : (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

static int render(const Watch *w, const char *path, const char *target, Command cmd, FILE *err)
{
    Options o = *w->o;
    const char *words[1] = { path };
    o.cmd = cmd;
    o.out = target;
    o.dir = NULL;
    o.words = words;
    o.nwords = 1;
    o.quiet = false;
    return job_run(&o, path, (Claim){ NULL, NULL }, stdout, err);
}

/* In a worker of its own: PDF and ODT, then the text file (also when nothing is to be said, so that
 * its time shows the look). */
static int render_both(Watch *w, Entry *e)
{
    Arena *a = arena_new();
    Str stem = { e->name, strlen(e->name) - 4 };
    char *text = NULL;
    size_t n = 0;
    FILE *err = open_memstream(&text, &n);
    char *path = str_z(a, str_printf(a, "%s/%s", w->dir, e->name));
    int rc = err ? render(w, path, str_z(a, str_printf(a, "%s/%.*s.pdf", w->dir, STR_FMT(stem))),
                          CMD_PDF, err)
                 : EXIT_WORLD;
    if (rc == EXIT_GOOD) {
        FILE *none = fopen("/dev/null", "w");
        rc = render(w, path, str_z(a, str_printf(a, "%s/%.*s.odt", w->dir, STR_FMT(stem))), CMD_ODT,
                    none ? none : err);
        if (none) fclose(none);
    }
    if (err) fclose(err);
    bool de = w->o->lang == MSG_DE;
    const char *verdict = rc == EXIT_GOOD
        ? (de ? "In Ordnung.\n" : "Good.\n")
        : (de ? "Nicht ausgegeben; ältere Ausgaben sind unverändert.\n"
              : "Not rendered; older outputs are unchanged.\n");
    Str msg = str_printf(a, "%s%s", text ? text : "", verdict);
    const char *why = NULL;
    if (!file_write(str_z(a, str_printf(a, "%s/%.*s.meldungen.txt", w->dir, STR_FMT(stem))), msg,
                    &why))
        rc = EXIT_WORLD;
    arena_drop(a);
    return rc;
}

static void take(Watch *w, Entry *e)
{
    fflush(stdout);
    fflush(stderr);
    pid_t pid = fork();
    if (pid == 0) _exit(render_both(w, e));
    int st = 0;
    while (pid > 0 && waitpid(pid, &st, 0) < 0 && errno == EINTR) {}
    int rc = pid > 0 && WIFEXITED(st) ? WEXITSTATUS(st) : EXIT_OURS;
    e->done = true;
    if (rc > w->worst) w->worst = rc;
    if (!w->o->quiet)
        printf("%s: %s\n", e->name,
               rc == 0                    ? "PDF, ODT"
                   : w->o->lang == MSG_DE ? "fehlerhaft"
                                          : "faulty");
    fflush(stdout);
}

static void look_at(Watch *w, const char *name, bool first)
{
    Arena *a = arena_new();
    struct stat st;
    if (stat(str_z(a, str_printf(a, "%s/%s", w->dir, name)), &st) == 0 && S_ISREG(st.st_mode)) {
        Entry *e = find_entry(w, name);
        int64_t t = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
        if (e && (e->size != st.st_size || e->time != t)) {
            *e = (Entry){ .name = e->name, .size = st.st_size, .time = t };
            Str stem = { name, strlen(name) - 4 };
            int64_t made = first ? time_of(a, w, stem, ".meldungen.txt") : 0;
            if (made > t && made > w->house_time) e->done = true;
            if (w->o->once && !e->done) take(w, e);
        } else if (e && !e->done)
            take(w, e);
        if (e) e->seen = true;
    }
    arena_drop(a);
}

/* Forgets files that are gone, so that one saved again under the name is new. */
static void sweep(Watch *w)
{
    size_t k = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (w->e[i].seen) {
            w->e[i].seen = false;
            w->e[k++] = w->e[i];
        } else
            mem_free(w->e[i].name);
    }
    w->n = k;
}

static void look_at_house(Watch *w, const char *name)
{
    Arena *a = arena_new();
    struct stat st;
    if (stat(str_z(a, str_printf(a, "%s/%s", w->dir, name)), &st) == 0 && S_ISREG(st.st_mode)) {
        int64_t t = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
        w->house = w->house * 1099511628211u + (uint64_t)t + (uint64_t)st.st_size * 31 +
            str_hash(str_of(name));
        if (t > w->house_time) w->house_time = t;
    }
    arena_drop(a);
}

/* A change is taken, like a paper's, when it stood still for two looks. */
static void house_changes(Watch *w, bool first)
{
    bool changed = w->house != w->house_before;
    w->house_before = w->house;
    if (changed && !first)
        w->house_new = true;
    else if (w->house_new) {
        w->house_new = false;
        for (size_t i = 0; i < w->n; i++) w->e[i].done = false;
    }
}

static bool look(Watch *w, bool first)
{
    struct dirent **names = NULL;
    int n = scandir(w->dir, &names, NULL, alphasort);
    if (n < 0) return false;
    w->house = 0;
    for (int i = 0; i < n; i++)
        if (is_house(names[i]->d_name)) look_at_house(w, names[i]->d_name);
    house_changes(w, first);
    for (int i = 0; i < n; i++) {
        if (!asked_to_stop && is_paper(names[i]->d_name)) look_at(w, names[i]->d_name, first);
        free(names[i]);
    }
    free(names);
    sweep(w);
    return true;
}

int cmd_watch(const Options *o)
{
    Watch w = { .o = o, .dir = o->words[0] };
    signal(SIGINT, on_stop);
    signal(SIGTERM, on_stop);
    bool ok = look(&w, true);
    while (ok && !o->once && !asked_to_stop) {
        nanosleep(&(struct timespec){ 1, 0 }, NULL);
        ok = look(&w, false);
    }
    if (!ok) fprintf(stderr, "vorlage: %s: %s\n", w.dir, strerror(errno));
    for (size_t i = 0; i < w.n; i++) mem_free(w.e[i].name);
    mem_free(w.e);
    return !ok ? EXIT_WORLD : o->once ? w.worst : EXIT_GOOD;
}
