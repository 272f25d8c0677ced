/* The office: what a paper, a session, a list of members, a style says, to bytes. It knows no
 * options, no streams, no exit status and no environment; all that it reads comes through the
 * caller's opener, all that it makes goes to the caller's sink. The command line, the helper for
 * packs, watching, workers are its thin callers.
 *
 * Each kind of document stands in one table (kinds.c). What is made of a kind is made by a maker;
 * each program registers those that it links, so that nothing here points up. */
#ifndef VORLAGE_OFFICE_OFFICE_H
#define VORLAGE_OFFICE_OFFICE_H

#include "akte/akte.h"
#include "base/files.h"
#include "edition/edition.h"

typedef struct {
    Arena *a; /* everything lives here; the caller's */
    Diags *d;
    Fundorte orte; /* style, master data, and the opener of all that is read */
    Date heute;    /* for metadata where the document has no day; unset: none */
} Office;

/* ---- what is made ---- */

/* X(identifier, end of the file's name) */
// clang-format off
#define OFFICE_FORMATS(X) \
    X(PDF, ".pdf") \
    X(PDF_A3, ".pdf") /* PDF/A-3a with the edition's XML in it */ \
    X(ODT, ".odt") \
    X(FODT, ".fodt") \
    X(OTT, ".ott") \
    X(FOTT, ".fott") \
    X(XML, ".xml")
// clang-format on
#define X_(id, end) FORMAT_##id,
typedef enum { FORMAT_NONE, OFFICE_FORMATS(X_) FORMAT_N } OfficeFormat;
#undef X_
const char *office_format_end(OfficeFormat f);

/* What is asked for. doc: the path of the document, NULL: of none (standard input, memory). */
typedef struct {
    const char *doc;
    Str bytes; /* a NUL stands behind them */
    Edition edition;
    OfficeFormat format;
    bool large;  /* the large-print edition */
    bool duplex; /* of a session: printed on both sides */
    Str product; /* what it is called in the file's name, before its end: "einladung"; empty:
                    nothing */
} OfficeOrder;

/* ---- kinds of document ---- */

/* X(identifier, root element, editions, check, dump, file name): a new kind is one row, and its
 * functions (kinds.c). */
// clang-format off
#define OFFICE_KINDS(X) \
    X(VORLAGE, "vorlage", EDITIONS_ALL, paper_check, model_of_paper, name_of_paper) \
    X(SITZUNG, "sitzung", EDITIONS_ALL, session_check, session_dump, name_of_session) \
    X(MITGLIEDER, "mitglieder", EDITIONS_NONE, members_check, members_dump, NULL) \
    X(STIL, "stil", EDITIONS_NONE, style_check, NULL, NULL) \
    X(KOERPERSCHAFT, "koerperschaft", EDITIONS_NONE, body_check, NULL, NULL)
// clang-format on
typedef enum { EDITIONS_NONE, EDITIONS_ALL /* a public one and a full one */ } OfficeEditions;
#define X_(id, root, editions, check, dump, name) KIND_##id,
typedef enum { OFFICE_KINDS(X_) KIND_N } OfficeKindId;
#undef X_

/* A document that was read: one of the two. */
typedef struct {
    const Vorlage *vorlage;
    const Sitzung *sitzung;
} OfficeDocument;

typedef struct {
    const char *root;
    OfficeEditions editions;
    /* All faults, nothing made. False: at least one was told. */
    bool (*check)(Office *o, const OfficeOrder *w);
    /* The model as stable text. */
    bool (*dump)(Office *o, const OfficeOrder *w, Buf *out); /* NULL: none */
    /* Of what is made of it as asked for: "024_2024.oeffentlich.pdf". NULL: nothing is. */
    Str (*file_name)(Arena *a, const OfficeDocument *x, const OfficeOrder *w);
} OfficeKind;
const OfficeKind *office_kind(OfficeKindId id);
/* By its first bytes, of a table of members by its name. What is nothing of ours counts as a
 * Vorlage: then that is told. */
OfficeKindId office_kind_of(Arena *a, const char *doc, Str bytes);

/* Makers of one program: products of a kind ("vorlage": a paper in a format; "formular"). */
typedef bool OfficeMake(Office *o, const OfficeOrder *w, const FileSink *sink);
#define OFFICE_MAKERS 16
void office_register(OfficeKindId kind, const char *product, OfficeMake *make);
/* Has it made, in an edition that the kind has. This program must make it. */
bool office_make(Office *o, OfficeKindId kind, const char *product, const OfficeOrder *w,
                 const FileSink *sink);
/* NULL: this program does not make it. */
OfficeMake *office_maker(OfficeKindId kind, const char *product);

/* ---- a paper (paper.c) ---- */
/* Read, checked, composed, set, given to the sink under its name for the edition. */
OfficeMake paper_make;
/* All stages without output, so that what later ones would say is told as well. */
bool paper_check(Office *o, const OfficeOrder *w);
typedef enum { STAGE_NONE, STAGE_MODEL, STAGE_FLOW, STAGE_PAGES, STAGE_TEXT } Stage;
bool paper_dump(Office *o, const OfficeOrder *w, Stage stage, Buf *out);
/* ---- a form for authors (form.c): of no document; in the style of o->orte ---- */
bool form_make(Office *o, Str nummer, Str art, OfficeFormat format, const FileSink *sink);

/* ---- an edited document back into XML (back.c) ---- */
/* The XML and, before it, its new pictures go to the sink, in one go. taken: is there such a
 * picture already ("bilder/x.png")? */
bool back_make(Office *o, Str name, Str bytes, bool (*taken)(void *ctx, Str name), void *ctx,
               Files *out);
/* "024_2024.xml" */
Str back_name(Arena *a, Str nummer);

/* ---- how it ended (run.c) ---- */
typedef enum { OFFICE_GOOD, OFFICE_DOCUMENT, OFFICE_WORLD, OFFICE_OURS } OfficeVerdict;
/* ok: whether all that was asked for was made. */
OfficeVerdict office_verdict(Diags *d, bool ok);
/* What there is to tell: as JSON lines or as text; quiet: warnings only together with errors. */
typedef struct {
    MsgLang lang;
    bool json, quiet;
} OfficeTelling;
void office_tell(Diags *d, const OfficeTelling *how, Buf *out);

/* ---- names (names.c) ---- */
/* File name (without folder and extension) for a number: safe on Windows, and different numbers
 * give different names even where case does not count. See names.c for the escape. In the arena. */
Str name_for_number(Arena *a, Str nummer);
/* "024_2024.oeffentlich.grossdruck.pdf": of a paper of that number, as it is asked for. */
Str name_for_paper(Arena *a, Str nummer, const OfficeOrder *w);
/* The number again; for tests and for tools. False where it is no such name. */
bool number_for_name(Arena *a, Str name, Str *nummer);
/* "2024-02-27_abf.oeffentlich" + end, of a session's output. */
Str name_for_session(Arena *a, const Sitzung *s, Str who, const char *end);
/* A piece of a file's name: letters and digits stay, umlauts are written out, anything else becomes
 * one '-'; at most 60 bytes. */
void name_plain(Buf *b, Str s);

/* ---- LibreOffice as a child (soffice.c) ---- */
/* program: its name or path; tmp: where its folder is made. */
typedef struct {
    const char *program, *tmp;
} Soffice;
/* A document of Word's as ODT: at most `limit` bytes. False: told why. */
bool soffice_to_odt(Arena *a, Diags *d, const Soffice *s, const char *file, size_t limit,
                    Str *bytes);
/* Likewise a text document as PDF/A-2 and PDF/UA, as far as LibreOffice can. False: *why has words
 * for a diagnostic. */
bool soffice_to_pdf(Arena *a, const Soffice *s, const char *file, size_t limit, Str *bytes,
                    const char **why);

#endif
