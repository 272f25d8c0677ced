/* Commands for sessions. */
#ifndef VORLAGE_CLI_PACK_SESSION_H
#define VORLAGE_CLI_PACK_SESSION_H

#include "cli/cli.h"
#include "pack/mappe.h"

typedef struct { const Options *o; Arena *a; Diags *d; Sitzungsakte *akte; const Altliste *seit; /* --since */ Dateien made; /* text documents as PDF, by path */ Urteile judged; } Session;

/* Opens and checks the session of the operand; false: faults were told. */
bool session_open(Session *s, const Options *o);
/* Prints the diagnostics, ends the session; the exit status. */
int session_close(Session *s, bool ok);
/* Name of an output without folder: "2024-02-27_abf.oeffentlich" + ext. In the arena. */
Str session_name(Session *s, Str who, const char *ext);
/* The folder of --directory, made where it is not there; or "." */
const char *session_folder(Session *s);
bool session_write(Session *s, const char *path, Str data);
bool is_chair(const Mitglied *m);

int cmd_pack(const Options *o);
int cmd_letter(const Options *o);

#endif
