/* Commands for sessions. */
#ifndef VORLAGE_CLI_PACK_SESSION_H
#define VORLAGE_CLI_PACK_SESSION_H

#include "cli/cli.h"
#include "pack/mappe.h"

typedef struct AltFund AltFund;
struct AltFund {
    AltFund *next;
    Str path;
    const Altliste *list; /* NULL: a fault was told */
};

typedef struct {
    const Options *o;
    Arena *a;
    Diags *d;
    Sitzungsakte *akte;
    AltFund *alt; /* what --since has found */
    Files made;   /* text documents as PDF, by path */
    Urteile judged;
} Session;

/* Opens and checks the session of the operand; false: faults were told. */
bool session_open(Session *s, const Options *o);
/* Prints the diagnostics, ends the session; the exit status. */
int session_close(Session *s, bool ok);
/* Name of an output without folder: "2024-02-27_abf.oeffentlich" + ext. In the arena. */
Str session_name(Session *s, Str who, const char *ext);
/* The end of a supplement's name: ".nachtrag" + ext, of a second one ".nachtrag-2" + ext; number 0:
 * ext. In the arena. */
const char *session_end(Session *s, int number, const char *ext);
/* The folder of --directory, made where it is not there; or "." */
const char *session_folder(Session *s);
bool session_write(Session *s, const char *path, Str data);
/* Nobody of the list is called so; a near id is said. */
void session_tell_no_member(Session *s, Str who);
bool session_is_chair(const Mitglied *m);

/* since.c: the earlier pack of --since for the edition or member of that name; where a folder has
 * none, that of the common edition. NULL: a fault was told. */
const Altliste *session_since_for(Session *s, Str who, Str common, Edition edition, double large);

int cmd_pack(const Options *o);
int cmd_letter(const Options *o);

#endif
