/* Between merge.c (parent) and build.c (child). */
#ifndef VORLAGE_MERGE_MERGE_CHILD_H
#define VORLAGE_MERGE_MERGE_CHILD_H

#include "base/child.h"

#define MERGE_ASSEMBLING UINT32_MAX /* progress: no longer at one source; else 0 own, 1 + part */
enum {
    MERGE_MSG_PDF = 1,
    MERGE_MSG_REPORT,
    MERGE_MSG_COMMON /* of all variants */,
    MERGE_MSG_OWN /* what one has behind that */
};
void merge_work(void *plan, Child *c);

#endif
