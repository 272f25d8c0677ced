/* What a pack holds, for the print shop and the clerk: pages, sheets, A3, colour; what it may
 * claim, and which attachment is the cause. */
#include "pack/mappe.h"

static void count(Buf *b, const char *name, int n)
{
    if (n) buf_printf(b, ", %d %s", n, name);
}

static void spoils(Buf *b, unsigned s, bool de)
{
    if (!s) return;
    buf_z(b, de ? "  verhindert: " : "  prevents: ");
    const char *sep = "";
    const struct {
        unsigned bit;
        const char *name;
    } what[] = { { SPOILS_PDFA, "PDF/A" },
                 { SPOILS_LEVEL_A, "PDF/A-2a" },
                 { SPOILS_UA, "PDF/UA-1" } };
    for (int i = 0; i < 3; i++) {
        if (!(s & what[i].bit)) continue;
        buf_printf(b, "%s%s", sep, what[i].name);
        sep = ", ";
    }
}

static void claim(Buf *b, const MergeReport *m, bool de)
{
    buf_z(b, de ? "Konformität: " : "Conformance: ");
    if (m->pdfa) buf_printf(b, "PDF/A-%u%c", m->pdfa, m->level ? m->level - 'A' + 'a' : 'b');
    if (m->ua) buf_printf(b, "%sPDF/UA-1", m->pdfa ? ", " : "");
    if (!m->pdfa && !m->ua) buf_z(b, de ? "keine" : "none");
    buf_char(b, '\n');
}

void mappe_report(Buf *b, const Mappenbericht *r, MsgLang lang)
{
    bool de = lang == MSG_DE;
    for (int i = 0; i < r->n; i++) {
        const Stueck *s = &r->stueck[i];
        const PartPaper *x = &r->paper[i];
        if (s->art == STUECK_TRENNBLATT) continue;
        buf_printf(b, "%5d  %-36.*s %4d %s", x->first, STR_FMT(s->name), x->pages,
                   de ? "S." : "pp.");
        count(b, "A3", x->a3);
        count(b, de ? "größer als A4" : "larger than A4", x->larger);
        count(b, de ? "farbig" : "in colour", x->colour);
        spoils(b, s->verdirbt, de);
        buf_char(b, '\n');
    }
    buf_printf(b,
               de ? "Zusammen: %d Seiten (A3: %d, andere größer als A4: %d, farbig: %d)\n"
                  : "In all: %d pages (A3: %d, others larger than A4: %d, in colour: %d)\n",
               r->pages, r->a3, r->larger, r->colour);
    const char *sides = de ? r->duplex ? "beidseitig" : "einseitig"
        : r->duplex        ? "both sides"
                           : "one side";
    buf_printf(b,
               de ? "Papier, %s bedruckt: %d Blatt A4, %d Blatt A3 oder größer als A4\n"
                  : "Paper, printed on %s: %d sheets A4, %d sheets A3 or larger than A4\n",
               sides, r->sheets, r->large_sheets);
    claim(b, &r->merge, de);
}
