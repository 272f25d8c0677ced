/* Between liste.c and liste_pdf.c. */
#ifndef VORLAGE_PACK_LISTE_IN_H
#define VORLAGE_PACK_LISTE_IN_H

#include "pack/liste.h"

/* What a pack's PDF carries, and how many pages it has. False: a fault was told. */
bool liste_from_pdf(Arena *a, Diags *d, const char *path, Str *json, uint32_t *pages);

#endif
