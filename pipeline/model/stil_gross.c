/* The large-print edition: the house style made for readers with low vision. Sizes as DIN 1450 and
 * the DBSV's advice have them (15 pt), or of the size asked for; generous lines, ragged right, no
 * divided words in running text, small print no smaller than 12 pt. */
#include "model/stil.h"

#define GROSS_ZEILE 1.4 /* of the size */
#define GROSS_KLEIN 12.0
#define GROSS_RAND 56.7 /* pt: the margins a page keeps, 20 mm */

static void at_least(double *v, double least)
{
    if (*v < least) *v = least;
}
static void at_most(double *v, double most)
{
    if (*v > most) *v = most;
}

void stil_grossdruck(Stil *s, double grad)
{
    double by = s->grad < grad ? grad / s->grad : 1;
    double *head[] = { &s->grad_h1, &s->grad_h2, &s->grad_h3, &s->grad_h4 };
    s->grad *= by;
    at_least(&s->zeile, s->grad * GROSS_ZEILE);
    for (int i = 0; i < 4; i++) {
        *head[i] *= 1 + (by - 1) * 0.8;
        at_least(head[i], s->grad);
    }
    s->grad_titel *= 1 + (by - 1) * 0.6;
    at_least(&s->grad_titel, s->grad_h1);
    at_least(&s->grad_klein, GROSS_KLEIN);
    s->kopf_label_breite *= 1 + (by - 1) * 0.9;
    at_most(&s->innen, GROSS_RAND);
    at_most(&s->aussen, GROSS_RAND);
    s->blocksatz = s->trennung = false;
}
