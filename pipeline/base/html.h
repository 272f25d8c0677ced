/* HTML written piece by piece: elements are ended in the order in which they were begun, text and
 * attributes are escaped. Nothing is put between the pieces: line ends are html_line's. */
#ifndef VORLAGE_BASE_HTML_H
#define VORLAGE_BASE_HTML_H

#include "base/str.h"

#define HTML_DEEPEST 32 /* elements within one another; more is a fault of ours */

/* { .b = to } */
typedef struct {
    Buf *b;
    /* the writer's own */
    const char *open[HTML_DEEPEST];
    int depth;
    bool in_tag; /* the last tag still takes attributes */
} Html;

void html_doctype(Html *h);
void html_begin(Html *h, const char *element); /* its name is kept: it must live as long */
void html_attribute(Html *h, const char *name, Str value); /* of the element begun last */
void html_text(Html *h, Str s);            /* without control characters: a line end is none */
void html_style(Html *h, const char *css); /* a whole style element; the rules as they are */
void html_end(Html *h);
void html_end_void(Html *h); /* of an element that holds nothing and has no end tag: meta */
void html_line(Html *h);

/* The whole element. */
void html_element(Html *h, const char *element, Str text);

#endif
