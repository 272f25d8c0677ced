/* Where each place of one text stands in another that was written anew from it: an element's start
 * by its first byte. Gathered in any order, then sorted once, then asked. */
#ifndef VORLAGE_BASE_PLACES_H
#define VORLAGE_BASE_PLACES_H

#include "base/diag.h"

typedef struct {
    uint32_t off, to;
} PlacePair;
typedef struct {
    uint32_t src;
    PlacePair *pair;
    size_t n, room;
    bool sorted;
} Places; /* src: the one source that counts; 0: that of the first place added */

void places_add(Arena *a, Places *p, Place at, size_t to);
void places_sort(Places *p);
/* False where the place is of another source or was not added. Of several at one place the first
 * added counts. */
bool places_find(const Places *p, Place at, uint32_t *to);

#endif
