/* The Vorlage behind a form for authors (vorlage new --odt): the parts that its kind has, with
 * prompts between ‹ and › where an author writes, and guidance in paragraphs that begin with ‹?.
 * Fields of head and Beratungsfolge get their prompts in the flow (flow/form.c). */
#include "read/read.h"
#include "read/read_in.h"

typedef struct {
    Teilart art;
    const char *titel, *hint, *prompt;
    bool list;
} Part;

static const Part decision = { TEIL_ANTRAG, NULL,
                               "Worüber abgestimmt wird: ganze Sätze, die ohne den übrigen Text "
                               "verständlich sind. Mehrere Punkte werden nummeriert.",
                               "Beschlussvorschlag", false };
static const Part knowledge = { TEIL_ANTRAG, NULL,
                                "Was das Gremium zur Kenntnis nehmen soll, in einem Satz.",
                                "Von dem Bericht wird Kenntnis genommen.", false };
static const Part summary = { TEIL_ZUSAMMENFASSUNG, NULL, "Das Wichtigste in wenigen Sätzen.",
                              "Zusammenfassung", false };
static const Part facts = { TEIL_SACHVERHALT, NULL,
                            "Worum es geht, was bisher geschah und beschlossen wurde. "
                            "Zwischenüberschriften: Formatvorlage „Überschrift 3“.",
                            "Sachverhalt", false };
static const Part reasons = { TEIL_BEGRUENDUNG, NULL, "Warum so entschieden werden soll.",
                              "Begründung", false };
static const Part choices = { TEIL_ALTERNATIVEN, NULL,
                              "Was sonst möglich wäre, und warum es nicht vorgeschlagen wird.",
                              "Alternativen", false };
static const Part questions = { TEIL_TEIL, "Fragen", "Jede Frage ein Punkt der Liste.", "Frage",
                                true };
static const Part opinion = { TEIL_TEIL, "Stellungnahme",
                              "Die Stellungnahme der Verwaltung oder des Gremiums.",
                              "Stellungnahme", false };

/* Which parts a kind of paper has, and whether it has effects and money. */
typedef struct {
    const Part *part[6];
    bool money;
} Plan;
static Plan plan_of(Vorlagenart art)
{
    switch (art) {
    case VORLAGENART_MITTEILUNG:
    case VORLAGENART_INFORMATION: return (Plan){ { &knowledge, &facts }, false };
    case VORLAGENART_BERICHT: return (Plan){ { &knowledge, &summary, &facts }, false };
    case VORLAGENART_ANTRAG:
    case VORLAGENART_AENDERUNGSANTRAG:
    case VORLAGENART_ERGAENZUNGSANTRAG: return (Plan){ { &decision, &reasons }, false };
    case VORLAGENART_ANFRAGE: return (Plan){ { &facts, &questions }, false };
    case VORLAGENART_STELLUNGNAHME: return (Plan){ { &facts, &opinion }, false };
    case VORLAGENART_BESCHLUSS:
    case VORLAGENART_NEUFASSUNG:
    case VORLAGENART_DRINGLICH:
    case VORLAGENART_TISCHVORLAGE:
    case VORLAGENART_NONE:
    case VORLAGENART_N: break;
    }
    return (Plan){ { &decision, &facts, &reasons, &choices }, true };
}

static void part(Buf *b, const Part *p)
{
    Str code = enum_code(ENUM_TEIL, p->art);
    buf_printf(b, "<%.*s", STR_FMT(code));
    if (p->titel) buf_printf(b, " titel=\"%s\"", p->titel);
    buf_printf(b, "><p>‹?%s›</p>", p->hint);
    if (p->list)
        buf_printf(b, "<liste art=\"nummern\"><punkt>‹%s›</punkt><punkt>‹%s›</punkt></liste>",
                   p->prompt, p->prompt);
    else
        buf_printf(b, "<p>‹%s›</p>", p->prompt);
    buf_printf(b, "</%.*s>", STR_FMT(code));
}

/* ---- money ---- */

/* A year in the number ("024/2026"), for columns by years; 0: none. The clock is never asked. */
static int year_in(Str s)
{
    for (size_t i = 0; i + 4 <= s.n; i++) {
        int v = 0, k = 0;
        while (k < 5 && i + (size_t)k < s.n && s.p[i + (size_t)k] >= '0' &&
               s.p[i + (size_t)k] <= '9')
            v = v * 10 + s.p[i + (size_t)k++] - '0';
        if (k == 4 && v >= 2000 && v < 2100) return v;
        if (k) i += (size_t)k - 1;
    }
    return 0;
}

/* The first form that is a table: the house style's own stand behind the neutral ones. */
static const Finanzform *form_of(Arena *a, const Stil *s)
{
    const Finanzform *first = NULL;
    const Stil *neutral = stil_neutral(a);
    for (int i = 0; i < s->nformen; i++) {
        if (s->formen[i].liste) continue;
        if (!stil_form(neutral, s->formen[i].id)) return &s->formen[i];
        if (!first) first = &s->formen[i];
    }
    return first;
}

static bool has_column(const Finanzform *f, Formfeld feld)
{
    for (int i = 0; i < f->nspalten; i++)
        if (f->spalten[i].feld == feld) return true;
    return false;
}

static void item(Buf *b, const Finanzform *f, int n, int year)
{
    static const Postenart usual[] = { POSTEN_AUFWAND, POSTEN_AUSZAHLUNG, POSTEN_ERTRAG };
    Postenart art = f->nnur_art ? f->nur_art[n % f->nnur_art] : usual[n % 3];
    bool cash = art == POSTEN_AUSZAHLUNG || art == POSTEN_EINZAHLUNG;
    Haushalt h = f->nur_haushalt ? f->nur_haushalt : cash ? HAUSHALT_FINANZ : HAUSHALT_ERGEBNIS;
    buf_printf(b, "<posten art=\"%.*s\" haushalt=\"%.*s\"",
               STR_FMT(enum_code(ENUM_POSTEN, (int)art)),
               STR_FMT(enum_code(ENUM_HAUSHALT, (int)h)));
    if (year) buf_printf(b, " jahr=\"%d\"", year);
    if (has_column(f, FF_NETTO) || has_column(f, FF_BRUTTO) || has_column(f, FF_UST))
        buf_z(b, " netto=\"0.00\" ust=\"19\" brutto=\"0.00\"");
    else
        buf_z(b, " betrag=\"0.00\"");
    if (has_column(f, FF_ANSATZ)) buf_z(b, " ansatz=\"0.00\"");
    if (has_column(f, FF_BEREITGESTELLT)) buf_z(b, " bereitgestellt=\"0.00\"");
    if (has_column(f, FF_BEANTRAGT)) buf_z(b, " beantragt=\"0.00\"");
    if (has_column(f, FF_VERANSCHLAGUNG) || has_column(f, FF_VERANSCHLAGT_JN) ||
        f->gruppe == GRUPPE_VERANSCHLAGUNG)
        buf_printf(b, " veranschlagung=\"%s\"", n ? "ausserplanmaessig" : "planmaessig");
    if (has_column(f, FF_TURNUS)) buf_z(b, " turnus=\"einmalig\"");
    if (f->gruppe == GRUPPE_FREI) buf_z(b, " gruppe=\"‹Gruppe›\"");
    buf_z(b, ">‹Bezeichnung›</posten>");
}

static void money(Arena *a, Buf *b, const Stil *s, int year)
{
    const Finanzform *f = form_of(a, s);
    if (!f) return;
    buf_z(b, "<finanzen>");
    for (int i = 0; i < 3; i++) item(b, f, i, year);
    buf_z(b,
          "<p>‹?Beträge überschreiben; die Summen folgen mit F9. Eine Zeile mehr: in die vorletzte "
          "Zeile gehen, Tabelle > Einfügen > Zeile unterhalb. "
          "Sind keine Kosten zu erwarten, den Abschnitt samt Überschrift "
          "löschen.›</p><p>‹Erläuterung der Kosten und ihrer Deckung›</p><finanztabelle form=\"");
    buf_str(b, f->id);
    buf_z(b, "\"/></finanzen>");
}

void skeleton_formular(Arena *a, Buf *b, Str nummer, Str art, const Stil *s)
{
    Plan p = plan_of((Vorlagenart)enum_value(ENUM_VORLAGENART, art));
    bool decides = p.part[0] == &decision;
    buf_z(
        b,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vorlage xmlns=\"urn:x-vorlage:1\" nummer=\"");
    buf_xml(b, nummer);
    buf_printf(b,
               "\" art=\"%.*s\" status=\"oeffentlich\"><kopf><betreff>‹Betreff der "
               "Vorlage›</betreff></kopf><beratungsfolge>",
               STR_FMT(art));
    for (int i = 0; i < 3; i++)
        buf_printf(
            b,
            "<beratung gremium-name=\"‹Gremium›\" status=\"oeffentlich\" zustaendigkeit=\"%s\"/>",
            !decides    ? "kenntnisnahme"
                : i < 2 ? "vorberatung"
                        : "entscheidung");
    buf_z(b, "</beratungsfolge>");
    for (int i = 0; p.part[i]; i++) part(b, p.part[i]);
    if (p.money) {
        buf_z(b,
              "<auswirkungen><p>‹?Richtung wählen, erläutern; Nichtzutreffendes "
              "löschen.›</p><auswirkung art=\"klima\" "
              "wirkung=\"keine\"><p>‹Erläuterung›</p></auswirkung></auswirkungen>");
        money(a, b, s, year_in(nummer));
    }
    buf_z(
        b,
        "<anlagen><anlage nr=\"1\" status=\"oeffentlich\">‹Bezeichnung der Anlage›</anlage><anlage "
        "nr=\"2\" status=\"oeffentlich\">‹Bezeichnung der Anlage›</anlage></anlagen>"
        "<sichtvermerke><sichtvermerk offen=\"ja\" name=\"‹Name›\" amt=\"‹Amt›\"/><sichtvermerk "
        "zeichen=\"gez.\" name=\"‹Name›\" amt=\"‹Amt›\"/></sichtvermerke></vorlage>\n");
}
