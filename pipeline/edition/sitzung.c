/* The session of an edition, item by item. */
#include "edition/sitzung.h"

#include "edition/edition_in.h"

typedef struct {
    Arena *a;
    Diags *d;
    Sitzungsausgabe *x;
    bool silent;
    const Stil *st;
    Sitzung *to;
} Pruning;

static void count_vorlagen(const Sitzung *s, int *n)
{
    for (int i = 0; i < s->nalle; i++) *n += s->alle[i]->nunterlagen;
}

/* ---- what hangs on a public item ---- */

/* Said, or not said and so as the item. */
static bool is_public(Status s) { return s == STATUS_OEFFENTLICH || s == STATUS_NONE; }

static Block *words(Pruning *p, const Block *b)
{
    static const Vorlage none = { .status = STATUS_OEFFENTLICH };
    Prune pr = { .a = p->a, .v = &none, .silent = p->silent };
    Block *out = prune_blocks(&pr, b, true);
    if (pr.left_out) p->x->left_out = true;
    return out;
}

static Anlage *attachments(Pruning *p, const Anlage *from, int n, int *out)
{
    Anlage *to = ARENA_NEW_N(p->a, Anlage, (size_t)n + 1);
    for (int i = 0; i < n; i++) {
        if (from[i].status == STATUS_OEFFENTLICH && !from[i].nnur)
            to[(*out)++] = from[i];
        else
            p->x->left_out = true;
    }
    return to;
}

static void minutes(Pruning *p, const Top *from, Top *to)
{
    to->niederschriften = ARENA_NEW_N(p->a, Niederschrift, (size_t)from->nniederschriften + 1);
    to->nniederschriften = 0;
    for (int i = 0; i < from->nniederschriften; i++) {
        if (is_public(from->niederschriften[i].status))
            to->niederschriften[to->nniederschriften++] = from->niederschriften[i];
        else
            p->x->left_out = true;
    }
}

static const Ausgabe *vorlage_of(Pruning *p, const Unterlage *u)
{
    if (!is_public(u->status) || !u->vorlage || !u->beratung ||
        !vorlage_is_open(u->vorlage, u->beratung))
        return NULL;
    return ausgabe_fuer(p->a, p->d, u->vorlage, u->beratung, EDITION_PUBLIC, p->silent);
}

static void papers(Pruning *p, const Top *from, Top *to)
{
    to->unterlagen = ARENA_NEW_N(p->a, Unterlage, (size_t)from->nunterlagen + 1);
    to->nunterlagen = 0;
    for (int i = 0; i < from->nunterlagen; i++) {
        const Ausgabe *e = vorlage_of(p, &from->unterlagen[i]);
        if (!e) {
            p->x->left_out = true;
            continue;
        }
        Unterlage *u = &to->unterlagen[to->nunterlagen++];
        *u = from->unterlagen[i];
        u->vorlage = (Vorlage *)e->v; /* read only, as all models are */
        p->x->vorlage[p->x->nvorlagen++] = e;
        if (e->left_out) p->x->left_out = true;
    }
}

/* ---- items ---- */

static Top *items(Pruning *p, const Top *from, int n, Top *above, int *out);

/* "" of a non-public item that is not shown. */
static Str title_of(const Pruning *p, const Top *t)
{
    if (t->status == STATUS_OEFFENTLICH) return top_titel_oeffentlich(p->a, t);
    if (p->st->punkte == PUNKTE_KEINE) return S("");
    Str neutral = top_titel_oeffentlich(p->a, t);
    return neutral.n || p->st->punkte != PUNKTE_ALLE ? neutral
                                                     : p->st->wort[WORT_TOP_NICHTOEFFENTLICH];
}

static bool is_shown(const Pruning *p, const Top *t)
{
    return t->status == STATUS_OEFFENTLICH || title_of(p, t).n;
}

/* The numbers of those behind it show that something is left out: the clerk may not know. */
static void tell_gap(Pruning *p, const Top *left, const Top *end)
{
    bool seen = false;
    for (const Top *t = left + 1; t < end && !seen; t++)
        seen = t->status != STATUS_OEFFENTLICH && is_shown(p, t);
    if (!seen || p->st->punkte_gesagt) return;
    Str nr = top_nummer(p->a, p->st, left);
    diag_strs(p->d, D_MAPPE_LUECKE, left->at, 1, &nr);
}

static void item(Pruning *p, const Top *from, Top *to)
{
    Str title = title_of(p, from);
    if (from->status != STATUS_OEFFENTLICH) {
        *to = (Top){ .at = from->at,
                     .nr = from->nr,
                     .nr_at = from->nr_at,
                     .status = STATUS_NICHTOEFFENTLICH,
                     .titel_text = title,
                     .titel_oeffentlich = title,
                     .papier = PAPIER_KEINE,
                     .abgesetzt = from->abgesetzt,
                     .ebene = from->ebene };
        p->x->left_out = true;
        return;
    }
    *to = *from;
    to->titel = NULL;
    to->titel_text = title;
    to->titel_oeffentlich = (Str){ "", 0 };
    to->text = words(p, from->text);
    to->nanlagen = 0;
    to->anlagen = attachments(p, from->anlagen, from->nanlagen, &to->nanlagen);
    minutes(p, from, to);
    papers(p, from, to);
}

static Top *items(Pruning *p, const Top *from, int n, Top *above, int *out)
{
    Top *list = ARENA_NEW_N(p->a, Top, (size_t)n + 1);
    for (int i = 0; i < n; i++) {
        if (!is_shown(p, &from[i])) {
            p->x->left_out = true;
            tell_gap(p, &from[i], from + n);
            continue;
        }
        Top *to = &list[(*out)++];
        item(p, &from[i], to);
        to->eltern = above;
        p->to->alle[p->to->nalle++] = to;
        to->ntops = 0;
        to->tops = items(p, from[i].tops, from[i].ntops, to, &to->ntops);
    }
    return list;
}

static void invitation(Pruning *p, const Einladung *from, Einladung *to)
{
    to->text = words(p, from->text);
    to->nbeilagen = 0;
    to->beilagen = attachments(p, from->beilagen, from->nbeilagen, &to->nbeilagen);
}

static void whole(Sitzungsausgabe *x, Arena *a, Diags *d)
{
    for (int i = 0; i < x->s->nalle; i++) {
        const Top *t = x->s->alle[i];
        if (t->status != STATUS_OEFFENTLICH) x->confidential = true;
        for (int k = 0; k < t->nanlagen; k++)
            x->confidential |= t->anlagen[k].status != STATUS_OEFFENTLICH;
        for (int k = 0; k < t->nniederschriften; k++)
            x->confidential |= t->niederschriften[k].status == STATUS_NICHTOEFFENTLICH;
        for (int k = 0; k < t->nunterlagen; k++) {
            if (!t->unterlagen[k].vorlage) continue;
            const Ausgabe *e = ausgabe_fuer(a, d, t->unterlagen[k].vorlage,
                                            t->unterlagen[k].beratung, EDITION_FULL, false);
            x->vorlage[x->nvorlagen++] = e;
            x->confidential |=
                e->confidential || t->unterlagen[k].status == STATUS_NICHTOEFFENTLICH;
        }
    }
    if (x->s->status == STATUS_NICHTOEFFENTLICH) x->confidential = true;
}

const Sitzungsausgabe *sitzung_ausgabe(Arena *a, Diags *d, const Sitzung *s, Edition e,
                                       const Stil *st)
{
    int n = 0;
    count_vorlagen(s, &n);
    Sitzungsausgabe *x = ARENA_NEW(a, Sitzungsausgabe);
    *x = (Sitzungsausgabe){ .s = s,
                            .edition = e,
                            .vorlage = ARENA_NEW_N(a, const Ausgabe *, (size_t)n + 1) };
    if (e == EDITION_FULL) {
        whole(x, a, d);
        return x;
    }
    if (s->status == STATUS_NICHTOEFFENTLICH) {
        diag(d, D_PACK_NICHTOEFFENTLICH, s->at, (const char *)NULL);
        return NULL;
    }
    Sitzung *to = ARENA_NEW(a, Sitzung);
    *to = *s;
    Pruning p = {
        .a = a, .d = d, .x = x, .silent = st->auslassung == AUSLASSUNG_STUMM, .st = st, .to = to
    };
    to->verteiler = NULL, to->nverteiler = 0;
    to->alle = ARENA_NEW_N(a, Top *, (size_t)s->nalle + 1);
    to->nalle = to->ntops = 0;
    to->tops = items(&p, s->tops, s->ntops, NULL, &to->ntops);
    invitation(&p, &s->einladung, &to->einladung);
    x->s = to;
    return x;
}
