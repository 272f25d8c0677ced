/* Names and what refers to them: ids, Anlage numbers, rows, consultations. */
#include "model/posten.h"
#include "rules/rules_in.h"
#include "base/spell.h"

typedef struct {
    Str id;
    Place at;
    int k;
} Name; /* k: index of the row or consultation */
typedef struct {
    Rules *r;
    Name *name;
    int n, room;
    int nblocks;
} Names;

static void add_name(Names *x, Str id, Place at)
{
    if (!id.n) return;
    if (x->n == x->room) {
        int room = x->room ? x->room * 2 : 64;
        Name *wider = ARENA_NEW_N(x->r->a, Name, (size_t)room);
        if (x->n) memcpy(wider, x->name, sizeof *wider * (size_t)x->n);
        x->name = wider;
        x->room = room;
    }
    x->name[x->n++] = (Name){ id, at, 0 };
}

static void block_name(void *ctx, const Block *b)
{
    Names *x = ctx;
    Str id = b->id.n ? b->id : b->tabelle ? b->tabelle->id : b->bild ? b->bild->id : (Str){ "", 0 };
    add_name(x, id, b->at);
}

/* What a verweis may lead to comes first (nblocks of them), then the consultations. */
static void collect(Names *x)
{
    const Vorlage *v = x->r->v;
    walk_vorlage(v, &(Walk){ .ctx = x, .block = block_name });
    for (int i = 0; i < v->finanzen.nposten; i++)
        add_name(x, v->finanzen.posten[i].id, v->finanzen.posten[i].at);
    x->nblocks = x->n;
    for (int i = 0; i < v->nberatungen; i++) add_name(x, v->beratungen[i].id, v->beratungen[i].at);
}

/* An open table of names: linear time even in papers made to be slow. The first of equal names
 * stays in it. */
typedef struct {
    const Name **slot;
    size_t room;
} Set;

static const Name **place_in(const Set *s, Str id)
{
    size_t h = str_hash(id) & (s->room - 1);
    while (s->slot[h] && !str_eq(s->slot[h]->id, id)) h = (h + 1) & (s->room - 1);
    return &s->slot[h];
}

static Set set_new(Rules *r, const Name *name, int n)
{
    Set s = { NULL, 64 };
    while (s.room < (size_t)n * 2) s.room *= 2;
    s.slot = ARENA_NEW_N(r->a, const Name *, s.room);
    for (int i = 0; i < n; i++) {
        const Name **at = place_in(&s, name[i].id);
        if (!*at) *at = &name[i];
    }
    return s;
}

static void duplicates(Rules *r, const Set *s, const Name *name, int n, DiagCode code,
                       const char *attr)
{
    for (int i = 0; i < n; i++) {
        const Name *first = *place_in(s, name[i].id);
        if (first == &name[i]) continue;
        if (!rule_may_tell(r, &r->doubles, name[i].at)) return;
        bool before =
            first->at.off <= name[i].at.off; /* the names are not in the document's order */
        Place one = before ? first->at : name[i].at, other = before ? name[i].at : first->at;
        uint32_t line = 0, col = 0;
        diag_line_col(r->d, one, &line, &col);
        Str args[2] = { name[i].id, rule_int(r->a, (long)line) };
        diag_strs(r->d, code, rule_attr(r, other, attr), 2, args);
    }
}

/* Tells a name that leads nowhere; near or far. */
static void lost(Rules *r, const Name *name, int n, Str id, Place at, DiagCode near, DiagCode far)
{
    if (!rule_may_tell(r, &r->lost, at) || rule_declared(r, id)) return;
    Str *words = ARENA_NEW_N(r->a, Str, (size_t)n + 1);
    for (int i = 0; i < n; i++) words[i] = name[i].id;
    int k = spell_nearest(id, words, n);
    Str args[2] = { id, k < 0 ? S("") : words[k] };
    diag_strs(r->d, k < 0 ? far : near, at, 2, args);
}

typedef struct {
    Rules *r;
    const Names *names;
    Name *anlage, *posten, *beratung;
    int nanlagen, nposten, nberatungen;
    Set all, anlagen, rows, consultations;
} Refs;

/* ---- amounts of rows ---- */

static const Posten *row_of(const Refs *x, Str id)
{
    const Name *n = *place_in(&x->rows, id);
    return n ? &x->r->v->finanzen.posten[n->k] : NULL;
}

static bool has_value(const Posten *p, PostenWert w)
{
    switch (w) {
    case WERT_NONE: return true;
    case WERT_BETRAG: return p->betrag.set;
    case WERT_USTSATZ: return p->ust.set;
    case WERT_NETTO:
    case WERT_UST:
    case WERT_BRUTTO:
    case WERT_ANSATZ: break;
    }
    return posten_wert(p, w).set;
}

static void betrag(Refs *x, const Inline *i)
{
    static const char *const words[] = { "",       "netto",  "ust",     "brutto",
                                         "betrag", "ansatz", "ust-satz" };
    const Posten *p = row_of(x, i->ref);
    if (!p) {
        lost(x->r, x->posten, x->nposten, i->ref, rule_attr(x->r, i->at, "posten"),
             D_BETRAG_POSTEN_NAH, D_BETRAG_POSTEN);
        return;
    }
    if (i->jahr && !posten_has_year(p, i->jahr)) {
        Str args[2] = { i->ref, rule_int(x->r->a, i->jahr) };
        diag_strs(x->r->d, D_BETRAG_JAHR, rule_attr(x->r, i->at, "jahr"), 2, args);
    } else if (!i->jahr && !has_value(p, i->wert)) {
        Str args[2] = { i->ref, str_of(words[i->wert]) };
        diag_strs(x->r->d, D_BETRAG_FEHLT, rule_attr(x->r, i->at, "wert"), 2, args);
    }
}

/* ---- all references ---- */

static void reference(void *ctx, const Inline *i)
{
    Refs *x = ctx;
    Rules *r = x->r;
    if (!i->ref.n) return;
    if (i->kind == IN_BETRAG) betrag(x, i);
    if (i->kind != IN_VERWEIS) return;
    const Name *n = i->ziel == ZIEL_ID ? *place_in(&x->all, i->ref) : NULL;
    if (i->ziel == ZIEL_ID && (!n || n - x->names->name >= x->names->nblocks)) {
        if (n)
            diag_strs(r->d, D_VERWEIS_BERATUNG, rule_attr(r, i->at, "ziel"), 1, &i->ref);
        else
            lost(r, x->names->name, x->names->nblocks, i->ref, rule_attr(r, i->at, "ziel"),
                 D_VERWEIS_ZIEL_NAH, D_VERWEIS_ZIEL_FEHLT);
    }
    if (i->ziel == ZIEL_ANLAGE && !*place_in(&x->anlagen, i->ref) &&
        rule_may_tell(r, &r->lost, i->at) && !rule_declared(r, i->ref))
        diag_strs(r->d, D_VERWEIS_ANLAGE, rule_attr(r, i->at, "anlage"), 1, &i->ref);
}

static void consultations(Refs *x, const Str *ids, int n, Place at)
{
    const Vorlage *v = x->r->v;
    for (int i = 0; i < n; i++) {
        Place where = rule_attr(x->r, at, "nur-beratung");
        const Name *found = *place_in(&x->consultations, ids[i]);
        if (!found)
            lost(x->r, x->beratung, x->nberatungen, ids[i], where, D_NUR_BERATUNG_NAH,
                 D_NUR_BERATUNG);
        else if (v->beratungen[found->k].status == STATUS_NICHTOEFFENTLICH)
            diag_strs(x->r->d, D_NUR_BERATUNG_NICHT, where, 1, &ids[i]);
    }
}

static void block_refs(void *ctx, const Block *b)
{
    consultations(ctx, b->nur_beratung, b->nnur, b->at);
}

static void lists(Refs *x)
{
    Rules *r = x->r;
    const Vorlage *v = r->v;
    x->anlage = ARENA_NEW_N(r->a, Name, (size_t)v->nanlagen + 1);
    for (int i = 0; i < v->nanlagen; i++)
        if (v->anlagen[i].nr.n)
            x->anlage[x->nanlagen++] = (Name){ v->anlagen[i].nr, v->anlagen[i].at, i };
    x->posten = ARENA_NEW_N(r->a, Name, (size_t)v->finanzen.nposten + 1);
    for (int i = 0; i < v->finanzen.nposten; i++)
        if (v->finanzen.posten[i].id.n)
            x->posten[x->nposten++] =
                (Name){ v->finanzen.posten[i].id, v->finanzen.posten[i].at, i };
    x->beratung = ARENA_NEW_N(r->a, Name, (size_t)v->nberatungen + 1);
    for (int i = 0; i < v->nberatungen; i++)
        if (v->beratungen[i].id.n)
            x->beratung[x->nberatungen++] = (Name){ v->beratungen[i].id, v->beratungen[i].at, i };
    x->all = set_new(r, x->names->name, x->names->n);
    x->anlagen = set_new(r, x->anlage, x->nanlagen);
    x->rows = set_new(r, x->posten, x->nposten);
    x->consultations = set_new(r, x->beratung, x->nberatungen);
}

void rules_verweise(Rules *r)
{
    const Vorlage *v = r->v;
    Names names = { .r = r };
    collect(&names);
    Refs x = { .r = r, .names = &names };
    lists(&x);
    duplicates(r, &x.all, names.name, names.n, D_KENNUNG_DOPPELT, "id");
    duplicates(r, &x.anlagen, x.anlage, x.nanlagen, D_ANLAGE_DOPPELT, "nr");
    walk_vorlage(v, &(Walk){ .ctx = &x, .block = block_refs, .text = reference });
    for (int i = 0; i < v->nteile; i++)
        consultations(&x, v->teile[i].nur_beratung, v->teile[i].nnur, v->teile[i].at);
    for (int i = 0; i < v->nanlagen; i++)
        consultations(&x, v->anlagen[i].nur_beratung, v->anlagen[i].nnur, v->anlagen[i].at);
}
