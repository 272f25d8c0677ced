/* The schemas and the program know the same codes: each enumeration of the XSD has exactly the
 * X-list's codes, in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "model/stil.h"
#include "xml/tree.h"
#include "schema/schema.h"

static Str schema(const char *name)
{
    size_t n;
    const SchemaFile *f = schema_files(&n);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(f[i].name, name)) return (Str){ f[i].text, f[i].size };
    fail_msg("no schema %s", name);
    return (Str){ 0 };
}

/* The text of a simple type's definition. */
static Str type_of(const char *file, const char *type)
{
    Str s = schema(file);
    char start[100];
    snprintf(start, sizeof start, "<xs:simpleType name=\"%s\">", type);
    size_t at = str_find(s, str_of(start));
    if (at == (size_t)-1) fail_msg("no type %s in %s", type, file);
    s = str_sub(s, at, s.n);
    return str_sub(s, 0, str_find(s, S("</xs:simpleType>")));
}

/* The next enumeration's value; n == 0 at the end. */
static Str next_code(Str *s)
{
    static const char mark[] = "<xs:enumeration value=\"";
    size_t at = str_find(*s, S(mark));
    if (at == (size_t)-1) return (Str){ "", 0 };
    *s = str_sub(*s, at + sizeof mark - 1, s->n);
    return str_sub(*s, 0, str_find(*s, S("\"")));
}

static void compare(const char *file, const char *type, const Str *codes, int n)
{
    Str s = type_of(file, type);
    for (int i = 0; i < n; i++) {
        Str code = next_code(&s);
        if (!str_eq(code, codes[i]))
            fail_msg("%s: \"%.*s\" in the schema, \"%.*s\" in the program", type, STR_FMT(code),
                     STR_FMT(codes[i]));
    }
    if (next_code(&s).n) fail_msg("%s: more codes in the schema", type);
}

/* Whatever the order. */
static void compare_set(const char *file, const char *type, const Str *codes, int n)
{
    Str s = type_of(file, type);
    int found = 0;
    for (Str code = next_code(&s); code.n; code = next_code(&s), found++) {
        int i = 0;
        while (i < n && !str_eq(code, codes[i])) i++;
        if (i == n) fail_msg("%s: the program has no \"%.*s\"", type, STR_FMT(code));
    }
    if (found != n) fail_msg("%s: %d codes in the schema, %d in the program", type, found, n);
}

static void enumerations(void **state)
{
    static const struct {
        EnumKind kind;
        const char *type;
    } types[] = {
        { ENUM_VORLAGENART, "Vorlagenart" },
        { ENUM_ZUST, "Zustaendigkeit" },
        { ENUM_ERG, "Ergebniscode" },
        { ENUM_BEZUG, "Bezugsart" },
        { ENUM_TEIL, "Teilart" },
        { ENUM_AUSW, "Auswirkungsart" },
        { ENUM_WIRKUNG, "Wirkung" },
        { ENUM_AUSMASS, "Ausmass" },
        { ENUM_POSTEN, "Postenart" },
        { ENUM_HAUSHALT, "Haushalt" },
        { ENUM_TURNUS, "Turnus" },
        { ENUM_VERANSCHLAGT, "Veranschlagung" },
        { ENUM_SV, "Vermerkart" },
        { ENUM_GELD, "Geldeinheit" },
        { ENUM_STATUS, "Oeffentlichkeit" },
        { ENUM_SITZUNG, "Sitzungsart" },
        { ENUM_ZUSTAND, "Sitzungszustand" },
        { ENUM_NACHREICHUNG, "Nachreichung" },
        { ENUM_PAPIER, "Papierlage" },
        { ENUM_FUNKTION, "Mitgliedsfunktion" },
        { ENUM_ZUSTELLUNG, "Zustellung" },
        { ENUM_ANREDE, "Anrede" },
    };
    assert_int_equal(sizeof types / sizeof *types, ENUM_COUNT);
    for (size_t i = 0; i < ENUM_COUNT; i++) {
        Str codes[64];
        int n = enum_count(types[i].kind) - 1;
        assert_in_range(n, 1, 64);
        for (int v = 0; v < n; v++) codes[v] = enum_code(types[i].kind, v + 1);
        compare("typen.xsd", types[i].type, codes, n);
    }
}

static void style_lists(void **state)
{
#define X(id, k, ...) { k, sizeof(k) - 1 },
    static const Str kopf[] = { KOPFFELDER(X) }, folge[] = { BERATUNGSSPALTEN(X) },
                     feld[] = { FORMFELDER(X) };
#undef X
#define X(id, k, ...) { k, sizeof(k) - 1 },
    static const Str wort[] = { STIL_WORTE(X) };
#undef X
    compare("stil.xsd", "Kopffeldname", kopf, KOPF_N - 1);
    compare("stil.xsd", "Beratungsfeld", folge, BSP_N - 1);
    compare("stil.xsd", "Formfeld", feld, FF_N - 1);
    compare_set("stil.xsd", "Wortname", wort, WORT_N);
}

/* Every element and attribute says in German what it is for. */
static void all_documented(void **state)
{
    size_t n;
    const SchemaFile *f = schema_files(&n);
    assert_int_equal(n, 7);
    for (size_t i = 0; i < n; i++) {
        Str s = { f[i].text, f[i].size };
        static const char *const starts[] = { "<xs:element name=", "<xs:attribute name=",
                                              "<xs:simpleType name=" };
        for (int k = 0; k < 3; k++)
            for (Str rest = s;;) {
                size_t at = str_find(rest, str_of(starts[k]));
                if (at == (size_t)-1) break;
                rest = str_sub(rest, at + 1, rest.n);
                Str behind = str_trim(str_sub(rest, str_find(rest, S(">")) + 1, 200));
                if (!str_starts(behind, S("<xs:annotation><xs:documentation xml:lang=\"de\">")))
                    fail_msg("%s: %.*s", f[i].name, 60, rest.p);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(enumerations),
                                        cmocka_unit_test(style_lists),
                                        cmocka_unit_test(all_documented) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
