/* Values, required attributes: libxml2's schema validator on the repaired tree, its faults as our
 * diagnostics.
 *
 * The tree is handed over as a libxml2 tree whose _private point back to ours; naming a file makes
 * libxml2 say which attribute is meant. What the structured error holds in str1..3 depends on
 * whether an element or an attribute is at fault. */
#include "base/check.h"
#include "model/model.h"
#include "xml/libxml.h"
#include "schema/schema_in.h"
#include "base/spell.h"

typedef struct {
    Checker *c;
    const void *last;
    bool in_faults;
} Values;

/* Where a faulty value stands, what names it, its type. */
typedef struct {
    const XNode *n;
    const XAttr *a;
    Place at;
    Str what, type, value;
} Subject;

static Place content_place(const XNode *n)
{
    const XNode *t = n->kids;
    if (!t || t->name.n || t->at.len == 0) return n->name_at;
    Str s = str_trim(t->text);
    uint32_t skip = s.n ? (uint32_t)(s.p - t->text.p) : 0,
             len = t->at.len - (skip < t->at.len ? skip : 0);
    return (Place){ t->at.src, t->at.off + skip, s.n < len ? (uint32_t)s.n : len };
}

static Subject subject(Values *v, const XNode *n, const XAttr *a)
{
    const ElementModel *e = model_of(v->c->m, n->name);
    Subject s = { .n = n, .a = a };
    if (a) {
        const ModelAttr *m = e ? model_attr(e, a->name) : NULL;
        s.at = a->value_at;
        s.what = a->name;
        s.type = m ? m->type : S("");
        s.value = a->value;
        return s;
    }
    s.at = content_place(n);
    s.what = str_printf(v->c->scratch, "<%.*s>", STR_FMT(n->name));
    s.type = e ? e->type : S("");
    s.value = n->kids && n->kids->name.n == 0 ? n->kids->text : (Str){ "", 0 };
    return s;
}

/* ---- guesses ---- */

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* "99.167,46 EUR", "1 234", "83.334": digits, with points as thousands where they stand right. */
static bool german_number(Arena *a, Str s, Str *out)
{
    Buf b = buf_new(0);
    size_t at = 0, after = 0;
    bool comma = false, good = true;
    if (str_ends(s, S("EUR"))) s = str_trim(str_sub(s, 0, s.n - 3));
    if (str_ends(s, S("€"))) s = str_trim(str_sub(s, 0, s.n - 3));
    if (str_ends(s, S("%"))) s = str_trim(str_sub(s, 0, s.n - 1));
    if (str_starts(s, S("-"))) {
        buf_char(&b, '-');
        at = 1;
    }
    if (str_starts(s, S("\xE2\x88\x92"))) {
        buf_char(&b, '-');
        at = 3;
    }
    for (; at < s.n; at++) {
        char c = s.p[at];
        if (digit(c)) {
            buf_char(&b, c);
            after += comma;
        } else if (c == ',' && !comma) {
            comma = true;
            buf_char(&b, '.');
        } else if (!((c == '.' || c == ' ' || c == '\'') && !comma)) {
            good = false;
        }
    }
    Dec d;
    if (comma && !after && b.n) b.n--;
    good = good && b.n < 20 && dec_parse(buf_view(&b), &d);
    Str number = buf_keep(a, &b);
    if (good) *out = number;
    return good;
}

/* "12.2.2024", "12.02.24", "2024/02/12" */
static bool german_date(Arena *a, Str s, Str *out)
{
    int part[3] = { 0 }, digits[3] = { 0 }, k = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (digit(s.p[i]) && digits[k] < 4) {
            part[k] = part[k] * 10 + (s.p[i] - '0');
            digits[k]++;
        } else if ((s.p[i] == '.' || s.p[i] == '/' || s.p[i] == '-' || s.p[i] == ' ') && k < 2 &&
                   digits[k]) {
            k++;
            while (i + 1 < s.n && s.p[i + 1] == ' ') i++;
        } else {
            return false;
        }
    }
    bool iso = digits[0] == 4;
    int year = part[iso ? 0 : 2], day = part[iso ? 2 : 0];
    if (k != 2 || !digits[2] || (!iso && digits[2] != 4 && digits[2] != 2)) return false;
    Str z = str_printf(a, "%04d-%02d-%02d", year < 100 ? year + 2000 : year, part[1], day);
    Date d;
    if (!date_parse(z, &d)) return false;
    *out = z;
    return true;
}

/* Central European summer time: from the last Sunday of March to the last Sunday of October. For a
 * hint that is exact enough. */
static bool summer(Date d)
{
    if (d.month != 3 && d.month != 10) return d.month > 3 && d.month < 10;
    Date last = { d.year, d.month, 31 };
    last.day = (uint8_t)(31 - (date_weekday(last) + 1) % 7);
    return (date_cmp(d, last) >= 0) == (d.month == 3);
}

/* "27.02.2024 15 Uhr", "27.02.2024, 15:00", "2024-02-27T15:00": with the offset that holds on that
 * day. */
static bool german_moment(Arena *a, Str s, Str *out)
{
    size_t cut = 0;
    while (cut < s.n && !strchr("T, ", s.p[cut])) cut++;
    Str day, time = str_sub(s, cut, s.n);
    Date d;
    if (!german_date(a, str_sub(s, 0, cut), &day) || !date_parse(day, &d)) return false;
    int part[2] = { 0 }, digits[2] = { 0 }, k = 0;
    for (size_t i = 0; i < time.n && k < 2; i++) {
        char c = time.p[i];
        if (digit(c))
            part[k] = part[k] * 10 + (c - '0'), digits[k]++;
        else if (digits[k] && (c == ':' || c == '.'))
            k++;
        else if (digits[k])
            break;
        if (digits[0] > 2 || digits[1] > 2) return false;
    }
    if (!digits[0] || part[0] > 23 || part[1] > 59) return false;
    *out = str_printf(a, "%.*sT%02d:%02d:00+0%d:00", STR_FMT(day), part[0], part[1],
                      summer(d) ? 2 : 1);
    return true;
}

bool schema_value_guess(Arena *a, Str base, Str value, Str *out)
{
    value = str_trim(value);
    bool number = str_is(base, "decimal") || str_is(base, "integer");
    bool found = str_is(base, "date") ? german_date(a, value, out)
        : str_is(base, "dateTime")    ? german_moment(a, value, out)
                                      : number && german_number(a, value, out);
    return found && !str_eq(*out, value);
}

static int word_guess(Checker *c, const ModelType *t, Str value)
{
    static const char *const yes[] = { "true", "1", "yes", "wahr", "x", "j" },
                             *const no[] = { "false", "0", "no", "falsch", "n" };
    Str *words = ARENA_NEW_N(c->scratch, Str, (size_t)t->nwords + 1);
    for (int i = 0; i < t->nwords; i++) words[i] = t->words[i].word;
    for (int i = 0; i < t->nwords; i++) {
        for (size_t k = 0; k < sizeof yes / sizeof *yes; k++)
            if (str_is(t->words[i].word, "ja") && str_is(value, yes[k])) return i;
        for (size_t k = 0; k < sizeof no / sizeof *no; k++)
            if (str_is(t->words[i].word, "nein") && str_is(value, no[k])) return i;
    }
    int k = spell_nearest(value, words, t->nwords);
    for (int i = 0; k < 0 && i < t->nwords;
         i++) /* the word itself instead of its code: "zur Kenntnis genommen" */
        words[i] = t->words[i].doc;
    return k >= 0 ? k : spell_nearest(value, words, t->nwords);
}

static Str word_list(Checker *c, const ModelType *t)
{
    Buf b = buf_new(0);
    for (int i = 0; i < t->nwords; i++) {
        if (i) buf_z(&b, ", ");
        buf_str(&b, t->words[i].word);
        if (t->words[i].doc.n && t->words[i].doc.n < 60 && t->nwords <= 8) {
            buf_z(&b, " (");
            buf_str(&b, t->words[i].doc);
            buf_z(&b, ")");
        }
    }
    return buf_keep(c->scratch, &b);
}

/* ---- telling ---- */

static void tell_choice(Values *v, const Subject *s)
{
    const ModelType *t = model_type(v->c->m, s->type);
    int k = t ? word_guess(v->c, t, str_trim(s->value)) : -1;
    Str args[3] = { s->what, s->value, k >= 0 ? t->words[k].word : t ? word_list(v->c, t) : S("") };
    schema_tell(v->c, k >= 0 ? D_VALUE_CHOICE : D_VALUE_CHOICE_LIST, s->at, 3, args);
}

static bool names_no_day(const ModelType *t, Str value)
{
    Str s = str_trim(value);
    Date d;
    if (!t || !str_is(t->base, "date") || s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    for (size_t i = 0; i < s.n; i++)
        if (i != 4 && i != 7 && !digit(s.p[i])) return false;
    return !date_parse(s, &d);
}

static void tell_form(Values *v, const Subject *s)
{
    const ModelType *t = model_type(v->c->m, s->type);
    Str guess;
    Str args[3] = { s->what, s->value, t ? t->doc : S("") };
    if (t && t->nwords) {
        tell_choice(v, s);
    } else if (str_trim(s->value).n == 0) {
        schema_tell(v->c, D_VALUE_EMPTY, s->at.len ? s->at : s->n->name_at, 3, args);
    } else if (names_no_day(t, s->value)) {
        schema_tell(v->c, D_VALUE_NO_DAY, s->at, 3, args);
    } else if (t && schema_value_guess(v->c->scratch, t->base, s->value, &guess)) {
        args[2] = guess;
        schema_tell(v->c, D_VALUE_GUESS, s->at, 3, args);
    } else {
        schema_tell(v->c, D_VALUE, s->at, 3, args);
    }
}

static void tell_length(Values *v, const Subject *s, const xmlError *e)
{
    const char *actual = s->a ? e->str2 : e->str1, *limit = s->a ? e->str3 : e->str2;
    Str args[3] = { s->what, str_of(actual ? actual : ""), str_of(limit ? limit : "") };
    if (e->code == XML_SCHEMAV_CVC_MAXLENGTH_VALID)
        schema_tell(v->c, D_VALUE_LONG, s->at, 3, args);
    else /* every least length is 1 */
        tell_form(v, s);
}

static void tell_limit(Values *v, const Subject *s, const xmlError *e)
{
    Str args[3] = { s->what, s->value, str_of(e->str2 ? e->str2 : "") };
    schema_tell(v->c, D_VALUE_LIMIT, s->at, 3, args);
}

static void tell_missing_attr(Values *v, const XNode *n, const xmlError *e)
{
    const ElementModel *m = model_of(v->c->m, n->name);
    Str name = str_of(e->str1 ? e->str1 : "");
    const ModelAttr *a = m ? model_attr(m, name) : NULL;
    const ModelType *t = a ? model_type(v->c->m, a->type) : NULL;
    Str args[3] = { n->name, name, t && t->nwords ? word_list(v->c, t) : t ? t->doc : S("") };
    schema_tell(v->c, D_SCHEMA_ATTR_MISSING, n->name_at, 3, args);
}

static void tell_other(Values *v, const XNode *n, const xmlError *e)
{
    const char *z = e->message ? e->message : "", *colon = strstr(z, "': ");
    z = colon ? colon + 3 : z;
    Str args[2] = { n->name, { z, strcspn(z, "\n") } };
    schema_tell(v->c, D_SCHEMA_OTHER, n->name_at, 2, args);
}

static void tell_value(Values *v, const XNode *n, const XAttr *a, const xmlError *e)
{
    const void *who = a ? (const void *)a : n;
    if (who == v->last) /* the facet was told; the type's own message says the same */
        return;
    v->last = who;
    Subject s = subject(v, n, a);
    switch (e->code) {
    case XML_SCHEMAV_CVC_ENUMERATION_VALID: tell_choice(v, &s); return;
    case XML_SCHEMAV_CVC_LENGTH_VALID:
    case XML_SCHEMAV_CVC_MINLENGTH_VALID:
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID: tell_length(v, &s, e); return;
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID: tell_limit(v, &s, e); return;
    default: tell_form(v, &s);
    }
}

static bool is_value_code(int code)
{
    return (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 &&
            code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3) ||
        (code >= XML_SCHEMAV_CVC_LENGTH_VALID && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID);
}

static void on_fault(void *ctx, xmlErrorPtr e)
{
    Values *v = ctx;
    xmlNodePtr at = e->node;
    bool attr = at && at->type == XML_ATTRIBUTE_NODE;
    xmlNodePtr el = attr ? at->parent : at;
    const XNode *n = el && el->type == XML_ELEMENT_NODE ? el->_private : NULL;
    v->in_faults = true;
    if (!n || schema_is_filler(n)) /* in a filler of ours, or without a place */
        return;
    if (is_value_code(e->code))
        tell_value(v, n, attr ? at->_private : NULL, e);
    else if (e->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4)
        tell_missing_attr(v, n, e);
    else
        tell_other(v, n, e);
}

/* ---- our tree as libxml2's ---- */

static const xmlChar *z(Str s) { return (const xmlChar *)(s.n ? s.p : ""); }

static xmlNodePtr copy_element(xmlDocPtr doc, xmlNsPtr *ns, const XNode *n)
{
    xmlNodePtr e = xmlNewDocNode(doc, NULL, z(n->name), NULL);
    CHECK(e != NULL);
    if (!*ns) *ns = xmlNewNs(e, (const xmlChar *)XML_NS, NULL);
    if (xis_ours(n)) xmlSetNs(e, *ns);
    e->_private = (void *)n;
    for (const XAttr *a = n->attrs; a; a = a->next) {
        xmlAttrPtr p = xmlNewProp(e, z(a->name), z(a->value));
        if (p) p->_private = (void *)a;
    }
    return e;
}

static xmlNodePtr copy_tree(xmlDocPtr doc, xmlNsPtr *ns, const XNode *n)
{
    xmlNodePtr e = copy_element(doc, ns, n);
    for (const XNode *k = n->kids; k; k = k->next)
        xmlAddChild(e,
                    k->name.n ? copy_tree(doc, ns, k)
                              : xmlNewDocTextLen(doc, z(k->text), (int)k->text.n));
    return e;
}

static void check_tree(Values *v, xmlSchemaPtr schema, const XNode *root)
{
    xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNsPtr ns = NULL;
    xmlDocSetRootElement(doc, copy_tree(doc, &ns, root));
    xmlSchemaValidCtxtPtr c = xmlSchemaNewValidCtxt(schema);
    CHECK(c != NULL);
    xmlSchemaSetValidStructuredErrors(c, (xmlStructuredErrorFunc)on_fault, v);
    xmlSchemaValidateSetFilename(c, "x"); /* without it the node at fault is not told */
    xmlSchemaValidateDoc(c, doc);
    xmlSchemaFreeValidCtxt(c);
    xmlFreeDoc(doc);
}

void schema_values_check(Checker *c, xmlSchemaPtr schema)
{
    Values v = { .c = c };
    check_tree(&v, schema, c->t->root);
    for (const XNode *n = c->aside; n; n = n->next) check_tree(&v, schema, n);
}
