/* What writing beside shares between files and sets of them. */
#ifndef VORLAGE_BASE_FILE_IN_H
#define VORLAGE_BASE_FILE_IN_H

#include <signal.h>

#include "base/file.h"

/* Something beside that a signal would leave behind; a folder is added before what is in it. */
typedef struct Pending Pending;
Pending *pending_add(const char *path, bool folder);
void pending_drop(Pending *p); /* NULL: nothing */
/* Around making something and adding it: no signal comes between. */
void pending_hold(sigset_t *was);
void pending_go_on(const sigset_t *was);

/* Closed, where it is ready: it is not locked any more. */
void out_let_go(OutFile *f);
/* Files beside that nobody holds any more. */
void clear_left(const char *dir);

size_t dir_length(const char *path); /* with its slash; 0: none */
char *name_beside(const char *path,
                  int again);       /* "dir/.name.vorlage-PID", "...-PID-again"; mem_free it */
void sync_folder(const char *path); /* the folder that holds path */

#endif
