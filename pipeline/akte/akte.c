/* Opening a session: its file, then all files it names, each read once, then the checks over them.
 */
#include "akte/akte_in.h"

#include <stdlib.h>

#include "base/file.h"
#include "read/read.h"
#include "xml/tree.h"
#include "rules/rules.h"

bool akte_read(Arena *a, Diags *d, const Fundorte *f, const char *path, Place at, Str *bytes)
{
    const char *why = NULL;
    if (opener_read(f->opener, a, path, XML_MAX_BYTES, bytes, &why)) return true;
    diag_most(d, D_FILE_READ, at, 2, (Str[]){ str_of(path), str_of(why) });
    return false;
}

/* A file that a document names: a pipe or device in its place must not hold us. */
static bool read_named(Pruefung *p, const char *path, Place at, Str *bytes)
{
    const char *why = NULL;
    Str head;
    if (opener_head(p->orte->opener, p->a, path, 1, &head, &why) || !strcmp(why, "empty"))
        return akte_read(p->a, p->d, p->orte, path, at, bytes);
    diag_most(p->d, D_FILE_READ, at, 2, (Str[]){ str_of(path), str_of(why) });
    return false;
}

Str day_de(Arena *a, Date d)
{
    Buf b = buf_new(0);
    date_de(&b, d);
    Str s = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return s;
}

Str number_de(Arena *a, long n) { return str_printf(a, "%ld", n); }

/* Parts of a path between slashes; "." goes, ".." takes the part before it with it where that is a
 * name. */
char *akte_path(Arena *a, const char *doc, Str name)
{
    char *z = path_beside(a, doc ? doc : "", name);
    Str s = str_of(z);
    Str *part = ARENA_NEW_N(a, Str, s.n + 1);
    size_t n = 0;
    for (size_t from = 0, i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '/') continue;
        Str one = str_sub(s, from, i - from);
        from = i + 1;
        if (str_is(one, ".") || (!one.n && i)) continue;
        if (str_is(one, "..") && n && part[n - 1].n && !str_is(part[n - 1], ".."))
            n--;
        else
            part[n++] = one;
    }
    Buf b = buf_new(0);
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&b, '/');
        buf_str(&b, part[i]);
    }
    char *out = str_z(a, buf_view(&b));
    buf_drop(&b);
    return out;
}

/* ---- the Vorlagen ---- */

static void collect(Pruefung *p)
{
    for (int i = 0; i < p->s->nalle; i++) p->n += p->s->alle[i]->nunterlagen;
    p->blatt = ARENA_NEW_N(p->a, Blatt, (size_t)p->n + 1);
    p->n = 0;
    for (int i = 0; i < p->s->nalle; i++)
        for (int k = 0; k < p->s->alle[i]->nunterlagen; k++, p->n++)
            p->blatt[p->n] = (Blatt){ p->s->alle[i], &p->s->alle[i]->unterlagen[k], p->n, false };
}

static int by_path(const void *pa, const void *pb)
{
    const Blatt *a = pa, *b = pb;
    int c = str_cmp(a->u->pfad, b->u->pfad);
    return c ? c : a->index - b->index;
}

/* For each paper the first one of the same file. */
static int *leaders(Pruefung *p)
{
    Blatt *o = ARENA_NEW_N(p->a, Blatt, (size_t)p->n + 1);
    int *first = ARENA_NEW_N(p->a, int, (size_t)p->n + 1);
    if (p->n) memcpy(o, p->blatt, sizeof *o * (size_t)p->n);
    qsort(o, (size_t)p->n, sizeof *o, by_path);
    for (int i = 0, lead = 0; i < p->n; i++) {
        if (!i || !str_eq(o[i].u->pfad, o[i - 1].u->pfad)) lead = o[i].index;
        first[o[i].index] = lead;
    }
    return first;
}

static Vorlage *load_paper(Pruefung *p, const Unterlage *u)
{
    Str bytes;
    if (!read_named(p, u->pfad.p, u->datei_at, &bytes)) return NULL;
    Vorlage *v = read_vorlage(p->a, p->d, u->pfad, bytes);
    if (v && p->house) rules_bezuege(p->a, p->d, v, p->akte->koerperschaft, p->akte->stil);
    return v;
}

static void load_papers(Pruefung *p, const char *doc)
{
    collect(p);
    for (int i = 0; i < p->n; i++)
        p->blatt[i].u->pfad = str_of(akte_path(p->a, doc, p->blatt[i].u->datei));
    int *first = leaders(p);
    for (int i = 0; i < p->n; i++) {
        Unterlage *u = p->blatt[i].u;
        if (!u->datei.n) continue;
        p->blatt[i].first = first[i] == i;
        u->vorlage = first[i] == i ? load_paper(p, u) : p->blatt[first[i]].u->vorlage;
    }
}

/* ---- members ---- */

bool akte_is_csv(const char *path)
{
    size_t n = strlen(path);
    static const char end[] = ".csv";
    bool same = n > 4;
    for (size_t i = 0; same && i < 4; i++) same = (path[n - 4 + i] | (i ? 0x20 : 0)) == end[i];
    return same;
}

static void load_members(Pruefung *p, const char *doc)
{
    const Sitzung *s = p->s;
    Mitglieder **list = ARENA_NEW_N(p->a, Mitglieder *, (size_t)s->nverteiler + 1);
    int n = 0;
    for (int i = 0; i < s->nverteiler; i++) {
        char *path = akte_path(p->a, doc, s->verteiler[i].datei);
        Str bytes;
        if (!s->verteiler[i].datei.n || !read_named(p, path, s->verteiler[i].datei_at, &bytes))
            continue;
        Mitglieder *l = list[i] = (akte_is_csv(path) ? read_mitglieder_csv : read_mitglieder)(
            p->a, p->d, str_of(path), bytes);
        n += l ? l->n : 0;
        if (l && l->gremium.n && s->gremium.n && p->body && !str_eq(l->gremium, s->gremium))
            diag_most(p->d, D_MITGLIEDER_GREMIUM, s->verteiler[i].datei_at, 2,
                      (Str[]){ l->gremium, s->gremium });
    }
    Mitglieder *all = p->akte->mitglieder = ARENA_NEW(p->a, Mitglieder);
    *all = (Mitglieder){ .at = s->at,
                         .gremium = s->gremium,
                         .alle = ARENA_NEW_N(p->a, Mitglied, (size_t)n + 1) };
    for (int i = 0; i < s->nverteiler; i++) {
        if (!list[i]) continue;
        if (!all->quelle.n)
            all->quelle = list[i]->quelle, all->stand = list[i]->stand, all->at = list[i]->at;
        for (int k = 0; k < list[i]->n; k++) all->alle[all->n++] = list[i]->alle[k];
    }
    rules_mitglieder_einmal(p->a, p->d, all);
}

/* ---- the whole ---- */

static void body(Pruefung *p)
{
    const Sitzung *s = p->s;
    const Koerperschaft *k = p->akte->koerperschaft;
    if (s->gremium.n && !s->gremium_name.n)
        rules_gremium(p->a, p->d, k, s->gremium, s->beginn.day, s->gremium_at);
    p->akte->gremium = s->gremium.n ? gremium_find(k, s->gremium, s->beginn.day) : NULL;
    p->body = (p->akte->gremium || s->gremium_name.n) && datetime_set(s->beginn);
}

static void notice(Pruefung *p)
{
    const Sitzung *s = p->s;
    const Koerperschaft *k = p->akte->koerperschaft;
    int days = k && k->ladungsfrist ? k->ladungsfrist : LADUNGSFRIST_SONST;
    if (!s->hat_einladung || !date_set(s->einladung.datum) || !datetime_set(s->beginn)) return;
    long given = date_days(s->beginn.day) - date_days(s->einladung.datum);
    if (given >= 0 && given < days)
        diag_most(p->d, D_LADUNGSFRIST, s->einladung.datum_at, 2,
                  (Str[]){ number_de(p->a, given), number_de(p->a, days) });
}

static void check(Pruefung *p, const char *doc)
{
    load_papers(p, doc);
    load_members(p, doc);
    notice(p);
    check_unterlagen(p);
    check_beratungen(p);
    check_anlagen(p);
}

Sitzungsakte *akte_open_bytes(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str bytes)
{
    size_t errors = diags_errors(d);
    Sitzungsakte *k = ARENA_NEW(a, Sitzungsakte);
    k->opener = f->opener;
    k->pfad = str_keep(a, doc ? str_of(doc) : S(""));
    k->sitzung = read_sitzung_partly(a, d, doc ? k->pfad : S("<stdin>"), bytes);
    if (!k->sitzung) return NULL;
    const Sitzung *s = k->sitzung;
    k->stil = akte_stil(a, d, f, doc, s->stil, s->at);
    Pruefung p = { .a = a, .d = d, .orte = f, .akte = k, .s = s };
    p.house = k->stil &&
        akte_koerperschaft(a, d, f, doc, s->koerperschaft, s->at, k->stil, &k->koerperschaft);
    if (p.house) body(&p);
    check(&p, doc);
    return diags_errors(d) == errors ? k : NULL;
}

Sitzungsakte *akte_open(Arena *a, Diags *d, const Fundorte *f, const char *path)
{
    Str bytes;
    if (!akte_read(a, d, f, path, NO_PLACE, &bytes)) return NULL;
    return akte_open_bytes(a, d, f, strcmp(path, "-") ? path : NULL, bytes);
}
