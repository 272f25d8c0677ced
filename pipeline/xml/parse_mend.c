/* Mending: for each kind of fatal place, what to tell the author and the smallest edit that lets
 * libxml2 go on. */
#include <libxml/xmlerror.h>

#include "xml/parse_in.h"
#include "base/spell.h"

typedef struct {
    Mended *m;
    const Pass *p;
    size_t at;
} Fault;

static Str part(const Fault *f, size_t at, size_t n) { return (Str){ f->m->text + at, n }; }

static void tell(const Fault *f, DiagCode code, size_t at, size_t len, int n, const Str *args)
{
    diag_strs(f->m->d, code, mended_place(f->m, at, len), n, args);
}

static bool fix(const Fault *f, size_t at, size_t del, Str ins)
{
    mended_splice(f->m, at, del, ins);
    return true;
}

static size_t back(const Fault *f, size_t at, const char *what)
{
    size_t r = text_back(f->m, at, what);
    return r == SIZE_MAX ? 0 : r;
}

static bool looks_at(const Fault *f, size_t at, const char *z)
{
    return at < f->m->n && !strncmp(f->m->text + at, z, strlen(z));
}

/* Name of the k-th open element, innermost 0. */
static Str open_name(const Fault *f, int k)
{
    size_t tag = f->p->open[f->p->depth - 1 - k];
    return part(f, tag + 1, text_name(f->m, tag + 1));
}

static Str line_of(const Fault *f, size_t at, char room[16])
{
    uint32_t line, col;
    diag_line_col(f->m->d, mended_place(f->m, at, 0), &line, &col);
    int n = snprintf(room, 16, "%u", (unsigned)line);
    return (Str){ room, (size_t)n };
}

static bool is_open_above(const Fault *f, Str name)
{
    for (int k = 1; k < f->p->depth; k++)
        if (str_eq(open_name(f, k), name)) return true;
    return false;
}

/* "</name>" in the buffer. */
static Str closing(Buf *b, Str name)
{
    buf_clear(b);
    buf_z(b, "</");
    buf_str(b, name);
    buf_char(b, '>');
    return buf_view(b);
}

static bool mend_mismatch(Fault *f)
{
    size_t at = back(f, f->at ? f->at - 1 : 0, "</");
    Str end = part(f, at + 2, text_name(f->m, at + 2));
    if (!f->p->depth) return false;
    Str open = open_name(f, 0);
    size_t tag_end = text_tag_end(f->m, at);
    char room[16];
    Str args[3] = { end, open, line_of(f, f->p->open[f->p->depth - 1], room) };
    bool above = is_open_above(f, end);
    bool slip = !above && spell_distance(open, end) <= 2;
    tell(f,
         slip        ? D_XML_END_SLIP
             : above ? D_XML_END_MISSING
                     : D_XML_END_EXTRA,
         at, 2 + end.n, 3, args);
    Buf b = buf_new(0);
    closing(&b, open);
    if (slip)
        fix(f, at, tag_end - at, buf_view(&b));
    else if (above)
        fix(f, at, 0, buf_view(&b));
    else
        fix(f, at, tag_end - at, S(""));
    buf_drop(&b);
    return true;
}

/* The file ends inside elements: told at the innermost, all are closed. */
static bool mend_unclosed(Fault *f)
{
    if (!f->p->depth) return false;
    Str name = open_name(f, 0);
    size_t tag = f->p->open[f->p->depth - 1];
    tell(f, D_XML_UNCLOSED, tag, 1 + name.n, 1, &name);
    Buf all = buf_new(0), b = buf_new(0);
    for (int k = 0; k < f->p->depth; k++) buf_str(&all, closing(&b, open_name(f, k)));
    fix(f, f->m->n, 0, buf_view(&all));
    buf_drop(&all);
    buf_drop(&b);
    return true;
}

static bool mend_unquoted(Fault *f)
{
    size_t n = f->at < f->m->n ? strcspn(f->m->text + f->at, " \t\r\n/>\"'<") : 0;
    Str value = part(f, f->at, n);
    tell(f, D_XML_QUOTES, f->at, n, 1, &value);
    Buf b = buf_new(0);
    buf_char(&b, '"');
    buf_str(&b, value);
    buf_char(&b, '"');
    size_t stray = f->at + n < f->m->n && strchr("\"'", f->m->text[f->at + n]) ? 1 : 0;
    fix(f, f->at, n + stray, buf_view(&b));
    buf_drop(&b);
    return true;
}

/* The quote that opened the value the place lies in; SIZE_MAX: none. */
static size_t open_quote(const Fault *f, size_t tag)
{
    size_t at = tag + 1 + text_name(f->m, tag + 1);
    TextAttr t;
    while (text_attr(f->m, at, &t) && t.name < f->at) {
        if (t.value > t.name + t.name_n && t.value <= f->at && t.value + t.value_n >= f->at)
            return t.value - 1;
        if (t.next <= at) break;
        at = t.next;
    }
    return SIZE_MAX;
}

/* '<' in a value: mostly the closing quote was forgotten, then a '>' stands before it. */
static bool mend_in_value(Fault *f)
{
    size_t limit = f->at < f->m->n ? f->at : f->m->n, tag = back(f, limit ? limit - 1 : 0, "<"),
           quote = open_quote(f, tag);
    size_t from = quote == SIZE_MAX ? limit : quote + 1;
    size_t n = from < limit ? strcspn(f->m->text + from, ">\n") : 0;
    if (from < limit && from + n < limit) {
        size_t at = from + n;
        if (f->m->text[at] == '>' && at > from && f->m->text[at - 1] == '/') at--;
        tell(f, D_XML_QUOTE_OPEN, quote, 1, 0, NULL);
        char mark = f->m->text[quote];
        return fix(f, at, 0, (Str){ &mark, 1 });
    }
    if (limit < f->m->n && f->m->text[limit] == '<') {
        tell(f, D_XML_LESS_IN_VALUE, limit, 1, 0, NULL);
        return fix(f, limit, 1, S("&lt;"));
    }
    if (quote == SIZE_MAX) return false;
    tell(f, D_XML_QUOTE_OPEN, quote, 1, 0, NULL);
    return fix(f, f->m->n, 0, part(f, quote, 1));
}

static bool mend_double_attr(Fault *f)
{
    size_t tag = back(f, f->at, "<"), at = tag + 1 + text_name(f->m, tag + 1);
    Str name = str_of(f->p->s1);
    TextAttr t;
    for (int seen = 0; text_attr(f->m, at, &t) && t.next > at; at = t.next) {
        const char *colon = memchr(f->m->text + t.name, ':', t.name_n);
        size_t skip = colon ? (size_t)(colon + 1 - f->m->text) - t.name : 0;
        if ((str_eq(part(f, t.name, t.name_n), name) ||
             str_eq(part(f, t.name + skip, t.name_n - skip), name)) &&
            seen++) {
            tell(f, D_XML_ATTR_TWICE, t.name, t.name_n, 1, &name);
            return fix(f, t.name, t.next - t.name, S(" "));
        }
    }
    return false;
}

static bool mend_space(Fault *f)
{
    if (f->at >= f->m->n) return false;
    tell(f, D_XML_SPACE, f->at, 1, 0, NULL);
    return fix(f, f->at, 0, S(" "));
}

static bool mend_in_tag(Fault *f);

/* '<' or '&' that begins nothing; &name; that does not exist. */
static bool mend_lone(Fault *f)
{
    size_t less = text_back(f->m, f->at ? f->at - 1 : 0, "<"), amp = text_back(f->m, f->at, "&");
    if (f->p->stop == XML_ERR_NAME_REQUIRED && less != SIZE_MAX &&
        (amp == SIZE_MAX || less >= amp) && f->at - less <= 2) {
        tell(f, D_XML_LESS, less, 1, 0, NULL);
        return fix(f, less, 1, S("&lt;"));
    }
    if (f->p->stop == XML_ERR_NAME_REQUIRED && less != SIZE_MAX && (amp == SIZE_MAX || less > amp))
        return mend_in_tag(f);
    if (amp == SIZE_MAX || f->at - amp > 100) return false;
    if (f->p->stop == XML_ERR_UNDECLARED_ENTITY) {
        Str name = str_of(f->p->s1);
        tell(f, D_XML_ENTITY, amp, name.n + 2, 1, &name);
    } else {
        bool ref = looks_at(f, amp, "&#");
        tell(f, ref ? D_XML_CHARREF : D_XML_AMP, amp, 1, 0, NULL);
    }
    return fix(f, amp, 1, S("&amp;"));
}

static size_t doctype_end(const Fault *f, size_t at)
{
    int nested = 0;
    char quote = 0;
    for (; at < f->m->n; at++) {
        char c = f->m->text[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '[')
            nested++;
        else if (c == ']')
            nested--;
        else if (c == '>' && nested <= 0)
            return at + 1;
    }
    return at;
}

static bool mend_doctype(Fault *f)
{
    size_t end = doctype_end(f, f->at);
    tell(f, D_XML_DOCTYPE, f->at, 9, 0, NULL);
    return fix(f, f->at, end - f->at, S(""));
}

/* Whether the name behind that '<' is closed somewhere later, so that an element was meant. */
static bool is_closed_later(const Fault *f, size_t less)
{
    Str name = part(f, less + 1, text_name(f->m, less + 1));
    for (size_t at = text_find(f->m, f->at, "</"); at < f->m->n; at = text_find(f->m, at + 2, "</"))
        if (str_eq(part(f, at + 2, text_name(f->m, at + 2)), name)) return true;
    return false;
}

/* Whether that '<' begins a tag: it has attributes, an end of its own, or one later. */
static bool is_tag(const Fault *f, size_t less)
{
    Str s = part(f, less, f->at - less);
    if (str_find(s, S("=\"")) != (size_t)-1 || str_find(s, S("='")) != (size_t)-1) return true;
    size_t n = f->at < f->m->n ? strcspn(f->m->text + f->at, "<>") : 0;
    return (n && looks_at(f, f->at + n, ">") && f->m->text[f->at + n - 1] == '/') ||
        is_closed_later(f, less);
}

static bool mend_less(Fault *f, size_t less)
{
    tell(f, D_XML_LESS, less, 1, 0, NULL);
    return fix(f, less, 1, S("&lt;"));
}

/* Something in a start tag that is no attribute: a '<' in text, a forgotten '>', stray characters.
 */
static bool mend_in_tag(Fault *f)
{
    size_t less = text_back(f->m, f->at ? f->at - 1 : 0, "<");
    if (less == SIZE_MAX) return false;
    bool at_less = looks_at(f, f->at, "<"), at_end = f->at >= f->m->n;
    if (!looks_at(f, less, "</") && !is_tag(f, less) && !looks_at(f, f->at, "/") &&
        (at_less || !strchr("\"'=", f->m->text[f->at])))
        return mend_less(f, less);
    if (at_less || at_end) {
        tell(f, D_XML_GREATER, f->at, 1, 0, NULL);
        return fix(f, f->at, 0, S(">"));
    }
    size_t n = strcspn(f->m->text + f->at, " \t\r\n/><");
    n = n ? n : 1;
    Str what = part(f, f->at, n);
    tell(f, D_XML_IN_TAG, f->at, n, 1, &what);
    return fix(f, f->at, n, S(" "));
}

static bool mend_gt(Fault *f)
{
    size_t less = text_back(f->m, f->at ? f->at - 1 : 0, "<");
    if (less != SIZE_MAX && f->m->text[less + 1] != '/') return mend_in_tag(f);
    tell(f, D_XML_GREATER, f->at, 1, 0, NULL);
    return fix(f, f->at, 0, S(">"));
}

/* name without value: <bild schmuck datei="..."> */
static bool mend_equal(Fault *f)
{
    size_t at = f->at;
    while (at && strchr(" \t\r\n", f->m->text[at - 1])) at--;
    size_t from = at;
    while (from && !strchr(" \t\r\n<>\"'=/", f->m->text[from - 1])) from--;
    Str name = part(f, from, at - from);
    if (!name.n) return false;
    tell(f, D_XML_NO_VALUE, from, name.n, 1, &name);
    return fix(f, from, name.n, S(""));
}

static bool mend_unfinished(Fault *f, const char *begin, const char *end)
{
    size_t at = back(f, f->m->n, begin);
    Str what[2] = { str_of(begin), str_of(end) };
    tell(f, D_XML_UNFINISHED, at, what[0].n, 2, what);
    return fix(f, f->m->n, 0, what[1]);
}

static bool mend_comment(Fault *f)
{
    size_t at = back(f, f->at, "--");
    tell(f, D_XML_COMMENT, at, 2, 0, NULL);
    return fix(f, at, 2, S("- "));
}

static bool mend_cdata_end(Fault *f)
{
    size_t at = text_find(f->m, f->at > 2 ? f->at - 2 : 0,
                          "]]>"); /* the cursor stands where the text began */
    if (at >= f->m->n) return false;
    tell(f, D_XML_CDATA_END, at, 3, 0, NULL);
    return fix(f, at, 3, S("]]&gt;"));
}

static bool mend_behind(Fault *f)
{
    tell(f, D_XML_BEHIND, f->at, 1, 0, NULL);
    return fix(f, f->at, f->m->n - f->at, S(""));
}

/* <?xml ...?> that is not at the very begin. */
static bool mend_declaration(Fault *f)
{
    size_t at = back(f, f->at, "<?"), end = text_find(f->m, at, "?>");
    if (end == f->m->n) return false;
    tell(f, D_XML_DECLARATION, at, end + 2 - at, 0, NULL);
    return fix(f, at, end + 2 - at, S(""));
}

static bool give_up(Fault *f)
{
    if (f->p->stop == STOP_DEPTH || f->p->stop == STOP_NODES) {
        char z[24];
        int n =
            snprintf(z, sizeof z, "%d", f->p->stop == STOP_DEPTH ? XML_MAX_DEPTH : XML_MAX_NODES);
        tell(f, f->p->stop == STOP_DEPTH ? D_XML_DEEP : D_XML_NODES, f->at, 1, 1,
             &(Str){ z, (size_t)n });
        return false;
    }
    Str why = str_of(f->p->s2);
    tell(f, D_XML_SYNTAX, f->at, 1, 1, &why);
    return false;
}

static bool mend_by_code(Fault *f)
{
    switch (f->p->stop) {
    case STOP_DOCTYPE: return mend_doctype(f);
    case XML_ERR_TAG_NAME_MISMATCH: return mend_mismatch(f);
    case XML_ERR_TAG_NOT_FINISHED: return mend_unclosed(f);
    case XML_ERR_ATTRIBUTE_NOT_STARTED: return mend_unquoted(f);
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: return mend_equal(f);
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED: return mend_in_value(f);
    case XML_ERR_ATTRIBUTE_REDEFINED: return mend_double_attr(f);
    case XML_ERR_SPACE_REQUIRED: return mend_space(f);
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_CHAR: return mend_lone(f);
    case XML_ERR_MISPLACED_CDATA_END: return mend_cdata_end(f);
    case XML_ERR_HYPHEN_IN_COMMENT: return mend_comment(f);
    case XML_ERR_COMMENT_NOT_FINISHED: return mend_unfinished(f, "<!--", "-->");
    case XML_ERR_CDATA_NOT_FINISHED: return mend_unfinished(f, "<![CDATA[", "]]>");
    case XML_ERR_PI_NOT_FINISHED: return mend_unfinished(f, "<?", "?>");
    case XML_ERR_DOCUMENT_END: return mend_behind(f);
    case XML_ERR_GT_REQUIRED: return mend_gt(f);
    case XML_ERR_RESERVED_XML_NAME: return mend_declaration(f);
    default: return false;
    }
}

bool xml_mend(Mended *m, const Pass *p)
{
    Fault f = { m, p, p->stop_at < m->n ? p->stop_at : m->n };
    size_t told = diags_count(m->d);
    if (mend_by_code(&f)) return true;
    return diags_count(m->d) > told ? false : give_up(&f);
}
