/* A finance row's cells: amounts as the form shows them (its unit, its sign), accounts, words of
 * enumerations. */
#include "import/import_in.h"
#include "import/values.h"
#include "model/posten.h"

static const Str none = { "", 0 };

static XNode *year_of(const XNode *p, int year)
{
    for (XNode *k = xchild(p, "jahresbetrag"); k; k = xnext(k, "jahresbetrag"))
        if (import_int_of(str_trim(xattr(k, "jahr")), 0, 9999) == year) return k;
    return NULL;
}

/* Where the amount that counts stands. */
static const char *amount_attr(const XNode *p)
{
    return posten_amount_name(xattr(p, "betrag").n, xattr(p, "brutto").n, xattr(p, "netto").n);
}

static void by_year(Im *im, XNode *p, const Node *old, const Node *now)
{
    int year = now->year ? now->year : old ? old->year : 0;
    XNode *j = year_of(p, year);
    if (j) {
        import_amount_set(im, j, "eur", old, now);
        if (!xattr(j, "eur").n) xunlink(j);
    } else if (xchild(p, "jahresbetrag") && year) {
        j = made_element(im, "jahresbetrag", now->at);
        made_attr(im, j, "jahr", str_printf(im->a, "%d", year));
        made_first(p, j);
        import_amount_set(im, j, "eur", old, now);
    } else
        import_amount_set(im, p, amount_attr(p), old, now);
}

/* "2024", "ab 2025", "2024–2026" */
static void period(Im *im, XNode *p, const Node *now)
{
    Str s = import_plain_blanks(im->a, now->text);
    size_t dash = str_find(s, S("–")), hyphen = str_find(s, S("-"));
    bool from = str_starts(s, S("ab "));
    size_t cut = dash != (size_t)-1 ? dash : hyphen, wide = dash != (size_t)-1 ? 3 : 1;
    int a = import_int_of(str_trim(from                    ? str_sub(s, 3, s.n)
                                       : cut == (size_t)-1 ? s
                                                           : str_sub(s, 0, cut)),
                          0, 9999);
    int b = cut == (size_t)-1 ? 0 : import_int_of(str_trim(str_sub(s, cut + wide, s.n)), 0, 9999);
    if (s.n && (a < 1000 || (cut != (size_t)-1 && b < 1000))) {
        import_tell_value(im, now->at, s, "Zeitraum", "2024, ab 2025, 2024–2026");
        return;
    }
    made_attr(im, p, "jahr", a && !from && !b ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "ab", from ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "von", b ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "bis", b ? str_printf(im->a, "%d", b) : none);
}

static void words_of(Im *im, XNode *p, const Node *old, Node *now)
{
    XNode *years = NULL;
    for (XNode *k = xchild(p, "jahresbetrag"); k; k = xnext(k, "jahresbetrag")) years = k;
    XNode *kids = years ? years->next : p->kids;
    for (XNode *next; kids; kids = next) {
        next = kids->next;
        xunlink(kids);
    }
    (void)old;
    import_inlines_make(im, now, p);
}

/* What follows from the other amounts cannot be changed here. */
static void computed(Im *im, XNode *p, Formfeld f, const Node *old, const Node *now)
{
    if (f == FF_JAHRE)
        by_year(im, p, old, now);
    else if (old)
        import_tell(im, D_IMPORT_ERRECHNET, now->at, now->text);
}

static void own_field(Im *im, XNode *p, Formfeld f, const Node *old, Node *now)
{
    Str s = import_plain_blanks(im->a, now->text);
    switch (f) {
    case FF_TEXT: words_of(im, p, old, now); break;
    case FF_JAHR:
    case FF_ZEITRAUM: period(im, p, now); break;
    case FF_VON:
        made_attr(im, p, xattr(p, "jahr").n ? "jahr" : xattr(p, "ab").n ? "ab" : "von", s);
        break;
    case FF_BIS: made_attr(im, p, "bis", s); break;
    case FF_KONSUMTIV:
        made_attr(im, p, "konsumtiv",
                  import_same_words(now->text, S("konsumtiv")) ? S("ja") : none);
        made_attr(im, p, "investiv", import_same_words(now->text, S("investiv")) ? S("ja") : none);
        break;
    case FF_VERANSCHLAGT_JN:
        made_attr(im, p, "veranschlagung",
                  import_same_words(now->text, S("ja"))         ? S("planmaessig")
                      : import_same_words(now->text, S("nein")) ? S("ausserplanmaessig")
                                                                : none);
        break;
    case FF_UST:
    case FF_NEU_VERFUEGBAR:
    case FF_REST:
    case FF_GESAMT:
    case FF_JAHRE: computed(im, p, f, old, now); break;
    case FF_EINFACHE: import_feld_set(im, p, &posten_felder[f], old, now); break;
    }
}

void import_posten_field(Im *im, XNode *p, const Node *old, Node *now)
{
    /* a cell in the style of another kind of datum stays what it was */
    FlowField of = (int)now->field > FIELD_POSTEN || !old ? now->field : old->field;
    Formfeld f = (Formfeld)((int)of - FIELD_POSTEN);
    now->told = true;
    if ((int)of <= FIELD_POSTEN) return;
    if (f == FF_BETRAG)
        import_amount_set(im, p, amount_attr(p), old, now);
    else
        own_field(im, p, f, old, now);
}
