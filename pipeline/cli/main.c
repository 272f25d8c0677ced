/* vorlage: council papers from XML to PDF, ODT and open data. */
#include "cli/cli.h"

#include <errno.h>
#include <unistd.h>

/* The program for packs stands beside this one: its libraries would cost every other command their
 * start. Returns only when it cannot be run. */
static int run_helper(char **argv)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 16);
    if (n > 0) {
        path[n] = 0;
        char *name = strrchr(path, '/');
        strcpy(name ? name + 1 : path, "vorlage-pack");
        execv(path, argv);
    }
    fprintf(stderr, "vorlage: %s: %s\n", n > 0 ? path : "vorlage-pack", strerror(errno));
    return EXIT_WORLD;
}

static int run(const Options *o, char **argv)
{
    switch (o->cmd) {
    case CMD_CHECK:
    case CMD_PDF:
    case CMD_ODT:
    case CMD_XML:
    case CMD_DUMP:
    case CMD_IMPORT: return batch_run(o);
    case CMD_SCHEMA: return cmd_schema(o);
    case CMD_NEW: return cmd_new(o);
    case CMD_WATCH: return cmd_watch(o);
    case CMD_PACK:
    case CMD_LETTER: return run_helper(argv);
    case CMD_VERSION: return cmd_version();
    case CMD_HELP: return help_print(o->lang, o->nwords ? o->words[0] : NULL);
    case CMD_NONE: break;
    }
    return EXIT_OURS;
}

int main(int argc, char **argv)
{
    cli_process_prepare();
    office_register(KIND_VORLAGE, "vorlage", paper_make);
    if (argc < 2) {
        help_usage(stderr, cli_lang_from_environment());
        return EXIT_WORLD;
    }
    Options o;
    int rc = options_read(argc, argv, &o);
    if (!rc) rc = run(&o, argv);
    mem_free((void *)o.words);
    mem_free(o.whos);
    if (fflush(stdout) || ferror(stdout)) rc = rc > EXIT_WORLD ? rc : EXIT_WORLD;
    return rc;
}
