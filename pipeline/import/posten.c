/* A finance row's cells: amounts as the form shows them (its unit, its sign), accounts, words of
 * enumerations. */
#include "import/import_in.h"
#include "import/values.h"

static const Str none = { "", 0 };

static const struct {
    Formfeld f;
    const char *attr;
    EnumKind words;
} plain[] = {
    { FF_TEILHAUSHALT, "teilhaushalt", ENUM_COUNT },
    { FF_PRODUKTGRUPPE, "produktgruppe", ENUM_COUNT },
    { FF_PRODUKT, "produkt", ENUM_COUNT },
    { FF_KOSTENSTELLE, "kostenstelle", ENUM_COUNT },
    { FF_KOSTENTRAEGER, "kostentraeger", ENUM_COUNT },
    { FF_SACHKONTO, "sachkonto", ENUM_COUNT },
    { FF_INVESTITIONSAUFTRAG, "investitionsauftrag", ENUM_COUNT },
    { FF_FINANZSTELLE, "finanzstelle", ENUM_COUNT },
    { FF_DECKUNG, "deckung", ENUM_COUNT },
    { FF_ENTGELTGRUPPE, "entgeltgruppe", ENUM_COUNT },
    { FF_ART, "art", ENUM_POSTEN },
    { FF_HAUSHALT, "haushalt", ENUM_HAUSHALT },
    { FF_TURNUS, "turnus", ENUM_TURNUS },
    { FF_VERANSCHLAGUNG, "veranschlagung", ENUM_VERANSCHLAGT },
};
static const struct {
    Formfeld f;
    const char *attr;
} money[] = {
    { FF_NETTO, "netto" },         { FF_BRUTTO, "brutto" },
    { FF_ANSATZ, "ansatz" },       { FF_BEREITGESTELLT, "bereitgestellt" },
    { FF_BEANTRAGT, "beantragt" },
};

static XNode *year_of(const XNode *p, int year)
{
    for (XNode *k = xchild(p, "jahresbetrag"); k; k = xnext(k, "jahresbetrag"))
        if (int_of(str_trim(xattr(k, "jahr")), 0, 9999) == year) return k;
    return NULL;
}

/* Where the amount that the column shows stands. */
static const char *amount_attr(const XNode *p, Formfeld f)
{
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (money[i].f == f) return money[i].attr;
    return xattr(p, "betrag").n ? "betrag"
        : xattr(p, "brutto").n  ? "brutto"
        : xattr(p, "netto").n   ? "netto"
                                : "betrag";
}

static int64_t hundredths(Dec d)
{
    int64_t v = d.v;
    for (int i = d.scale; i < 2; i++) v *= 10;
    for (int i = d.scale; i > 2; i--) v /= 10;
    return v;
}

/* The form may show thousands, and costs with a minus: what the old amount was shown as tells. */
static int64_t factor(const Node *old, Str was)
{
    Dec shown;
    Money m;
    if (!old || !old->text.n || !amount_of(old->text, 4, &shown) ||
        !money_parse(str_trim(was), &m) || !hundredths(shown))
        return 1;
    static const int64_t f[] = { 1, -1, 1000, -1000, 1000000, -1000000 };
    for (size_t i = 0; i < 6; i++) {
        int64_t gap, unit = f[i] < 0 ? -f[i] : f[i];
        if (__builtin_mul_overflow(hundredths(shown), f[i], &gap) ||
            __builtin_sub_overflow(gap, m.cents, &gap))
            continue;
        if ((gap < 0 ? -gap : gap) <= unit * 50) return f[i];
    }
    return 1;
}

static bool amount(Im *im, XNode *holder, const char *attr, const Node *old, const Node *now)
{
    Dec d = { 0 };
    Str text = plain_blanks(im->a, now->text);
    bool about;
    ZahlForm form = zahl_german(text, 4, &d, &about);
    if (form == ZAHL_LEER) {
        made_attr(im, holder, attr, none);
        return true;
    }
    int64_t cents;
    if (form == ZAHL_SCHLECHT ||
        __builtin_mul_overflow(hundredths(d), factor(old, xattr(holder, attr)), &cents)) {
        tell_value(im, now->at, text, "Betrag", "1.234,56");
        return false;
    }
    Buf b = { 0 };
    money_xml(&b, (Money){ cents, true });
    made_attr(im, holder, attr, buf_keep(im->a, &b));
    return true;
}

static void by_year(Im *im, XNode *p, const Node *old, const Node *now)
{
    int year = now->year ? now->year : old ? old->year : 0;
    XNode *j = year_of(p, year);
    if (j) {
        amount(im, j, "eur", old, now);
        if (!xattr(j, "eur").n) xunlink(j);
    } else if (xchild(p, "jahresbetrag") && year) {
        j = made_element(im, "jahresbetrag", now->at);
        made_attr(im, j, "jahr", str_printf(im->a, "%d", year));
        made_first(p, j);
        amount(im, j, "eur", old, now);
    } else
        amount(im, p, amount_attr(p, FF_BETRAG), old, now);
}

static void percent(Im *im, XNode *p, const char *attr, const Node *now)
{
    Dec d;
    Str s = plain_blanks(im->a, now->text);
    if (s.n && !amount_of(s, 4, &d)) {
        tell_value(im, now->at, s, "Zahl", "19 %");
        return;
    }
    Buf b = { 0 };
    if (s.n) dec_xml(&b, d);
    made_attr(im, p, attr, buf_keep(im->a, &b));
}

/* "2024", "ab 2025", "2024–2026" */
static void period(Im *im, XNode *p, const Node *now)
{
    Str s = plain_blanks(im->a, now->text);
    size_t dash = str_find(s, S("–")), hyphen = str_find(s, S("-"));
    bool from = str_starts(s, S("ab "));
    size_t cut = dash != (size_t)-1 ? dash : hyphen, wide = dash != (size_t)-1 ? 3 : 1;
    int a = int_of(str_trim(from                    ? str_sub(s, 3, s.n)
                                : cut == (size_t)-1 ? s
                                                    : str_sub(s, 0, cut)),
                   0, 9999);
    int b = cut == (size_t)-1 ? 0 : int_of(str_trim(str_sub(s, cut + wide, s.n)), 0, 9999);
    if (s.n && (a < 1000 || (cut != (size_t)-1 && b < 1000))) {
        tell_value(im, now->at, s, "Zeitraum", "2024, ab 2025, 2024–2026");
        return;
    }
    made_attr(im, p, "jahr", a && !from && !b ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "ab", from ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "von", b ? str_printf(im->a, "%d", a) : none);
    made_attr(im, p, "bis", b ? str_printf(im->a, "%d", b) : none);
}

static bool plain_field(Im *im, XNode *p, Formfeld f, const Node *now)
{
    Str s = plain_blanks(im->a, now->text);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (plain[i].f != f) continue;
        int v = plain[i].words < ENUM_COUNT && s.n ? word_value(plain[i].words, s) : 0;
        if (plain[i].words < ENUM_COUNT && s.n && !v) {
            tell_value(im, now->at, s, plain[i].attr, enum_word(plain[i].words, 1).p);
            return true;
        }
        made_attr(im, p, plain[i].attr, v ? enum_code(plain[i].words, v) : s);
        return true;
    }
    return false;
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
    inlines_make(im, now, p);
}

void posten_field(Im *im, XNode *p, const Node *old, Node *now)
{
    Formfeld f = (Formfeld)((int)(now->field ? now->field : old->field) - FIELD_POSTEN);
    now->told = true;
    if (plain_field(im, p, f, now)) return;
    switch (f) {
    case FF_TEXT: words_of(im, p, old, now); break;
    case FF_JAHR:
    case FF_ZEITRAUM: period(im, p, now); break;
    case FF_VON:
        made_attr(im, p,
                  xattr(p, "jahr").n     ? "jahr"
                      : xattr(p, "ab").n ? "ab"
                                         : "von",
                  plain_blanks(im->a, now->text));
        break;
    case FF_BIS: made_attr(im, p, "bis", plain_blanks(im->a, now->text)); break;
    case FF_USTSATZ: percent(im, p, "ust", now); break;
    case FF_FOERDERQUOTE: percent(im, p, "foerderquote", now); break;
    case FF_VZAE: percent(im, p, "vzae", now); break;
    case FF_KONSUMTIV:
        made_attr(im, p, "konsumtiv", same_words(now->text, S("konsumtiv")) ? S("ja") : none);
        made_attr(im, p, "investiv", same_words(now->text, S("investiv")) ? S("ja") : none);
        break;
    case FF_VERANSCHLAGT_JN:
        made_attr(im, p, "veranschlagung",
                  same_words(now->text, S("ja"))         ? S("planmaessig")
                      : same_words(now->text, S("nein")) ? S("ausserplanmaessig")
                                                         : none);
        break;
    case FF_JAHRE: by_year(im, p, old, now); break;
    case FF_UST:
    case FF_NEU_VERFUEGBAR:
    case FF_REST:
    case FF_GESAMT:
        if (old) tell(im, D_IMPORT_ERRECHNET, now->at, now->text);
        break;
    default: amount(im, p, amount_attr(p, f), old, now); break;
    }
}
