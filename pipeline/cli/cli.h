/* The command line: options, subcommands, batches. The only room that ends the process.
 *
 * Exit status: 0 good (warnings too), 1 a document is faulty, 2 the world or the usage is, 3 we
 * are. Of several documents the highest counts. */
#ifndef VORLAGE_CLI_CLI_H
#define VORLAGE_CLI_CLI_H

#include "base/diag.h"
#include "base/file.h"
#include "flow/flow.h"
#include "office/office.h"

enum { EXIT_GOOD = 0, EXIT_DOCUMENT = 1, EXIT_WORLD = 2, EXIT_OURS = 3 };

typedef enum {
    CMD_NONE,
    CMD_CHECK,
    CMD_PDF,
    CMD_ODT,
    CMD_XML,
    CMD_SCHEMA,
    CMD_NEW,
    CMD_DUMP,
    CMD_WATCH,
    CMD_PACK,
    CMD_LETTER,
    CMD_IMPORT,
    CMD_HELP,
    CMD_VERSION
} Command;

typedef struct {
    Command cmd;
    MsgLang lang;
    Edition edition;
    Stage stage;
    const char *style, *body, *out, *dir, *art;
    bool quiet, json, once;
    bool flat;         /* odt as one XML file */
    bool form;         /* new --odt: a form for Writer */
    bool large;        /* the large-print edition */
    bool archive3;     /* --pdf=a3: PDF/A-3a with its source */
    const char *who;   /* --for: public, members, chair, each, or members' ids; with commas, or
                          several times */
    char *whos;        /* what who is joined in, to be freed; NULL: it was given once */
    const char *since; /* list of an earlier pack */
    bool duplex, linearize, compact, skip_bad, report;
    bool folder, zip, mail;
    int jobs;
    const char **words; /* the operands */
    int nwords;
} Options;

/* Reads argv; prints usage faults to stderr itself. Returns EXIT_GOOD or EXIT_WORLD. */
int options_read(int argc, char **argv, Options *o);
MsgLang cli_lang_from_environment(void);
/* The next name of --for; false: there is none left. */
bool cli_who_next(Str *rest, Str *one);

/* "vorlage help", "vorlage help pdf": to stdout. Returns the exit status. */
int help_print(MsgLang lang, const char *topic);
void help_usage(FILE *to, MsgLang lang);
/* The line for a usage fault, with a pointer to the help. Returns EXIT_WORLD. */
int cli_usage_fault(MsgLang lang, const char *de, const char *en, const char *what);

/* The day of SOURCE_DATE_EPOCH, for metadata where the document has none; unset: it says none. */
Date cli_source_date(void);

/* An office for these options: where style and master data are found, by them and the environment.
 * a and d are the caller's. */
Office cli_office_for(const Options *o, Arena *a, Diags *d);
/* LibreOffice, as the environment names it. */
Soffice cli_soffice_here(void);
/* Prints what there is to tell; the exit status. ok: all was made; out: where it was printed. */
int cli_finish(const Options *o, Diags *d, bool ok, FILE *out, FILE *err);

/* The folder of -d, made where it is not there, before the first file goes into it; dir NULL: none
 * is asked for. False: told why not. */
bool cli_folder(Diags *d, const char *dir);

/* ---- where outputs go (deliver.c) ---- */
/* Asked before an output is written: may `path` be written? False: another document of this run
 * took it. */
typedef struct {
    void *ctx;
    bool (*ask)(void *ctx, const char *path);
} Claim;
typedef struct {
    const Options *o;
    Arena *a;
    Diags *d;
    Claim claim;
    FILE *out; /* of "-" */
    /* of the file under way */
    const char *path;
    OutFile *file;
    Buf b;
    size_t n;
} Delivery;
/* To -o, or into the folder of -d under the file's own name. Faults are told. */
FileSink delivery_sink(Delivery *y);
const char *delivery_path(const Delivery *y, Str name);

/* ---- one document (job.c) ---- */
/* Does the command for one file: diagnostics and dumps go to err and out. Returns the exit status.
 */
int job_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err);

/* The form for authors (vorlage new --odt), and where it goes without -o. */
int job_form(const Options *o, FILE *out, FILE *err);
const char *job_form_path(const Options *o, Arena *a);

/* ---- an edited document back into XML (import.c) ---- */
int import_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err);

/* ---- many documents (batch.c) ---- */
int batch_run(const Options *o);

int cmd_schema(const Options *o);
int cmd_new(const Options *o);
int cmd_watch(const Options *o);
int cmd_version(void);
/* start.c: first in each program */
void cli_process_prepare(void);

#endif
