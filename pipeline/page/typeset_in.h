/* Inside the typesetter: from blocks to pages.
 *
 * Builders (build_*.c, table*.c) turn the flow's blocks, one after the other, into items of a
 * vertical list; the breaker (breaker.h) chooses pages from a window of some pages; the emitter
 * (typeset_emit.c) makes commands of a settled page and hands it to the sink. Items and what they
 * draw live in generations: arenas that are used again as soon as every page that needs them is
 * settled, so memory stays flat however long the document is. Structure nodes and texts stay.
 *
 * Inside an item x grows from the text area's left edge and y from the item's top downwards;
 * points. */
#ifndef VORLAGE_PAGE_TYPESET_IN_H
#define VORLAGE_PAGE_TYPESET_IN_H

#include "base/check.h"
#include "page/breaker.h"
#include "page/para.h"

typedef struct Ts Ts;
typedef struct Table Table;

/* ---- what an item draws ---- */
typedef struct {
    NodeId node;
    Str url, target, desc;
} LinkRef;
typedef enum {
    DRAW_LINE,
    DRAW_RULE,
    DRAW_BOX,
    DRAW_IMAGE,
    DRAW_DEST,
    DRAW_OUTLINE,
    DRAW_FIELD
} DrawKind;
typedef struct Draw Draw;
struct Draw {
    Draw *next;
    DrawKind kind;
    double x, y;         /* line: start of the base line; else top left corner */
    double w, h, stroke; /* rule, box, image; stroke 0: filled */
    NodeId node;
    Artifact artifact; /* image, rule */
    uint32_t color, image;
    const Line *line;
    const LinkRef *links; /* line */
    Str text;
    int level;     /* dest: id; outline: words and level */
    NodeId figure; /* image: the Figure whose BBox it settles */
    int head;      /* outline: number of the contents entry, from 1 */
};
typedef struct {
    Draw *first, *last;
} DrawList;

/* A rule at the left of all items of a box, one piece a page. */
typedef struct Decor Decor;
struct Decor {
    const Decor *outer;
    double x, w;
    uint32_t color;
};

/* A paragraph of the main list, kept until its page is settled, so that it can be set in other
 * numbers of lines. */
typedef struct {
    BrkPara brk;
    ParaSpan *spans;
    int nspans;
    ParaShape shape;
    ParaVariants v;
    int natural; /* lines of the natural variant */
    const LinkRef *links;
    double x, ascent; /* of the lines; from a line's top to its base line */
} PPara;

typedef struct {
    DrawList draw;
    const Decor *decor;
    PPara *para;
    int line; /* a line of a paragraph (line from 0) */
    Table *table;
    int rows_above; /* an item of a table's body: body rows begun above it */
    bool heading;   /* a heading's line: no text that could go with a signature */
    PlacedKind kind;
    char row_kind;     /* what a dump says of it: see Placed */
    int of, no, count; /* rows: of which table, which, of how many */
    bool turned;       /* on a page across */
    int gen;           /* generation its memory is in */
} Body;

typedef struct {
    BrkItem *v;
    int n, room;
    Arena *a; /* NULL: malloc */
} ItemVec;

/* Note lines: a stream of boxes. */
typedef struct {
    double height;
    DrawList draw;
    int gen;
} NoteLine;
typedef struct {
    NoteLine *v;
    double *sum; /* sum[i]: height before line i */
    int n, room;
    uint32_t base;
} NoteVec;

/* ---- generations ---- */
typedef struct {
    Arena *a;
    ArenaMark start;
    size_t begun;
} Gen;
typedef struct {
    Gen *v;
    int n, room;
    int base; /* number of v[0] */
    Gen *idle;
    int nidle, idle_room;
} Gens;

/* ---- looks ---- */
typedef struct {
    FontStyle font;
    double size, leading;
    uint32_t color;
    Align align;
    bool justify, hyphenate, narrow;
    double before, after, hang;
} Look;

/* ---- the builder's stack ---- */
typedef enum { FRAME_BLOCKS, FRAME_LIST, FRAME_TABLE, FRAME_BOX_END } FrameKind;
typedef struct {
    FrameKind kind;
    const FlowBlock *block; /* BLOCKS: next to build; LIST: the list */
    int i;                  /* LIST: next item */
    double x, w;
    NodeId parent;
    const Decor *decor;
    bool tight;
    bool sole; /* BLOCKS: a single paragraph belongs to the parent itself (cell, note, list body) */
    double step; /* LIST: width of the label column */
    Table *table;
} Frame;
typedef struct {
    ItemVec *out; /* where items go: the main list, or a cell's or note's own */
    Frame *frame;
    int nframes, room, base;
    double space;  /* glue before the next item */
    bool forced;   /* a page break before the next item */
    bool no_space; /* the next block begins without glue (top of a box) */
    bool turned;   /* what is built stands on a page across */
    double cost;
    BrkWhy why; /* of a break before the next item */
    int keep;
    BrkWhy keep_why;  /* no break before the next so many items, */
    int keep_depth;   /* asked for by so deep a frame: what follows its list item is none of its
                         business */
    DrawList pending; /* labels, targets, bookmarks for the next item */
    const Look *look; /* inside a cell or a note: its look */
    double beside_h, beside_w; /* a logo at the right: height still to pass, width it takes */
    uint32_t section;
} Builder;

/* ---- contents ---- */
typedef struct {
    const FlowBlock *block;
    Str id;
    int page;
} Head;

/* A table's own memory (columns, head, sums): it ends when the table's last row is on a settled
 * page. */
typedef struct {
    Arena *a;
    long last;
    bool done;
} TableMemory;

/* ---- the page under way ---- */
typedef struct {
    void *p;
    size_t n, room;
} Vec;
typedef struct {
    Vec cmds, links, dests, outline, placed;
    double left, top; /* text area on this page: x of its left edge, y of its top */
    double notes;     /* where its notes begin, from its top downwards */
    bool turned;      /* the page stands across */
    int lines;        /* of running text, so far on this page */
    bool artifact;    /* repeated material: no nodes */
    int number;       /* of the page */
    bool quiet;       /* the first of two passes: nothing goes to the sink */
} Emit;

struct Ts {
    Arena *a;
    Diags *d;
    const Flow *f;
    const Stil *st;
    FontSet *fonts;
    const Images *im;
    PageSink sink;
    double measure, height;
    StructTree tree; /* malloc while it grows */
    PaperPlace place;
    Gens gens;
    ItemVec items;
    long serial; /* main list; serial number of items.v[0] */
    NoteVec notes;
    Builder b;
    Emit e;
    Vec turned; /* by page: does it stand across? (bool) */
    int pages;
    int deferred; /* figure put off by the last settled page: index in items, or BRK_NO_ITEM */
    int start;
    uint32_t note_pos, note_end; /* first item and waiting note lines of the next page */
    Head *heads;
    int nheads, next_head;
    bool first_pass, has_contents;
    int tables; /* numbered, for header ids */
    TableMemory *table_memory;
    int ntable_memory, table_memory_room;
    int notes_built;
    bool failed;
    FlowLetterSizes *letter; /* NULL: no letter */
    Arena *page_arena;
    Arena *hold; /* instead of the generation's: what must outlive it (a table's head) */
};

/* ---- tree.c ---- */
NodeId tree_add(Ts *t, Tag tag, NodeId parent);
Node *tree_at(Ts *t, NodeId id);
NodeMore *tree_more(Ts *t, NodeId id); /* to be written to */
void tree_hand_over(Ts *t, StructTree *out);

/* ---- typeset_gen.c: memory, items ---- */
Arena *gen_arena(Ts *t);
int gen_now(const Ts *t);
void gen_advance(Ts *t); /* begins a new one when the current is full */
void gen_release(Ts *t, int first_needed);
void page_gens_drop(Ts *t);
BrkItem *page_item_new(
    Ts *t, double height,
    Place at); /* takes pending glue, costs and labels; valid until the next one */
Body *page_item_body(BrkItem *it);
void draw_add(DrawList *l, Draw *d);
Draw *draw_new(Ts *t, DrawList *l, DrawKind k, double x, double y);
void page_draws_shift(DrawList *into, DrawList *from, double dx, double dy);
void page_note_push(Ts *t, double height, DrawList draw);
static inline uint32_t notes_end(const Ts *t) { return t->notes.base + (uint32_t)t->notes.n; }

/* ---- build_looks.c ---- */
Look look_role(const Ts *t, Role r);
Look look_heading(const Ts *t, int level);
Look look_table(const Ts *t, TableLook l);
double look_ascent(const Ts *t, const Look *l); /* a line's top to its base line */

/* ---- build_text.c: runs to spans to lines ---- */
#define RAISED_SIZE 0.66 /* of the type: superscripts, marks of notes */
typedef struct {
    const FlowBlock *block;
    Str number;
    NodeId node;
    Place at;
} NoteRef;
typedef struct {
    ParaSpan *v;
    int n, room;
    LinkRef *links;
    int nlinks, links_room;
    NoteRef *notes;
    int nnotes, notes_room;
} Spans;
void spans_text(Ts *t, Spans *s, Str text, const Look *l, NodeId leaf, Str lang, Place at);
void spans_break(Ts *t, Spans *s, Place at);
void spans_runs(Ts *t, Spans *s, const Run *r, const Look *l, NodeId parent, Str lang);
NodeId page_leaf_new(Ts *t, NodeId parent);
/* Only for measuring: no nodes. */
void spans_measure(Ts *t, Arena *a, Spans *s, const FlowBlock *para, const Look *l);
/* Sets the spans as items (one a line) with all conventions of a paragraph; its notes are built
 * after it. */
void text_items(Ts *t, Spans *s, const Look *l, double x, double w, Place at, NodeId note_parent);
/* Sets the spans into lines of one drawing at (x, *y), moves *y below them. */
void text_draw(Ts *t, Spans *s, const Look *l, double x, double w, DrawList *into, double *y);
/* One unbroken line of words in one style; *width may be NULL. node 0: an artifact of that kind. */
Line *page_line_of(Ts *t, Arena *a, Str text, FontStyle font, double size, uint32_t color, Str lang,
                   NodeId node, Artifact art, double *width);
double text_width(Ts *t, Str text, FontStyle font, double size, Str lang);
void page_notes_build(Ts *t, Spans *s, NodeId parent, uint32_t *first, uint32_t *min);
Str page_runs_words(Arena *a, const Run *r);

/* ---- build_blocks.c: the stack of frames ---- */
void build_begin(Ts *t);
bool build_step(Ts *t); /* builds a little more; false at the end */
void build_all(Ts *t, ItemVec *out, const FlowBlock *blocks, double x, double w, NodeId parent,
               const Look *look);
Frame *page_frame_push(Ts *t, FrameKind k);
void page_space_before(Ts *t, double pt);         /* the larger of two glues counts */
void page_block_marks(Ts *t, const FlowBlock *b); /* its id as a target on the next item */
void page_keep_next(Ts *t, int items, BrkWhy why);
/* For what must not begin a page alone: no break before the items that hold the last two lines of
 * text. */
void page_keep_text_before(Ts *t, BrkWhy why);
#define SIGN_LINES 5
/* So many lines may go along with signatures: the white they leave behind needs no other reason. */
void page_white_before_signatures(Ts *t);

/* ---- build_figure.c, build_sign.c, build_contents.c ---- */
void build_figure(Ts *t, const FlowBlock *b, const Frame *fr);
void build_signatures(Ts *t, const FlowBlock *b, const Frame *fr);
void build_contents(Ts *t, const FlowBlock *b, const Frame *fr);
void build_letter(Ts *t, const FlowBlock *b, const Frame *fr);
void page_contents_collect(Ts *t);
/* Number from 1 of the contents entry a heading makes; 0: none. */
int page_head_next(Ts *t, const FlowBlock *b);

/* ---- table.c ---- */
void table_begin(Ts *t, const FlowBlock *b, const Frame *fr);
void table_step(Ts *t); /* the frame on top is a table's */
void page_tables_release(
    Ts *t, long settled); /* lets go of tables whose items all have smaller serial numbers */
/* What exists only at a cut: the head again and the sums carried over. They draw into the page's
 * arena and return their height. */
double table_cut_head(Ts *t, Table *tb, int rows_above, double y);
double table_cut_foot(Ts *t, Table *tb, int rows_above, double y);

/* ---- typeset_emit.c ---- */
void emit_page(Ts *t, const BrkPage *p, const BrkItem *items, int n);
void emit_notes_page(Ts *t, uint32_t from, uint32_t to);
void *page_vec_add(Vec *v, size_t size);
void emit_draws(Ts *t, const Draw *d, double x, double y);
Cmd *emit_cmd(Ts *t, CmdKind k, double x, double y, NodeId node, Artifact art);
void emit_cmd_line(Ts *t, const Line *l, const LinkRef *links, double x, double y);

/* ---- draft.c: a word below the page's text, a number beside its lines (base: below the text
 * area's top) ---- */
void draft_word(Ts *t);
void draft_line(Ts *t, double base);

/* ---- running.c ---- */
/* A page upright or across: paper and text area. */
typedef struct {
    double width, height, measure, text;
} Sheet;
Sheet page_sheet_of(const Ts *t, bool turned);
void running_pages(Ts *t);
void running_stamp(Ts *t, int number, double width,
                   double height); /* of a page that has nothing else */
double page_left(const Ts *t, int number, bool turned);

#endif
