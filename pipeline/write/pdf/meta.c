/* Metadata that says the same thing twice and equally: document information and XMP; output intent;
 * what PDF/A-2a and PDF/UA-1 ask of the catalog. ISO 19005-2, 6.6 and 6.2.3; ISO 14289-1, 5
 * and 7.1. Dates come from the flow, never from the clock. */
#include "write/pdf/pdf_in.h"

#include <stdio.h>

extern const unsigned char pdf_srgb[];
extern const unsigned pdf_srgb_size;

static void simple(Buf *b, const char *tag, Str v)
{
    if (!v.n) return;
    buf_printf(b, "<%s>", tag);
    buf_xml(b, v);
    buf_printf(b, "</%s>\n", tag);
}

static void property(Buf *b, const char *name, const char *type, const char *what)
{
    buf_printf(b,
               "<rdf:li "
               "rdf:parseType=\"Resource\"><pdfaProperty:name>%s</"
               "pdfaProperty:name><pdfaProperty:valueType>%s</pdfaProperty:valueType>"
               "<pdfaProperty:category>%s</pdfaProperty:category><pdfaProperty:description>%s</"
               "pdfaProperty:description></rdf:li>",
               name, type, *type == 'I' ? "internal" : "external", what);
}

static void schema(Buf *b, const char *name, const char *uri, const char *prefix)
{
    buf_printf(b,
               "<rdf:li "
               "rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</"
               "pdfaSchema:schema><pdfaSchema:namespaceURI>%s</"
               "pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</"
               "pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>",
               name, uri, prefix);
}

#define VL_URI "urn:x-vorlage:xmp:1/"
static const char *const own_property[][2] = { { "koerperschaft", "Body whose paper this is" },
                                               { "nummer", "Number of the paper" },
                                               { "aktenzeichen", "File reference" },
                                               { "fassung", "Version of the paper" },
                                               { "oeffentlichkeit", "Publicity of the paper" },
                                               { "ausgabe", "Edition: public or full" },
                                               { "stil", "SHA-256 of the house style" },
                                               { "schriften", "SHA-256 of the fonts" } };

static void extension_schemas(Buf *b)
{
    buf_z(b,
          "<rdf:Description rdf:about=\"\" "
          "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
          "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
          "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/"
          "property#\"><pdfaExtension:schemas><rdf:Bag>\n");
    schema(b, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
    property(b, "part", "Integer", "Part of ISO 14289");
    buf_z(b, "</rdf:Seq></pdfaSchema:property></rdf:li>\n");
    schema(b, "Vorlage", VL_URI, "vl");
    for (size_t i = 0; i < sizeof own_property / sizeof *own_property; i++)
        property(b, own_property[i][0], "Text", own_property[i][1]);
    buf_z(b,
          "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></"
          "rdf:Description>\n");
}

static void own_properties(Pdf *p, Buf *b)
{
    const Flow *f = p->f;
    const Str value[] = { f->body_name,    f->nummer,
                          f->aktenzeichen, f->version,
                          f->status_word,  f->edition == EDITION_PUBLIC ? S("public") : S("full"),
                          f->stil->digest, fonts_digest(p->first_faces.set) };
    buf_z(b, "<rdf:Description rdf:about=\"\" xmlns:vl=\"" VL_URI "\">");
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        char tag[32];
        snprintf(tag, sizeof tag, "vl:%s", own_property[i][0]);
        simple(b, tag, value[i]);
    }
    buf_z(b, "</rdf:Description>\n");
}

static void list_of(Buf *b, const char *tag, const char *kind, Str v, const char *attr)
{
    if (!v.n) return;
    buf_printf(b, "<%s><rdf:%s><rdf:li%s>", tag, kind, attr);
    buf_xml(b, v);
    buf_printf(b, "</rdf:li></rdf:%s></%s>\n", kind, tag);
}

static void xmp(Pdf *p, Buf *b, Str producer, Str date)
{
    const Flow *f = p->f;
    buf_z(
        b,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta "
        "xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
    list_of(b, "dc:title", "Alt", f->title, " xml:lang=\"x-default\"");
    list_of(b, "dc:creator", "Seq", f->author, "");
    list_of(b, "dc:description", "Alt", f->subject, " xml:lang=\"x-default\"");
    list_of(b, "dc:language", "Bag", f->lang, "");
    simple(b, "pdf:Keywords", f->keywords);
    simple(b, "pdf:Producer", producer);
    simple(b, "xmp:CreateDate", date);
    simple(b, "xmp:ModifyDate", date);
    buf_printf(b,
               "</rdf:Description>\n<rdf:Description rdf:about=\"\" "
               "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>%d</"
               "pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>\n",
               p->source.n ? 3 : 2);
    buf_z(b,
          "<rdf:Description rdf:about=\"\" "
          "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part></"
          "rdf:Description>\n");
    own_properties(p, b);
    extension_schemas(b);
    buf_z(b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

static void info(Pdf *p, Str producer, Date date)
{
    HPDF_Dict d = p->doc->info;
    if (!d) { /* libharu makes it with the first attribute */
        HPDF_SetInfoAttr(p->doc, HPDF_INFO_PRODUCER, "vorlage");
        d = p->doc->info;
    }
    if (!d) return;
    const Flow *f = p->f;
    const struct {
        const char *key;
        Str v;
    } text[] = { { "Title", f->title },
                 { "Author", f->author },
                 { "Subject", f->subject },
                 { "Keywords", f->keywords },
                 { "Producer", producer } };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (text[i].v.n) pdf_text(p, d, text[i].key, text[i].v);
    HPDF_Dict_RemoveElement(d, "CreationDate");
    HPDF_Dict_RemoveElement(d, "ModDate");
    if (!date_set(date)) return;
    char t[32];
    snprintf(t, sizeof t, "D:%04d%02d%02d000000Z", date.year, date.month, date.day);
    pdf_ascii(p, d, "CreationDate", t);
    pdf_ascii(p, d, "ModDate", t);
}

static void output_intent(Pdf *p)
{
    HPDF_Dict icc = pdf_stream(p, (Str){ (const char *)pdf_srgb, pdf_srgb_size }, true),
              oi = pdf_dict(p);
    HPDF_Dict_AddNumber(icc, "N", 3);
    HPDF_Dict_AddName(oi, "Type", "OutputIntent");
    HPDF_Dict_AddName(oi, "S", "GTS_PDFA1");
    pdf_ascii(p, oi, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
    pdf_ascii(p, oi, "Info", "sRGB IEC61966-2.1");
    HPDF_Dict_Add(oi, "DestOutputProfile", icc);
    HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(p->doc->catalog, "OutputIntents", a);
    HPDF_Array_Add(a, oi);
}

static void catalog(Pdf *p)
{
    HPDF_Dict c = p->doc->catalog, mark = HPDF_Dict_New(p->doc->mmgr),
              view = HPDF_Dict_New(p->doc->mmgr);
    HPDF_Dict_Add(c, "MarkInfo", mark);
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(c, "ViewerPreferences", view);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    if (p->print) {
        HPDF_Dict_AddName(view, "PrintScaling", "None");
        HPDF_Dict_AddName(view, "Duplex", p->duplex ? "DuplexFlipLongEdge" : "Simplex");
    }
    pdf_ascii(p, c, "Lang", str_z(p->a, p->f->lang));
}

static void file_id(Pdf *p)
{
    HPDF_Array id = HPDF_Array_New(p->doc->mmgr);
    HPDF_Dict_Add(p->doc->trailer, "ID", id);
    for (int i = 0; i < 2; i++) HPDF_Array_Add(id, HPDF_Binary_New(p->doc->mmgr, p->digest, 16));
}

void pdf_metadata(Pdf *p)
{
    Buf b = { 0 }, when = { 0 };
    Str producer = str_printf(p->a, "vorlage %s (%s)", VORLAGE_VERSION, pdf_library_version());
    Date date = p->f->date;
    if (date_set(date)) {
        date_iso(&when, date);
        buf_z(&when, "T00:00:00Z");
    }
    xmp(p, &b, producer, buf_view(&when));
    HPDF_Dict md = pdf_stream(p, buf_view(&b), false);
    HPDF_Dict_AddName(md, "Type", "Metadata");
    HPDF_Dict_AddName(md, "Subtype", "XML");
    HPDF_Dict_Add(p->doc->catalog, "Metadata", md);
    buf_drop(&b);
    buf_drop(&when);
    info(p, producer, date);
    output_intent(p);
    catalog(p);
    file_id(p);
}

const char *pdf_library_version(void) { return "libharu " HPDF_VERSION_TEXT; }
