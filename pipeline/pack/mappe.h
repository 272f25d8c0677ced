/* A session's pack (Mappe): everything a meeting needs in one PDF, for the readers of one edition.
 *
 * In order: the invitation, the contents list, then for each item of the agenda its minutes,
 * Vorlagen with their attachments behind them, and its own attachments. All pages of our own are
 * set in one run (one structure tree, one set of faces, pictures once); PDFs of others are merged
 * in by merge/merge.h. Every page has the pack's page number and says what it belongs to, in a line
 * at its foot; where a foreign page has no room there it is moved or drawn smaller, at least at 90
 * %. In the duplex edition every part begins on a right-hand page.
 *
 * What an edition may hold is decided before anything is planned, by edition/sitzung.h: no later
 * step sees the rest. */
#ifndef VORLAGE_PACK_MAPPE_H
#define VORLAGE_PACK_MAPPE_H

#include "base/files.h"
#include "edition/sitzung.h"
#include "pack/liste.h"
#include "merge/merge.h"
#include "office/office.h"
#include "picture/tiff.h"

/* The pack as single files, in one folder: parts, sitzung.json, index.html; the pack itself is
 * expected beside them as DATEI_MAPPE ".pdf". */
#define DATEI_MAPPE "00_Mappe"

/* Attachments that were judged in this run, by their bytes: each is judged and told once, in
 * however many places and editions it stands. */
typedef struct Urteil Urteil;
typedef struct {
    Urteil *slot[256];
} Urteile;

typedef struct {
    const Sitzungsakte *akte;
    Edition edition;               /* EDITION_PUBLIC or EDITION_FULL */
    const Mitglied *const *person; /* personal copies: one output each, with the name on every page;
                                      none: one output without a name */
    int npersonen;
    bool duplex, linearize, compact;
    double large;  /* invitation and contents list in large print of that size, points; 0: as the
                      style has it */
    bool gross;    /* the Vorlagen in large print as well */
    bool skip_bad; /* a bad attachment becomes a page that says so */
    /* Makes a PDF of a text document (ODT, DOCX ...) at that path; NULL: none can. False: *why
     * tells. */
    bool (*wandeln)(void *ctx, const char *path, Str *pdf, const char **why);
    void *wandeln_ctx;
    const Altliste *seit; /* only what is new or changed since that list of the same edition
                             (nachtrag.c); NULL: all */
    Urteile *urteile;     /* kept from edition to edition, their arena with them */
    Files *dateien; /* also as single files (of a common edition), of a supplement only the list
                         of all that is now valid; NULL: no */
} Mappe;

// clang-format off
/* What a part is, and its word in the list (sitzung.json). */
#define STUECK_ARTEN(X) \
    X(STUECK_EINLADUNG,  "einladung") \
    X(STUECK_INHALT,     "inhalt") \
    X(STUECK_TRENNBLATT, "top")       /* the item itself, no page */ \
    X(STUECK_VORLAGE,    "vorlage") \
    X(STUECK_ANLAGE,     "anlage")    /* a PDF of others */ \
    X(STUECK_BILD,       "anlage") \
    X(STUECK_ERSATZ,     "ersatz")    /* in the place of a bad one */ \
    X(STUECK_DECKBLATT,  "deckblatt") /* before the papers of its item, as the style says; a page
                                         of the pack, no file: never listed */
// clang-format on
typedef enum {
#define ART(id, word) id,
    STUECK_ARTEN(ART)
#undef ART
} StueckArt;

/* A part as it is planned. */
typedef struct {
    StueckArt art;
    int ebene;                     /* in the contents list, from 1; 0: not in it */
    const Top *top;                /* NULL: of the session itself */
    Str top_nr, nummer, anlage_nr; /* "Ö 5", "024/2024", "2": as far as it has them */
    Str titel, zeile;              /* its title; the line at its foot */
    bool wie_top;                  /* a Vorlage whose words are its item's: lists need not say them
                                      again, ... */
    Str marke;                     /* ... but in a supplement what has become of it */
    Str name;                      /* a stable name for a file: "TOP-05_024-2024_Anlage-2" */
    Str inhalt;                    /* digest of what it is made from; of our own papers only where
                                      a supplement is planned */
    bool geheim; /* an attachment that is not public here: its pages bear the mark */
    Place at;
    const Ausgabe *vorlage; /* STUECK_VORLAGE */
    Str pfad;               /* of a Vorlage or attachment, as it can be opened */
    Str datei, alt;         /* an attachment's name as it is given; its alternative text */
    Str bytes;              /* STUECK_ANLAGE; STUECK_ERSATZ: of the refused file, if it was read */
    const Attach *info;
    unsigned verdirbt; /* MergeSpoils */
    TiffPage *scan;
    int nscan;         /* STUECK_BILD from a TIFF */
    const char *warum; /* STUECK_ERSATZ: why a text document could not be made into a PDF; NULL: it
                          is none */
    int stelle;        /* in a supplement: its place among all parts that are now valid */
} Stueck;

/* Where a part stands, and the paper that it takes. */
typedef struct {
    int first, pages;         /* in the pack, from 1 */
    int a3, larger, colour;   /* pages of A3; of another size larger than A4; in colour */
    int sheets, large_sheets; /* of A4, and of what is larger, as this edition is printed */
} PartPaper;

typedef struct {
    const Stueck *stueck;
    const PartPaper *paper; /* by Stueck */
    int n;
    int pages; /* with blank versos */
    int sheets, large_sheets, a3, larger, colour;
    bool duplex;
    MergeReport merge;
} Mappenbericht;

/* Its signatures hold only in the untouched bytes, which go along. */
static inline bool stueck_is_signed(const Stueck *s)
{
    return s->art == STUECK_ANLAGE && s->info && s->info->is_signed;
}

/* Gets each finished copy, in the order of the persons (index 0 where there are none). */
typedef bool (*MappeSink)(void *ctx, int person, Str pdf);
/* False with diagnostics: nothing was given out, or the sink refused. True and no parts in the
 * report: a supplement would be empty (told). */
bool mappe_make(Arena *a, Diags *d, const Mappe *m, MappeSink sink, void *ctx, Mappenbericht *out);

/* "Nachtrag", "2. Nachtrag": what the supplement to that pack is called. */
Str nachtrag_wort(Arena *a, const Stil *st, const Altliste *seit);

/* The files as a zip with fixed times. */
bool pack_dateien_zip(Arena *a, Diags *d, const Files *f, Buf *out);

/* The report in words, German or English. */
void mappe_report(Buf *b, const Mappenbericht *r, MsgLang lang);

/* The maker "mappe" of a session: the common pack of its public or full edition, as PDF. */
OfficeMake mappe_office;

#endif
