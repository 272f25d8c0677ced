/* Type0 fonts on the font room's subsets. ISO 32000-1, 9.7; ISO 14289-1, 7.21. */
#include "write/pdf/pdf_in.h"

HPDF_Dict pdf_font(Pdf *p, FaceId face)
{
    FacesOf *of = p->faces;
    if (face >= of->n) {
        of->font = ARENA_MORE(p->a, HPDF_Dict, of->font, of->n, (size_t)face + 16);
        of->n = (size_t)face + 16;
    }
    if (!of->font[face]) of->font[face] = pdf_dict(p);
    return of->font[face];
}

static HPDF_Dict cid_to_gid(Pdf *p, const Subset *s)
{
    Buf b = { 0 };
    for (uint32_t i = 0; i <= s->ncids; i++) {
        buf_char(&b, (char)(s->gid[i] >> 8));
        buf_char(&b, (char)s->gid[i]);
    }
    HPDF_Dict d = pdf_stream(p, buf_view(&b), true);
    buf_drop(&b);
    return d;
}

/* One bfchar a CID; those without text (marks within a cluster) get a zero-width joiner's silence:
 * U+200B would break words, so they are left to the cluster's first glyph and map to U+2060, which
 * readers skip. */
static void unicode_of(Buf *b, Str text)
{
    if (!text.n) {
        buf_z(b, "2060");
        return;
    }
    for (size_t i = 0; i < text.n;) {
        uint32_t c = utf8_next(text, &i);
        if (c >= 0x10000)
            buf_printf(b, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
                       0xDC00 + ((c - 0x10000) & 0x3FF));
        else
            buf_printf(b, "%04X", c);
    }
}

static HPDF_Dict to_unicode(Pdf *p, const Subset *s)
{
    Buf b = { 0 };
    buf_z(&b,
          "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << "
          "/Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> "
          "<FFFF>\nendcodespacerange\n");
    for (uint32_t i = 1; i <= s->ncids;) {
        uint32_t n = s->ncids - i + 1 < 100 ? s->ncids - i + 1 : 100;
        buf_printf(&b, "%u beginbfchar\n", n);
        for (; n; n--, i++) {
            buf_printf(&b, "<%04X> <", i);
            unicode_of(&b, s->text[i]);
            buf_z(&b, ">\n");
        }
        buf_z(&b, "endbfchar\n");
    }
    buf_z(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict d = pdf_stream(p, buf_view(&b), true);
    buf_drop(&b);
    return d;
}

static HPDF_Dict descriptor(Pdf *p, const Subset *s, const char *name)
{
    HPDF_Dict d = pdf_dict(p), file = pdf_stream(p, s->data, true);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)s->data.n);
    HPDF_Dict_AddName(d, "Type", "FontDescriptor");
    HPDF_Dict_AddName(d, "FontName", name);
    HPDF_Dict_AddNumber(d, "Flags",
                        4 | (s->fixed ? 1 : 0) | (s->serif ? 2 : 0) | (s->italic ? 64 : 0));
    HPDF_Array bb = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(d, "FontBBox", bb);
    for (int i = 0; i < 4; i++) HPDF_Array_AddReal(bb, (HPDF_REAL)s->bbox[i]);
    HPDF_Dict_AddReal(d, "ItalicAngle", (HPDF_REAL)s->italic_angle);
    HPDF_Dict_AddReal(d, "Ascent", (HPDF_REAL)s->ascent);
    HPDF_Dict_AddReal(d, "Descent", (HPDF_REAL)s->descent);
    HPDF_Dict_AddReal(d, "CapHeight", (HPDF_REAL)s->cap_height);
    HPDF_Dict_AddReal(d, "StemV", (HPDF_REAL)s->stem_v);
    HPDF_Dict_Add(d, "FontFile2", file);
    return d;
}

/* /W as text of our own: libharu's arrays end at 32,767 entries. */
static HPDF_STATUS write_widths(HPDF_Dict d, HPDF_Stream st)
{
    const Subset *s = d->attr;
    Buf b = { 0 };
    buf_z(&b, "/W [0 [");
    for (uint32_t i = 0; i <= s->ncids; i++) {
        buf_int(&b, s->width[i]);
        buf_char(&b, ' ');
    }
    buf_z(&b, "]]\012");
    pdf_put(st, &b);
    buf_drop(&b);
    return HPDF_OK;
}

static HPDF_Dict descendant(Pdf *p, Subset *s, const char *name)
{
    HPDF_Dict c = pdf_dict(p), si = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Dict_AddName(c, "Type", "Font");
    HPDF_Dict_AddName(c, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(c, "BaseFont", name);
    HPDF_Dict_Add(c, "CIDSystemInfo", si);
    pdf_ascii(p, si, "Registry", "Adobe");
    pdf_ascii(p, si, "Ordering", "Identity");
    HPDF_Dict_AddNumber(si, "Supplement", 0);
    HPDF_Dict_Add(c, "CIDToGIDMap", cid_to_gid(p, s));
    HPDF_Dict_Add(c, "FontDescriptor", descriptor(p, s, name));
    c->attr = s;
    c->write_fn = write_widths;
    return c;
}

static bool faces_finish(Pdf *p, const FacesOf *of)
{
    for (size_t f = 0; f < of->n; f++) {
        if (!of->font[f]) continue;
        Subset *s = ARENA_NEW(p->a, Subset);
        if (!font_subset(of->set, (FaceId)f, s)) return false;
        const char *name = str_z(p->a, s->name);
        HPDF_Dict d = of->font[f];
        HPDF_Dict_AddName(d, "Type", "Font");
        HPDF_Dict_AddName(d, "Subtype", "Type0");
        HPDF_Dict_AddName(d, "BaseFont", name);
        HPDF_Dict_AddName(d, "Encoding", "Identity-H");
        HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
        HPDF_Dict_Add(d, "DescendantFonts", a);
        HPDF_Array_Add(a, descendant(p, s, name));
        HPDF_Dict_Add(d, "ToUnicode", to_unicode(p, s));
    }
    return true;
}

bool pdf_fonts_finish(Pdf *p)
{
    for (const FacesOf *of = &p->first_faces; of; of = of->next)
        if (!faces_finish(p, of)) return false;
    return true;
}
