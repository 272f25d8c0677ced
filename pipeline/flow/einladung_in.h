/* Between the invitation (einladung.c, einladung_kern.c), its agenda (agenda.c) and the sheets of a
 * pack (blatt.c).
 */
#ifndef VORLAGE_FLOW_EINLADUNG_IN_H
#define VORLAGE_FLOW_EINLADUNG_IN_H

#include "flow/flow_in.h"
#include "flow/sitzung.h"

typedef struct {
    Compose c;
    const Sitzungsflow *s;
    const Sitzung *z;
    const Mitglied *an;
} Brief;

/* einladung_kern.c */
Flow *brief_begin(Compose *c, const Sitzungsflow *s, Str title);
void brief_para(Brief *f, BlockList *b, Role role, Str text, unsigned flags, Place at);
FlowBlock *brief_logo(Brief *f);
Str brief_day(Arena *a, Date d); /* "27. Februar 2024" */

/* agenda.c */
void brief_agenda(Brief *f, BlockList *b);
void brief_detail(Buf *b, Str s);                   /* one more between middle dots */
void brief_angaben(Brief *f, Buf *b, const Top *t); /* its data with labels, likewise */

#endif
