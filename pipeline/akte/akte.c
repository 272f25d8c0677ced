/* Opening a session: its file, then all files it names, each read once, then the checks over them.
 */
#include "akte/akte_in.h"

#include <stdlib.h>

#include "base/file.h"
#include "read/read.h"
#include "xml/tree.h"
#include "rules/rules.h"

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
    read_mitglieder_einmal(p->a, p->d, all);
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
                  (Str[]){ akte_number_de(p->a, given), akte_number_de(p->a, days) });
}

static void check(Pruefung *p, const char *doc)
{
    load_papers(p, doc);
    load_members(p, doc);
    notice(p);
    akte_check_unterlagen(p);
    akte_check_beratungen(p);
    akte_check_anlagen(p);
}

Sitzungsakte *akte_open_bytes(Arena *a, Diags *d, const Fundorte *f, const char *doc, Str bytes)
{
    size_t errors = diags_errors(d);
    Sitzungsakte *k = ARENA_NEW(a, Sitzungsakte);
    k->opener = f->opener;
    k->pfad = str_keep(a, doc ? str_of(doc) : S(""));
    k->sitzung = read_sitzung(a, d, doc ? k->pfad : S("<stdin>"), bytes);
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
