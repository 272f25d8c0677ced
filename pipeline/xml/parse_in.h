/* Inside the parser: decoded text, its mended copy, one pass of libxml2 over it.
 *
 * libxml2 ends at the first fatal place. So that one run tells all faults, the text is mended there
 * (a copy, never the author's) and parsed again, until it is well-formed or a limit is reached.
 * Pieces keep the way back: every offset in the mended text has one in the author's. Only the last
 * pass builds the tree. */
#ifndef VORLAGE_XML_PARSE_IN_H
#define VORLAGE_XML_PARSE_IN_H

#include <libxml/parser.h>

#include "xml/tree.h"

#define XML_NS "urn:x-vorlage:1"
#define XML_MAX_FAULTS 200                    /* places mended in one document */
#define XML_MAX_MEND_WORK ((size_t)256 << 20) /* bytes parsed again for mending, in sum */
#define XML_MAX_BAD_BYTES 50                  /* wrong bytes or characters told one by one */

/* ---- decoding (decode.c) ---- */
typedef struct {
    DiagCode code;
    uint32_t off, len;
    char arg[40];
} BadByte;
typedef struct {
    Str text;
    BadByte bad[XML_MAX_BAD_BYTES];
    int nbad;
} Decoded;
/* Any input (a NUL behind it) as UTF-8 with a NUL behind, itself where it is that already; what was
 * wrong is listed, since the source is not registered yet. */
void xml_decode(Arena *a, Str bytes, Decoded *out);

/* ---- the mended text (parse_text.c) ---- */
typedef struct {
    uint32_t now, orig, len;
    bool ours;
} Piece;
typedef struct {
    Diags *d;
    uint32_t src;
    Str orig; /* the author's, NUL behind */
    char *text;
    size_t n; /* mended, NUL behind; orig.p until the first edit */
    Piece *piece;
    int npieces;
    int edits;
    size_t work;
} Mended;
void mended_new(Mended *m, Diags *d, uint32_t src, Str text);
void mended_drop(Mended *m);
void mended_splice(Mended *m, size_t at, size_t del, Str ins);
uint32_t mended_orig(const Mended *m, size_t at);
Place mended_place(const Mended *m, size_t at, size_t len);
/* Scanning; all take and give offsets in the mended text and stay within it. */
size_t text_name(const Mended *m, size_t at);    /* length of the name at that place */
size_t text_tag_end(const Mended *m, size_t at); /* behind the '>' of the tag that begins there */
size_t text_back(const Mended *m, size_t at,
                 const char *what); /* last `what` that begins at or before; SIZE_MAX: none */
size_t text_skip(const Mended *m, size_t at, const char *set);
size_t text_find(const Mended *m, size_t at, const char *what); /* first from there; m->n: none */
/* Attribute at or behind `at` within a tag: offsets of name and value. False where none is left. */
typedef struct {
    size_t name, name_n, value, value_n, next;
} TextAttr;
bool text_attr(const Mended *m, size_t at, TextAttr *out);

/* ---- one pass (parse_sax.c) ---- */
enum {
    STOP_NONE,
    STOP_DOCTYPE = -1,
    STOP_DEPTH = -2,
    STOP_NODES = -3
}; /* beside libxml2's error codes */
#define NAME_SLOTS 256
typedef struct {
    const Mended *m;
    xmlParserCtxtPtr ctxt;
    bool build;
    Arena *a, *nodes_in; /* build: make nodes, there; texts in a */
    XNode *root, *here;
    size_t open[XML_MAX_DEPTH + 1];
    int depth; /* '<' of the open elements */
    Buf text;
    size_t text_at;
    bool in_text;
    size_t last; /* behind the last tag */
    size_t nodes;
    Str names[NAME_SLOTS];
    int stop;
    size_t stop_at;
    char s1[120], s2[160];
} Pass;
/* True: well-formed, and p->root is the tree, made in `nodes` (NULL: none is made). False: p->stop
 * says why. */
bool pass_run(Pass *p, const Mended *m, Arena *a, Arena *nodes);

/* ---- mending (parse_mend.c) ---- */
/* Tells what is wrong where the pass stopped and mends it; false: no way to go on. */
bool xml_mend(Mended *m, const Pass *p);

#endif
