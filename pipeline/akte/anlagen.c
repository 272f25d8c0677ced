/* Files of attachments: those named can be read, those there are named. Folders that are looked
 * into are the ones whose name begins with "anlage" and that hold a named attachment or lie beside
 * a Vorlage; nothing below them. */
#include <stdlib.h>

#include "akte/akte_in.h"
#include "base/file.h"
#include "picture/picture.h"

typedef struct {
    Str path;
    Place at;
} Datei;
typedef struct {
    Datei *p;
    size_t n, room;
} Dateien;
typedef struct {
    Pruefung *p;
    Dateien files, folders;
} Listing;

static void add(Listing *l, Dateien *to, Str path, Place at)
{
    if (to->n == to->room) {
        size_t room = to->room ? to->room * 2 : 64;
        Datei *wider = ARENA_NEW_N(l->p->a, Datei, room);
        if (to->n) memcpy(wider, to->p, sizeof *wider * to->n);
        to->p = wider;
        to->room = room;
    }
    to->p[to->n++] = (Datei){ path, at };
}

static int by_path(const void *pa, const void *pb)
{
    const Datei *a = pa, *b = pb;
    int c = str_cmp(a->path, b->path);
    if (!c) c = (a->at.src > b->at.src) - (a->at.src < b->at.src);
    return c ? c : (a->at.off > b->at.off) - (a->at.off < b->at.off);
}

static int path_only(const void *pa, const void *pb)
{
    return str_cmp(((const Datei *)pa)->path, ((const Datei *)pb)->path);
}

static Str folder_of(Str path)
{
    size_t n = path.n;
    while (n && path.p[n - 1] != '/') n--;
    return str_sub(path, 0, n ? n - 1 : 0);
}

static bool is_anlagen(Str folder)
{
    static const char word[] = "anlage";
    Str up = folder_of(folder), name = up.n ? str_sub(folder, up.n + 1, folder.n) : folder;
    if (name.n < sizeof word - 1) return false;
    for (size_t i = 0; i < sizeof word - 1; i++)
        if ((name.p[i] | 0x20) != word[i]) return false;
    return true;
}

/* ---- one file ---- */

/* One that a pack takes. */
static bool is_picture(Str head)
{
    switch (picture_format(head, NULL)) {
    case PICTURE_PNG:
    case PICTURE_JPEG:
    case PICTURE_TIFF:
    case PICTURE_BIGTIFF: return true;
    case PICTURE_NONE:
    case PICTURE_OTHER: break;
    }
    return false;
}

static void one_file(Listing *l, const char *doc, Str name, Place at, Str alt)
{
    Pruefung *p = l->p;
    char *path = akte_path(p->a, doc, name);
    const char *why = NULL;
    Str head;
    add(l, &l->files, str_of(path), at);
    if (is_anlagen(folder_of(str_of(path)))) add(l, &l->folders, folder_of(str_of(path)), at);
    if (!opener_head(p->orte->opener, p->a, path, PICTURE_HEAD, &head, &why))
        diag_most(p->d, D_ANLAGE_FEHLT, at, 2, (Str[]){ str_of(path), str_of(why) });
    else if (is_picture(head) && !alt.n)
        diag_most(p->d, D_ANLAGE_BILD_ALT, at, 1, &name);
}

static void list(Listing *l, const char *doc, const Anlage *a, int n)
{
    for (int i = 0; i < n; i++)
        if (a[i].datei.n && path_is_safe(a[i].datei))
            one_file(l, doc, a[i].datei, a[i].datei_at, a[i].alt);
        else if (!a[i].datei.n)
            diag_most(l->p->d, D_ANLAGE_OHNE_DATEI, a[i].at, 1, &a[i].nr);
}

/* Enclosures of the letter may be only named. */
static void beilagen(Listing *l, const char *doc)
{
    const Einladung *e = &l->p->s->einladung;
    for (int i = 0; i < e->nbeilagen; i++)
        if (e->beilagen[i].datei.n && path_is_safe(e->beilagen[i].datei))
            one_file(l, doc, e->beilagen[i].datei, e->beilagen[i].datei_at, e->beilagen[i].alt);
}

static void items(Listing *l, const char *doc)
{
    const Sitzung *s = l->p->s;
    for (int i = 0; i < s->nalle; i++) {
        const Top *t = s->alle[i];
        for (int k = 0; k < t->nniederschriften; k++)
            if (t->niederschriften[k].datei.n)
                one_file(l, doc, t->niederschriften[k].datei, t->niederschriften[k].datei_at,
                         t->niederschriften[k].alt);
        list(l, doc, t->anlagen, t->nanlagen);
    }
}

static void papers(Listing *l)
{
    Pruefung *p = l->p;
    for (int i = 0; i < p->n; i++) {
        const Unterlage *u = p->blatt[i].u;
        if (!u->vorlage || !p->blatt[i].first) continue;
        list(l, u->pfad.p, u->vorlage->anlagen, u->vorlage->nanlagen);
        add(l, &l->folders, str_of(akte_path(p->a, u->pfad.p, S("anlagen"))),
            u->vorlage->nummer_at);
        add(l, &l->files, u->pfad, u->datei_at);
    }
}

/* ---- folders ---- */

/* What programs and systems leave lying about. */
static bool is_litter(Str name)
{
    return str_starts(name, S(".")) || str_starts(name, S("~")) || str_ends(name, S("~")) ||
        str_is(name, "Thumbs.db") || str_is(name, "desktop.ini");
}

static void unnamed(Listing *l, const Datei *folder)
{
    Pruefung *p = l->p;
    Str *name;
    size_t n = 0;
    if (!opener_list(p->orte->opener, p->a, str_z(p->a, folder->path), &name, &n))
        return; /* not there, or not ours to read: then its files were told */
    for (size_t i = 0; i < n; i++) {
        Datei key = { .path =
                          str_printf(p->a, "%.*s%s%.*s", STR_FMT(folder->path),
                                     folder->path.n ? "/" : "", STR_FMT(utf8_nfc(p->a, name[i]))) };
        if (is_litter(name[i]) || bsearch(&key, l->files.p, l->files.n, sizeof key, path_only))
            continue;
        diag_most(p->d, D_ANLAGE_NICHT_GENANNT, folder->at, 1, &key.path);
    }
}

void akte_check_anlagen(Pruefung *p)
{
    const char *doc = p->akte->pfad.n ? p->akte->pfad.p : NULL;
    Listing l = { .p = p };
    beilagen(&l, doc);
    items(&l, doc);
    papers(&l);
    if (l.files.n) qsort(l.files.p, l.files.n, sizeof *l.files.p, by_path);
    if (l.folders.n) qsort(l.folders.p, l.folders.n, sizeof *l.folders.p, by_path);
    for (size_t i = 0; i < l.folders.n; i++)
        if (!i || !str_eq(l.folders.p[i].path, l.folders.p[i - 1].path))
            unnamed(&l, &l.folders.p[i]);
}
