/* Letters to members in one print file, page-exact: each on sheets of its own, so that a folding
 * machine counts right. */
#include "base/sheet.h"
#include "letter/letter_in.h"
#include "write/pdf/pdf.h"

typedef struct {
    Briefe letters;
    bool duplex;
    FontSet *fonts;
    Pdf *pdf;
    Typeset set;
    NodeId doc;
} Print;

static void next_paper(Print *k, const Flow *f, const Images *im)
{
    if (k->pdf) {
        pdf_next_paper(k->pdf, k->fonts, im);
        return;
    }
    k->pdf = pdf_new(k->letters.a, k->letters.d, f, k->fonts, im);
    pdf_for_print(k->pdf, k->duplex);
    k->doc = tree_part(k->letters.a, &k->set.tree, 0, (Str){ "", 0 }, f->lang);
}

static void blank_verso(Print *k, const Flow *f)
{
    static const Images none;
    pdf_next_paper(k->pdf, k->fonts, &none);
    typeset_empty(k->letters.a, k->letters.d, f, k->fonts,
                  (PageSink){ k->pdf, pdf_page, pdf_running }, &(PaperPlace){ 0 }, 1, A4_W, A4_H);
}

static bool one(Print *k, const Sitzungsausgabe *e, const Mitglied *m)
{
    Arena *a = k->letters.a;
    Flow *f = brief_flow(&k->letters, e, m);
    Images *im = ARENA_NEW(a, Images);
    if (!images_load(a, k->letters.d, k->letters.akte->opener, f, im)) return false;
    next_paper(k, f, im);
    Str name = m ? mitglied_name(a, m) : f->title;
    PaperPlace at = { .parent = tree_part(a, &k->set.tree, k->doc, name, f->lang),
                      .after = &k->set };
    bool ok = typeset_placed(a, k->letters.d, f, k->fonts, im,
                             (PageSink){ k->pdf, pdf_page, pdf_running }, &at, &k->set);
    if (ok && k->duplex && k->set.pages % 2) blank_verso(k, f);
    return ok;
}

bool briefe_make(Arena *a, Diags *d, const Sitzungsakte *akte,
                 const Sitzungsausgabe *const *for_each, const Mitglied *const *an, int n,
                 bool duplex, double large, Buf *out)
{
    Print k = { .letters = briefe_open(a, d, akte, duplex, large), .duplex = duplex };
    k.fonts = brief_fonts(&k.letters);
    bool ok = k.fonts != NULL;
    for (int i = 0; ok && i < n; i++)
        ok = one(&k, for_each[i], an ? an[i] : NULL) || diags_errors(d); /* all faults at once */
    ok = ok && diags_errors(d) == 0 && k.pdf && pdf_finish(k.pdf, &k.set.tree, out);
    pdf_drop(k.pdf);
    tree_drop(&k.set.tree);
    looks_drop(&k.letters.looks);
    return ok;
}
