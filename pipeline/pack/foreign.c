/* Pages of others: their size as paper, and room for what we draw on them. */
#include "pack/layout.h"

#include <math.h>

#define A4_SHORT 595.0 /* whole points, as most programs have them */
#define A4_LONG 842.0
#define A3_LONG 1191.0
#define TOLERANCE 14.0 /* 5 mm */

/* Nothing is done where there is room; else the page moves as far as it can; else it is drawn
 * smaller. */
bool foreign_room(const AttachPage *p, MergePage *to, double head)
{
    double low = p->ink[1], high = p->ink[3], ceiling = p->height - head;
    if (p->ink[2] <= p->ink[0] || (low >= STAMP_TOP && (head <= EDGE || high <= ceiling)))
        return true;
    if (high - low <= ceiling - STAMP_TOP) {
        double up = low < STAMP_TOP ? STAMP_TOP - low : ceiling - high;
        *to = (MergePage){
            .from = to->from, .part = to->part, .page = to->page, .scale = 1, .dy = (float)up
        };
        return true;
    }
    double scale = fmin((ceiling - STAMP_TOP) / (high - low), 1);
    if (scale < MERGE_MIN_SCALE && head > EDGE) {
        foreign_room(p, to, EDGE);
        return false;
    }
    if (scale < MERGE_MIN_SCALE) scale = MERGE_MIN_SCALE;
    to->scale = (float)scale;
    to->dx = (float)(p->width * (1 - scale) / 2);
    double top = ceiling - scale * high, least = STAMP_TOP - scale * low;
    to->dy = (float)fmin(least, fmax(top, 0));
    return true;
}

static bool fits(const AttachPage *p, double across, double along)
{
    return fmin(p->width, p->height) <= across + TOLERANCE &&
        fmax(p->width, p->height) <= along + TOLERANCE;
}

bool foreign_large(const AttachPage *p) { return !fits(p, A4_SHORT, A4_LONG); }

bool foreign_one_sheet(const AttachPage *front, const AttachPage *back)
{
    if (!foreign_large(front) || !foreign_large(back))
        return foreign_large(front) == foreign_large(back);
    return fabs(front->width - back->width) <= TOLERANCE &&
        fabs(front->height - back->height) <= TOLERANCE;
}

bool foreign_a3(const AttachPage *p)
{
    return fits(p, A4_LONG, A3_LONG) && fmin(p->width, p->height) >= A4_LONG - TOLERANCE &&
        fmax(p->width, p->height) >= A3_LONG - TOLERANCE;
}
