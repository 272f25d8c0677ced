/* Letters to members in one print file, page-exact: each on sheets of its own, so that a folding
 * machine counts right. */
#include "flow/sitzung.h"
#include "letter/letter.h"
#include "office/looks.h"
#include "page/page.h"
#include "write/pdf/pdf.h"

#define A4_W 595.276
#define A4_H 841.89

typedef struct {
    Arena *a;
    Diags *d;
    const Sitzungsakte *akte;
    Stil *stil, *gross /* for members who get large print */;
    FontSet *fonts;
    Pdf *pdf;
    Typeset set;
    NodeId doc;
    bool duplex;
} Druck;

static Sitzungsflow flow_for(const Druck *k, const Sitzungsausgabe *e, const Mitglied *m)
{
    return (Sitzungsflow){ .e = e,
                           .k = k->akte->koerperschaft,
                           .g = k->akte->gremium,
                           .stil = m && m->grossdruck ? k->gross : k->stil,
                           .path = str_z(k->a, k->akte->pfad) };
}

static bool one(Druck *k, const Sitzungsausgabe *e, const Mitglied *m)
{
    static const Images none;
    Sitzungsflow sf = flow_for(k, e, m);
    Flow *f = flow_einladung(k->a, k->d, &sf, m);
    Images *im = ARENA_NEW(k->a, Images);
    if (!images_load(k->a, k->d, k->akte->opener, f, im)) return false;
    if (!k->pdf) {
        k->pdf = pdf_new(k->a, k->d, f, k->fonts, im);
        pdf_for_print(k->pdf, k->duplex);
        k->doc = tree_part(k->a, &k->set.tree, 0, (Str){ "", 0 }, f->lang);
    } else
        pdf_next_paper(k->pdf, k->fonts, im);
    Str name = m ? mitglied_name(k->a, m) : f->title;
    PaperPlace at = { .parent = tree_part(k->a, &k->set.tree, k->doc, name, f->lang),
                      .after = &k->set };
    bool ok = typeset_placed(k->a, k->d, f, k->fonts, im,
                             (PageSink){ k->pdf, pdf_page, pdf_running }, &at, &k->set);
    if (!ok || !k->duplex || k->set.pages % 2 == 0) return ok;
    pdf_next_paper(k->pdf, k->fonts, &none);
    typeset_empty(k->a, k->d, f, k->fonts, (PageSink){ k->pdf, pdf_page, pdf_running },
                  &(PaperPlace){ 0 }, 1, A4_W, A4_H);
    return true;
}

bool briefe_make(Arena *a, Diags *d, const Sitzungsakte *akte,
                 const Sitzungsausgabe *const *for_each, const Mitglied *const *an, int n,
                 bool duplex, double large, Buf *out)
{
    Looks looks = { .a = a, .d = d, .opener = akte->opener };
    Druck k = { .a = a,
                .d = d,
                .akte = akte,
                .duplex = duplex,
                .stil = office_briefstil(a, akte, duplex, large),
                .gross = office_briefstil(a, akte, duplex, GRAD_GROSSDRUCK) };
    bool ok = (k.fonts = looks_fonts(&looks, k.stil)) != NULL;
    for (int i = 0; ok && i < n; i++)
        ok = one(&k, for_each[i], an ? an[i] : NULL) || diags_errors(d); /* all faults at once */
    ok = ok && diags_errors(d) == 0 && k.pdf && pdf_finish(k.pdf, &k.set.tree, out);
    pdf_drop(k.pdf);
    tree_drop(&k.set.tree);
    looks_drop(&looks);
    return ok;
}
