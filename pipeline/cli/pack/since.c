/* Which earlier pack each edition supplements (--since): the one that was named; or, of the folder
 * that packs were written to, the one of that edition, and of that one its last supplement. */
#include "cli/pack/session.h"

#include <sys/stat.h>

typedef struct {
    Session *s;
    const char *folder;
} Search;

static bool is_there(const char *path, bool folder)
{
    struct stat st;
    return !stat(path, &st) && (folder ? S_ISDIR(st.st_mode) : S_ISREG(st.st_mode));
}

static const char *found(Search *f, Str who, const char *ext)
{
    const char *path = str_z(
        f->s->a, str_printf(f->s->a, "%s/%.*s", f->folder, STR_FMT(session_name(f->s, who, ext))));
    return is_there(path, false) ? path : NULL;
}

static const char *last_of(Search *f, Str who)
{
    const char *path = NULL;
    for (int k = LISTE_MAX_NACHTRAG; k > 0 && !path; k--) {
        path = found(f, who, session_end(f->s, k, ".pdf"));
        if (!path) path = found(f, who, session_end(f->s, k, ".json"));
    }
    if (!path) path = found(f, who, ".pdf");
    if (!path) path = found(f, who, "/" LISTE_DATEI);
    return path ? path : found(f, who, ".zip");
}

/* NULL: there is none, told. */
static const char *path_for(Session *s, Str who, Str common)
{
    const char *since = s->o->since;
    if (!is_there(since, true) ||
        is_there(str_z(s->a, str_printf(s->a, "%s/" LISTE_DATEI, since)), false))
        return since;
    Search f = { s, since };
    const char *path = last_of(&f, who);
    if (!path && common.n) path = last_of(&f, common);
    if (!path)
        diag(s->d, D_MAPPE_LISTE_FEHLT, NO_PLACE, since, str_z(s->a, session_name(s, who, ".pdf")),
             (const char *)NULL);
    return path;
}

const Altliste *session_since_for(Session *s, Str who, Str common, Edition edition, double large)
{
    const char *path = path_for(s, who, common);
    if (!path) return NULL;
    AltFund *x = s->alt;
    while (x && !str_is(x->path, path)) x = x->next;
    if (!x) {
        x = ARENA_NEW(s->a, AltFund);
        *x = (AltFund){ s->alt, str_keep(s->a, str_of(path)), NULL };
        x->list = liste_read(s->a, s->d, x->path.p);
        s->alt = x;
    }
    return x->list && liste_passt(s->d, x->list, s->akte, edition, large) ? x->list : NULL;
}
