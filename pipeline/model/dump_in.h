/* Between the halves of the dumps (dump_lines.c, dump_blocks.c, dump.c, dump_sitzung.c): lines of
 * "name: value", indented by two spaces a level. */
#ifndef VORLAGE_MODEL_DUMP_IN_H
#define VORLAGE_MODEL_DUMP_IN_H

#include "model/felder.h"

typedef struct {
    Buf *out;
    int depth;
} Dump;

void dump_open(Dump *d, const char *what, Str name); /* a line, then one level deeper */
void dump_close(Dump *d);
void dump_str(Dump *d, const char *name, Str s); /* nothing where empty, as all below */
void dump_int(Dump *d, const char *name, int v);
void dump_enum(Dump *d, const char *name, EnumKind k, int v);
void dump_money(Dump *d, const char *name, Money m);
void dump_dec(Dump *d, const char *name, Dec v);
void dump_date(Dump *d, const char *name, Date v);
void dump_flag(Dump *d, const char *name, bool v);
void dump_feld(Dump *d, const Feld *f, const void *of); /* a plain datum, by its kind */
void dump_felder(Dump *d, const Feld *all, int from, int end, const void *of);
void dump_strs(Dump *d, const char *name, const Str *s, int n);

void dump_inline(Dump *d, const char *name, const Inline *i); /* as one line of marked text */
void dump_blocks(Dump *d, const Block *b);
void dump_vermerk(Dump *d, const Sichtvermerk *s);

#endif
