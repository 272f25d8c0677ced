/* A pack from one PDF of our own (all own pages, from one libharu run) and PDFs of others, by a
 * plan that names each page in order.
 *
 * What comes out is one tagged PDF: one Document element with the own structure and, at its place
 * in reading order, one Part for each foreign file; links and destinations within a part work,
 * those to pages that the plan leaves out are gone, and nothing of such pages is in the file. The
 * own PDF is trusted to be ours (PDF/A-2a and PDF/UA-1); foreign ones must have passed
 * attach_inspect.
 *
 * Links from own pages to foreign parts: give them the URL MERGE_LINK followed by the part's number
 * from 0 ("x-vorlage-teil:3"); they become links to the part's first page in the plan; where the
 * plan does not hold it, the link is dropped and its text stays.
 *
 * Structure: a foreign part is put behind the own elements whose content comes before its first
 * page in the plan, as deep as it can stand (an own Sect that goes on behind the part takes it in).
 *
 * Outputs of one plan are one file with other last objects (write.c): what is common is made and
 * written once, and a variant has the same bytes whether it is made alone or among others. Only
 * linearised ones are written anew by libqpdf, each.
 *
 * The work is done in a forked child with limits (attach/attach.h); a part that makes it die is
 * named in the report. Same plan, same bytes. */
#ifndef VORLAGE_MERGE_MERGE_H
#define VORLAGE_MERGE_MERGE_H

#include "base/date.h"
#include "attach/attach.h"

#define MERGE_LINK "x-vorlage-teil:"
#define MERGE_MAX_PAGES 100000u
#define MERGE_MIN_SCALE 0.9f

typedef struct {
    Str bytes;          /* borrowed until merge_run returns */
    const Attach *info; /* of attach_inspect; ok */
    Str title;          /* of its Part element */
    Str lang;           /* BCP 47; empty: the file's own, else the pack's */
    Str alt; /* alternative text of a scan without text: its pages become Figures; empty: paragraphs
              */
} MergePart;

/* The content of an own page, drawn as an artifact over another page. Such an own page is not
 * itself a page of the plan. */
typedef struct {
    uint32_t own; /* page of the own PDF, from 0 */
    float x, y;   /* where its lower left corner is put on the page as seen, points from the lower
                     left corner */
} MergeStamp;

typedef enum { MERGE_OWN, MERGE_PART, MERGE_BLANK } MergeFrom;
typedef struct {
    MergeFrom from;
    uint32_t part; /* MERGE_PART: index of the part */
    /* MERGE_OWN, MERGE_PART: page of that PDF, from 0; each at most once in a plan */
    uint32_t page;
    float width, height; /* MERGE_BLANK: points */
    float scale, dx, dy; /* what the page shows is drawn at scale * (x, y) + (dx, dy), as seen;
                            scale 0: as it is. At least MERGE_MIN_SCALE */
    const MergeStamp *stamp;
    uint32_t nstamps;
    Str label; /* page label, UTF-8 */
} MergePage;

typedef struct {
    int level; /* from 1; at most one deeper than the one before */
    Str title;
    uint32_t page; /* of the plan, from 0 */
    bool open;     /* shows its children */
    /* below it hang the bookmarks that the page's own source has: all of a foreign part; of the own
     * PDF those from this page up to that of the next bookmark given here */
    bool inner;
} MergeBookmark;

typedef struct {
    Str name, about, value;
} MergeField; /* XMP property of the own schema: name (ASCII), English description, value */

/* One output: the same pages with its own metadata and mark. */
typedef struct {
    Str title; /* shown as the window's title */
    const MergeField *field;
    uint32_t nfields;
    Str mark; /* content that is drawn over every page, centred, scaled to it, as an artifact
                 (personal editions); it names no resource. Empty: nothing is */
} MergeVariant;

typedef struct {
    Str own;            /* bytes of the own PDF */
    uint32_t own_pages; /* how many it has (checked) */
    const MergePart *part;
    uint32_t nparts;
    const MergePage *page;
    uint32_t npages;
    const MergeBookmark *bookmark;
    uint32_t nbookmarks;
    const MergeVariant *variant; /* at least one */
    uint32_t nvariants;
    float mark_width, mark_height; /* of all marks: the box that they are drawn in */
    Str lang;                      /* of the document */
    Str author, subject;           /* may be empty */
    Str creator;                   /* the program, for metadata: "vorlage 0.1.0" */
    Date date;                     /* creation and change; unset: none */
    Str list; /* what the pack holds, for a later supplement: carried as private data (pdfin/pdf.h);
                 empty: none */
    bool linearize, compact;
    bool no_claim; /* claim nothing (for tests) */
} MergePlan;

typedef enum {
    MERGE_DONE,
    MERGE_BAD_PART,
    MERGE_BAD_PLAN,
    MERGE_STOPPED,
    MERGE_WORLD
} MergeVerdict;
typedef struct {
    bool bad;               /* it made the merge fail */
    AttachFinding *finding; /* told while merging: D_ANLAGE_... */
    size_t nfindings;
    uint32_t pages; /* of it in the plan */
} MergePartReport;
typedef struct {
    MergeVerdict verdict;
    Str why;      /* BAD_PLAN, WORLD: in English, for an internal error */
    uint8_t pdfa; /* claimed: 2 or 0 */
    char level;   /* 'A', 'U', 'B' or 0 */
    bool ua;
    MergePartReport *part;       /* by part */
    size_t shared, shared_bytes; /* objects that were there twice and are stored once */
} MergeReport;

/* Gets each finished file, in order of the variants; the bytes are lent. False stops the run
 * (MERGE_STOPPED): the disk is full, say. */
typedef bool (*MergeSink)(void *ctx, uint32_t variant, Str pdf);
void merge_run(Arena *a, const MergePlan *plan, MergeSink sink, void *ctx, MergeReport *out);

/* True where this part keeps the pack from claiming level A / PDF/UA-1 / PDF/A at all: for the
 * report. */
typedef enum { SPOILS_NOTHING = 0, SPOILS_UA = 1, SPOILS_LEVEL_A = 2, SPOILS_PDFA = 4 } MergeSpoils;
unsigned merge_spoils(const Attach *x);

#endif
