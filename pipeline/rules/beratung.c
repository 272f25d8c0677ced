/* The Beratungsfolge: order of days, results against that order, votes. Mostly warnings: councils
 * do what they want. */
#include "rules/rules_in.h"

static bool decides(const Beratung *b)
{
    return b->zustaendigkeit == ZUST_ENTSCHEIDUNG || b->zustaendigkeit == ZUST_BESCHLUSSFASSUNG;
}

static bool prepares(const Beratung *b)
{
    return b->zustaendigkeit == ZUST_VORBERATUNG || b->zustaendigkeit == ZUST_ANHOERUNG ||
        b->zustaendigkeit == ZUST_EMPFEHLUNG;
}

/* Each consultation against the ones before it; the last day seen is enough for the order. */
static void order(Rules *r)
{
    const Vorlage *v = r->v;
    const Beratung *latest = NULL, *decision = NULL, *open = NULL;
    for (int i = 0; i < v->nberatungen; i++) {
        const Beratung *b = &v->beratungen[i];
        bool dated = date_set(b->termin);
        if (dated && latest && date_cmp(b->termin, latest->termin) < 0) {
            Str args[2] = { rule_day(r->a, b->termin), rule_day(r->a, latest->termin) };
            diag_strs(r->d, D_BERATUNG_FOLGE, rule_attr(r, b->at, "termin"), 2, args);
        }
        if (decision && prepares(b) && !decides(b))
            diag_strs(r->d, D_BERATUNG_NACH_ENTSCHEIDUNG, rule_attr(r, b->at, "zustaendigkeit"), 1,
                      (Str[]){ enum_word(ENUM_ZUST, b->zustaendigkeit) });
        if (b->hat_ergebnis && dated && open && date_cmp(open->termin, b->termin) < 0) {
            Str args[2] = { rule_day(r->a, b->termin), rule_day(r->a, open->termin) };
            diag_strs(r->d, D_ERGEBNIS_LUECKE, b->ergebnis_at, 2, args);
        }
        if (dated && (!latest || date_cmp(b->termin, latest->termin) > 0)) latest = b;
        if (dated && !b->hat_ergebnis && !open) open = b;
        if (decides(b)) decision = b;
    }
}

static void result(Rules *r, const Beratung *b)
{
    if (b->hat_ergebnis && !date_set(b->termin))
        diag(r->d, D_ERGEBNIS_OHNE_TERMIN, b->ergebnis_at, (const char *)NULL);
    if (b->hat_ergebnis && b->ergebnis == ERG_VERWIESEN && !b->verwiesen_an.n)
        diag(r->d, D_ERGEBNIS_VERWIESEN, b->ergebnis_at, (const char *)NULL);
    if (b->hat_stimmen && !b->hat_ergebnis)
        diag(r->d, D_STIMMEN_OHNE_ERGEBNIS, rule_name(r, b->at), (const char *)NULL);
    if (b->hat_stimmen && b->hat_ergebnis && b->ergebnis == ERG_EINSTIMMIG && b->stimmen.nein > 0)
        diag_strs(r->d, D_STIMMEN_EINSTIMMIG, b->ergebnis_at, 1,
                  (Str[]){ rule_int(r->a, b->stimmen.nein) });
}

static int votes_of(const Stimmen *s, int kind)
{
    return kind == 0 ? s->ja : kind == 1 ? s->nein : kind == 2 ? s->enthaltung : s->befangen;
}

/* A total is checked where each group says its number. */
static void votes(Rules *r, const Beratung *b)
{
    static const char *const names[] = { "Ja", "Nein", "Enthaltung", "Befangen" };
    for (int kind = 0; kind < 4 && b->nfraktionen; kind++) {
        long sum = 0;
        bool all = votes_of(&b->stimmen, kind) >= 0;
        for (int i = 0; i < b->nfraktionen && all; i++) {
            all = votes_of(&b->fraktionen[i], kind) >= 0;
            sum += votes_of(&b->fraktionen[i], kind);
        }
        if (!all || sum == votes_of(&b->stimmen, kind)) continue;
        Str args[3] = { str_of(names[kind]), rule_int(r->a, sum),
                        rule_int(r->a, votes_of(&b->stimmen, kind)) };
        diag_strs(r->d, D_STIMMEN_SUMME, rule_name(r, b->at), 3, args);
    }
}

static void publicity(Rules *r, const Beratung *b)
{
    if (r->v->status == STATUS_NICHTOEFFENTLICH && b->status == STATUS_OEFFENTLICH)
        diag(r->d, D_BERATUNG_OEFFENTLICH, rule_attr(r, b->at, "status"), (const char *)NULL);
}

static void paper_date(Rules *r, const Beratung *b)
{
    Date written = r->v->kopf.datum;
    if (!date_set(written) || !date_set(b->termin) || date_cmp(written, b->termin) <= 0) return;
    Str args[2] = { rule_day(r->a, b->termin), rule_day(r->a, written) };
    diag_strs(r->d, D_BERATUNG_VOR_DATUM, rule_attr(r, b->at, "termin"), 2, args);
}

void rules_beratungen(Rules *r)
{
    order(r);
    for (int i = 0; i < r->v->nberatungen; i++) {
        const Beratung *b = &r->v->beratungen[i];
        result(r, b);
        votes(r, b);
        publicity(r, b);
        paper_date(r, b);
    }
}
