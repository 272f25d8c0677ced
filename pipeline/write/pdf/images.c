/* Image XObjects, from what page/images.c prepared. ISO 32000-1, 8.9.5; colours as ISO
 * 19005-2, 6.2.4 wants them. */
#include "write/pdf/pdf_in.h"

static HPDF_STATUS write_flate(HPDF_Dict d, HPDF_Stream s)
{
    (void)d;
    return HPDF_Stream_WriteStr(s, "/Filter /FlateDecode\012");
}
static HPDF_STATUS write_dct(HPDF_Dict d, HPDF_Stream s)
{
    (void)d;
    return HPDF_Stream_WriteStr(s, "/Filter /DCTDecode\012");
}
static HPDF_STATUS write_dct_inverted(HPDF_Dict d, HPDF_Stream s)
{
    (void)d;
    return HPDF_Stream_WriteStr(s, "/Filter /DCTDecode /Decode [1 0 1 0 1 0 1 0]\012");
}

static HPDF_Dict raw_stream(Pdf *p, Str data, HPDF_Dict_OnWriteFunc filter)
{
    HPDF_Dict d = HPDF_DictStream_New(p->doc->mmgr, p->doc->xref);
    if (!d) return NULL;
    d->filter = HPDF_STREAM_FILTER_NONE;
    d->write_fn = filter;
    HPDF_Stream_Write(d->stream, (const HPDF_BYTE *)data.p, (HPDF_UINT)data.n);
    return d;
}

/* The filter of PNG's lines. ISO 32000-1, table 8. */
static void predictor(HPDF_Dict d, const Image *m)
{
    HPDF_Dict parms = HPDF_Dict_New(d->mmgr);
    HPDF_Dict_Add(d, "DecodeParms", parms);
    HPDF_Dict_AddNumber(parms, "Predictor", 15);
    HPDF_Dict_AddNumber(parms, "Colors", m->palette.n ? 1 : m->space);
    HPDF_Dict_AddNumber(parms, "BitsPerComponent", m->bits);
    HPDF_Dict_AddNumber(parms, "Columns", (HPDF_INT32)m->width);
}

static void color_space(Pdf *p, HPDF_Dict d, const Image *m)
{
    static const char *const name[] = { "", "DeviceGray", "", "DeviceRGB", "DeviceCMYK" };
    if (m->icc.n) {
        HPDF_Dict icc = pdf_stream(p, m->icc, true);
        HPDF_Dict_AddNumber(icc, "N", m->space);
        HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
        HPDF_Dict_Add(d, "ColorSpace", a);
        HPDF_Array_AddName(a, "ICCBased");
        HPDF_Array_Add(a, icc);
    } else if (m->palette.n) {
        HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
        HPDF_Dict_Add(d, "ColorSpace", a);
        HPDF_Array_AddName(a, "Indexed");
        HPDF_Array_AddName(a, "DeviceRGB");
        HPDF_Array_AddNumber(a, (HPDF_INT32)(m->palette.n / 3) - 1);
        HPDF_Array_Add(
            a, HPDF_Binary_New(p->doc->mmgr, (HPDF_BYTE *)m->palette.p, (HPDF_UINT)m->palette.n));
    } else
        HPDF_Dict_AddName(d, "ColorSpace", name[m->space]);
}

static void picture_size(HPDF_Dict d, const Image *m, int bits)
{
    bool turned = m->orientation >= 5;
    HPDF_Dict_AddName(d, "Type", "XObject");
    HPDF_Dict_AddName(d, "Subtype", "Image");
    HPDF_Dict_AddNumber(d, "Width", (HPDF_INT32)(turned ? m->height : m->width));
    HPDF_Dict_AddNumber(d, "Height", (HPDF_INT32)(turned ? m->width : m->height));
    HPDF_Dict_AddNumber(d, "BitsPerComponent", bits);
}

/* The slot of a picture in the table of all papers' pictures; twice as many slots as pictures, so
 * it never fills. */
static Picture *slot_of(const Pdf *p, const uint8_t *digest)
{
    size_t k;
    memcpy(&k, digest, sizeof k);
    for (k %= p->pictureroom; p->picture[k].dict && memcmp(p->picture[k].digest, digest, 32);
         k = (k + 1) % p->pictureroom)
        continue;
    return &p->picture[k];
}

static Picture *picture_slot(Pdf *p, const uint8_t *digest)
{
    if (2 * p->npictures >= p->pictureroom) {
        Picture *old = p->picture;
        size_t n = p->pictureroom;
        p->pictureroom = n ? 2 * n : 64;
        p->picture = ARENA_NEW_N(p->a, Picture, p->pictureroom);
        for (size_t i = 0; i < n; i++)
            if (old[i].dict) *slot_of(p, old[i].digest) = old[i];
    }
    return slot_of(p, digest);
}

static HPDF_Dict image_object(Pdf *p, const Image *m)
{
    HPDF_Dict d = m->jpeg
        ? raw_stream(p, m->data, m->cmyk_inverted ? write_dct_inverted : write_dct)
        : m->deflated ? raw_stream(p, m->data, write_flate)
                      : pdf_stream(p, m->data, true);
    if (!d) return NULL;
    pdf_digest(
        p, (Str){ (const char *)m->digest, sizeof m->digest }); /* of the file, which says it all */
    picture_size(d, m, m->jpeg ? 8 : m->bits);
    color_space(p, d, m);
    if (m->predicted) predictor(d, m);
    if (m->alpha.n) {
        HPDF_Dict a = raw_stream(p, m->alpha, write_flate);
        picture_size(a, m, 8);
        HPDF_Dict_AddName(a, "ColorSpace", "DeviceGray");
        HPDF_Dict_Add(d, "SMask", a);
    }
    return d;
}

/* A picture that several papers show is stored once. */
HPDF_Dict pdf_image(Pdf *p, uint32_t i)
{
    if (p->image[i]) return p->image[i];
    const Image *m = &p->im->img[i];
    Picture *known = picture_slot(p, m->digest);
    if (!known->dict) {
        HPDF_Dict d = image_object(p, m);
        if (!d) return NULL;
        memcpy(known->digest, m->digest, 32);
        known->dict = d;
        p->npictures++;
    }
    return p->image[i] = known->dict;
}
