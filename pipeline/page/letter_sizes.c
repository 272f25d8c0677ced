/* What a letter's types must measure so that all of it fits its places: told to outputs that have
 * no fonts, and used by our own pages. */
#include "page/page.h"

#include <math.h>

#include "base/sheet.h"
#include "flow/brief.h"

#define BACK 7.0 /* the return line, at most and at least */
#define BACK_LEAST 5.5
#define ADDRESS 11.0
#define ADDRESS_LEAST 10.0
#define INFO_LEAST 9.0 /* rather than that, addresses of the information block are broken */
#define LABEL_GAP 0.4  /* em, behind a number of the agenda */

typedef struct {
    Diags *d;
    FontSet *fonts;
    const Flow *f;
} Measure;

static double em(const Measure *m, Str text)
{
    return text.n ? shape(m->fonts, (FontStyle){ 0 }, text, m->f->lang, NO_PLACE)->width : 0;
}

/* The size at which a line fits, down to `least`; below that it is told and stays. */
static double fitting(const Measure *m, Str text, double size, double least, Place at)
{
    double unit = em(m, text), w = MM(BRIEF_FIELD_W);
    if (unit * size <= w) return size;
    if (unit * least > w) diag_strs(m->d, D_BRIEF_ZEILE_BREIT, at, 1, &text);
    return fmax(least, floor(w / unit * 10) / 10);
}

/* The lines that words parted at blanks take in a width; the widest word. */
static int words_fit(const Measure *m, Str s, double size, double width, double *widest)
{
    int lines = 1;
    double x = 0, blank = em(m, S(" ")) * size;
    for (size_t i = 0; i < s.n;) {
        size_t to = i;
        while (to < s.n && s.p[to] != ' ') to++;
        double w = em(m, str_sub(s, i, to - i)) * size;
        if (widest && w > *widest) *widest = w;
        if (x > 0 && x + blank + w > width)
            lines++, x = w;
        else
            x += (x > 0 ? blank : 0) + w;
        i = to + 1;
    }
    return lines;
}

/* Its column is as wide as the text area lets it be; for addresses on the web that need more as
 * wide as DIN 5008 says, then in smaller type. */
static void info_sizes(const Measure *m, const FlowLetter *l, FlowLetterSizes *z)
{
    double label = 0, word = 0, size = m->f->stil->grad_klein, gap = MM(BRIEF_INFO_GAP);
    for (int i = 0; i < l->ninfo; i++) {
        label = fmax(label, em(m, l->info[i].label));
        words_fit(m, l->info[i].text, 1, 1e9, &word);
    }
    double need = label + word;
    z->info_width = MM(size * need + gap > MM(BRIEF_INFO_W) ? BRIEF_INFO_WIDEST : BRIEF_INFO_W);
    if (size * need + gap > z->info_width)
        size = fmax(fmin(size, INFO_LEAST), floor((z->info_width - gap) / need * 10) / 10);
    z->info = size;
    z->info_label = label * size + gap;
    int lines = 0;
    for (int i = 0; i < l->ninfo; i++)
        lines += words_fit(m, l->info[i].text, size, z->info_width - z->info_label, NULL);
    double field = brief_field(l->form);
    z->end = MM(fmax(field + BRIEF_FIELD_H, field + BRIEF_INFO_BELOW + lines * BRIEF_INFO_LINE) +
                BRIEF_BELOW);
}

static void steps(const Measure *m, const FlowBlock *b, int level, double *step)
{
    for (; b && level < FLOW_LETTER_LEVELS; b = b->next)
        for (int i = 0; b->kind == FB_LIST && b->ordered && i < b->nitems; i++) {
            if (!flow_counted(b->items[i].label))
                step[level] =
                    fmax(step[level], (em(m, b->items[i].label) + LABEL_GAP) * m->f->stil->grad);
            steps(m, b->items[i].blocks, level + 1, step);
        }
}

FlowLetterSizes page_letter_sizes(Diags *d, FontSet *fonts, const Flow *f)
{
    const FlowLetter *l = f->blocks->letter;
    Measure m = { d, fonts, f };
    FlowLetterSizes z = { .back = fitting(&m, l->return_line, BACK, BACK_LEAST, l->address_at),
                          .address = ADDRESS };
    for (int i = 0; i < l->naddress; i++)
        z.address =
            fmin(z.address, fitting(&m, l->address[i], ADDRESS, ADDRESS_LEAST, l->address_at));
    info_sizes(&m, l, &z);
    steps(&m, f->blocks, 0, z.step);
    return z;
}
