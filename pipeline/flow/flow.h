/* How the document reads: format-neutral blocks, in reading order. Labels, order, numbering, forms
 * and the edition are settled here, once; every writer (pages/PDF, ODT, later HTML) takes this and
 * nothing else, so they cannot disagree. Hidden content is not in it.
 *
 * The text of the flow (flow_text) is the document's text: tests compare the PDF's and the ODT's
 * with it.
 */
#ifndef VORLAGE_FLOW_FLOW_H
#define VORLAGE_FLOW_FLOW_H

#include "base/places.h"
#include "edition/edition.h"
#include "model/felder.h"

typedef enum {
    RUN_BOLD = 1,
    RUN_ITALIC = 2,
    RUN_SUP = 4,
    RUN_SUB = 8,
    RUN_BREAK = 16, /* a line break, no text */
    RUN_NOTE = 32,  /* a footnote's mark; note is its text, text its number */
    RUN_PAGES = 64,
    RUN_PAGE = 128 /* fields, in running heads only */
} RunFlags;

/* What an editable output keeps counting itself. LIVE_FIGURE, LIVE_TABLE: the last digits of the
 * text are the number of the figure or table it captions; LIVE_ANLAGE: the text up to its first ':'
 * is what the attachment is called. LIVE_TO_...: the run refers to one: by its number (last digits,
 * or "2.1" of a section), by the title in quotation marks, or as it is called. LIVE_BETREFF: part
 * of the Betreff in head or heading; LIVE_FELD_...: in a running line the whole Betreff, the
 * number. */
typedef enum {
    LIVE_NONE,
    LIVE_FIGURE,
    LIVE_TABLE,
    LIVE_ANLAGE,
    LIVE_TO_FIGURE,
    LIVE_TO_TABLE,
    LIVE_TO_NUMBER,
    LIVE_TO_TITLE,
    LIVE_TO_ANLAGE,
    LIVE_BETREFF,
    LIVE_FELD_BETREFF,
    LIVE_FELD_NUMMER
} Live;

typedef struct FlowBlock FlowBlock;
typedef struct Run Run;
struct Run {
    Run *next;
    Str text; /* UTF-8, NFC; U+00A0 and U+00AD as the author or a rule set them */
    uint16_t flags;
    Str lang;        /* empty: the document's */
    Str url;         /* a link out; or */
    Str target;      /* a link to a block's id in this document */
    Str link_desc;   /* description of the link (PDF /Contents); in running lines: a shorter form of
                        the text, for who cannot measure */
    FlowBlock *note; /* RUN_NOTE: its paragraphs */
    Place at;
    /* live figures for ODT: a money value in cents stands behind this run */
    bool has_money;
    int64_t cents;
    uint8_t live;   /* Live */
    uint8_t choice; /* 1 + EnumKind of which this is a word, so that a form can offer the others; 0:
                       none */
};

typedef enum {
    FB_HEADING, /* level 1..6 (PDF Hn); level 1 exactly once, first: the Betreff or title */
    FB_PARA,    /* role says which */
    FB_LIST,
    FB_TABLE,
    FB_FIGURE,
    FB_QUOTE, /* kids */
    FB_BOX,   /* kids: a note, or the Antrag set apart */
    FB_SIGNATURES,
    FB_PAGEBREAK,
    FB_CONTENTS, /* contents list: entries are the headings 2..3 of the flow, or those it gives
                    itself */
    FB_LETTER    /* the head of a letter, first on its page; kids: the logo */
} FlowKind;

typedef enum {
    ROLE_TEXT,
    ROLE_BODY_NAME /* the body's name over the title */,
    ROLE_TITLE_LINE /* kind and number, large */,
    ROLE_STATUS /* classification on the first page */,
    ROLE_LABEL /* a label paragraph that is no heading */,
    ROLE_HEAD_LINE /* "Betreff: ..." lines of KOPFFORM_ZEILEN, Beratungsfolge lines */,
    ROLE_SMALL,
    ROLE_CAPTION,
    ROLE_CREDIT,
    ROLE_OMITTED /* "Dieser Abschnitt ist nichtöffentlich." */,
    ROLE_NOTE /* footnote text */,
    ROLE_QUOTE_SOURCE,
    ROLE_CELL,
    ROLE_N
} Role;

typedef enum { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_DECIMAL } Align;

typedef struct {
    FlowBlock *blocks; /* FB_PARA (ROLE_CELL), FB_LIST */
    int colspan, rowspan;
    bool header; /* TH: in a head row, or a row's header */
    bool has_money;
    int64_t cents;       /* an amount: EUR cents (as shown, after the form's sign) */
    bool text_in_amount; /* text such as "-" in an amount column */
} FlowCell;
typedef enum {
    ROW_BODY,
    ROW_GROUP /* head of a group: kept with its first row */,
    ROW_SUBTOTAL,
    ROW_TOTAL,
    ROW_BALANCE
} RowKind;
typedef struct {
    FlowCell *cells;
    int ncells;
    RowKind kind;
    Place at;
    bool minus; /* its amounts lessen the balance of the table */
    int ust;    /* rate of VAT, in hundredths of a per cent; 0: none */
    int sum_from,
        sum_to; /* SUBTOTAL/TOTAL: body rows [from, to) that its sums cover; -1: unknown */
} FlowRow;
typedef struct {
    Align align;
    bool amount;
    bool carry;   /* Übertrag */
    double width; /* hint, pt; 0: by content */
    Str unit;
    int decimals;
} FlowCol;
typedef enum {
    TABLE_PLAIN /* body tables: hairlines, sum rules */,
    TABLE_HEAD /* label/value rows of the head, no header row */,
    TABLE_CONSULT /* Beratungsfolge */,
    TABLE_FINANCE
} TableLook;
typedef struct {
    TableLook look;
    bool grid; /* full grid of rules */
    Str form;  /* TABLE_FINANCE: id of its form */
    FlowCol *cols;
    int ncols;
    FlowRow *head, *body;
    int nhead, nbody;   /* totals are body rows of their kind, in place */
    Run *caption;       /* above the table */
    Str carry_word;     /* "Übertrag" */
    Str summary;        /* a short description for screen readers; may be empty */
    double label_width; /* TABLE_HEAD: label column, pt */
} FlowTable;

typedef struct {
    FlowBlock *blocks;
    Str label; /* "1.", "•" */
} FlowItem;

typedef struct {
    Str file; /* as the document names it */
    Str path; /* resolved */
    Str alt;
    bool decoration;
    Run *caption, *credit;
    double width; /* hint, pt; 0: natural */
    bool logo;
    Str data;   /* its bytes, where they are at hand: path only tells it from others */
    bool whole; /* as large as the page allows: it is all there is */
} FlowFigure;

typedef struct {
    Str sign, name, office; /* "gez." */
    Str place, date;        /* as shown, may be empty */
    Str kind;               /* a label over it, may be empty */
    bool open;              /* a line for the hand */
    bool field;             /* an empty field for an electronic signature over the line (PDF) */
    Place at;
} FlowSignature;

/* An entry of a contents list that is given: of a session's papers. level from 1. part: heading of
 * the part that begins with it, if one does. */
typedef struct {
    int level;
    Str part;
    Str label, text, number /* of the page */, target, url;
    Str desc;
} FlowEntry;

/* The head of a letter, DIN 5008: what stands at its places on the first page. */
typedef struct {
    Str label, text;
    Place at;
} FlowInfo;
typedef struct {
    char form;               /* 'A', 'B' */
    bool marks;              /* for folding and punching */
    Str sender, sender_more; /* above: the body's name, and where it is found */
    Str return_line;         /* small, over the address */
    Str *notes;
    int nnotes; /* between the two: "Vertraulich" */
    Str *address;
    int naddress;
    Place address_at;
    FlowInfo *info;
    int ninfo;
    /* for outputs that have no fonts to measure with (page/page.h does); may be NULL */
    const struct FlowLetterSizes *sizes;
} FlowLetter;
#define FLOW_LETTER_LEVELS 4
/* Points. step: by level of the agenda, the column of its numbers. end: where the subject begins,
 * from the paper's top. */
typedef struct FlowLetterSizes {
    double back /* the return line */, address, info, info_label, info_width, end,
        step[FLOW_LETTER_LEVELS];
} FlowLetterSizes;

struct FlowBlock {
    FlowKind kind;
    FlowBlock *next, *kids;
    Place at;
    Str id;    /* link target; empty: none */
    int level; /* FB_HEADING */
    Role role;
    /* FB_PARA: the datum that stands in it, so that an editable form can name it */
    FlowField field;
    int year;  /* FIELD_POSTEN: of an amount by year */
    Run *runs; /* FB_HEADING, FB_PARA */
    Str label; /* FB_HEADING: its number ("2.1"), part of the text; FB_BOX: none */
    Str lang;
    bool keep_with_next;
    bool ordered;
    FlowItem *items;
    int nitems;
    bool tight; /* FB_LIST */
    FlowTable *table;
    FlowFigure *figure;
    FlowLetter *letter;
    FlowEntry *entries;
    int nentries; /* FB_CONTENTS: given; else none */
    FlowSignature *sigs;
    int nsigs;
    int sig_columns; /* 1 stacked */
};

typedef struct {
    Run *left, *center, *right;
} RunningLine;

typedef struct {
    FlowBlock *blocks;
    const Stil *stil;
    Edition edition;
    bool hidden;                   /* something was left out */
    Str lang;                      /* "de-DE" */
    Str title;                     /* "Vorlage 024/2024: Bericht ..." */
    Str subject, author, keywords; /* metadata; may be empty */
    Str body_name, nummer, aktenzeichen, version, status_word;
    Str art_code, status_code; /* of the vocabulary */
    Date date;                 /* of the document; else the first consultation's; may be unset */
    RunningLine head, foot;
    bool head_first;       /* the running head also on page 1 */
    Str mark;              /* classification on every page; empty: none */
    const Places *carried; /* where each place of the paper stands in the XML that an output carries
                              along; NULL: none */
    bool mark_in_text;     /* on the first page the text itself has it */
} Flow;

/* Composes the flow of an edition. k may be NULL. doc_path: for pictures relative to the document
 * (NULL: current folder). */
Flow *flow_compose(Arena *a, Diags *d, const Ausgabe *e, const Koerperschaft *k, const Stil *s,
                   const char *doc_path);

/* German conventions applied to running text where the author forgot: no-break spaces in "§ 5", "z.
 * B.", "19 %", "5 EUR", "Nr. 3", day and month, "gez. Hahn", "Dr. Bläse". Returns the same slice
 * when nothing changes. With `year` month and year hold together too: for who cannot weigh one
 * break against another. */
Str flow_text_nobreak(Arena *a, Str text, bool year);

/* Is that an item's number as every program counts, "1."? "Ö 4.1" is not. */
bool flow_counted(Str label);

/* Stable text of all blocks (vorlage dump --stage=flow). */
void flow_dump(Buf *out, const Flow *f);
/* Only the words, one block a line, cells tab-separated, notes after their paragraph: what PDF and
 * ODT must hold as well. */
void flow_text(Buf *out, const Flow *f);

#endif
