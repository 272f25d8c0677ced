/* The questions of a finance form ("Folgekosten? ja/nein") with the answers of the Vorlage. */
#include "flow/flow_in.h"

static const Antwort *answer_to(const Vorlage *v, Str id)
{
    for (int i = 0; i < v->finanzen.nantworten; i++)
        if (str_eq(v->finanzen.antworten[i].id, id)) return &v->finanzen.antworten[i];
    return NULL;
}

/* Both words stand there, the chosen one in its box: legible without colour and aloud. */
void finance_questions(Compose *c, BlockList *l, const Finanzform *f)
{
    if (!f->nfragen) return;
    FlowBlock *b = flow_block_add(c, l, FB_TABLE, f->at);
    FlowTable *t = b->table = ARENA_NEW(c->a, FlowTable);
    t->look = TABLE_HEAD;
    t->ncols = 2;
    t->cols = ARENA_NEW_N(c->a, FlowCol, 2);
    t->label_width = (c->s->breite - c->s->innen - c->s->aussen) * 0.66;
    t->cols[0].width = t->label_width;
    t->body = ARENA_NEW_N(c->a, FlowRow, (size_t)f->nfragen);
    for (int i = 0; i < f->nfragen; i++) {
        const Antwort *x = answer_to(c->v, f->fragen[i].id);
        FlowRow *r = &t->body[t->nbody++];
        *r = (FlowRow){ .at = f->at, .sum_from = -1, .sum_to = -1, .ncells = 2 };
        r->cells = ARENA_NEW_N(c->a, FlowCell, 2);
        r->cells[0] = flow_cell_text(c, f->fragen[i].text, f->at);
        r->cells[0].header = true;
        flow_fields_mark(r->cells[0].blocks, FIELD_FRAGE);
        RunList runs = { 0 };
        flow_run_add(c, &runs,
                     str_printf(c->a, "%s\u00A0%.*s   %s\u00A0%.*s", x && x->antwort ? "☒" : "☐",
                                STR_FMT(flow_word(c, WORT_JA)), x && !x->antwort ? "☒" : "☐",
                                STR_FMT(flow_word(c, WORT_NEIN))),
                     0, x ? x->at : f->at);
        if (x && x->text) {
            flow_run_add(c, &runs, (Str){ "", 0 }, RUN_BREAK, f->at);
            runs_join(&runs, runs_of(c, x->text, 0, (Str){ "", 0 }));
        }
        r->cells[1] = flow_cell_runs(c, runs.first, x ? x->at : f->at);
        flow_fields_mark(r->cells[1].blocks, FIELD_ANTWORT);
    }
}
