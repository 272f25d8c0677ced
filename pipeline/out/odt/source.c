/* The edition's XML as RDF metadata of the document: a literal in a metadata file that manifest.rdf names. ODF 1.3 part 2, 4.2. */
#include "out/odt/odt_in.h"

#define RDF_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
#define PKG "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#"
#define ODF "http://docs.oasis-open.org/ns/office/1.2/meta/odf#"

#define PART(file, type) "<rdf:Description rdf:about=\"" file "\"><rdf:type rdf:resource=\"" ODF type "\"/></rdf:Description>\n" \
                         "<rdf:Description rdf:about=\"\"><pkg:hasPart rdf:resource=\"" file "\"/></rdf:Description>\n"

const char odt_manifest_rdf[] = RDF_HEAD " xmlns:pkg=\"" PKG "\">\n<rdf:Description rdf:about=\"\"><rdf:type rdf:resource=\"" PKG "Document\"/></rdf:Description>\n"
    PART("content.xml", "ContentFile") PART("styles.xml", "StylesFile")
    "<rdf:Description rdf:about=\"quelle.rdf\"><rdf:type rdf:resource=\"" PKG "MetadataFile\"/></rdf:Description>\n"
    "<rdf:Description rdf:about=\"\"><pkg:hasPart rdf:resource=\"quelle.rdf\"/></rdf:Description>\n</rdf:RDF>\n";

void odt_source_rdf(Odt *o, Buf *b)
{
    if (!o->source.n) return;
    buf_z(b, RDF_HEAD " xmlns:vl=\"urn:x-vorlage:rdf:1#\">\n<rdf:Description rdf:about=\"content.xml\"><vl:quelle>");
    for (size_t i = 0; i < o->source.n; i++) {
        if (o->source.p[i] == '\n') buf_char(b, '\n'); /* kept as it is: the source is compared by its bytes */
        else odt_escape(b, (Str){ o->source.p + i, 1 });
    }
    buf_z(b, "</vl:quelle></rdf:Description>\n</rdf:RDF>\n");
}
