/* A page's sheet: its size and margins. */
#include "page/typeset_in.h"

Sheet page_sheet_of(const Ts *t, bool turned)
{
    const Stil *s = t->st;
    double width = turned ? s->hoehe : s->breite, height = turned ? s->breite : s->hoehe;
    return (Sheet){ width, height, width - s->innen - s->aussen, height - s->oben - s->unten };
}

double page_left(const Ts *t, int number, bool turned)
{
    return t->st->spiegeln && number % 2 == 0 && !turned ? t->st->aussen : t->st->innen;
}
