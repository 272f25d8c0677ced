/* The edition's XML as RDF metadata of the document: a literal in a metadata file that manifest.rdf
 * names. ODF 1.3 part 2, 4.2. */
#include "write/odt/odt_in.h"

#define RDF_HEAD \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF " \
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
#define PKG "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#"
#define ODF "http://docs.oasis-open.org/ns/office/1.2/meta/odf#"

#define PART(file, type) \
    "<rdf:Description rdf:about=\"" file "\"><rdf:type rdf:resource=\"" ODF type \
    "\"/></rdf:Description>\n" \
    "<rdf:Description rdf:about=\"\"><pkg:hasPart rdf:resource=\"" file "\"/></rdf:Description>\n"

const char odt_manifest_rdf[] = RDF_HEAD
    " xmlns:pkg=\"" PKG "\">\n<rdf:Description rdf:about=\"\"><rdf:type rdf:resource=\"" PKG
    "Document\"/></rdf:Description>\n" PART("content.xml", "ContentFile")
        PART("styles.xml",
             "StylesFile") "<rdf:Description rdf:about=\"quelle.rdf\"><rdf:type rdf:resource=\"" PKG
                           "MetadataFile\"/></rdf:Description>\n"
                           "<rdf:Description rdf:about=\"\"><pkg:hasPart "
                           "rdf:resource=\"quelle.rdf\"/></rdf:Description>\n</rdf:RDF>\n";

/* Line ends and tabs are kept as they are: the source is compared by its bytes. */
static void literal(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n' || s.p[i] == '\t')
            buf_char(b, s.p[i]);
        else
            buf_xml(b, (Str){ s.p + i, 1 });
    }
}

void odt_source_rdf(Odt *o, Buf *b)
{
    if (!o->source.n) return;
    buf_z(b,
          RDF_HEAD " xmlns:vl=\"urn:x-vorlage:rdf:1#\">\n<rdf:Description "
                   "rdf:about=\"content.xml\"><vl:quelle>");
    literal(b, o->source);
    buf_z(b, "</vl:quelle>");
    Buf script = { 0 };
    odt_transcript(o, &script);
    if (script.n) buf_z(b, "<vl:abschrift>");
    literal(b, buf_view(&script));
    if (script.n) buf_z(b, "</vl:abschrift>");
    buf_drop(&script);
    buf_z(b, "</rdf:Description>\n</rdf:RDF>\n");
}
