/* The first page's lines, the head and the Beratungsfolge. */
#include "flow/flow_in.h"

#include "base/file.h"

static Str label_colon(Compose *c, Str label)
{
    return str_ends(label, S(":")) ? label : str_printf(c->a, "%.*s:", STR_FMT(label));
}

static Run *betreff(Compose *c, unsigned flags)
{
    Run *all = runs_of(c, c->v->kopf.betreff, flags, (Str){ "", 0 });
    for (Run *r = all; r; r = r->next) r->live = LIVE_BETREFF;
    return all;
}

/* ---- values of the head's fields; an empty list: the row is left out ---- */

static void value_line(Compose *c, BlockList *l, Run *r, Place at)
{
    if (r) flow_para_add(c, l, ROLE_CELL, at)->runs = r;
}

static void text_line(Compose *c, BlockList *l, Str s)
{
    if (s.n) value_line(c, l, flow_run_one(c, s, 0, c->v->at), c->v->at);
}

static void person(Compose *c, BlockList *l, const Person *p)
{
    RunList r = { 0 };
    flow_run_add(c, &r, p->name, 0, p->at);
    if (p->funktion.n)
        flow_run_add(c, &r, str_printf(c->a, ", %.*s", STR_FMT(p->funktion)), 0, p->at);
    if (p->zimmer.n)
        flow_run_add(c, &r, str_printf(c->a, ", Zimmer\u00A0%.*s", STR_FMT(p->zimmer)), 0, p->at);
    if (p->telefon.n)
        flow_run_add(c, &r, str_printf(c->a, ", Tel.\u00A0%.*s", STR_FMT(p->telefon)), 0, p->at);
    if (p->email.n) {
        flow_run_add(c, &r, S(", "), 0, p->at);
        Run *m = flow_run_add(c, &r, p->email, 0, p->at);
        m->url = str_printf(c->a, "mailto:%.*s", STR_FMT(p->email));
        m->link_desc = str_printf(c->a, "E-Mail an %.*s", STR_FMT(p->name));
    }
    value_line(c, l, r.first, p->at);
}

static void bezug(Compose *c, BlockList *l, const Bezug *b)
{
    Str kind = flow_word(c,
                         b->art == BEZUG_ERSETZT        ? WORT_ERSETZT
                             : b->art == BEZUG_ERGAENZT ? WORT_ERGAENZT
                                                        : WORT_VORLAGE_REF);
    bool own = b->art == BEZUG_ERSETZT || b->art == BEZUG_ERGAENZT;
    RunList r = { 0 };
    if (own) flow_run_add(c, &r, str_printf(c->a, "%.*s ", STR_FMT(kind)), 0, b->at);
    flow_run_add(c, &r,
                 str_printf(c->a, "%.*s\u00A0%.*s", STR_FMT(flow_word(c, WORT_VORLAGE_REF)),
                            STR_FMT(b->nummer)),
                 0, b->at);
    if (b->text.n) flow_run_add(c, &r, str_printf(c->a, ": %.*s", STR_FMT(b->text)), 0, b->at);
    value_line(c, l, r.first, b->at);
}

static void own_value(Compose *c, BlockList *l, Kopffeld f)
{
    const Kopf *k = &c->v->kopf;
    switch (f) {
    case KOPF_BETREFF:
        value_line(c, l, betreff(c, c->s->kopfform == KOPFFORM_TABELLE ? RUN_BOLD : 0),
                   k->betreff_at);
        break;
    case KOPF_STATUS: text_line(c, l, flow_status_word(c, c->v->status)); break;
    case KOPF_ART: text_line(c, l, flow_kind_word(c)); break;
    case KOPF_NUMMER: text_line(c, l, c->v->nummer); break;
    case KOPF_BETEILIGT:
        for (int i = 0; i < k->nbeteiligt; i++) text_line(c, l, k->beteiligt[i]);
        break;
    case KOPF_VERFASSER:
        for (int i = 0; i < k->nverfasser; i++) person(c, l, &k->verfasser[i]);
        break;
    case KOPF_BEZUG:
        for (int i = 0; i < k->nbezuege; i++) bezug(c, l, &k->bezuege[i]);
        break;
    case KOPF_EINFACHE: text_line(c, l, flow_feld_text(c, &kopf_felder[f], k)); break;
    }
}

/* What a drop-down of a form chooses among in the field's place. */
static EnumKind choices(Kopffeld f)
{
    return f == KOPF_STATUS ? ENUM_STATUS : f == KOPF_ART ? ENUM_VORLAGENART : kopf_felder[f].worte;
}

static FlowBlock *head_value(Compose *c, Kopffeld f)
{
    BlockList l = { 0 };
    own_value(c, &l, f);
    if (!l.first && c->s->formular) flow_para_add(c, &l, ROLE_CELL, c->v->at);
    flow_fields_mark(l.first, FIELD_KOPF + (int)f);
    if (l.first) flow_form_prompt(c, l.first);
    if (choices(f) != ENUM_COUNT) flow_form_choice(c, l.first, choices(f));
    return l.first;
}

static FlowTable *label_table(Compose *c, BlockList *l, int rows)
{
    FlowTable *t = flow_block_add(c, l, FB_TABLE, c->v->at)->table = ARENA_NEW(c->a, FlowTable);
    t->look = TABLE_HEAD;
    t->ncols = 2;
    t->cols = ARENA_NEW_N(c->a, FlowCol, 2);
    t->label_width = t->cols[0].width = c->s->kopf_label_breite;
    t->body = ARENA_NEW_N(c->a, FlowRow, (size_t)rows + 1);
    return t;
}

static void label_row(Compose *c, FlowTable *t, Str label, FlowBlock *value)
{
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .at = value->at, .sum_from = -1, .sum_to = -1, .ncells = 2 };
    r->cells = ARENA_NEW_N(c->a, FlowCell, 2);
    r->cells[0] = flow_cell_text(c, label, value->at);
    r->cells[0].header = true;
    r->cells[1] = (FlowCell){ .blocks = value, .colspan = 1, .rowspan = 1 };
}

static void label_line(Compose *c, BlockList *l, Str label, FlowBlock *value)
{
    for (bool first = true; value; value = value->next, first = false) {
        RunList r = { 0 };
        if (first)
            flow_run_add(c, &r, str_printf(c->a, "%.*s ", STR_FMT(label_colon(c, label))), RUN_BOLD,
                         value->at);
        runs_join(&r, value->runs);
        FlowBlock *p = flow_para_add(c, l, ROLE_HEAD_LINE, value->at);
        p->runs = r.first;
        p->field = value->field;
    }
}

static bool head_has_betreff(const Stil *s)
{
    for (int i = 0; i < s->nkopf; i++)
        if (s->kopf[i] == KOPF_BETREFF) return true;
    return false;
}

static void logo(Compose *c, BlockList *l)
{
    if (!c->s->logo_datei.n) return;
    FlowFigure *g = flow_block_add(c, l, FB_FIGURE, NO_PLACE)->figure = ARENA_NEW(c->a, FlowFigure);
    g->file = c->s->logo_datei;
    g->path = str_of(path_beside(c->a, str_z(c->a, c->s->quelle), c->s->logo_datei));
    g->alt = c->s->logo_alt;
    g->decoration = !g->alt.n;
    g->width = c->s->logo_breite;
    g->logo = true;
}

static void head_fields(Compose *c, BlockList *l)
{
    FlowTable *t = NULL;
    for (int i = 0; i < c->s->nkopf; i++) {
        Str label = flow_word(c, kopf_felder[c->s->kopf[i]].wort);
        FlowBlock *value = head_value(c, c->s->kopf[i]);
        if (!value) continue;
        if (c->s->kopfform == KOPFFORM_ZEILEN) {
            label_line(c, l, label, value);
            continue;
        }
        if (!t) t = label_table(c, l, c->s->nkopf);
        label_row(c, t, label, value);
    }
}

/* The one heading of level 1: the title line where the head below names the Betreff, else the
 * Betreff. */
void compose_head(Compose *c, BlockList *l)
{
    logo(c, l);
    Run *over = flow_field_runs(c, c->s->kopf_zeile, c->s->kopf_zeile_at, 0),
        *title = flow_field_runs(c, c->s->kopf_titel, c->s->kopf_titel_at, 0);
    if (over) flow_para_add(c, l, ROLE_BODY_NAME, NO_PLACE)->runs = over;
    if (c->f->mark.n)
        flow_para_add(c, l, ROLE_STATUS, NO_PLACE)->runs =
            flow_run_one(c, c->f->mark, RUN_BOLD, NO_PLACE);
    c->f->mark_in_text = c->f->mark.n > 0;
    if (head_has_betreff(c->s) && title)
        flow_heading_add(c, l, 1, title, (Str){ "", 0 }, (Str){ "", 0 }, c->v->nummer_at);
    else {
        if (title) flow_para_add(c, l, ROLE_TITLE_LINE, c->v->nummer_at)->runs = title;
        flow_heading_add(c, l, 1, betreff(c, 0), (Str){ "", 0 }, (Str){ "", 0 },
                         c->v->kopf.betreff_at);
    }
    head_fields(c, l);
}

/* ---- Beratungsfolge ---- */

static const Gremium *gremium(const Compose *c, const Beratung *b)
{
    return c->k && b->gremium.n ? gremium_find(c->k, b->gremium, b->termin) : NULL;
}

static Str gremium_name(const Compose *c, const Beratung *b)
{
    const Gremium *g = gremium(c, b);
    return b->gremium_name.n ? b->gremium_name : g ? g->name : b->gremium;
}

static Str session(Compose *c, const Beratung *b)
{
    const Gremium *g = gremium(c, b);
    if (g && g->genitiv.n)
        return str_printf(c->a, "%.*s %.*s", STR_FMT(flow_word(c, WORT_SITZUNG)),
                          STR_FMT(g->genitiv));
    return flow_word(c, WORT_SITZUNG);
}

static Str result(Compose *c, const Beratung *b)
{
    if (!b->hat_ergebnis) return (Str){ "", 0 };
    Str s =
        b->ergebnis_text.n ? b->ergebnis_text : flow_word_of(ENUM_ERG, b->ergebnis, c->s->wort_erg);
    return b->verwiesen_an.n ? str_printf(c->a, "%.*s: %.*s", STR_FMT(s), STR_FMT(b->verwiesen_an))
                             : s;
}

static Str competence(const Compose *c, const Beratung *b)
{
    return b->zustaendigkeit_text.n ? b->zustaendigkeit_text
                                    : flow_word_of(ENUM_ZUST, b->zustaendigkeit, c->s->wort_zust);
}

static Str votes(Compose *c, const Stimmen *s)
{
    const struct {
        int n;
        Wort w;
    } part[] = { { s->ja, WORT_JA },
                 { s->nein, WORT_NEIN },
                 { s->enthaltung, WORT_ENTHALTUNG },
                 { s->befangen, WORT_BEFANGEN } };
    Buf b = { 0 };
    for (int i = 0; i < 4; i++)
        if (part[i].n >= 0) {
            buf_z(&b, b.n ? ", " : "");
            buf_str(&b, flow_word(c, part[i].w));
            buf_printf(&b, "\u00A0%d", part[i].n);
        }
    return buf_keep(c->a, &b);
}

static void vote_lines(Compose *c, BlockList *l, const Beratung *b, Role role)
{
    if (!b->hat_stimmen) return;
    Str all = votes(c, &b->stimmen);
    if (all.n) flow_para_add(c, l, role, b->at)->runs = flow_run_one(c, all, 0, b->at);
    for (int i = 0; i < b->nfraktionen; i++)
        flow_para_add(c, l, role, b->at)->runs =
            flow_run_one(c,
                         str_printf(c->a, "%.*s: %.*s", STR_FMT(b->fraktionen[i].fraktion),
                                    STR_FMT(votes(c, &b->fraktionen[i]))),
                         0, b->at);
}

static Str day(Compose *c, const Beratung *b)
{
    return date_set(b->termin) ? flow_date_text(c, b->termin, false) : (Str){ "", 0 };
}

static FlowCell consult_words(Compose *c, const Beratung *b, Beratungsspalte col)
{
    BlockList l = { 0 };
    switch (col) {
    case BSP_GREMIUM: return flow_cell_text(c, gremium_name(c, b), b->at);
    case BSP_TERMIN: return flow_cell_text(c, day(c, b), b->at);
    case BSP_TOP: return flow_cell_text(c, b->top, b->at);
    case BSP_STATUS: return flow_cell_text(c, flow_status_word(c, b->status), b->at);
    case BSP_ZUSTAENDIGKEIT: return flow_cell_text(c, competence(c, b), b->at);
    case BSP_ERGEBNIS: return flow_cell_text(c, result(c, b), b->at);
    case BSP_SITZUNG: return flow_cell_text(c, session(c, b), b->at);
    case BSP_ABSTIMMUNG:
        vote_lines(c, &l, b, ROLE_CELL);
        if (l.first) return (FlowCell){ .blocks = l.first, .colspan = 1, .rowspan = 1 };
        break;
    case BSP_NONE:
    case BSP_N: break;
    }
    return flow_cell_text(c, (Str){ "", 0 }, b->at);
}

static FlowCell consult_cell(Compose *c, const Beratung *b, Beratungsspalte col)
{
    FlowCell x = consult_words(c, b, col);
    flow_fields_mark(x.blocks, FIELD_BERATUNG + (int)col);
    flow_form_prompt(c, x.blocks);
    if (col == BSP_STATUS) flow_form_choice(c, x.blocks, ENUM_STATUS);
    if (col == BSP_ZUSTAENDIGKEIT) flow_form_choice(c, x.blocks, ENUM_ZUST);
    return x;
}

static const Wort column_word[BSP_N] = {
#define X(id, ...) [BSP_##id] = WORT_##id,
    BERATUNGSSPALTEN(X)
#undef X
};

/* A column that would be empty in every row is left out. */
static bool column_used(Compose *c, Beratungsspalte col)
{
    for (int i = 0; i < c->v->nberatungen; i++) {
        if (c->v->beratungen[i].ausgelassen) continue;
        FlowCell x = consult_cell(c, &c->v->beratungen[i], col);
        if (x.blocks && x.blocks->runs && x.blocks->runs->text.n) return true;
    }
    return false;
}

static void hidden_row(Compose *c, FlowTable *t)
{
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .sum_from = -1, .sum_to = -1, .ncells = 1, .cells = ARENA_NEW(c->a, FlowCell) };
    r->cells[0] = flow_cell_runs(
        c, flow_run_one(c, flow_word(c, WORT_AUSGELASSEN_ZEILE), RUN_ITALIC, NO_PLACE), NO_PLACE);
    r->cells[0].colspan = t->ncols;
}

static void consult_table(Compose *c, BlockList *l)
{
    Beratungsspalte cols[BSP_N];
    int n = 0;
    for (int i = 0; i < c->s->nbspalten && n < BSP_N; i++)
        if (column_used(c, c->s->bspalten[i])) cols[n++] = c->s->bspalten[i];
    if (!n) return;
    FlowTable *t = flow_block_add(c, l, FB_TABLE, c->v->at)->table = ARENA_NEW(c->a, FlowTable);
    t->look = TABLE_CONSULT;
    t->grid = c->s->bgitter;
    t->ncols = n;
    t->cols = ARENA_NEW_N(c->a, FlowCol, (size_t)n);
    t->head = ARENA_NEW(c->a, FlowRow);
    t->nhead = 1;
    *t->head = (FlowRow){ .at = c->v->at,
                          .sum_from = -1,
                          .sum_to = -1,
                          .ncells = n,
                          .cells = ARENA_NEW_N(c->a, FlowCell, (size_t)n) };
    for (int i = 0; i < n; i++) {
        t->head->cells[i] = flow_cell_text(c, flow_word(c, column_word[cols[i]]), c->v->at);
        t->head->cells[i].header = true;
    }
    t->body = ARENA_NEW_N(c->a, FlowRow, (size_t)c->v->nberatungen + 1);
    for (int k = 0; k < c->v->nberatungen; k++) {
        const Beratung *b = &c->v->beratungen[k];
        if (b->ausgelassen) {
            hidden_row(c, t);
            continue;
        }
        FlowRow *r = &t->body[t->nbody++];
        *r = (FlowRow){ .at = b->at,
                        .sum_from = -1,
                        .sum_to = -1,
                        .ncells = n,
                        .cells = ARENA_NEW_N(c->a, FlowCell, (size_t)n) };
        for (int i = 0; i < n; i++) {
            r->cells[i] = consult_cell(c, b, cols[i]);
            r->cells[i].header = i == 0;
        }
    }
}

static void line_add(Compose *c, BlockList *l, Run *r, Place at, Beratungsspalte what)
{
    FlowBlock *p = flow_para_add(c, l, ROLE_HEAD_LINE, at);
    p->runs = r;
    p->field = (FlowField)(FIELD_BERATUNG + (int)what);
}

/* In a form both competence and status are to be chosen. */
static void consult_choices(Compose *c, RunList *l, const Beratung *b)
{
    flow_run_add(c, l, S(" "), 0, b->at);
    flow_run_add(c, l, competence(c, b), 0, b->at)->choice = 1 + ENUM_ZUST;
    flow_run_add(c, l, S(", "), 0, b->at);
    flow_run_add(c, l, flow_status_word(c, b->status), 0, b->at)->choice = 1 + ENUM_STATUS;
}

/* As in the seed: Gremium and competence, the day, the session with its result. */
static void consult_lines(Compose *c, BlockList *l, const Beratung *b)
{
    RunList first = { 0 }, last = { 0 };
    flow_run_add(c, &first, gremium_name(c, b), RUN_BOLD, b->at);
    if (competence(c, b).n && !c->s->formular)
        flow_run_add(c, &first, str_printf(c->a, " %.*s", STR_FMT(competence(c, b))), 0, b->at);
    if (c->s->formular) consult_choices(c, &first, b);
    line_add(c, l, first.first, b->at, BSP_GREMIUM);
    Str d = day(c, b), r = result(c, b);
    if (b->top.n)
        d = str_printf(c->a, "%.*s%s%.*s %.*s", STR_FMT(d), d.n ? ", " : "",
                       STR_FMT(flow_word(c, WORT_TOP)), STR_FMT(b->top));
    if (!d.n && c->s->formular) d = S(PROMPT_OPEN "TT.MM.JJJJ" PROMPT_CLOSE);
    if (d.n) line_add(c, l, flow_run_one(c, d, 0, b->at), b->at, BSP_TERMIN);
    if (c->s->formular) return;
    flow_run_add(c, &last, session(c, b), 0, b->at);
    if (r.n) flow_run_add(c, &last, str_printf(c->a, " %.*s", STR_FMT(r)), 0, b->at);
    line_add(c, l, last.first, b->at, BSP_ERGEBNIS);
    BlockList v = { 0 };
    vote_lines(c, &v, b, ROLE_HEAD_LINE);
    flow_fields_mark(v.first, FIELD_BERATUNG + BSP_ABSTIMMUNG);
    flow_blocks_join(l, v.first);
}

void compose_consultations(Compose *c, BlockList *l, const Anordnung *o)
{
    if (!c->v->nberatungen) return;
    Str title = o->titel.n ? o->titel : flow_word(c, WORT_BERATUNGSFOLGE);
    if (!o->ohne_titel)
        flow_heading_add(c, l, 2, flow_run_one(c, title, 0, c->v->at), (Str){ "", 0 },
                         (Str){ "", 0 }, c->v->at);
    if (c->s->bform == BFORM_TABELLE) {
        consult_table(c, l);
        return;
    }
    for (int i = 0; i < c->v->nberatungen; i++) {
        const Beratung *b = &c->v->beratungen[i];
        if (!b->ausgelassen)
            consult_lines(c, l, b);
        else
            flow_para_add(c, l, ROLE_HEAD_LINE, NO_PLACE)->runs =
                flow_run_one(c, flow_word(c, WORT_AUSGELASSEN_ZEILE), RUN_ITALIC, NO_PLACE);
    }
}
