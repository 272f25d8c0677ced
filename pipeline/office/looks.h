/* Faces and styles of what an office makes. */
#ifndef VORLAGE_OFFICE_LOOKS_H
#define VORLAGE_OFFICE_LOOKS_H

#include "akte/akte.h"
#include "font/font.h"
#include "page/page.h"
#include "write/odt/odt.h"

/* The faces of styles, shared by those that ask for the same. */
typedef struct {
    const Stil *asked;
    FontSet *fonts;
} FaceUse;
typedef struct {
    Arena *a;
    Diags *d;
    const Opener *opener;
    FaceUse *face;
    int nfaces;
} Looks;
FontSet *looks_fonts(Looks *l, const Stil *s); /* NULL: a fault was told */
void looks_drop(Looks *l);

/* The pictures as the writer of ODT takes them. In the arena. */
const OdtImage *looks_odt_pictures(Arena *a, const Images *im);

/* The session's style for its own pages. */
Stil *office_briefstil(Arena *a, const Sitzungsakte *akte, bool duplex, double large);

#endif
