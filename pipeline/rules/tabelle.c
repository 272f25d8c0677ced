/* Marked sums of hand-made tables: rows of kind zwischensumme and summe against the columns of kind
 * betrag and zahl, and shares in per cent against the amounts beside them.
 *
 * Tolerance: a cell that says "rund", or stands in a column of TEUR, Mio. EUR or per cent, was
 * rounded to its last printed digit; each such cell may be off by half of it. Exact cells are added
 * exactly. */
#include "rules/rules_in.h"
#include "base/zahl.h"

#define SCALE 9 /* sums are kept in 10^-9 of the column's unit */

typedef struct {
    bool set;
    __int128 v, slack;
} Stated; /* as printed; slack: half its last digit, 0: exact */
typedef struct {
    __int128 v, slack;
    int n;
    bool broken;
} Sum;
typedef struct {
    Rules *r;
    const Tabelle *t;
    int *covered;
    Sum *total, *part;
} Adder;

static __int128 power(int n)
{
    __int128 p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

static bool has(Str unit, const char *what) { return str_find(unit, str_of(what)) != (size_t)-1; }

static bool is_percent(const Spalte *s)
{
    return has(s->einheit, "%") || has(s->einheit, "rozent");
}

static bool is_rounded(const Spalte *s)
{
    return has(s->einheit, "TEUR") || has(s->einheit, "T€") || has(s->einheit, "Tsd") ||
        has(s->einheit, "Mio") || has(s->einheit, "Mrd") || is_percent(s);
}

/* Half of the last printed digit; of a round number without decimals its trailing zeros count. */
static __int128 slack_of(Dec d, bool rund)
{
    int digits = SCALE - d.scale;
    for (int64_t v = d.v; rund && d.scale == 0 && v && v % 10 == 0; v /= 10) digits++;
    return power(digits) / 2;
}

static Stated stated(Rules *r, const Zelle *z, const Spalte *s)
{
    Dec d = z->zahl;
    bool rund = z->rund, typed = s->art == SPALTE_ZAHL ? z->zahl.set : z->money.set;
    if (!typed) return (Stated){ 0 };
    if (s->art == SPALTE_BETRAG) d = (Dec){ z->money.cents, 2, true };
    Stated out = { true, (__int128)d.v * power(SCALE - d.scale), 0 };
    Dec printed;
    if (zahl_german(model_plain_blocks(r->a, z->blocks), SCALE, &printed, &rund) != ZAHL_GUT)
        printed = d;
    if (rund || is_rounded(s)) out.slack = slack_of(printed, rund);
    return out;
}

static Str number(Arena *a, __int128 v, int places)
{
    __int128 unit = power(SCALE - places), half = v < 0 ? -unit / 2 : unit / 2;
    Dec d = { (int64_t)((v + half) / unit), (uint8_t)places, true };
    Buf b = buf_new(0);
    dec_de(&b, d, true);
    return buf_keep(a, &b);
}

static int places_of(__int128 v, int least)
{
    int places = SCALE;
    while (places > least && v % 10 == 0) {
        v /= 10;
        places--;
    }
    return places;
}

static __int128 distance(__int128 a, __int128 b) { return a < b ? b - a : a - b; }

static void compare(Adder *x, const Zelle *z, int col, const Sum *s)
{
    const Spalte *sp = &x->t->spalten[col];
    Stated said = stated(x->r, z, sp);
    if (!said.set || s->broken || s->n == 0 || distance(said.v, s->v) <= s->slack + said.slack)
        return;
    int least = sp->art == SPALTE_BETRAG && !is_rounded(sp) ? 2 : 0, p = places_of(s->v, least),
        q = places_of(said.v, least);
    Arena *a = x->r->a;
    Str unit = sp->einheit.n ? sp->einheit : sp->art == SPALTE_BETRAG ? S("EUR") : S("");
    __int128 off = said.v - s->v;
    Str args[5] = { rule_int(a, col + 1), number(a, s->v, p > q ? p : q),
                    number(a, said.v, p > q ? p : q),
                    number(a, off < 0 ? -off : off, p > q ? p : q),
                    unit.n ? str_printf(a, " %.*s", STR_FMT(unit)) : unit };
    diag_strs(x->r->d, off < 0 ? D_SUMME_ZU_KLEIN : D_SUMME_ZU_GROSS, z->at, 5, args);
}

static void add(Adder *x, const Zelle *z, int col)
{
    const Spalte *sp = &x->t->spalten[col];
    Stated said = stated(x->r, z, sp);
    Str text = said.set ? S("") : model_plain_blocks(x->r->a, z->blocks);
    bool empty = !text.n || str_is(text, "-") || str_is(text, "–") || str_is(text, "—");
    Sum *both[2] = { &x->total[col], &x->part[col] };
    for (int i = 0; i < 2; i++) {
        both[i]->broken |=
            !said.set && !empty; /* a word where a number belongs: nothing to compare with */
        both[i]->v += said.v;
        both[i]->slack += said.slack;
        both[i]->n += said.set;
    }
}

static bool counts(const Tabelle *t, const Zelle *z, int col)
{
    return col < t->nspalten && z->spalten == 1 && !z->kopf &&
        (t->spalten[col].art == SPALTE_BETRAG || t->spalten[col].art == SPALTE_ZAHL);
}

static void row(Adder *x, const Zeile *z)
{
    const Tabelle *t = x->t;
    if (z->art == ZEILE_GRUPPE) memset(x->part, 0, sizeof *x->part * (size_t)t->nspalten);
    int col = 0;
    for (int k = 0; k < z->nzellen; k++) {
        const Zelle *c = &z->zellen[k];
        while (col < t->nspalten && x->covered[col] > 0) x->covered[col++]--;
        if (counts(t, c, col)) {
            if (z->art == ZEILE_NORMAL)
                add(x, c, col);
            else if (z->art != ZEILE_GRUPPE)
                compare(x, c, col, z->art == ZEILE_SUMME ? &x->total[col] : &x->part[col]);
        }
        for (int i = col; i < col + c->spalten && i < t->nspalten; i++)
            x->covered[i] = c->zeilen - 1;
        col += c->spalten;
    }
    for (; col < t->nspalten; col++) x->covered[col] -= x->covered[col] > 0;
    if (z->art == ZEILE_ZWISCHENSUMME) memset(x->part, 0, sizeof *x->part * (size_t)t->nspalten);
}

/* ---- shares: a column in per cent beside the only column of amounts, closed by a sum ---- */

static int only_column(const Tabelle *t, bool share)
{
    int found = -1;
    for (int i = 0; i < t->nspalten; i++) {
        const Spalte *s = &t->spalten[i];
        bool is = share ? s->art == SPALTE_ZAHL && is_percent(s) : s->art == SPALTE_BETRAG;
        if (is && found >= 0) return -1;
        if (is) found = i;
    }
    return found;
}

static const Zelle *plain_cell(const Tabelle *t, const Zeile *z, int col)
{
    if (z->nzellen != t->nspalten) return NULL;
    for (int i = 0; i < z->nzellen; i++)
        if (z->zellen[i].spalten != 1 || z->zellen[i].zeilen != 1) return NULL;
    return &z->zellen[col];
}

static void share(Rules *r, const Tabelle *t, const Zeile *z, int amount, int percent, Money total)
{
    const Zelle *m = plain_cell(t, z, amount), *p = m ? plain_cell(t, z, percent) : NULL;
    Dec want;
    if (!m || !p || !m->money.set || m->rund || !p->zahl.set || z->art == ZEILE_GRUPPE) return;
    if (!money_ratio(m->money, total, p->zahl.scale, &want) || dec_cmp(want, p->zahl) == 0) return;
    Str args[3] = { number(r->a, (__int128)want.v * power(SCALE - want.scale), want.scale),
                    number(r->a, (__int128)p->zahl.v * power(SCALE - p->zahl.scale), p->zahl.scale),
                    rule_money(r->a, total) };
    diag_strs(r->d, D_ANTEIL, p->at, 3, args);
}

/* Only where the sum's share says 100 do the shares mean parts of it. */
static bool whole_of(const Tabelle *t, int amount, int percent, Money *total)
{
    for (int part = 0; part < 2; part++) {
        const Zeile *rows = part ? t->fuss : t->rumpf;
        for (int i = 0; i < (part ? t->nfuss : t->nrumpf); i++) {
            const Zelle *m = rows[i].art == ZEILE_SUMME ? plain_cell(t, &rows[i], amount) : NULL,
                        *p = m ? plain_cell(t, &rows[i], percent) : NULL;
            if (p && m->money.set && !m->rund && p->zahl.set &&
                dec_cmp(p->zahl, (Dec){ 100, 0, true }) == 0) {
                *total = m->money;
                return true;
            }
        }
    }
    return false;
}

static void shares(Rules *r, const Tabelle *t)
{
    int amount = only_column(t, false), percent = only_column(t, true);
    Money total;
    if (amount < 0 || percent < 0 || is_rounded(&t->spalten[amount]) ||
        !whole_of(t, amount, percent, &total))
        return;
    for (int i = 0; i < t->nrumpf; i++)
        if (t->rumpf[i].art != ZEILE_SUMME) share(r, t, &t->rumpf[i], amount, percent, total);
}

static void table(void *ctx, const Block *b)
{
    Rules *r = ctx;
    const Tabelle *t = b->kind == BK_TABELLE ? b->tabelle : NULL;
    if (!t || !t->nspalten) return;
    size_t n = (size_t)t->nspalten;
    Adder x = { r, t, ARENA_NEW_N(r->a, int, n), ARENA_NEW_N(r->a, Sum, n),
                ARENA_NEW_N(r->a, Sum, n) };
    for (int i = 0; i < t->nrumpf; i++) row(&x, &t->rumpf[i]);
    memset(x.covered, 0, sizeof *x.covered * n);
    for (int i = 0; i < t->nfuss; i++) row(&x, &t->fuss[i]);
    shares(r, t);
}

void rules_tabellen(Rules *r) { walk_vorlage(r->v, &(Walk){ .ctx = r, .block = table }); }
