/* The small commands: schema, new, --version. */
#include "cli/cli.h"

#include "base/file.h"
#include "model/model.h"
#include "write/odt/odt.h"
#include "write/pdf/pdf.h"
#include "read/read.h"
#include "xml/tree.h"
#include "schema/schema.h"

#include <hb.h>
#include <libxml/xmlversion.h>
#include <unistd.h>

static int list_schemas(void)
{
    size_t n;
    const SchemaFile *s = schema_files(&n);
    for (size_t i = 0; i < n; i++) puts(s[i].name);
    return EXIT_GOOD;
}

int cmd_schema(const Options *o)
{
    if (!o->nwords) return list_schemas();
    size_t n;
    const SchemaFile *s = schema_files(&n);
    Str want = str_of(o->words[0]);
    for (size_t i = 0; i < n; i++) {
        Str name = str_of(s[i].name);
        if (str_eq(want, name) || str_eq(want, str_sub(name, 0, name.n - 4))) {
            fwrite(s[i].text, 1, s[i].size, stdout);
            return EXIT_GOOD;
        }
    }
    return cli_usage_fault(o->lang, "kein solches Schema (vorlage schema listet sie):",
                           "no such schema (vorlage schema lists them):", o->words[0]);
}

static bool number_fits(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20) return false;
    return s.n > 0 && utf8_bad(s) == (size_t)-1 && utf8_count(s) <= 80 && str_trim(s).n == s.n;
}

static bool there(const char *path) { return path && strcmp(path, "-") && access(path, F_OK) == 0; }

static int file_is_there(const Options *o, const char *path)
{
    return cli_usage_fault(o->lang, "Datei gibt es schon; sie bleibt unverändert:",
                           "file exists and stays as it is:", path);
}

static int new_form(const Options *o)
{
    Arena *a = arena_new();
    const char *path = job_form_path(o, a);
    int rc = there(path) ? file_is_there(o, path) : job_form(o, stdout, stderr);
    arena_drop(a);
    return rc;
}

static int new_skeleton(const Options *o, Str nr, Str art)
{
    const char *why = NULL, *path = o->out ? o->out : "-";
    if (there(path)) return file_is_there(o, path);
    Buf b = { 0 };
    if (str_is(art, "sitzung"))
        skeleton_sitzung(&b, nr);
    else if (str_is(art, "mitglieder"))
        skeleton_mitglieder(&b, nr);
    else
        skeleton_vorlage(&b, nr, art);
    bool ok = file_write(path, buf_view(&b), &why);
    if (!ok) fprintf(stderr, "vorlage: %s: %s\n", path, why);
    buf_drop(&b);
    return ok ? EXIT_GOOD : EXIT_WORLD;
}

/* Of the id of a Gremium, as the schema has it. */
static bool is_id(Str s)
{
    bool good = s.n && s.n <= 64 && ((s.p[0] | 0x20) >= 'a' && (s.p[0] | 0x20) <= 'z');
    for (size_t i = 0; i < s.n; i++)
        good = good &&
            (((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') ||
             (s.p[i] >= '0' && s.p[i] <= '9') || strchr("._-", s.p[i]));
    return good;
}

int cmd_new(const Options *o)
{
    Str nr = o->nwords ? str_of(o->words[0]) : S(""),
        art = o->art ? str_of(o->art) : S("beschluss");
    bool members = str_is(art, "mitglieder");
    bool prompt = o->form &&
        (str_find(nr, S(PROMPT_OPEN)) != (size_t)-1 || str_find(nr, S(PROMPT_CLOSE)) != (size_t)-1);
    if ((o->nwords && !number_fits(nr)) || prompt)
        return cli_usage_fault(o->lang, "unzulässige Nummer:", "bad number:", o->words[0]);
    if (members && o->nwords && !is_id(nr))
        return cli_usage_fault(o->lang,
                               "keine Kennung eines Gremiums (Buchstaben, Ziffern, . _ -):",
                               "no id of a body (letters, digits, . _ -):", o->words[0]);
    if ((members || str_is(art, "sitzung")) && !o->form) return new_skeleton(o, nr, art);
    if (!enum_value(ENUM_VORLAGENART, art))
        return cli_usage_fault(o->lang,
                               "keine solche Vorlagenart:", "no such kind of paper:", o->art);
    return o->form ? new_form(o) : new_skeleton(o, nr, art);
}

int cmd_version(void)
{
    printf("vorlage %s\n%s\n%s\nHarfBuzz %s\nlibxml2 %s\n", VORLAGE_VERSION, pdf_library_version(),
           odt_library_version(), hb_version_string(), LIBXML_DOTTED_VERSION);
    return EXIT_GOOD;
}
