/* The flow as an OpenDocument text (ODF 1.3): named styles, real structure, live fields. */
#ifndef VORLAGE_WRITE_ODT_ODT_H
#define VORLAGE_WRITE_ODT_ODT_H

#include "flow/flow.h"

/* A picture as ODT needs it: made by the caller from the page room's images (this room knows no
 * paper). */
typedef struct {
    Str path;
    Str file;
    const char *mime;
    uint32_t width, height;
    double dpi;
    uint32_t same; /* 1 + index of an equal one before; 0: none */
} OdtImage;

/* How: a package (.odt) unless ODT_FLAT (one XML file, .fodt, pictures in it; ODF 1.3 part
 * 3, 3.1.2); ODT_TEMPLATE: of the kind Writer makes new documents from. */
enum { ODT_FLAT = 1, ODT_TEMPLATE = 2 };

/* Writes the whole document into out. False with a diagnostic on failure. `source`: the edition's
 * XML, carried along as RDF metadata, which Writer keeps when it saves (ODF 1.3 part 2, 4; not in a
 * flat one); its SHA-256 stands in the metadata. Empty: none. */
bool odt_write(Arena *a, Diags *d, const Flow *f, const OdtImage *img, size_t nimg, Str source,
               unsigned how, Buf *out);
const char *odt_library_version(void);

#endif
