/* A letter's places, DIN 5008:2020, in millimetres from the paper's upper left corner: for every
 * output alike. */
#ifndef VORLAGE_FLOW_BRIEF_H
#define VORLAGE_FLOW_BRIEF_H

#define BRIEF_FIELD_X 25.0 /* text in the field, which itself begins at 20 mm */
#define BRIEF_FIELD_W 80.0 /* to the window's right edge, less its play */
#define BRIEF_FIELD_H 45.0
#define BRIEF_RETURN_H 5.0 /* the field: return line, notes, */
#define BRIEF_NOTES_H 12.7
#define BRIEF_ADDRESS_H 27.3 /* six lines */
#define BRIEF_ADDRESS_LINE (BRIEF_ADDRESS_H / 6)
#define BRIEF_INFO_X 125.0
#define BRIEF_INFO_W 65.0      /* to the right margin; */
#define BRIEF_INFO_WIDEST 75.0 /* the block itself is so wide */
#define BRIEF_INFO_BELOW 5.0   /* the field's top */
#define BRIEF_INFO_LINE 4.9
#define BRIEF_INFO_GAP 3.0 /* between label and text */
#define BRIEF_BELOW 8.46   /* two lines of air above the subject */
#define BRIEF_MARK_X 4.5
#define BRIEF_SENDER_W 120.0 /* beside a logo */
#define BRIEF_LOGO_RIGHT 190.0
#define BRIEF_TOP 8.0    /* of sender (form A) and logo */
#define BRIEF_TOP_B 12.0 /* of sender (form B) */

static inline double brief_field(char form) { return form == 'A' ? 27 : 45; }
static inline double brief_sender(char form) { return form == 'A' ? BRIEF_TOP : BRIEF_TOP_B; }
/* Folding, punching, folding. */
static inline double brief_mark(char form, int i)
{
    return i == 1 ? 148.5 : form == 'A' ? (i ? 192 : 87) : i ? 210 : 105;
}
static inline double brief_logo_height(char form) { return form == 'A' ? 17 : 28; }

#endif
