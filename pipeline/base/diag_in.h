/* What diag.c and diag_print.c share. */
#ifndef VORLAGE_BASE_DIAG_IN_H
#define VORLAGE_BASE_DIAG_IN_H
#include "base/diag.h"

typedef struct { Str name, text; uint32_t *line; size_t nlines; } Source; /* line: offsets of line starts, made on first use */
struct Diags {
    Arena *arena;
    Source *src;
    size_t nsrc, srcroom;
    Diag *all;
    size_t n, room, count[3]; /* by severity */
};

/* The source line a place is in (without its end) and its number; 0 where there is no place. */
Str diag_source_line(Diags *d, Place at, uint32_t *line);

#endif
