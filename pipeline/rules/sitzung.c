/* The rules a session's file can show alone: numbers of the agenda, its two parts, titles, late
 * items, days. What needs the Vorlagen, the master data or the members is checked in akte/.
 *
 * Running text is checked by the rules for papers: to them a session is a Vorlage whose parts are
 * the invitation and the words on each item. */
#include <stdlib.h>

#include "base/file.h"
#include "rules/rules_in.h"

typedef struct {
    Rules r;
    const Sitzung *s;
} Session;

static Str line_of(Session *x, Place at)
{
    uint32_t line = 0, col = 0;
    diag_line_col(x->r.d, at, &line, &col);
    return rule_int(x->r.a, (long)line);
}

/* ---- numbers ---- */

/* Compares "5.1", "5.10", "5.10a" by their numbers; letters before them are no part of the order.
 */
static int nr_cmp(Str a, Str b)
{
    size_t i = 0, k = 0;
    while (i < a.n && (a.p[i] < '0' || a.p[i] > '9')) i++;
    while (k < b.n && (b.p[k] < '0' || b.p[k] > '9')) k++;
    for (;;) {
        long x = 0, y = 0;
        for (; i < a.n && a.p[i] >= '0' && a.p[i] <= '9'; i++) x = x * 10 + (a.p[i] - '0');
        for (; k < b.n && b.p[k] >= '0' && b.p[k] <= '9'; k++) y = y * 10 + (b.p[k] - '0');
        if (x != y) return x < y ? -1 : 1;
        if (i < a.n && k < b.n && a.p[i] == '.' && b.p[k] == '.') {
            i++, k++;
            continue;
        }
        return str_cmp(str_sub(a, i, a.n), str_sub(b, k, b.n));
    }
}

/* "7" of "Ö 7", "3" of "5.3". */
static long last_number(Str nr)
{
    long v = 0;
    for (size_t i = 0; i < nr.n; i++) {
        char c = nr.p[i];
        if (c >= '0' && c <= '9')
            v = v * 10 + (c - '0');
        else if (c == '.')
            v = 0;
    }
    return v;
}

static bool part_letters(Str nr) { return nr.n && (nr.p[0] < '0' || nr.p[0] > '9'); }

/* Neighbours within one part and one parent. Numbers may be left out (an item was withdrawn), which
 * is only told. */
static void follows(Session *x, const Top *before, const Top *t)
{
    if (nr_cmp(before->nr, t->nr) > 0) {
        diag_most(x->r.d, D_TOP_FOLGE, t->nr_at, 2, (Str[]){ t->nr, before->nr });
        return;
    }
    long gap = last_number(t->nr) - last_number(before->nr);
    if (gap > 1) diag_most(x->r.d, D_TOP_LUECKE, t->nr_at, 2, (Str[]){ t->nr, before->nr });
}

static void below(Session *x, const Top *t)
{
    Str head = str_printf(x->r.a, "%.*s.", STR_FMT(t->eltern->nr));
    if (t->nr.n && t->eltern->nr.n && !str_starts(t->nr, head))
        diag_most(x->r.d, D_TOP_UNTERPUNKT, t->nr_at, 2, (Str[]){ t->nr, head });
}

static void order(Session *x, const Top *t, int n)
{
    for (int i = 0; i < n; i++) {
        bool restarts =
            i && t[i].status != t[i - 1].status; /* the non-public part may count from 1 */
        if (i && !restarts && t[i].nr.n && t[i - 1].nr.n) follows(x, &t[i - 1], &t[i]);
        if (t[i].eltern) below(x, &t[i]);
        if (i && t[i].status == STATUS_OEFFENTLICH && t[i - 1].status != STATUS_OEFFENTLICH &&
            !t[i - 1].status_fehlt)
            diag_most(x->r.d, D_TOP_TEILE, t[i].nr_at, 2, (Str[]){ t[i].nr, t[i - 1].nr });
        order(x, t[i].tops, t[i].ntops);
    }
}

/* "1" of the public and "1" of the non-public part are two numbers: the style tells them apart. */
static int by_number(const void *pa, const void *pb)
{
    const Top *a = *(Top *const *)pa, *b = *(Top *const *)pb;
    int c = str_cmp(a->nr, b->nr);
    if (!c && !part_letters(a->nr)) c = (int)a->status - (int)b->status;
    return c ? c : (a->at.off > b->at.off) - (a->at.off < b->at.off);
}

static void numbers_once(Session *x)
{
    size_t n = (size_t)x->s->nalle;
    Top **o = ARENA_NEW_N(x->r.a, Top *, n + 1);
    for (size_t i = 0; i < n; i++) o[i] = x->s->alle[i];
    qsort(o, n, sizeof *o, by_number);
    for (size_t i = 1; i < n; i++) {
        const Top *a = o[i - 1], *b = o[i];
        if (diag_full(x->r.d, D_TOP_DOPPELT)) return;
        if (!b->nr.n || !str_eq(a->nr, b->nr) || (!part_letters(b->nr) && a->status != b->status))
            continue;
        diag_most(x->r.d, D_TOP_DOPPELT, b->nr_at, 2, (Str[]){ b->nr, line_of(x, a->at) });
    }
}

/* ---- titles ---- */

static void note_status(void *ctx, const Inline *i) { *(bool *)ctx |= i->status != STATUS_NONE; }

static bool has_status(const Inline *i)
{
    bool any = false;
    walk_inlines(i, &(Walk){ .ctx = &any, .text = note_status, .outer = true });
    return any;
}

static void title(Session *x, const Top *t)
{
    Diags *d = x->r.d;
    bool said = t->titel_at.off != t->at.off;
    if (said && !t->titel_text.n) diag_most(d, D_BETREFF_LEER, t->titel_at, 0, NULL);
    if (!said && !t->nunterlagen) diag_most(d, D_TOP_OHNE_BETREFF, t->nr_at, 1, &t->nr);
    if (has_status(t->titel)) diag_most(d, D_TOP_BETREFF_STATUS, t->titel_at, 0, NULL);
    if (t->titel_oeffentlich.n && t->status == STATUS_OEFFENTLICH)
        diag_most(d, D_TOP_NEUTRAL, rule_attr(&x->r, t->titel_at, "oeffentlich"), 0, NULL);
}

/* ---- papers ---- */

static void papers(Session *x, const Top *t)
{
    Diags *d = x->r.d;
    bool any = t->nunterlagen || t->nniederschriften || t->nanlagen;
    if (t->papier == PAPIER_FOLGT && !t->nunterlagen)
        diag_most(d, D_TOP_FOLGT, rule_attr(&x->r, t->at, "unterlage"), 1, &t->nr);
    else if (t->papier && t->nunterlagen)
        diag_most(d, D_TOP_WIDERSPRUCH, rule_attr(&x->r, t->at, "unterlage"), 1,
                  (Str[]){ enum_code(ENUM_PAPIER, t->papier) });
    else if (!t->papier && !any && !t->ntops && !t->abgesetzt)
        diag_most(d, D_TOP_OHNE_VORLAGE, t->nr_at, 1, &t->nr);
}

static void path(Session *x, const Anlage *k)
{
    if (k->datei.n && !path_is_safe(k->datei))
        diag_most(x->r.d, D_DATEI_AUSSERHALB, k->datei_at, 1, &k->datei);
    if (k->nnur)
        diag_most(x->r.d, D_NUR_BERATUNG_SITZUNG, rule_attr(&x->r, k->at, "nur-beratung"), 0, NULL);
}

static int by_nr(const void *pa, const void *pb)
{
    const Anlage *a = *(const Anlage *const *)pa, *b = *(const Anlage *const *)pb;
    int c = str_cmp(a->nr, b->nr);
    return c ? c : (a->at.off > b->at.off) - (a->at.off < b->at.off);
}

static void attachments(Session *x, const Anlage *a, int n)
{
    const Anlage **o = ARENA_NEW_N(x->r.a, const Anlage *, (size_t)n + 1);
    for (int i = 0; i < n; i++) path(x, o[i] = &a[i]);
    qsort(o, (size_t)n, sizeof *o, by_nr);
    for (int i = 1; i < n && !diag_full(x->r.d, D_ANLAGE_DOPPELT); i++)
        if (o[i]->nr.n && str_eq(o[i]->nr, o[i - 1]->nr))
            diag_most(x->r.d, D_ANLAGE_DOPPELT, rule_attr(&x->r, o[i]->at, "nr"), 2,
                      (Str[]){ o[i]->nr, line_of(x, o[i - 1]->at) });
}

/* ---- days ---- */

static void late(Session *x, Place at, Nachreichung how, Date vom)
{
    const Sitzung *s = x->s;
    Diags *d = x->r.d;
    if (!how && date_set(vom)) diag_most(d, D_NACHTRAG_ART, rule_attr(&x->r, at, "vom"), 0, NULL);
    if (how && !date_set(vom))
        diag_most(d, D_NACHTRAG_TAG, rule_attr(&x->r, at, "art"), 1,
                  (Str[]){ enum_word(ENUM_NACHREICHUNG, how) });
    bool early =
        s->hat_einladung && date_set(s->einladung.datum) && date_cmp(vom, s->einladung.datum) < 0;
    bool behind = datetime_set(s->beginn) && date_cmp(vom, s->beginn.day) > 0;
    if (how && date_set(vom) && (early || behind))
        diag_most(d, D_NACHTRAG_ZEIT, rule_attr(&x->r, at, "vom"), 1,
                  (Str[]){ rule_day(x->r.a, vom) });
}

static void minutes(Session *x, const Niederschrift *n)
{
    if (date_set(n->sitzung) && datetime_set(x->s->beginn) &&
        date_cmp(n->sitzung, x->s->beginn.day) >= 0)
        diag_most(x->r.d, D_NIEDERSCHRIFT_TAG, rule_attr(&x->r, n->at, "sitzung"), 1,
                  (Str[]){ rule_day(x->r.a, n->sitzung) });
}

static void session(Session *x)
{
    const Sitzung *s = x->s;
    Diags *d = x->r.d;
    if (!s->gremium.n && !s->gremium_name.n)
        diag_most(d, D_SITZUNG_OHNE_GREMIUM, rule_name(&x->r, s->at), 0, NULL);
    if (datetime_set(s->beginn) && datetime_set(s->ende) && datetime_cmp(s->ende, s->beginn) <= 0)
        diag_most(d, D_SITZUNG_ENDE, rule_attr(&x->r, s->at, "ende"), 0, NULL);
    if (!s->hat_einladung) diag_most(d, D_SITZUNG_OHNE_EINLADUNG, rule_name(&x->r, s->at), 0, NULL);
    if (!s->nverteiler) diag_most(d, D_SITZUNG_OHNE_VERTEILER, rule_name(&x->r, s->at), 0, NULL);
    const Einladung *e = &s->einladung;
    if (date_set(e->datum) && datetime_set(s->beginn) && date_cmp(e->datum, s->beginn.day) > 0)
        diag_most(d, D_EINLADUNG_SPAET, e->datum_at, 2,
                  (Str[]){ rule_day(x->r.a, e->datum), rule_day(x->r.a, s->beginn.day) });
    attachments(x, e->beilagen, e->nbeilagen);
}

static void item(Session *x, const Top *t)
{
    if (t->status_zu_weit)
        diag_most(x->r.d, D_TOP_OEFFENTLICH, rule_attr(&x->r, t->at, "status"), 0, NULL);
    title(x, t);
    papers(x, t);
    attachments(x, t->anlagen, t->nanlagen);
    late(x, t->at, t->nachreichung, t->vom);
    for (int i = 0; i < t->nunterlagen; i++)
        late(x, t->unterlagen[i].at, t->unterlagen[i].nachreichung, t->unterlagen[i].vom);
    for (int i = 0; i < t->nniederschriften; i++) minutes(x, &t->niederschriften[i]);
}

/* ---- running text ---- */

static Vorlage *as_paper(Arena *a, const Sitzung *s)
{
    Vorlage *v = ARENA_NEW(a, Vorlage);
    v->at = s->at;
    v->teile = ARENA_NEW_N(a, Teil, (size_t)s->nalle * 2 + 1);
    v->teile[v->nteile++] =
        (Teil){ .at = s->einladung.at, .art = TEIL_TEIL, .blocks = s->einladung.text };
    for (int i = 0; i < s->nalle; i++) {
        const Top *t = s->alle[i];
        Block *b = ARENA_NEW(a, Block);
        *b = (Block){ .kind = BK_ABSATZ, .at = t->titel_at, .text = t->titel };
        v->teile[v->nteile++] = (Teil){ .at = t->at, .art = TEIL_TEIL, .blocks = b };
        v->teile[v->nteile++] = (Teil){ .at = t->at, .art = TEIL_TEIL, .blocks = t->text };
    }
    return v;
}

void rules_sitzung(Arena *a, Diags *d, const Sitzung *s, Str source_text)
{
    Session x = { .r = { .a = a, .d = d, .v = as_paper(a, s), .src = source_text }, .s = s };
    session(&x);
    order(&x, s->tops, s->ntops);
    numbers_once(&x);
    for (int i = 0; i < s->nalle; i++) item(&x, s->alle[i]);
    rules_tabellen(&x.r);
    rules_verweise(&x.r);
    rules_bilder(&x.r);
    rules_texte(&x.r);
}
