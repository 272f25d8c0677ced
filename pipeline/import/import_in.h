/* What the files of the way back share. Two trees of the same kind are made: what the document says
 * now (odt_tree.c), and what it said when it was written (transcript.c); they are compared
 * (compare.c), and the differences laid over the carried XML (overlay*.c), or, without it, all is
 * built from the document (whole.c). */
#ifndef VORLAGE_IMPORT_IMPORT_IN_H
#define VORLAGE_IMPORT_IMPORT_IN_H

#include "base/places.h"
#include "import/import.h"
#include "model/felder.h"
#include "xml/tree.h"

/* ---- the package (package.c) ---- */
typedef struct {
    Str name, data;
    bool read;
    uint64_t index, size, packed;
} Entry;
typedef struct {
    Arena *a;
    Diags *d;
    Place at; /* the whole file, for messages */
    Str bytes;
    void *zip;
    Entry *entry;
    size_t n;
    size_t total; /* unpacked so far */
    bool flat;    /* one XML file: no entries */
} Package;
bool package_open(Package *p);
void package_close(Package *p);
/* An entry unpacked; false where there is none or a limit was passed (told). */
bool package_read(Package *p, Str name, Str *out);
const Entry *package_find(const Package *p, Str name);

/* ---- styles (odt_styles.c) ---- */
enum { LOOK_BOLD = 1, LOOK_ITALIC = 2, LOOK_SUP = 4, LOOK_SUB = 8 };
typedef struct {
    Str name, family, display, parent;
    unsigned set, look; /* what the style itself says of its characters, and which of it is on */
    Str lang, list;
    bool breaks, automatic;
} OdtStyle;
typedef struct {
    Str name;
    uint16_t numbered; /* bit: level */
} OdtList;
typedef struct {
    OdtStyle *style;
    size_t n, room;
    OdtList *list;
    size_t nlists, listroom;
} OdtStyles;
void import_styles_gather(
    Arena *a, OdtStyles *s, const XNode *root,
    bool with_automatic); /* automatic: of the part that holds the text only */
void import_styles_sort(OdtStyles *s);
const OdtStyle *import_style_find(const OdtStyles *s, Str family, Str name);
bool import_list_numbered(const OdtStyles *s, Str name, int level);
#define STYLE_CHAIN 20 /* parents looked through */

/* ---- the document as a tree ---- */
typedef enum {
    NK_ABSATZ,
    NK_UEBERSCHRIFT,
    NK_ZITAT,
    NK_ZITATQUELLE,
    NK_TABELLENTITEL,
    NK_BILDTEXT,
    NK_BILDNACHWEIS,
    NK_BILD,
    NK_UMBRUCH,
    NK_TABELLE,
    NK_ZEILE,
    NK_ZELLE,
    NK_KASTEN,
    NK_UNTERSCHRIFTEN,
    NK_UNTERSCHRIFT,
    NK_FUSSNOTE
} NodeKind;
typedef struct Piece Piece;
typedef struct Node Node;
struct Piece {
    Piece *next;
    Str text; /* white space folded; "\n": a line break */
    unsigned look;
    Str url, lang;
    Node *note;  /* a footnote's mark */
    XNode *from; /* old side: the inline element (or text) of the XML */
};
struct Node {
    NodeKind kind;
    Node *next, *kids, *last, *parent;
    int level; /* of a heading */
    int list;
    bool numbered, start;
    int first; /* in a list: its level, an item begins here, its number if said */
    FlowField field;
    int year;
    Str style;    /* display name of the first known ancestor, new side */
    Str chars[2]; /* signature: ZEICHEN, UNTERZEICHNER */
    Str text;     /* all words, folded and trimmed */
    Piece *pieces, *end;
    bool head;         /* of a table's row */
    int columns, rows; /* spans of a cell; columns of a table */
    Str value;         /* of a cell: the figure */
    Str id;            /* named by a bookmark of ours */
    Str picture, alt;
    double width; /* NK_BILD: name in the package; pt */
    bool told;    /* read into a value, or a message said what became of it: nothing is lost */
    bool form;    /* only words nobody has filled in */
    Place at;     /* in the paragraphs' view */
    uint32_t place;
    XNode *from; /* old side: the element of the XML */
    uint32_t hash;
    Node *mate; /* on the other side; same: and reads the same */
    bool same;
    XNode *made; /* new side: the element made of it or laid over */
};

typedef struct {
    Str name, value;
} MetaField;
typedef struct {
    Arena *a;
    Diags *d;
    Package pack;
    Str name;
    OdtStyles styles;
    Node *doc; /* the document now; kids in order */
    Node *old; /* as it was written; NULL: not known */
    XTree *source;
    bool lost; /* the carried XML */
    Str carried, script;
    uint32_t view_src;
    Buf view;
    size_t paragraphs; /* the paragraphs, a line each */
    MetaField *meta;
    size_t nmeta;
    bool has_betreff; /* a paragraph for it, be it empty */
    bool told_tab, told_changes, told_comment, edited, regroup;
    bool (*taken)(void *, Str);
    void *taken_ctx;
    Files pictures;
    Node **label;
    size_t nlabels;
} Im;

/* odt_tree.c, odt_text.c */
bool tree_read(Im *im, const XNode *body);
Node *import_node_new(Im *im, NodeKind k, Node *parent);
typedef struct {
    int level;
    Str style;
    bool numbered, start;
    int first;
} ListState;
typedef struct {
    Im *im;
    Node *parent;
    ListState list;
    int depth;
    bool note;
} Reading;
void import_blocks_read(Reading *r, const XNode *first);
void import_para_read(Reading *r, const XNode *p);
void import_frame_read(Reading *r, const XNode *frame);
const char *ns_text(void), *ns_table(void), *ns_draw(void), *ns_office(void), *ns_style(void),
    *ns_fo(void), *ns_xlink(void), *ns_svg(void), *ns_meta(void);
bool import_is_el(const XNode *n, const char *ns, const char *name);
Str import_at_of(const XNode *n, const char *ns, const char *name);
int import_int_of(Str s, int otherwise, int most);
/* pieces.c */
Piece *import_piece_add(Im *im, Node *p, Str text);
void import_node_finish(Im *im,
                        Node *p); /* folds the white space of its pieces and makes its text */
Str import_words_plain(Arena *a,
                       Str s); /* folded, trimmed, no-break spaces and soft hyphens as they are */
/* transcript.c */
bool import_transcript_read(Im *im);
/* compare.c */
void tree_hash(Node *n);
void import_compare(Im *im, Node *old,
                    Node *now); /* sets mate and same among their kids, and within */

/* ---- XML (made.c) ---- */
XNode *made_element(Im *im, const char *name, Place at);
XNode *made_text(Im *im, Str s);
void made_attr(Im *im, XNode *n, const char *name,
               Str v);                       /* sets, or with an empty value takes away */
void made_after(XNode *kid, XNode *sibling); /* behind it, in its parent */
void made_first(XNode *parent, XNode *kid);
void made_write(Im *im, const XNode *root, Buf *out, Places *places);
XNode *made_copy(Im *im, const XNode *n);
/* blocks.c: from the document's nodes */
void import_inlines_make(Im *im, Node *n, XNode *into);
void import_inlines_over(Im *im, const Node *old, Node *now, XNode *into,
                         XNode *before); /* keeps what reads as before */
XNode *import_row_make(Im *im, Node *z);
void import_blocks_make(Im *im, Node *first, Node *end, XNode *into);
void import_kids_make(Im *im, Node *n, XNode *into);
/* fields.c */
XNode *import_kopf_of(Im *im, XNode *root);
bool import_kopf_field(Im *im, XNode *root, FlowField f, Node **value, int n);
void import_beratung_field(Im *im, XNode *beratung, FlowField f, Node **value, int n);
void import_posten_field(Im *im, XNode *posten, const Node *old, Node *now);
void import_signature_set(Im *im, XNode *vermerk, Node *u);
void import_anlage_set(Im *im, XNode *anlage, Node *n);
int import_word_value(EnumKind k, Str word);
void import_auswirkung_set(Im *im, XNode *e, Node *n);
/* overlay.c, whole.c */
int import_part_kind(Str title); /* Teilart of a heading's words; 0: none */
void import_field_nodes(Im *im, Node *tree, FlowField f, Node ***out,
                        int *n); /* all paragraphs of that datum, in order */
XNode *import_overlay(Im *im);
XNode *whole(Im *im);
/* rescue.c: words that found no place become paragraphs of the last part, each told */
void import_rescue(Im *im, XNode *root);

void import_tell(Im *im, DiagCode c, Place at, Str arg);

#endif
