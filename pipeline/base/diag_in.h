/* What diag.c and diag_print.c share. */
#ifndef VORLAGE_BASE_DIAG_IN_H
#define VORLAGE_BASE_DIAG_IN_H
#include "base/diag.h"

typedef struct {
    Str name, text;
    bool paragraphs;
    uint32_t *line; /* offsets of line starts, made on first use */
    size_t nlines;
    /* The place asked for last: its line and offset in it, and the code points before. Places are
     * printed in order, so that counting on from here keeps a paper written in one long line
     * linear. */
    uint32_t seen_line;
    size_t seen_into, seen_count;
} Source;
struct Diags {
    Arena *arena;
    Source *src;
    size_t nsrc, srcroom;
    Diag *all;
    size_t n, room, count[3]; /* by severity */
    uint16_t most[D_COUNT];   /* told by diag_most */
};

/* The source line a place is in (without its end) and its number; 0 where there is no place. */
Str diag_source_line(Diags *d, Place at, uint32_t *line);
/* Offset of a place in that line: not behind its end, not inside a character. */
size_t diag_into(Diags *d, Place at, Str line);

#endif
