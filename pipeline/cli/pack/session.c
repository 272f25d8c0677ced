/* Opening a session for a command, and where its outputs go. */
#include "cli/pack/session.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "akte/akte.h"
#include "base/file.h"
#include "base/spell.h"

/* Told before anything is made: a folder that cannot be written to, or not made. */
static bool folder_ready(Session *s)
{
    struct stat st;
    Str name = str_of(s->o->dir ? s->o->dir : ".");
    if (s->o->out) return true;
    while (name.n > 1 && name.p[name.n - 1] == '/') name.n--;
    const char *dir = str_z(s->a, name), *parent = path_beside(s->a, dir, S("."));
    bool there = !stat(dir, &st);
    int error = there ? S_ISDIR(st.st_mode) ? 0 : ENOTDIR : errno == ENOENT ? 0 : errno;
    if (!error && access(there ? dir : parent, W_OK | X_OK)) error = errno;
    if (error) diag(s->d, D_FILE_WRITE, NO_PLACE, dir, strerror(error), (const char *)NULL);
    return !error;
}

bool session_open(Session *s, const Options *o)
{
    *s = (Session){ .o = o, .a = arena_new() };
    s->d = diags_new(s->a);
    Office office = cli_office_for(o, s->a, s->d);
    s->akte = akte_open(s->a, s->d, &office.orte, o->words[0]);
    if (s->akte) s->akte->sitzung->metadatum = office.heute;
    return s->akte && folder_ready(s);
}

int session_close(Session *s, bool ok)
{
    int rc = cli_finish(s->o, s->d, ok, stdout, stderr);
    arena_drop(s->a);
    return rc;
}

Str session_name(Session *s, Str who, const char *ext)
{
    return name_for_session(s->a, s->akte->sitzung, who, ext);
}

const char *session_end(Session *s, int number, const char *ext)
{
    if (!number) return ext;
    return str_z(s->a,
                 number > 1 ? str_printf(s->a, ".nachtrag-%d%s", number, ext)
                            : str_printf(s->a, ".nachtrag%s", ext));
}

const char *session_folder(Session *s)
{
    cli_folder(s->d, s->o->dir);
    return s->o->dir ? s->o->dir : ".";
}

bool session_write(Session *s, const char *path, Str data)
{
    const char *why = NULL;
    if (file_write(path, data, &why)) return true;
    diag(s->d, D_FILE_WRITE, NO_PLACE, path, why, (const char *)NULL);
    return false;
}

void session_tell_no_member(Session *s, Str who)
{
    const Mitglieder *m = s->akte->mitglieder;
    int n = m ? m->n : 0;
    Str *id = ARENA_NEW_N(s->a, Str, (size_t)n + 1), near = { "", 0 };
    for (int i = 0; i < n; i++) id[i] = m->alle[i].id;
    int k = spell_nearest(who, id, n);
    if (k >= 0)
        near = str_printf(s->a, DIAG_WORDS(", etwa „%.*s“", ", such as \"%.*s\""), STR_FMT(id[k]),
                          STR_FMT(id[k]));
    diag_strs(s->d, D_MAPPE_MITGLIED, NO_PLACE, 2, (Str[]){ who, near });
}

bool session_is_chair(const Mitglied *m) { return m->funktion == FUNKTION_VORSITZ; }
