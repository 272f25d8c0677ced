/* Names and what refers to them: ids, Anlage numbers, rows, consultations. */
#include "read/rules_in.h"
#include "read/spell.h"

typedef struct { Str id; Place at; } Name;
typedef struct { Rules *r; Name *name; int n, room; int nblocks; } Names;

static void add_name(Names *x, Str id, Place at)
{
    if (!id.n)
        return;
    if (x->n == x->room) {
        int room = x->room ? x->room * 2 : 64;
        Name *wider = ARENA_NEW_N(x->r->a, Name, (size_t)room);
        if (x->n)
            memcpy(wider, x->name, sizeof *wider * (size_t)x->n);
        x->name = wider;
        x->room = room;
    }
    x->name[x->n++] = (Name){id, at};
}

static void block_name(void *ctx, const Block *b)
{
    Names *x = ctx;
    Str id = b->id.n ? b->id : b->tabelle ? b->tabelle->id : b->bild ? b->bild->id : (Str){"", 0};
    add_name(x, id, b->at);
}

/* What a verweis may lead to comes first (nblocks of them), then the consultations. */
static void collect(Names *x)
{
    const Vorlage *v = x->r->v;
    walk_vorlage(v, &(Walk){x, block_name, NULL});
    for (int i = 0; i < v->finanzen.nposten; i++)
        add_name(x, v->finanzen.posten[i].id, v->finanzen.posten[i].at);
    x->nblocks = x->n;
    for (int i = 0; i < v->nberatungen; i++)
        add_name(x, v->beratungen[i].id, v->beratungen[i].at);
}

/* An open table of names: duplicates in linear time even in papers made to be slow. */
static void duplicates(Rules *r, const Name *name, int n, DiagCode code, const char *attr)
{
    size_t room = 64;
    while (room < (size_t)n * 2)
        room *= 2;
    const Name **slot = ARENA_NEW_N(r->a, const Name *, room);
    for (int i = 0; i < n; i++) {
        size_t h = str_hash(name[i].id) & (room - 1);
        while (slot[h] && !str_eq(slot[h]->id, name[i].id))
            h = (h + 1) & (room - 1);
        if (!slot[h]) {
            slot[h] = &name[i];
            continue;
        }
        uint32_t line = 0, col = 0;
        diag_line_col(r->d, slot[h]->at, &line, &col);
        Str args[2] = {name[i].id, rule_int(r->a, (long)line)};
        diag_strs(r->d, code, rule_attr(r, name[i].at, attr), 2, args);
    }
}

static bool found(const Name *name, int n, Str id)
{
    for (int i = 0; i < n; i++)
        if (str_eq(name[i].id, id))
            return true;
    return false;
}

/* Tells a name that leads nowhere; near or far. */
static void lost(Rules *r, const Name *name, int n, Str id, Place at, DiagCode near, DiagCode far)
{
    if (rule_declared(r, id))
        return;
    Str *words = ARENA_NEW_N(r->a, Str, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        words[i] = name[i].id;
    int k = spell_nearest(id, words, n);
    Str args[2] = {id, k < 0 ? S("") : words[k]};
    diag_strs(r->d, k < 0 ? far : near, at, 2, args);
}

typedef struct { Rules *r; const Names *names; Name *anlage, *posten, *beratung; int nanlagen, nposten, nberatungen; } Refs;

/* ---- amounts of rows ---- */

static const Posten *row_of(const Refs *x, Str id)
{
    const Finanzen *f = &x->r->v->finanzen;
    for (int i = 0; i < f->nposten; i++)
        if (str_eq(f->posten[i].id, id))
            return &f->posten[i];
    return NULL;
}

static bool has_value(const Posten *p, PostenWert w)
{
    switch (w) {
    case WERT_NETTO: return p->netto.set;
    case WERT_UST: return p->netto.set && p->brutto.set;
    case WERT_BRUTTO: return p->brutto.set;
    case WERT_BETRAG: return p->betrag.set;
    case WERT_ANSATZ: return p->ansatz.set;
    case WERT_USTSATZ: return p->ust.set;
    default: return true;
    }
}

static bool has_year(const Posten *p, int year)
{
    for (int i = 0; i < p->njahre; i++)
        if (p->jahre[i].jahr == year)
            return true;
    return false;
}

static void betrag(Refs *x, const Inline *i)
{
    static const char *const words[] = {"", "netto", "ust", "brutto", "betrag", "ansatz", "ust-satz"};
    const Posten *p = row_of(x, i->ref);
    if (!p) {
        lost(x->r, x->posten, x->nposten, i->ref, rule_attr(x->r, i->at, "posten"), D_BETRAG_POSTEN_NAH, D_BETRAG_POSTEN);
        return;
    }
    if (i->jahr && !has_year(p, i->jahr)) {
        Str args[2] = {i->ref, rule_int(x->r->a, i->jahr)};
        diag_strs(x->r->d, D_BETRAG_JAHR, rule_attr(x->r, i->at, "jahr"), 2, args);
    } else if (!i->jahr && !has_value(p, i->wert)) {
        Str args[2] = {i->ref, str_of(words[i->wert])};
        diag_strs(x->r->d, D_BETRAG_FEHLT, rule_attr(x->r, i->at, "wert"), 2, args);
    }
}

/* ---- all references ---- */

static void reference(void *ctx, const Inline *i)
{
    Refs *x = ctx;
    Rules *r = x->r;
    if (!i->ref.n)
        return;
    if (i->kind == IN_BETRAG)
        betrag(x, i);
    if (i->kind != IN_VERWEIS)
        return;
    if (i->ziel == ZIEL_ID && !found(x->names->name, x->names->nblocks, i->ref)) {
        if (found(x->names->name, x->names->n, i->ref))
            diag_strs(r->d, D_VERWEIS_BERATUNG, rule_attr(r, i->at, "ziel"), 1, &i->ref);
        else
            lost(r, x->names->name, x->names->nblocks, i->ref, rule_attr(r, i->at, "ziel"), D_VERWEIS_ZIEL_NAH, D_VERWEIS_ZIEL_FEHLT);
    }
    if (i->ziel == ZIEL_ANLAGE && !found(x->anlage, x->nanlagen, i->ref) && !rule_declared(r, i->ref))
        diag_strs(r->d, D_VERWEIS_ANLAGE, rule_attr(r, i->at, "anlage"), 1, &i->ref);
}

static void consultations(Refs *x, const Str *ids, int n, Place at)
{
    const Vorlage *v = x->r->v;
    for (int i = 0; i < n; i++) {
        Place where = rule_attr(x->r, at, "nur-beratung");
        bool public = true;
        for (int k = 0; k < v->nberatungen; k++)
            if (str_eq(v->beratungen[k].id, ids[i]))
                public = v->beratungen[k].status != STATUS_NICHTOEFFENTLICH;
        if (!found(x->beratung, x->nberatungen, ids[i]))
            lost(x->r, x->beratung, x->nberatungen, ids[i], where, D_NUR_BERATUNG_NAH, D_NUR_BERATUNG);
        else if (!public)
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
            x->anlage[x->nanlagen++] = (Name){v->anlagen[i].nr, v->anlagen[i].at};
    x->posten = ARENA_NEW_N(r->a, Name, (size_t)v->finanzen.nposten + 1);
    for (int i = 0; i < v->finanzen.nposten; i++)
        if (v->finanzen.posten[i].id.n)
            x->posten[x->nposten++] = (Name){v->finanzen.posten[i].id, v->finanzen.posten[i].at};
    x->beratung = ARENA_NEW_N(r->a, Name, (size_t)v->nberatungen + 1);
    for (int i = 0; i < v->nberatungen; i++)
        if (v->beratungen[i].id.n)
            x->beratung[x->nberatungen++] = (Name){v->beratungen[i].id, v->beratungen[i].at};
}

void rules_verweise(Rules *r)
{
    const Vorlage *v = r->v;
    Names names = {.r = r};
    collect(&names);
    Refs x = {.r = r, .names = &names};
    lists(&x);
    duplicates(r, names.name, names.n, D_KENNUNG_DOPPELT, "id");
    duplicates(r, x.anlage, x.nanlagen, D_ANLAGE_DOPPELT, "nr");
    walk_vorlage(v, &(Walk){&x, block_refs, reference});
    for (int i = 0; i < v->nteile; i++)
        consultations(&x, v->teile[i].nur_beratung, v->teile[i].nnur, v->teile[i].at);
    for (int i = 0; i < v->nanlagen; i++)
        consultations(&x, v->anlagen[i].nur_beratung, v->anlagen[i].nnur, v->anlagen[i].at);
}
