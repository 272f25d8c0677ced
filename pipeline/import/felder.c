/* Plain data by their kinds: what a cell or line says goes into the attribute that holds it. */
#include "import/import_in.h"
#include "import/values.h"

static const Str none = { "", 0 };

/* ---- amounts ---- */

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
    if (!old || !old->text.n || !import_amount_of(old->text, 4, &shown) ||
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

bool import_amount_set(Im *im, XNode *holder, const char *attr, const Node *old, const Node *now)
{
    Dec d = { 0 };
    Str text = import_plain_blanks(im->a, now->text);
    bool about;
    ZahlForm form = zahl_german(text, 4, &d, &about);
    if (form == ZAHL_LEER) {
        made_attr(im, holder, attr, none);
        return true;
    }
    int64_t cents;
    if (form == ZAHL_SCHLECHT ||
        __builtin_mul_overflow(hundredths(d), factor(old, xattr(holder, attr)), &cents)) {
        import_tell_value(im, now->at, text, "Betrag", "1.234,56");
        return false;
    }
    Buf b = { 0 };
    money_xml(&b, (Money){ cents, true });
    made_attr(im, holder, attr, buf_keep(im->a, &b));
    return true;
}

/* ---- by kind ---- */

static void figure(Im *im, XNode *holder, const Feld *f, const Node *now)
{
    Dec d;
    Str s = import_plain_blanks(im->a, now->text);
    if (s.n && !import_amount_of(s, 4, &d)) {
        import_tell_value(im, now->at, s, "Zahl", "19 %");
        return;
    }
    Buf b = { 0 };
    if (s.n) dec_xml(&b, d);
    made_attr(im, holder, f->name, buf_keep(im->a, &b));
}

void import_day_set(Im *im, XNode *holder, const char *attr, const Node *now, Str text)
{
    Str iso = none;
    if (!text.n || import_date_of(im->a, text, &iso))
        made_attr(im, holder, attr, iso);
    else
        import_tell_value(im, now->at, text, "Datum", "27.02.2024");
}

static void word(Im *im, XNode *holder, const Feld *f, const Node *now)
{
    Str s = import_plain_blanks(im->a, now->text);
    int v = s.n ? import_word_value(f->worte, s) : 0;
    if (s.n && !v)
        import_tell_value(im, now->at, s, f->name, enum_word(f->worte, 1).p);
    else
        made_attr(im, holder, f->name, v ? enum_code(f->worte, v) : s);
}

void import_feld_set(Im *im, XNode *holder, const Feld *f, const Node *old, const Node *now)
{
    switch (f->art) {
    case FELD_EIGEN:
    case FELD_ERRECHNET: break;
    case FELD_ZEILE: made_attr(im, holder, f->name, import_plain_blanks(im->a, now->text)); break;
    case FELD_GELD:
    case FELD_BETRAG: import_amount_set(im, holder, f->name, old, now); break;
    case FELD_ZAHL:
    case FELD_PROZENT: figure(im, holder, f, now); break;
    case FELD_TAG: import_day_set(im, holder, f->name, now, now->text); break;
    case FELD_JA:
        made_attr(im, holder, f->name, import_same_words(now->text, S("ja")) ? S("ja") : none);
        break;
    case FELD_WORT: word(im, holder, f, now); break;
    }
}
