/* The parts in the style's order. Parts the style does not name come before attachments and
 * signatures, in the document's order: nothing is lost. */
#include "flow/flow_in.h"

static bool at_end(Abteilung a) { return a == ABT_ANLAGEN || a == ABT_SICHTVERMERKE; }
static Teilart art_of(const Anordnung *o)
{
    return o->art == ABT_FINANZEN    ? TEIL_FINANZEN
        : o->art == ABT_AUSWIRKUNGEN ? TEIL_AUSWIRKUNGEN
        : o->art == ABT_TEIL         ? o->teil
                                     : TEIL_NONE;
}

static bool named_by_style(const Stil *s, Teilart art)
{
    for (int i = 0; i < s->nanordnung; i++)
        if (art_of(&s->anordnung[i]) == art) return true;
    return false;
}

static void order_art(Compose *c, Teilart art)
{
    for (int i = 0; i < c->v->nteile; i++)
        if (c->v->teile[i].art == art) c->order[c->norder++] = &c->v->teile[i];
}

static void order_rest(Compose *c)
{
    for (int i = 0; i < c->v->nteile; i++)
        if (!named_by_style(c->s, c->v->teile[i].art)) c->order[c->norder++] = &c->v->teile[i];
}

void flow_parts_order(Compose *c)
{
    bool rest = false;
    c->order = ARENA_NEW_N(c->a, const Teil *, (size_t)c->v->nteile * 2 + 1);
    for (int i = 0; i < c->s->nanordnung; i++) {
        if (at_end(c->s->anordnung[i].art) && !rest) {
            order_rest(c);
            rest = true;
        }
        Teilart art = art_of(&c->s->anordnung[i]);
        if (art) order_art(c, art);
    }
    if (!rest) order_rest(c);
}

/* ---- one part ---- */

static Str part_title(const Compose *c, const Teil *t, const Anordnung *o)
{
    if (t->titel.n) return t->titel;
    if (o && o->titel.n) return o->titel;
    if (t->art == TEIL_FINANZEN) return flow_word(c, WORT_FINANZEN);
    if (t->art == TEIL_AUSWIRKUNGEN) return flow_word(c, WORT_AUSWIRKUNGEN);
    return flow_word_of(ENUM_TEIL, t->art, c->s->wort_teil);
}

static void effect(Compose *c, BlockList *l, const Auswirkung *x)
{
    Str name = x->name.n ? x->name : flow_word_of(ENUM_AUSW, x->art, c->s->wort_auswirkung);
    RunList r = { 0 };
    flow_run_add(c, &r, name, RUN_BOLD, x->at);
    Str how = enum_word(ENUM_WIRKUNG, x->wirkung), much = enum_word(ENUM_AUSMASS, x->ausmass);
    if (how.n && c->s->formular) {
        flow_run_add(c, &r, S(": "), 0, x->at);
        flow_run_add(c, &r, how, 0, x->at)->choice = 1 + ENUM_WIRKUNG;
    } else if (how.n)
        flow_run_add(c, &r,
                     str_printf(c->a, ": %.*s%s%.*s", STR_FMT(how), much.n ? ", " : "",
                                STR_FMT(much)),
                     0, x->at);
    FlowBlock *p = flow_para_add(c, l, ROLE_TEXT, x->at);
    p->runs = r.first;
    p->keep_with_next = x->blocks != NULL;
    p->field = FIELD_AUSWIRKUNG;
    flow_blocks_join(l, flow_blocks_of(c, x->blocks, ROLE_TEXT));
}

static void effects(Compose *c, BlockList *l)
{
    for (int i = 0; i < c->v->nauswirkungen; i++) {
        const Auswirkung *x = &c->v->auswirkungen[i];
        if (x->ausgelassen)
            flow_omission(c, l);
        else
            effect(c, l, x);
    }
}

static void antrag_mark(FlowBlock *b)
{
    for (; b; b = b->next)
        if (b->kind == FB_PARA && b->role == ROLE_TEXT) b->field = FIELD_ANTRAG;
}

static void part(Compose *c, BlockList *l, const Teil *t, const Anordnung *o)
{
    if (t->ausgelassen) {
        flow_omission(c, l);
        return;
    }
    BlockList k = { 0 };
    flow_blocks_join(&k, flow_blocks_of(c, t->blocks, ROLE_TEXT));
    if (t->art == TEIL_ANTRAG) antrag_mark(k.first);
    if (t->art == TEIL_AUSWIRKUNGEN) effects(c, &k);
    if (!k.first) return;
    Str title = part_title(c, t, o);
    if (title.n && !(o && o->ohne_titel))
        flow_heading_add(c, l, 2, flow_run_one(c, title, 0, t->at), (Str){ "", 0 }, (Str){ "", 0 },
                         t->at);
    if (o && o->kasten)
        flow_block_add(c, l, FB_BOX, t->at)->kids = k.first;
    else
        flow_blocks_join(l, k.first);
}

static void parts_of(Compose *c, BlockList *l, const Anordnung *o)
{
    for (int i = 0; i < c->v->nteile; i++)
        if (c->v->teile[i].art == art_of(o)) part(c, l, &c->v->teile[i], o);
}

static void rest(Compose *c, BlockList *l)
{
    for (int i = 0; i < c->v->nteile; i++)
        if (!named_by_style(c->s, c->v->teile[i].art)) part(c, l, &c->v->teile[i], NULL);
}

/* ---- attachments, signatures ---- */

static void attachments(Compose *c, BlockList *l, const Anordnung *o)
{
    FlowItem *items = ARENA_NEW_N(c->a, FlowItem, (size_t)c->v->nanlagen + 1);
    int n = 0;
    for (int i = 0; i < c->v->nanlagen; i++) {
        const Anlage *a = &c->v->anlagen[i];
        BlockList k = { 0 };
        Str mark = a->status != STATUS_OEFFENTLICH
            ? str_printf(c->a, " (%.*s)", STR_FMT(flow_word(c, WORT_NICHTOEFFENTLICH)))
            : (Str){ "", 0 };
        flow_para_add(c, &k, ROLE_TEXT, a->at)->runs = flow_run_one(
            c,
            str_printf(c->a, "%.*s\u00A0%.*s: %.*s%.*s", STR_FMT(flow_word(c, WORT_ANLAGE)),
                       STR_FMT(a->nr), STR_FMT(a->titel), STR_FMT(mark)),
            0, a->at);
        k.first->runs->live = LIVE_ANLAGE;
        flow_fields_mark(k.first, FIELD_ANLAGE);
        items[n++] = (FlowItem){ .blocks = k.first, .label = S("•") };
    }
    if (!n) return;
    if (!o->ohne_titel)
        flow_heading_add(c, l, 2,
                         flow_run_one(c, o->titel.n ? o->titel : flow_word(c, WORT_ANLAGEN), 0,
                                      c->v->at),
                         (Str){ "", 0 }, (Str){ "", 0 }, c->v->at);
    FlowBlock *f = flow_block_add(c, l, FB_LIST, c->v->anlagen[0].at);
    f->items = items;
    f->nitems = n;
    f->tight = true;
}

static int signature_columns(const Compose *c)
{
    Str form = c->v->vermerke_form;
    Unterschriftform f = str_is(form, "gestapelt") ? UNTERSCHRIFT_GESTAPELT
        : str_is(form, "nebeneinander")            ? UNTERSCHRIFT_NEBENEINANDER
        : str_is(form, "raster")                   ? UNTERSCHRIFT_RASTER
                                                   : c->s->unterschrift;
    int n = c->v->nvermerke, most = c->s->unterschrift_spalten > 0 ? c->s->unterschrift_spalten : 3;
    if (f == UNTERSCHRIFT_GESTAPELT) return 1;
    return f == UNTERSCHRIFT_NEBENEINANDER ? (n < 3 ? n : 3) : most;
}

static void signatures(Compose *c, BlockList *l, const Anordnung *o)
{
    int n = c->v->nvermerke;
    if (!n) return;
    if (!o->ohne_titel)
        flow_heading_add(c, l, 2,
                         flow_run_one(c, o->titel.n ? o->titel : flow_word(c, WORT_SICHTVERMERKE),
                                      0, c->v->vermerke[0].at),
                         (Str){ "", 0 }, (Str){ "", 0 }, c->v->vermerke[0].at);
    FlowBlock *f = flow_block_add(c, l, FB_SIGNATURES, c->v->vermerke[0].at);
    f->sigs = ARENA_NEW_N(c->a, FlowSignature, (size_t)n);
    f->nsigs = n;
    f->sig_columns = signature_columns(c);
    for (int i = 0; i < n; i++) {
        const Sichtvermerk *v = &c->v->vermerke[i];
        f->sigs[i] = (FlowSignature){
            .sign = v->zeichen,
            .name = v->name,
            .office = v->amt,
            .place = v->ort,
            .open = v->offen || v->signaturfeld,
            .field = v->signaturfeld,
            .at = v->at,
            .date = date_set(v->datum) ? flow_date_text(c, v->datum, false) : (Str){ "", 0 },
            .kind = c->s->unterschrift_titel ? enum_word(ENUM_SV, v->art) : (Str){ "", 0 }
        };
    }
}

static void division(Compose *c, BlockList *l, const Anordnung *o)
{
    switch (o->art) {
    case ABT_KOPF: compose_head(c, l); break;
    case ABT_BERATUNGSFOLGE: compose_consultations(c, l, o); break;
    case ABT_ANLAGEN: attachments(c, l, o); break;
    case ABT_SICHTVERMERKE: signatures(c, l, o); break;
    case ABT_INHALT:
        if (!o->ohne_titel)
            flow_heading_add(c, l, 2,
                             flow_run_one(c, o->titel.n ? o->titel : flow_word(c, WORT_INHALT), 0,
                                          c->v->at),
                             (Str){ "", 0 }, (Str){ "", 0 }, c->v->at);
        flow_block_add(c, l, FB_CONTENTS, c->v->at);
        break;
    case ABT_NONE:
    case ABT_TEIL:
    case ABT_AUSWIRKUNGEN:
    case ABT_FINANZEN: parts_of(c, l, o); break;
    }
}

static bool style_has(const Stil *s, Abteilung a)
{
    for (int i = 0; i < s->nanordnung; i++)
        if (s->anordnung[i].art == a) return true;
    return false;
}

void compose_parts(Compose *c, BlockList *l)
{
    static const Anordnung head = { .art = ABT_KOPF }, attached = { .art = ABT_ANLAGEN },
                           signed_by = { .art = ABT_SICHTVERMERKE };
    bool rest_done = false;
    if (!style_has(c->s, ABT_KOPF)) division(c, l, &head);
    for (int i = 0; i < c->s->nanordnung; i++) {
        if (at_end(c->s->anordnung[i].art) && !rest_done) {
            rest(c, l);
            rest_done = true;
        }
        division(c, l, &c->s->anordnung[i]);
    }
    if (!rest_done) rest(c, l);
    if (!style_has(c->s, ABT_ANLAGEN)) attachments(c, l, &attached);
    if (!style_has(c->s, ABT_SICHTVERMERKE)) signatures(c, l, &signed_by);
}
