/* Names in an ODT: namespaces, styles, bookmarks; lengths as they are written. */
#include "write/odt/odt_in.h"

#include "base/hash.h"

const char odt_namespaces[] =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
    "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    " xmlns:ooow=\"http://openoffice.org/2004/writer\" "
    "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "
    "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
    "xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"";

const char *const odt_small_styles[][2] = { { STYLE_ZELLE, STYLE_ZELLE STYLE_SMALL },
                                            { STYLE_ZEILENKOPF, STYLE_ZEILENKOPF STYLE_SMALL },
                                            { STYLE_TABELLENKOPF, STYLE_TABELLENKOPF STYLE_SMALL },
                                            { STYLE_TABELLENKOPF_RECHTS,
                                              STYLE_TABELLENKOPF_RECHTS STYLE_SMALL },
                                            { STYLE_BETRAG, STYLE_BETRAG STYLE_SMALL },
                                            { STYLE_SUMME, STYLE_SUMME STYLE_SMALL },
                                            { STYLE_SUMME_TEXT, STYLE_SUMME_TEXT STYLE_SMALL },
                                            { STYLE_GRUPPE, STYLE_GRUPPE STYLE_SMALL },
                                            { NULL, NULL } };

void odt_style_name(Buf *b, const char *display)
{
    Str s = str_of(display);
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '-' || c == '.' || c > 0x7F;
        if (plain)
            buf_str(b, str_sub(s, from, i - from));
        else
            buf_printf(b, "_%x_", c);
    }
}

void odt_pt(Buf *b, const char *attr, double pt)
{
    buf_printf(b, " %s=\"", attr);
    buf_real(b, pt, 2);
    buf_z(b, "pt\"");
}

Str odt_bookmark(Arena *a, Str id)
{
    bool plain = id.n <= 36;
    for (size_t i = 0; i < id.n && plain; i++) {
        char c = id.p[i];
        plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '_' || c == '-' || c == '.';
    }
    if (plain) return str_printf(a, "vl_%.*s", STR_FMT(id));
    return str_printf(a, "vl-%.32s", sha256_hex(a, id).p);
}

/* Blanks that XML would fold, at a paragraph's begin or after another blank, become text:s. */
void odt_plain(Odt *o, Str s)
{
    Buf *b = &o->body;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        if (c == ' ' && o->spaced)
            buf_z(b, "<text:s/>");
        else
            buf_xml(b, (Str){ &c, 1 });
        o->spaced = c == ' ';
    }
}
