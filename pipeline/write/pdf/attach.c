/* The document's source as an associated file. ISO 19005-3, 6.8; ISO 32000-1, 7.11.4 (embedded file
 * streams) and 7.7.4 (name tree). */
#include "write/pdf/pdf_in.h"

#include <stdio.h>

void pdf_attach_source(Pdf *p, Str name, Str xml)
{
    p->source_name = name;
    p->source = xml;
}

static HPDF_Dict embedded(Pdf *p)
{
    HPDF_Dict f = pdf_stream(p, p->source, true), params = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Dict_AddName(f, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(f, "Subtype", "text/xml");
    HPDF_Dict_Add(f, "Params", params);
    HPDF_Dict_AddNumber(params, "Size", (HPDF_INT32)p->source.n);
    Date d = p->f->date;
    if (date_set(d)) {
        char t[32];
        snprintf(t, sizeof t, "D:%04d%02d%02d000000Z", d.year, d.month, d.day);
        pdf_ascii(p, params, "ModDate", t);
    }
    return f;
}

static HPDF_Dict file_specification(Pdf *p)
{
    HPDF_Dict s = pdf_dict(p), ef = HPDF_Dict_New(p->doc->mmgr), f = embedded(p);
    HPDF_Dict_AddName(s, "Type", "Filespec");
    pdf_ascii(p, s, "F", str_z(p->a, p->source_name));
    pdf_text(p, s, "UF", p->source_name);
    pdf_text(p, s, "Desc", str_printf(p->a, "Quelle in XML: %.*s", STR_FMT(p->f->title)));
    HPDF_Dict_AddName(s, "AFRelationship", "Source");
    HPDF_Dict_Add(s, "EF", ef);
    HPDF_Dict_Add(ef, "F", f);
    HPDF_Dict_Add(ef, "UF", f);
    return s;
}

void pdf_attachments(Pdf *p)
{
    if (!p->source.n) return;
    HPDF_Dict spec = file_specification(p), names = HPDF_Dict_New(p->doc->mmgr),
              files = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Array list = HPDF_Array_New(p->doc->mmgr), af = HPDF_Array_New(p->doc->mmgr);
    HPDF_Array_Add(af, spec);
    HPDF_Dict_Add(p->doc->catalog, "AF", af);
    HPDF_Dict_Add(p->doc->catalog, "Names", names);
    HPDF_Dict_Add(names, "EmbeddedFiles", files);
    HPDF_Dict_Add(files, "Names", list);
    HPDF_Array_Add(list,
                   HPDF_Binary_New(p->doc->mmgr, (HPDF_BYTE *)p->source_name.p,
                                   (HPDF_UINT)p->source_name.n));
    HPDF_Array_Add(list, spec);
}
