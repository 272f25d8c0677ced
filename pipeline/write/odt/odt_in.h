/* What the files of the ODT writer share.
 *
 * The body and its automatic styles grow in two buffers side by side and are joined into
 * content.xml at the end. Names: a style's name is its display name with every character but
 * letters, digits, '.' and '-' written as _hex_, since Writer keys on the display name and writes
 * names so itself. */
#ifndef VORLAGE_WRITE_ODT_ODT_IN_H
#define VORLAGE_WRITE_ODT_ODT_IN_H

#include "write/odt/odt.h"

#define ODT_NUMBERED \
    3 /* level of the first headings that have numbers: sections; above are the Betreff and the \
         parts */
#define LIST_DEPTH 8
#define ODT_SMALL \
    0.72 /* size of type in a wide table, of the text's; letters are reckoned generously */
#define ODT_PAD 4.0 /* left and right in a cell, pt */
#define ODT_MIMETYPE "application/vnd.oasis.opendocument.text"
#define OTT_MIMETYPE ODT_MIMETYPE "-template"

/* The number that a cell shows, in ten-thousandths, how it is shown, and what computes it. */
typedef struct {
    bool set, grouped, hyphen, percent /* " %" behind it */;
    int places;
    int64_t v;
    Str formula;
} OdtFigure;
#define ODT_NUMBERS 41 /* formats of figures, from 1 */
#define ODT_EDGES 256
#define ODT_FIGURE_SCALE 10000 /* a figure's unit */

typedef struct {
    bool ordered, own /* numbers are text of the items */, header;
    int nth; /* as lists were begun */
} OdtList;
typedef struct {
    Arena *a;
    Diags *d;
    const Flow *f;
    const Stil *s;
    const OdtImage *img;
    size_t nimg;
    bool *img_used;
    Buf body, autos;
    const FlowLetter *letter; /* NULL: no letter */
    double width;             /* of the text, pt */
    double table_above; /* room above a table, besides what the paragraph before it leaves, pt */
    int tables, notes, frames, styles;
    int counted[7]; /* headings by level, as Writer counts them */
    int cell[ODT_EDGES]
            [ODT_NUMBERS];    /* style of a cell by its edges and format; 0: not yet written */
    bool number[ODT_NUMBERS]; /* formats written */
    int sequence[2];          /* last number of figures, of tables, as Writer counts them */
    Str captioned;            /* id of the figure or table whose caption is written */
    bool running;             /* a running line is written */
    bool betreff_marked, betreff_open; /* the Betreff has its bookmark; the bookmark is open */
    bool started;      /* the first block was written: it carries the first master page */
    const char *sheet; /* master page that begins with the next block; NULL: none */
    bool turned;       /* on a landscape page */
    bool small;        /* in a table of small type */
    bool fields[FIELD_N]
               [3]; /* styles of data that are used: plain, small, and kept with what follows */
    const FlowTable *weighed; /* the table whose columns' needs are kept (widths.c) */
    const void *needs;
    bool guided[4];         /* in a form: which guidance was given */
    int inside;             /* cells, boxes, notes that are open */
    bool break_pending;     /* a page break waits for the next paragraph */
    bool keep;              /* the block before a signature block or a table it belongs to */
    const char *text_style; /* display name for ROLE_TEXT here; NULL: Text body */
    Str source;             /* the edition's XML; empty: none */
    bool flat;              /* one XML file: pictures stand in it */
    const char *mimetype;
    struct {
        Str tag;
    } * langs; /* other languages that are used, each a character style */
    int nlangs, langroom;
    Str lang; /* of the block under way; empty: the document's */
    /* lists: open elements, so that a table inside an item can close and open them again */
    OdtList list[LIST_DEPTH + 1];
    Str item_label; /* such a number, for the paragraph that comes next */
    int nlists;     /* begun so far */
    int level;      /* nesting of the flow's lists here */
    int open;       /* lists that are open in the XML */
    Str mark;       /* a bookmark that waits for the next paragraph: of a table, a list, a box */
    /* the last character written in this paragraph was a blank, or it has just begun */
    bool spaced;
} Odt;

extern const char odt_namespaces[];

void odt_style_name(Buf *b, const char *display);
void odt_pt(Buf *b, const char *attr, double pt); /* ` attr="12.5pt"` */
Str odt_bookmark(Arena *a, Str id); /* safe, at most 40 characters, different ids differ */

/* Display name of the character style of a language. In the arena. */
const char *odt_lang_style(Odt *o, Str lang);
/* runs.c */
void odt_runs(Odt *o, const Run *r);
void odt_text(Odt *o, Str s);
void odt_plain(Odt *o, Str s); /* the same without prompts */
/* live.c */
void odt_live_decls(Buf *b);         /* what must stand at the begin of the text */
bool odt_live(Odt *o, const Run *r); /* a run that Writer keeps itself? then it is written */
void odt_live_betreff(Odt *o, const Run *r);
/* form.c: only in a form */
Str odt_unprompted(Str s); /* the words of a prompt */
void odt_form_text(Odt *o, Str s);
void odt_form_choice(Odt *o, EnumKind k, Str chosen);
void odt_form_sign(Odt *o, Str chosen);
bool odt_form_hint(Odt *o, const FlowBlock *b); /* a paragraph of guidance? then it is written */
void odt_form_guide(Odt *o, const FlowBlock *b);
/* blocks.c */
void odt_blocks(Odt *o, const FlowBlock *b);
size_t odt_image(const Odt *o, Str path); /* nimg: none */
void odt_picture(Odt *o, size_t i);       /* draw:image */
/* Opens a paragraph of the style of that display name; a pending page break or the first page makes
 * an automatic child of it. */
void odt_style_attr(Odt *o, const char *display);
void odt_mark(Odt *o, Str id); /* a bookmark, where there is an id */
void odt_para_open(Odt *o, const char *display);
void odt_para_close(Odt *o);
/* Name of an automatic table style: width, keeps, first master page, break. Written to autos; the
 * number. */
int odt_table_style(Odt *o, double width, bool keep_next, bool breakable, const char *align);
/* calc.c */
OdtFigure *odt_figures(Odt *o,
                       const FlowTable *t); /* by body row and column; NULL: none. In the arena */
Str odt_row_formula(Odt *o, const FlowTable *t, const OdtFigure *fig, int row,
                    int col); /* calc_row.c: from other cells of the row */
int odt_share_total(const FlowTable *t, const OdtFigure *fig, int *amount,
                    int *percent); /* the row whose share is 100; -1: no shares */
Str odt_share_formula(Odt *o, const FlowTable *t, const OdtFigure *fig, int row, int total,
                      int amount, int percent);
int odt_number_format(Odt *o, const OdtFigure *f); /* written on first use; its number */
void odt_figure_value(Odt *o, const OdtFigure *f); /* the cell's attributes */
/* table.c */
/* Widths of a table's columns, pt (widths.c); in the arena. */
double *odt_column_widths(Odt *o, const FlowTable *t, double total);
/* Height of blocks in that width and size of type, of a row: a rough reckoning (widths.c), for what
 * may break over pages. */
double odt_height(const Odt *o, const FlowBlock *b, double width, double size);
double odt_row_height(Odt *o, const FlowTable *t, const FlowRow *r, const double *width);
double odt_least_width(
    Odt *o,
    const FlowTable *t); /* below it words and figures would have to be cut, in type of full size */
void odt_table(Odt *o, const FlowTable *t, bool keep_next);
void odt_signatures(Odt *o, const FlowBlock *b);
void odt_box(Odt *o, const FlowBlock *b);
/* letter.c */
void odt_letter(Odt *o, const FlowBlock *b);
void odt_letter_styles(Odt *o, Buf *b);
void odt_letter_marks(Odt *o);
FlowLetterSizes odt_letter_sizes(const Odt *o); /* where there is one */
const char *odt_agenda_style(
    const Odt *o, const FlowBlock *b); /* of a paragraph of the agenda; NULL: the usual one */
void odt_agenda_number(Odt *o);
/* fields.c: a style for each datum (display name, small in a table of small type), and their
 * definitions */
const char *odt_field_style(Odt *o, FlowField f);
const char *odt_field_ending(Odt *o, FlowField f); /* the same, kept with what follows */
void odt_field_styles(Odt *o, Buf *b);
void odt_small_look(Odt *o, Buf *b); /* the end of a style in small type */
/* master.c */
double odt_mark_gap(const Odt *o, double line);
void odt_page_layout(Odt *o, Buf *b, bool turned);
Buf odt_master_pages(Odt *o, bool turned); /* to be dropped */
void odt_running_styles(Odt *o, Buf *b, bool turned);
/* styles.c, parts.c */
extern const char *const odt_small_styles[][2]; /* display names of cells' styles, and of the same
                                                   in small type; ends with NULL */
void odt_font_faces(Odt *o, Buf *b);
void odt_styles_xml(Odt *o, Buf *out);
/* The elements inside: fonts, styles, automatic styles (`autos` behind our own), master pages;
 * meta; settings. */
void odt_styles_inner(Odt *o, Str autos, Buf *out);
void odt_meta_inner(Odt *o, Buf *out);
void odt_settings_inner(Buf *out);
void odt_meta_xml(Odt *o, Buf *out);
void odt_settings_xml(Buf *out);
void odt_manifest_xml(Odt *o, Buf *out);
void odt_source_rdf(Odt *o, Buf *out); /* source.c */
void odt_transcript(Odt *o, Buf *out); /* transcript.c */
extern const char odt_manifest_rdf[];
Str odt_picture_name(Odt *o, size_t i);
void odt_picture_data(Odt *o, size_t i); /* flat.c: draw:image with the bytes */
/* parts: content, styles, meta, settings, manifest, source (may be empty). */
bool odt_package(Odt *o, const Buf *content, const Buf *styles, const Buf *meta,
                 const Buf *settings, const Buf *manifest, const Buf *source, Buf *out);

#endif
