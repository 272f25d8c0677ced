/* How each kind of text looks: size, weight, leading and the glue around it. Sizes come from the
 * house style; the proportions here are those of a calm page: paragraphs half a line apart,
 * headings with more above than below. */
#include "page/typeset_in.h"

static Look look_text(const Ts *t)
{
    const Stil *s = t->st;
    return (Look){ .size = s->grad,
                   .leading = s->zeile,
                   .justify = s->blocksatz,
                   .hyphenate = s->trennung,
                   .before = s->zeile / 2,
                   .after = s->zeile / 2 };
}

static double leading_for(const Ts *t, double size)
{
    double l = size * t->st->zeile / t->st->grad;
    return size > t->st->grad * 1.2 ? size * 1.25 : l;
}

static Look look_sized(const Ts *t, double size, double before, double after)
{
    Look l = look_text(t);
    l.size = size, l.leading = leading_for(t, size), l.before = before, l.after = after;
    return l;
}

static void ragged(Look *l) { l->justify = false, l->hyphenate = false; }

Look look_heading(const Ts *t, int level)
{
    const Stil *s = t->st;
    double z = s->zeile,
           size = level <= 1 ? s->grad_titel
        : level == 2         ? s->grad_h1
        : level == 3         ? s->grad_h2
        : level == 4         ? s->grad_h3
                             : s->grad_h4;
    static const double before[] = { 1.2, 1.5, 1.2, 1.0 }, after[] = { 0.6, 0.5, 0.35, 0.3 };
    int k = level < 1 ? 0 : level > 4 ? 3 : level - 1;
    Look l = look_sized(t, size, before[k] * z, after[k] * z);
    ragged(&l);
    l.font = (FontStyle){ .family = FAMILY_TITLE, .bold = 1, .italic = level >= 6 };
    return l;
}

Look look_role(const Ts *t, Role r)
{
    const Stil *s = t->st;
    double z = s->zeile;
    Look l = look_text(t);
    switch (r) {
    case ROLE_BODY_NAME:
        l = look_sized(t, s->grad, 0, z * 0.4);
        ragged(&l);
        break;
    case ROLE_TITLE_LINE:
        l = look_sized(t, s->grad_titel, z * 0.3, z * 0.5);
        ragged(&l);
        l.font = (FontStyle){ .family = FAMILY_TITLE, .bold = 1 };
        break;
    case ROLE_STATUS:
        l.font.bold = 1;
        ragged(&l);
        break;
    case ROLE_LABEL:
        l.font.bold = 1;
        ragged(&l);
        l.before = z * 0.8;
        l.after = z * 0.25;
        break;
    case ROLE_HEAD_LINE:
        ragged(&l);
        l.before = l.after = z * 0.1;
        break;
    case ROLE_SMALL: l = look_sized(t, s->grad_klein, z * 0.3, z * 0.3); break;
    case ROLE_CAPTION:
        l = look_sized(t, s->grad_klein, z * 0.3, z * 0.2);
        ragged(&l);
        break;
    case ROLE_CREDIT:
        l = look_sized(t, s->grad_klein, 0, 0);
        ragged(&l);
        break;
    case ROLE_OMITTED: l.font.italic = 1; break;
    case ROLE_NOTE: l = look_sized(t, s->grad_klein, 0, 0); break;
    case ROLE_QUOTE_SOURCE:
        l = look_sized(t, s->grad_klein, z * 0.2, z * 0.5);
        l.align = ALIGN_RIGHT;
        ragged(&l);
        break;
    case ROLE_CELL:
        l.before = l.after = 0;
        ragged(&l);
        l.hyphenate = s->trennung;
        break;
    case ROLE_TEXT:
    case ROLE_N: break;
    }
    return l;
}

Look look_table(const Ts *t, TableLook k)
{
    Look l = look_role(t, ROLE_CELL);
    if (k != TABLE_HEAD) {
        l.size = t->st->grad - (t->st->grad >= 10 ? 1 : 0);
        l.leading = leading_for(t, l.size);
    }
    l.narrow = true, l.hyphenate = false;
    l.font.tabular = 1;
    return l;
}

double look_ascent(const Ts *t, const Look *l)
{
    Metrics m = font_metrics(t->fonts, l->font);
    return (l->leading + (m.ascent - m.descent) * l->size) / 2;
}
