/* Scans as TIFF, decoded page by page in a child with limits (base/child.h), so that a hostile one
 * is a bad attachment and nothing more. */
#ifndef VORLAGE_PICTURE_TIFF_H
#define VORLAGE_PICTURE_TIFF_H

#include "base/str.h"

#define TIFF_MAX_PAGES 500
#define TIFF_MEMORY ((size_t)2 << 30)
#define TIFF_SECONDS 30u /* CPU time a page */

typedef struct {
    Str png;
    double width; /* points, by its resolution; 0: not said */
} TiffPage;

/* All pages as PNG, white behind what is transparent. False: damaged, or over a limit. */
bool tiff_pages(Arena *a, Str bytes, TiffPage **pages, int *n);

#endif
