/* Options and operands. Long options only (and -o, -d, -q, -h); they may stand anywhere; "--" ends
 * them. */
#include "cli/cli.h"

#include <stdlib.h>

Date cli_source_date(void)
{
    const char *env = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long s = env && *env ? strtoll(env, &end, 10) : -1;
    return end && !*end ? date_of_seconds(s) : (Date){ 0 };
}

MsgLang cli_lang_from_environment(void)
{
    const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < 3; i++) {
        const char *v = getenv(names[i]);
        if (v && *v) return strncmp(v, "de", 2) == 0 ? MSG_DE : MSG_EN;
    }
    return MSG_EN;
}

int cli_usage_fault(MsgLang lang, const char *de, const char *en, const char *what)
{
    fprintf(stderr, lang == MSG_DE ? "vorlage: Fehler: %s%s%s%s\n" : "vorlage: error: %s%s%s%s\n",
            lang == MSG_DE ? de : en, what ? " \"" : "", what ? what : "", what ? "\"" : "");
    fputs(lang == MSG_DE ? "Hilfe: vorlage --help\n" : "Help: vorlage --help\n", stderr);
    return EXIT_WORLD;
}

static const struct {
    const char *name;
    Command cmd;
} commands[] = {
    { "check", CMD_CHECK },   { "pdf", CMD_PDF },       { "odt", CMD_ODT },
    { "xml", CMD_XML },       { "schema", CMD_SCHEMA }, { "new", CMD_NEW },
    { "dump", CMD_DUMP },     { "watch", CMD_WATCH },   { "pack", CMD_PACK },
    { "letter", CMD_LETTER }, { "import", CMD_IMPORT }, { "help", CMD_HELP },
};

static Command command_of(const char *s)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(s, commands[i].name)) return commands[i].cmd;
    return CMD_NONE;
}

static bool set_edition(Options *o, const char *v)
{
    o->edition = edition_find(str_of(v));
    return o->edition != EDITION_NONE;
}

static bool set_stage(Options *o, const char *v)
{
    static const char *const names[] = { "", "model", "flow", "pages", "text" };
    for (int i = 1; i < 5; i++)
        if (!strcmp(v, names[i])) {
            o->stage = (Stage)i;
            return true;
        }
    return false;
}

static bool set_jobs(Options *o, const char *v)
{
    char *end;
    long n = strtol(v, &end, 10);
    if (*end || end == v || n < 1 || n > 256) return false;
    o->jobs = (int)n;
    return true;
}

static bool set_lang(Options *o, const char *v)
{
    if (strcmp(v, "de") && strcmp(v, "en")) return false;
    o->lang = *v == 'd' ? MSG_DE : MSG_EN;
    return true;
}

static bool set_pdf(Options *o, const char *v)
{
    if (strcmp(v, "a2") && strcmp(v, "a3")) return false;
    o->archive3 = v[1] == '3';
    return true;
}

static bool keep(const char **slot, const char *v)
{
    *slot = v;
    return *v != 0;
}

/* Given again, it adds to what was given. */
static bool set_who(Options *o, const char *v)
{
    if (!o->who || !*v) return keep(&o->who, v);
    size_t n = strlen(o->who) + strlen(v) + 2;
    char *all = mem_alloc(n);
    snprintf(all, n, "%s,%s", o->who, v);
    mem_free(o->whos);
    o->who = o->whos = all;
    return true;
}

/* Sets a valued option. 1: done, 0: no such option, -1: bad value. */
static int set_option(Options *o, Str name, const char *v)
{
    bool ok;
    if (str_is(name, "style"))
        ok = keep(&o->style, v);
    else if (str_is(name, "body"))
        ok = keep(&o->body, v);
    else if (str_is(name, "art"))
        ok = keep(&o->art, v);
    else if (str_is(name, "o") || str_is(name, "output"))
        ok = keep(&o->out, v);
    else if (str_is(name, "d") || str_is(name, "directory"))
        ok = keep(&o->dir, v);
    else if (str_is(name, "edition"))
        ok = set_edition(o, v);
    else if (str_is(name, "stage"))
        ok = set_stage(o, v);
    else if (str_is(name, "jobs"))
        ok = set_jobs(o, v);
    else if (str_is(name, "lang"))
        ok = set_lang(o, v);
    else if (str_is(name, "pdf"))
        ok = set_pdf(o, v);
    else if (str_is(name, "for"))
        ok = set_who(o, v);
    else if (str_is(name, "since"))
        ok = keep(&o->since, v);
    else
        return 0;
    return ok ? 1 : -1;
}

/* Flags of the commands for sessions. */
static bool set_pack_flag(Options *o, Str name)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = { { "duplex", &o->duplex },   { "linearize", &o->linearize },
                  { "compact", &o->compact }, { "skip-bad", &o->skip_bad },
                  { "report", &o->report },   { "folder", &o->folder },
                  { "zip", &o->zip },         { "eml", &o->mail } };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (str_is(name, flags[i].name)) {
            *flags[i].flag = true;
            return true;
        }
    return false;
}

static bool set_flag(Options *o, Str name)
{
    if (set_pack_flag(o, name)) return true;
    if (str_is(name, "quiet") || str_is(name, "q"))
        o->quiet = true;
    else if (str_is(name, "json"))
        o->json = true;
    else if (str_is(name, "once"))
        o->once = true;
    else if (str_is(name, "flat"))
        o->flat = true;
    else if (str_is(name, "odt"))
        o->form = true;
    else if (str_is(name, "grossdruck") || str_is(name, "large-print"))
        o->large = true;
    else if (str_is(name, "help") || str_is(name, "h")) {
        if (o->cmd != CMD_NONE && o->cmd != CMD_HELP && !o->nwords)
            o->words[o->nwords++] = commands[o->cmd - 1].name;
        o->cmd = CMD_HELP;
    } else if (str_is(name, "version"))
        o->cmd = CMD_VERSION;
    else
        return false;
    return true;
}

/* Names the option and what it takes. */
static int bad_value(MsgLang lang, Str name, const char *v)
{
    static const struct {
        const char *name, *takes_de, *takes_en;
    } known[] = { { "edition", "public oder full", "public or full" },
                  { "stage", "model, flow, pages oder text", "model, flow, pages or text" },
                  { "jobs", "eine Zahl von 1 bis 256", "a number from 1 to 256" },
                  { "lang", "de oder en", "de or en" },
                  { "pdf", "a2 oder a3", "a2 or a3" } };
    const char *de = "einen Wert", *en = "a value";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(name, known[i].name)) {
            de = known[i].takes_de;
            en = known[i].takes_en;
        }
    char text[160];
    snprintf(text, sizeof text, lang == MSG_DE ? "--%.*s nimmt %s, nicht" : "--%.*s takes %s, not",
             STR_FMT(name), lang == MSG_DE ? de : en);
    return cli_usage_fault(lang, text, text, v);
}

/* One option at argv[*i]; takes its value from the next word where it has no "=". */
static int read_option(int argc, char **argv, int *i, Options *o)
{
    const char *w = argv[*i];
    Str name = str_of(w + (w[1] == '-' ? 2 : 1));
    const char *v = NULL;
    size_t eq = str_find(name, S("="));
    if (w[1] == '-' && eq != (size_t)-1) {
        v = name.p + eq + 1;
        name.n = eq;
    }
    if (!v && set_flag(o, name)) return EXIT_GOOD;
    Options trial = *o;
    if (set_option(&trial, name, "") == 0)
        return cli_usage_fault(o->lang, "unbekannte Option", "unknown option", w);
    if (!v && *i + 1 >= argc)
        return cli_usage_fault(o->lang, "Wert fehlt hinter der Option", "missing value for option",
                               w);
    if (!v) v = argv[++*i];
    if (set_option(o, name, v) < 0) return bad_value(o->lang, name, v);
    return EXIT_GOOD;
}

bool cli_who_next(Str *rest, Str *one)
{
    *one = (Str){ "", 0 };
    while (rest->n && !one->n) {
        size_t comma = str_find(*rest, S(",")), n = comma == (size_t)-1 ? rest->n : comma;
        *one = str_trim(str_sub(*rest, 0, n));
        *rest = n < rest->n ? str_sub(*rest, n + 1, rest->n) : (Str){ "", 0 };
    }
    return one->n > 0;
}

/* Files that --for asks for: of editions, of members (two or more for "each"). */
static void count_files(Str who, int *editions, int *copies)
{
    *editions = *copies = 0;
    for (Str one; cli_who_next(&who, &one);) {
        Leser l = leser_find(one);
        if (l == LESER_NONE || l == LESER_JEDER)
            *copies += l == LESER_JEDER ? 2 : 1;
        else
            ++*editions;
    }
}

/* One file cannot be several: a later edition must not take the place of the public one. */
static int check_pack(const Options *o)
{
    MsgLang l = o->lang;
    if (!o->who)
        return cli_usage_fault(
            l, "--for public|members|chair|each|MITGLIED fehlt: für wen die Mappe ist",
            "--for public|members|chair|each|MEMBER is missing: whom the pack is for", NULL);
    int editions, copies;
    count_files(str_of(o->who), &editions, &copies);
    if (o->out && editions + copies > 1)
        return cli_usage_fault(l, "-o gilt für eine Ausgabe; für mehrere -d ORDNER angeben",
                               "-o is for one edition; give -d DIR for several", NULL);
    if (o->mail && !copies)
        return cli_usage_fault(
            l, "--eml schreibt zu persönlichen Exemplaren: --for each oder MITGLIED fehlt",
            "--eml goes with personal copies: --for each or MEMBER is missing", NULL);
    return EXIT_GOOD;
}

static int check_combination(const Options *o)
{
    MsgLang l = o->lang;
    bool renders =
        o->cmd == CMD_PDF || o->cmd == CMD_ODT || o->cmd == CMD_XML || o->cmd == CMD_IMPORT;
    bool session = o->cmd == CMD_PACK || o->cmd == CMD_LETTER;
    bool takes_files = session || renders || o->cmd == CMD_CHECK || o->cmd == CMD_DUMP;
    if (o->cmd == CMD_NONE)
        return cli_usage_fault(l, "kein Befehl angegeben", "no command given", NULL);
    if (takes_files && !o->nwords)
        return cli_usage_fault(l, "keine Datei angegeben", "no file given", NULL);
    if (o->out && o->dir)
        return cli_usage_fault(l, "entweder -o oder -d, nicht beides", "either -o or -d, not both",
                               NULL);
    if (o->out && o->nwords > 1 && renders)
        return cli_usage_fault(l, "-o gilt für eine Datei; für mehrere -d ORDNER angeben",
                               "-o is for one file; give -d DIR for several", NULL);
    if (o->cmd == CMD_DUMP && o->stage == STAGE_NONE)
        return cli_usage_fault(l, "--stage=model|flow|pages|text fehlt",
                               "--stage=model|flow|pages|text is missing", NULL);
    if (o->cmd == CMD_WATCH && o->nwords != 1)
        return cli_usage_fault(l, "watch braucht genau einen Ordner", "watch takes one folder",
                               NULL);
    bool people = o->cmd == CMD_NEW && o->art && !strcmp(o->art, "mitglieder");
    if (o->cmd == CMD_NEW && o->nwords != 1 && !(people && !o->nwords))
        return cli_usage_fault(
            l,
            "new braucht genau eine Nummer, bei --art=mitglieder höchstens die "
            "Kennung des Gremiums",
            "new takes one number, with --art=mitglieder at most the id of the body", NULL);
    if (o->form && o->cmd != CMD_NEW && o->cmd != CMD_LETTER)
        return cli_usage_fault(l, "--odt gehört zu new und letter",
                               "--odt belongs to new and letter", NULL);
    if (session && o->nwords != 1)
        return cli_usage_fault(l, "pack und letter nehmen genau eine Sitzung",
                               "pack and letter take one session", NULL);
    if ((o->folder || o->zip || o->mail) && (o->cmd != CMD_PACK || o->out))
        return cli_usage_fault(l, "--folder, --zip und --eml gehören zu pack, mit -d",
                               "--folder, --zip and --eml belong to pack, with -d", NULL);
    if (o->since && (o->cmd != CMD_PACK || o->folder || o->zip))
        return cli_usage_fault(l, "--since gehört zu pack, ohne --folder und --zip",
                               "--since belongs to pack, without --folder and --zip", NULL);
    return o->cmd == CMD_PACK ? check_pack(o) : EXIT_GOOD;
}

int options_read(int argc, char **argv, Options *o)
{
    *o = (Options){ .lang = cli_lang_from_environment(), .jobs = 1 };
    o->words = mem_alloc(sizeof(char *) * (size_t)(argc + 1));
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        const char *w = argv[i];
        if (!ended && !strcmp(w, "--")) {
            ended = true;
            continue;
        }
        if (!ended && w[0] == '-' && w[1]) {
            int rc = read_option(argc, argv, &i, o);
            if (rc) return rc;
        } else if (o->cmd == CMD_NONE) {
            o->cmd = command_of(w);
            if (o->cmd == CMD_NONE)
                return cli_usage_fault(o->lang, "unbekannter Befehl", "unknown command", w);
        } else
            o->words[o->nwords++] = w;
    }
    return check_combination(o);
}
