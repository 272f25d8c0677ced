/* The JDK's verdict on many files at once: Judge SCHEMA-FOLDER FILE... prints for each file "0" (valid), "1" (not valid) or
 * "2" (not well-formed) and its name. The schema is chosen by the root element's name. No DOCTYPE, no network. */
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

public class Judge {
    private static final ErrorHandler STRICT = new ErrorHandler() {
        public void warning(SAXParseException e) { }
        public void error(SAXParseException e) throws SAXException { throw e; }
        public void fatalError(SAXParseException e) throws SAXException { throw e; }
    };

    private static DocumentBuilder reader() throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder b = f.newDocumentBuilder();
        b.setErrorHandler(STRICT);
        return b;
    }

    private static Schema schema(Map<String, Schema> known, String folder, String root) throws Exception {
        File file = new File(folder, root + ".xsd");
        if (!known.containsKey(root)) {
            SchemaFactory f = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            f.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            known.put(root, f.newSchema(file.isFile() ? file : new File(folder, "vorlage.xsd")));
        }
        return known.get(root);
    }

    private static int verdict(Map<String, Schema> known, String folder, String name) throws Exception {
        Document d;
        try {
            d = reader().parse(new File(name));
        } catch (SAXException | java.io.CharConversionException e) {
            return 2;
        }
        javax.xml.validation.Validator v = schema(known, folder, d.getDocumentElement().getLocalName()).newValidator();
        v.setErrorHandler(STRICT);
        try {
            v.validate(new DOMSource(d));
            return 0;
        } catch (SAXException e) {
            return 1;
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, Schema> known = new HashMap<>();
        for (int i = 1; i < args.length; i++)
            System.out.println(verdict(known, args[0], args[i]) + " " + args[i]);
    }
}
