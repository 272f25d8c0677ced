/* Where it stands: pages as command lists in points, and the structure tree that tagged PDF needs.
 *
 * Origin is the page's lower left corner, y up (ISO 32000-1, 8.3.2.3). The typesetter makes pages
 * from the flow and hands each to a sink as soon as it is settled; the sink must not keep pointers
 * into a page after returning (its memory is used again). Structure nodes and glyphs' texts live as
 * long as the document's arena.
 */
#ifndef VORLAGE_PAGE_PAGE_H
#define VORLAGE_PAGE_PAGE_H

#include "base/opener.h"
#include "flow/flow.h"
#include "font/font.h"
#include "picture/picture.h"
#include "base/sheet.h"

/* ---- structure (ISO 32000-1, 14.7 and 14.8) ---- */
typedef enum {
    TAG_CONTENT, /* not an element: a leaf that marked content belongs to; its parent is the element
                  */
    TAG_DOCUMENT,
    TAG_SECT,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_P,
    TAG_L,
    TAG_LI,
    TAG_LBL,
    TAG_LBODY,
    TAG_TABLE,
    TAG_CAPTION,
    TAG_THEAD,
    TAG_TBODY,
    TAG_TFOOT,
    TAG_TR,
    TAG_TH,
    TAG_TD,
    TAG_FIGURE,
    TAG_BLOCKQUOTE,
    TAG_NOTE,
    TAG_REFERENCE,
    TAG_LINK,
    TAG_SPAN,
    TAG_TOC,
    TAG_TOCI,
    TAG_DIV,
    TAG_FORM,
    TAG_PART /* one paper among several in a file */,
    TAG_N
} Tag;
typedef uint32_t NodeId; /* 0: none (an artifact) */
/* What few elements have; the others share one that is empty. */
typedef struct {
    Str alt, actual_text, lang, id /* for Headers and Notes */, title;
    const Str *headers;
    int nheaders; /* TD, TH: ids */
    double bbox[4];
    bool has_bbox; /* Figure, Table */
} NodeMore;
typedef struct {
    uint8_t tag;            /* Tag */
    uint8_t scope;          /* TH: 0 none, 'C', 'R', 'B' */
    uint8_t list_numbering; /* L: 0 none, 'D' decimal, 'B' bullet (Disc) */
    uint16_t colspan, rowspan;
    NodeId parent; /* kids stand in the order of their ids */
    const NodeMore *more;
} Node;
typedef struct {
    Node *n;
    size_t count, room;
} StructTree; /* n[0] unused; n[1] is the Document */
/* A Part of that title and language below `parent`, before any paper is set into it; parent 0: the
 * Document itself, first of all. */
NodeId tree_part(Arena *a, StructTree *t, NodeId parent, Str title, Str lang);
void tree_drop(StructTree *t);

typedef enum {
    ART_NONE,
    ART_PAGINATION_HEADER,
    ART_PAGINATION_FOOTER,
    ART_PAGINATION,
    ART_LAYOUT,
    ART_BACKGROUND
} Artifact;

/* ---- commands ---- */
typedef enum { CMD_TEXT, CMD_RULE, CMD_BOX, CMD_IMAGE } CmdKind;
typedef struct {
    uint16_t gid;
    FaceId face;
    Str text;      /* for copying; empty inside a cluster */
    double dx, dy; /* pt offsets */
    double x;      /* pt from the run's origin */
} PlacedGlyph;
typedef struct {
    CmdKind kind;
    NodeId node;
    Artifact artifact; /* exactly one of the two is set */
    double x, y;       /* text: origin on the base line; else lower left corner */
    double w, h;       /* rule, box, image */
    double line;       /* box, text: stroke width of the outline; 0: filled */
    uint32_t color;    /* 0xRRGGBB; text and rules */
    double size;       /* text: font size */
    double turn;       /* text: turned to the left about its origin, radians */
    double widen;      /* text: glyphs are this much wider (0.01: one hundredth) than the face draws
                          them; negative: narrower */
    PlacedGlyph *glyphs;
    uint32_t nglyphs;
    uint32_t image; /* index into the document's images */
} Cmd;
typedef struct {
    double x0, y0, x1, y1;
    NodeId node /* the Link or Form element */;
    Str url;
    Str target;
    Str desc;
    bool field /* an empty signature field */;
} LinkArea;
typedef struct {
    Str id;
    double y;
} Dest; /* a target on this page */
typedef struct {
    int level;
    Str text;
    double y;
} OutlineEntry; /* bookmarks, from headings */
/* What stands where, for the tests of page breaks: one entry a line, row, picture. Lengths in
 * points from the top of the text area. */
typedef enum {
    PLACED_TEXT,
    PLACED_HEADING,
    PLACED_CAPTION,
    PLACED_HEAD,
    PLACED_ROW,
    PLACED_FIGURE,
    PLACED_SIGN,
    PLACED_PAD,
    PLACED_CARRY /* sums at the foot */,
    PLACED_ENTRY /* of a contents list */
} PlacedKind;
typedef struct {
    uint8_t kind;        /* PlacedKind */
    uint8_t row;         /* row: 'b' body, 'g' group head, 's' subtotal or balance, 't' total */
    bool hyphen, forced; /* text: ends in a hyphen of ours; a page break was asked for before it */
    double top, bottom;
    long of;
    int no, count; /* line `no` of `count` (from 1) of paragraph `of`; or row `no` of `count` of
                      table `of` */
} Placed;
typedef struct {
    int number; /* from 1 */
    double width, height;
    const Placed *placed;
    size_t nplaced;
    double area, notes; /* height of the text area; where its notes begin (area: there are none) */
    const Cmd *cmds;
    size_t ncmds;
    const LinkArea *links;
    size_t nlinks;
    const Dest *dests;
    size_t ndests;
    const OutlineEntry *outline;
    size_t noutline;
} Page;

/* ---- pictures of a flow (images.c) ---- */
typedef struct {
    Image *img;
    size_t n;
} Images;
/* Reads every figure's picture of the flow (each path once). Faults (missing, directory, truncated,
 * too large, animated, ...) are diagnostics at the figure's place. Limits are named in
 * picture/picture.h. */
bool images_load(Arena *a, Diags *d, const Opener *opener, const Flow *f, Images *out);
/* Index of a path, or -1; of equal pictures the first one's. */
int images_find(const Images *im, Str path);

/* Of a flow whose first block is a letter's head. What does not fit is told (d). */
FlowLetterSizes page_letter_sizes(Diags *d, FontSet *fonts, const Flow *f);

/* ---- typesetting ---- */
typedef struct {
    void *ctx;
    void (*page)(void *ctx, const Page *p); /* a page's content, as soon as it is settled */
    /* After the last page, once for each page in order: its running head, foot and marks (artifacts
     * only), which need the number of pages. number, width and height are those of the page; there
     * is nothing else in it. */
    void (*running)(void *ctx, const Page *p);
} PageSink;
typedef struct {
    int pages;
    StructTree tree;
    int tables, notes; /* numbered so far: the ids of a file's later papers go on from here */
} Typeset;
/* Where the stamp stands; all are points above the paper's edge, and move together. */
#define STAMP_BASE MM(5.5)   /* its base line: printers leave 4.2 mm white */
#define STAMP_TOP 25.0       /* what a foreign page leaves free for it */
#define STAMP_H 28.0         /* height of own pages that only carry a foreign page's stamp */
#define FOOT_LIFTED MM(10.5) /* the running foot's line above a stamp */
/* How a paper stands among others in one file; all zero: it stands alone. */
typedef struct {
    NodeId parent; /* what its blocks hang below (tree_part); 0: a Document of its own */
    Str stamp;     /* what the paper is, at the foot's left of each page, and at the right ... */
    Str stamp_word;
    int stamp_page; /* ... the page's number in the whole; 0: no stamp. An artifact below all else
                     */
    Str divider, divider_title; /* a line at the head of its first page, in the place of the running
                                   head: what begins here; empty: none. An artifact */
    Typeset *after;             /* the tree and numbers to go on with, taken over; NULL: none */
} PaperPlace;
/* Typesets the whole flow. out->tree is the caller's, for tree_drop() (on an error, too). Pages
 * come in order, each before the number of pages is known; the running lines follow at the end.
 * Warnings go to d. False on an error. */
bool typeset(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im, PageSink sink,
             Typeset *out);

/* The same for a paper among others; out may be place->after. */
bool typeset_placed(Arena *a, Diags *d, const Flow *f, FontSet *fonts, const Images *im,
                    PageSink sink, const PaperPlace *place, Typeset *out);
/* A page without text (a blank verso, a sheet that only carries a stamp) of that size, with the
 * place's stamp, or its divider DIVIDER_ROOM below the upper edge, to both of the sink's functions.
 */
#define DIVIDER_ROOM 33.0  /* that a divider takes at the head of a page, points */
#define DIVIDER_LEAST 30.0 /* upper margin of a style that leaves room for one */
void typeset_empty(Arena *a, Diags *d, const Flow *f, FontSet *fonts, PageSink sink,
                   const PaperPlace *place, int number, double width, double height);
/* The same with words across it, as outlines that let everything below be read. */
void typeset_mark(Arena *a, Diags *d, const Flow *f, FontSet *fonts, PageSink sink, int number,
                  double width, double height, Str words);

/* A sink that writes stable text (vorlage dump --stage=pages). */
void pages_dump(Buf *out, const Page *p, const Images *im);
void tree_dump(Buf *out, const StructTree *t);

#endif
