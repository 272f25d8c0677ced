/* What master data and house style say of a paper: bodies and their time, finance forms, their
 * questions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "read/read.h"
#include "rules/rules_in.h"

static const char house[] = "<koerperschaft xmlns='urn:x-vorlage:1' name='K'><gremien>"
                            "<gremium id='rat' name='Rat' von='2020-01-01' bis='2024-06-30'/>"
                            "<gremium id='rat' name='Gemeinderat' von='2024-08-01'/>"
                            "<gremium id='hauptausschuss' name='HA'/></gremien></koerperschaft>";
static const char style[] =
    "<stil xmlns='urn:x-vorlage:1' name='Stil'>"
    "<finanzformular id='kosten'><frage id='folgekosten'>F?</frage><frage id='mittel'>M?</frage>"
    "<formspalte feld='text' titel='T'/></finanzformular>"
    "<finanzformular id='ertraege'><frage id='zweite'>Z?</frage><formspalte feld='text' titel='T'/>"
    "</finanzformular></stil>";

#define ROW(body, day) \
    "<beratung gremium='{" body "}' termin='" day "' status='oeffentlich' " \
    "zustaendigkeit='vorberatung'/>"
#define FORM(id) "<finanztabelle form='{" id "}'/>"
#define ANSWER(id) "<antwort frage='{" id "}' wert='ja'>a</antwort>"
#define RIGHT(id) "<antwort frage='" id "' wert='ja'>a</antwort>"

static Str quoted(Arena *a, const char *z, size_t *from, size_t *to)
{
    Buf b = { 0 };
    for (; *z; z++)
        if (*z == '{')
            *from = b.n;
        else if (*z == '}')
            *to = b.n;
        else
            buf_char(&b, *z == '\'' ? '"' : *z);
    Str s = str_keep(a, buf_view(&b));
    buf_drop(&b);
    return s;
}

static void told(void **state)
{
    static const struct {
        const char *where, *what, *code, *args;
    } list[] = {
        { "b", ROW("rat", "2024-06-30"), "", "" },
        { "b", ROW("rat", "2024-07-01"), "gremium-zeit", "rat|01.07.2024" },
        { "b", ROW("rat", "2024-07-31"), "gremium-zeit", "rat|31.07.2024" },
        { "b", ROW("rat", "2024-08-01"), "", "" },
        { "b", ROW("rat", "2020-01-01"), "", "" },
        { "b", ROW("rat", "2019-12-31"), "gremium-zeit", "rat|31.12.2019" },
        { "b", ROW("hauptausschuss", "1999-12-31"), "", "" },
        { "b", ROW("hauptauschuss", "2024-01-01"), "gremium-name", "hauptauschuss|hauptausschuss" },
        { "b", ROW("weit-weg", "2024-01-01"), "gremium", "weit-weg|" },
        { "b", "<beratung gremium='rat' status='oeffentlich' zustaendigkeit='vorberatung'/>", "",
          "" },
        { "f", FORM("kosten"), "", "" },
        { "f", FORM("ertraege"), "", "" },
        { "f", FORM("kostn"), "finanzform-name", "kostn|kosten|Stil" },
        { "f", FORM("ertraeg"), "finanzform-name", "ertraeg|ertraege|Stil" },
        { "f", FORM("weit-weg"), "finanzform",
          "weit-weg|einfach, steuer, mehrjahr, konten, kosten, ertraege|Stil" },
        { "f", ANSWER("folgekosten") RIGHT("mittel") RIGHT("zweite"), "", "" },
        { "f", ANSWER("folgekostn"), "frage-name", "folgekostn|folgekosten|Stil" },
        { "f", RIGHT("mittel") ANSWER("zweit"), "frage-name", "zweit|zweite|Stil" },
        { "f", ANSWER("weit-weg"), "frage", "weit-weg||Stil" },
        { "f", RIGHT("mittel") ANSWER("mittel"), "frage-doppelt", "mittel" },
        { "f", RIGHT("mittel") RIGHT("zweite") ANSWER("mittel"), "frage-doppelt", "mittel" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Arena *a = arena_new();
        Diags *d = diags_new(a);
        size_t from = 0, to = 0, x = 0;
        Koerperschaft *k = read_koerperschaft(a, d, S("k.xml"), quoted(a, house, &x, &x));
        Stil *s = read_stil(a, d, S("s.xml"), quoted(a, style, &x, &x));
        const char *part = list[i].where[0] == 'b' ? "beratungsfolge" : "finanzen";
        char z[2000];
        snprintf(z, sizeof z,
                 "<vorlage xmlns='urn:x-vorlage:1' nummer='1' art='bericht' status='oeffentlich'>"
                 "<kopf><betreff>B</betreff></kopf><%s>%s</%s></vorlage>",
                 part, list[i].what, part);
        Str text = quoted(a, z, &from, &to);
        Vorlage *v = read_vorlage(a, d, S("a.xml"), text);
        assert_true(k && s && v);
        assert_int_equal(diags_count(d), 0);
        rules_bezuege(a, d, v, k, s);
        if (!list[i].code[0] ? diags_count(d) != 0 : diags_count(d) != 1)
            fail_msg("%s: %d told", list[i].what, (int)diags_count(d));
        if (list[i].code[0]) {
            const Diag *g = diags_at(d, 0);
            assert_string_equal(diag_code_name(g->code), list[i].code);
            Buf b = { 0 };
            for (int n = 0; n < g->nargs; n++)
                buf_printf(&b, "%s%.*s", n ? "|" : "", STR_FMT(g->arg[n]));
            buf_char(&b, 0);
            assert_string_equal(b.p, list[i].args);
            buf_drop(&b);
            assert_int_equal(g->at.off, from);
            assert_int_equal(g->at.len, to - from);
        }
        arena_drop(a);
    }
}

/* Without master data a body's id says nothing; its name said beside it is enough. */
static void without_master_data(void **state)
{
    static const char *const rows[] = { "gremium='rat'", "gremium-name='Rat'" };
    for (int i = 0; i < 2; i++) {
        Arena *a = arena_new();
        Diags *d = diags_new(a);
        char z[1000];
        size_t x = 0;
        snprintf(
            z, sizeof z,
            "<vorlage xmlns='urn:x-vorlage:1' nummer='1' art='bericht' status='oeffentlich'>"
            "<kopf><betreff>B</betreff></kopf><beratungsfolge><beratung %s termin='2024-01-01' "
            "status='oeffentlich' zustaendigkeit='vorberatung'/></beratungsfolge></vorlage>",
            rows[i]);
        Vorlage *v = read_vorlage(a, d, S("a.xml"), quoted(a, z, &x, &x));
        assert_non_null(v);
        size_t n = diags_count(d);
        rules_bezuege(a, d, v, NULL, stil_neutral(a));
        assert_int_equal(diags_count(d) - n, i == 0);
        if (i == 0) assert_int_equal(diags_at(d, n)->code, D_GREMIUM_OHNE_STAMMDATEN);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(told),
                                        cmocka_unit_test(without_master_data) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
