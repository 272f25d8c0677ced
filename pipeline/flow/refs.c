/* Inlines to runs, and what references are called. Amounts and dates get their words here. */
#include "flow/flow_in.h"
#include "model/walk.h"

#include <stdlib.h>

/* ---- ids: collected once, in the document's order, so that a reference forward knows its label
 * ---- */

static void ref_add(Compose *c, Str id, Str label, Live live)
{
    if (!id.n) return;
    if (c->nrefs == c->refroom) {
        size_t more = c->refroom ? 2 * c->refroom : 32;
        c->refs = ARENA_MORE(c->a, Ref, c->refs, c->refroom, more);
        c->refroom = more;
    }
    c->refs[c->nrefs++] = (Ref){ id, label, live };
}

const Ref *flow_ref_find(const Compose *c, Str id)
{
    size_t lo = 0, hi = c->nrefs; /* sorted by id after collecting */
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int k = str_cmp(c->refs[mid].id, id);
        if (k == 0) return &c->refs[mid];
        if (k < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static Str label_of(Compose *c, const Block *b, int figures[2])
{
    if (b->kind == BK_BILD)
        return str_printf(c->a, "%.*s\u00A0%d", STR_FMT(flow_word(c, WORT_ABBILDUNG)),
                          ++figures[0]);
    if (b->kind == BK_TABELLE || b->kind == BK_FINANZTABELLE)
        return str_printf(c->a, "%.*s\u00A0%d", STR_FMT(flow_word(c, WORT_TABELLE)), ++figures[1]);
    return (Str){ "", 0 };
}

typedef struct {
    Compose *c;
    int figures[2]; /* figures and tables, so far */
} Collect;

static void collect(void *ctx, const Block *b)
{
    Collect *x = ctx;
    Compose *c = x->c;
    Str id = b->id.n ? b->id
        : b->bild    ? b->bild->id
        : b->tabelle ? b->tabelle->id
                     : b->id,
        label = { "", 0 };
    if (flow_is_target(c, id)) label = label_of(c, b, x->figures);
    Live live = b->kind == BK_BILD ? LIVE_TO_FIGURE : LIVE_TO_TABLE;
    if (b->kind == BK_ABSCHNITT) {
        live = c->s->nummerierung == NUMMERIERUNG_DEZIMAL ? LIVE_TO_NUMBER : LIVE_TO_TITLE;
        Str n = flow_next_number(c, b->ebene);
        if (c->s->nummerierung == NUMMERIERUNG_DEZIMAL)
            label = str_printf(c->a, "%.*s\u00A0%.*s", STR_FMT(flow_word(c, WORT_ABSCHNITT)),
                               STR_FMT(n));
        else if (id.n)
            label = str_printf(c->a, "%.*s „%.*s“", STR_FMT(flow_word(c, WORT_ABSCHNITT)),
                               STR_FMT(runs_plain(c->a, runs_of(c, b->text, 0, (Str){ "", 0 }))));
    }
    ref_add(c, id, label, label.n ? live : LIVE_NONE);
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const Ref *)a)->id, ((const Ref *)b)->id);
}

void flow_refs_collect(Compose *c)
{
    Collect x = { .c = c };
    const Walk w = { .ctx = &x, .block = collect, .outer = true };
    flow_targets_collect(c);
    for (int i = 0; i < c->norder; i++) walk_blocks(c->order[i]->blocks, &w);
    for (int i = 0; i < c->v->nauswirkungen; i++) walk_blocks(c->v->auswirkungen[i].blocks, &w);
    if (c->nrefs) qsort(c->refs, c->nrefs, sizeof *c->refs, by_id);
    memset(c->number, 0, sizeof c->number);
    c->notes = 0;
}

/* ---- amounts ---- */

static void amount(Compose *c, RunList *l, const Inline *in, unsigned flags)
{
    Money m = in->money;
    if (in->ref.n) {
        const Posten *p = posten_find(c->v, in->ref);
        if (!p) {
            flow_run_add(c, l, S("–"), flags, in->at);
            return;
        }
        if (in->wert == WERT_USTSATZ) {
            flow_run_add(c, l, flow_dec_text(c, p->ust, "\u00A0%"), flags, in->at);
            return;
        }
        m = in->jahr ? posten_year(p, in->jahr) : posten_wert(p, in->wert);
    }
    if (in->rund) {
        flow_run_add(c, l, str_printf(c->a, "%.*s\u00A0", STR_FMT(flow_word(c, WORT_RUND))), flags,
                     in->at);
    }
    Run *r = flow_run_add(c, l, flow_money_text(c, m, in->einheit), flags, in->at);
    r->has_money = m.set;
    r->cents = m.cents;
}

/* ---- references ---- */

static void mark_links(Compose *c, Run *r, Str url, Str target, Str desc)
{
    (void)c;
    for (; r; r = r->next) {
        if (r->flags & RUN_NOTE) continue;
        r->url = url;
        r->target = target;
        r->link_desc = desc;
    }
}

static void web_link(Compose *c, RunList *l, const Inline *in, Run *own, unsigned flags)
{
    Str shown_url = str_starts(in->ref, S("mailto:")) ? str_sub(in->ref, 7, in->ref.n) : in->ref;
    Str plain = runs_plain(c->a, own);
    bool says = str_find(plain, shown_url) != (size_t)-1 ||
        (str_starts(shown_url, S("https://")) &&
         str_find(plain, str_sub(shown_url, 8, shown_url.n)) != (size_t)-1);
    Run *r = own ? own : flow_run_one(c, shown_url, flags, in->at);
    mark_links(c, r, in->ref, (Str){ "", 0 },
               str_printf(c->a, "Verweis auf %.*s", STR_FMT(in->ref)));
    runs_join(l, r);
    if (own && !says) {
        flow_run_add(c, l, S(" ("), flags, in->at);
        Run *u = flow_run_add(c, l, shown_url, flags, in->at);
        mark_links(c, u, in->ref, (Str){ "", 0 },
                   str_printf(c->a, "Verweis auf %.*s", STR_FMT(in->ref)));
        flow_run_add(c, l, S(")"), flags, in->at);
    }
}

static void inner_link(Compose *c, RunList *l, const Inline *in, Run *own, unsigned flags)
{
    const Ref *ref = flow_ref_find(c, in->ref);
    const Posten *p = ref ? NULL : posten_find(c->v, in->ref);
    if (p) {
        runs_join(l, own ? own : runs_of(c, p->text, flags, (Str){ "", 0 }));
        return;
    }
    if (!ref) { /* no such place; the rules told it */
        runs_join(l, own ? own : flow_run_one(c, stil_verdeckt(c->a, c->s), flags, in->at));
        return;
    }
    Run *r = own
        ? own
        : flow_run_one(c, ref->label.n ? ref->label : flow_word(c, WORT_ABSCHNITT), flags, in->at);
    if (!own) r->live = (uint8_t)ref->live;
    mark_links(c, r, (Str){ "", 0 }, in->ref,
               str_printf(c->a, "Verweis auf %.*s",
                          STR_FMT(ref->label.n ? ref->label : runs_plain(c->a, r))));
    runs_join(l, r);
}

static Run *attachment(Compose *c, const Inline *in, unsigned flags)
{
    Run *r = flow_run_one(
        c, str_printf(c->a, "%.*s\u00A0%.*s", STR_FMT(flow_word(c, WORT_ANLAGE)), STR_FMT(in->ref)),
        flags, in->at);
    for (int i = 0; i < c->v->nanlagen; i++)
        if (str_eq(c->v->anlagen[i].nr, in->ref)) r->live = LIVE_TO_ANLAGE;
    return r;
}

static void reference(Compose *c, RunList *l, const Inline *in, unsigned flags, Str lang)
{
    Run *own = in->kids ? runs_of(c, in->kids, flags, lang) : NULL;
    switch (in->ziel) {
    case ZIEL_URL: web_link(c, l, in, own, flags); break;
    case ZIEL_ID: inner_link(c, l, in, own, flags); break;
    case ZIEL_ANLAGE: runs_join(l, own ? own : attachment(c, in, flags)); break;
    case ZIEL_NONE: runs_join(l, own); break; /* its aim is not shown */
    case ZIEL_VORLAGE:
        runs_join(l,
                  own ? own
                      : flow_run_one(c,
                                     str_printf(c->a, "%.*s\u00A0%.*s",
                                                STR_FMT(flow_word(c, WORT_VORLAGE_REF)),
                                                STR_FMT(in->ref)),
                                     flags, in->at));
    }
}

static void footnote(Compose *c, RunList *l, const Inline *in)
{
    Run *r = flow_run_add(c, l, str_printf(c->a, "%d", ++c->notes), RUN_NOTE | RUN_SUP, in->at);
    r->note = flow_blocks_of(c, in->blocks, ROLE_NOTE);
}

static void one_inline(Compose *c, RunList *l, const Inline *in, unsigned flags, Str lang)
{
    Run *r;
    switch (in->kind) {
    case IN_TEXT:
        r = flow_run_add(c, l, in->text, flags, in->at);
        r->lang = lang;
        break;
    case IN_STARK: runs_join(l, runs_of(c, in->kids, flags | RUN_BOLD, lang)); break;
    case IN_BETONT: runs_join(l, runs_of(c, in->kids, flags | RUN_ITALIC, lang)); break;
    case IN_HOCH: runs_join(l, runs_of(c, in->kids, flags | RUN_SUP, lang)); break;
    case IN_TIEF: runs_join(l, runs_of(c, in->kids, flags | RUN_SUB, lang)); break;
    case IN_SPRACHE: runs_join(l, runs_of(c, in->kids, flags, in->lang)); break;
    case IN_BR: flow_run_add(c, l, (Str){ "", 0 }, RUN_BREAK, in->at); break;
    case IN_VERWEIS: reference(c, l, in, flags, lang); break;
    case IN_BETRAG: amount(c, l, in, flags); break;
    case IN_DATUM:
        flow_run_add(c, l, flow_date_text(c, in->datum, in->lang_form), flags, in->at);
        break;
    case IN_FUSSNOTE: footnote(c, l, in); break;
    case IN_AUSGELASSEN: flow_run_add(c, l, stil_verdeckt(c->a, c->s), flags, in->at); break;
    }
}

Run *runs_of(Compose *c, const Inline *in, unsigned flags, Str lang)
{
    RunList l = { 0 };
    for (; in; in = in->next) one_inline(c, &l, in, flags, lang);
    return l.first;
}
