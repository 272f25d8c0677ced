/* Lengths on paper: everything is counted in points, 72 an inch. */
#ifndef VORLAGE_BASE_SHEET_H
#define VORLAGE_BASE_SHEET_H

#define MM(x) ((x)*72.0 / 25.4)    /* in points */
#define IN_MM(pt) ((pt)*25.4 / 72) /* the other way */
#define A4_W 595.276               /* 210 by 297 mm */
#define A4_H 841.89

#endif
