/* What the files of composing share. Blocks are appended through a FlowSink: a pointer to where the
 * next block hangs. */
#ifndef VORLAGE_FLOW_FLOW_IN_H
#define VORLAGE_FLOW_FLOW_IN_H

#include "flow/flow.h"
#include "model/felder.h"
#include "model/posten.h"

typedef struct {
    Str id, label;
    Live live;
} Ref; /* what a reference to this id is called */
typedef struct {
    Arena *a;
    Diags *d;
    const Ausgabe *e;
    const Vorlage *v; /* e->v */
    const Koerperschaft *k;
    const Stil *s;
    const char *doc_path;
    Flow *f;
    Ref *refs;
    size_t nrefs, refroom;
    Str *targets; /* ids that are referred to, sorted */
    size_t ntargets;
    int notes, headings, figures, tables;
    int number[5];      /* of the sections, by level */
    const Teil **order; /* the parts as they are printed */
    int norder;
    bool in_note;
} Compose;

typedef struct {
    FlowBlock *first, *last, **tail;
} BlockList;
typedef struct {
    Run *first, **tail;
} RunList;

/* lists.c */
FlowBlock *flow_block_add(Compose *c, BlockList *l, FlowKind kind, Place at);
FlowBlock *flow_para_add(Compose *c, BlockList *l, Role role, Place at);
void flow_blocks_join(BlockList *l, FlowBlock *more);
void flow_fields_mark(FlowBlock *b, int field); /* all paragraphs of the list hold that datum */
Run *flow_run_add(Compose *c, RunList *l, Str text, unsigned flags, Place at);
void runs_join(RunList *l, Run *more);
Run *flow_run_one(Compose *c, Str text, unsigned flags, Place at);
Str runs_plain(Arena *a, const Run *r);

void flow_omission(Compose *c, BlockList *l); /* says that something is left out, once in a row */

/* targets.c, refs.c */
void flow_targets_collect(Compose *c);
bool flow_is_target(const Compose *c, Str id);
void flow_refs_collect(Compose *c);
const Ref *flow_ref_find(const Compose *c, Str id);
Run *runs_of(Compose *c, const Inline *in, unsigned flags, Str lang);

/* values.c */
Str flow_word(const Compose *c, Wort w);
Str flow_kind_word(const Compose *c);
Str flow_status_word(const Compose *c, Status s);
/* The body's word for a value, or the vocabulary's. */
Str flow_word_of(EnumKind k, int v, const Str *own);
Str flow_unit_word(const Compose *c, Geldeinheit unit);
Str flow_money_text(Compose *c, Money m, Geldeinheit unit);
Str flow_date_text(Compose *c, Date d, bool prose);
Str flow_dec_text(Compose *c, Dec d, const char *unit);
Str flow_feld_text(Compose *c, const Feld *f,
                   const void *of); /* of a plain datum; empty: not said */
Str flow_posten_period(Compose *c, const Posten *p);

/* blocks.c */
FlowBlock *flow_blocks_of(Compose *c, const Block *b, Role role);
void flow_heading_add(Compose *c, BlockList *l, int level, Run *runs, Str label, Str id, Place at);
Str flow_next_number(Compose *c, int level);

/* tables.c, finance.c, questions.c */
void flow_table_block(Compose *c, BlockList *l, const Block *b);
void finance_block(Compose *c, BlockList *l, const Block *b);
void finance_questions(Compose *c, BlockList *l, const Finanzform *f);
FlowCell flow_cell_text(Compose *c, Str text, Place at);
FlowCell flow_cell_runs(Compose *c, Run *r, Place at);

/* form.c: for a form (Stil.formular) */
void flow_form_prompt(Compose *c,
                      FlowBlock *b); /* asks for the paragraph's field where it is empty */
void flow_form_choice(Compose *c, FlowBlock *b,
                      EnumKind k); /* the paragraph's only run is a word of it */

/* head.c, parts.c, fields.c */
void compose_head(Compose *c, BlockList *l);
void compose_consultations(Compose *c, BlockList *l, const Anordnung *o);
void flow_parts_order(Compose *c);
void compose_parts(Compose *c, BlockList *l);
void compose_running(Compose *c);
Run *flow_field_runs(Compose *c, Str pattern, Place at,
                     unsigned flags); /* at: of the pattern in the style */

#endif
