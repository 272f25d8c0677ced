/* vorlage-pack: what works on whole sessions. "vorlage pack" and "vorlage letter" run it. */
#include "cli/pack/session.h"
#include "letter/letter.h"

int main(int argc, char **argv)
{
    cli_process_prepare();
    office_register(KIND_VORLAGE, "vorlage", paper_make);
    office_register(KIND_SITZUNG, "mappe", mappe_office);
    office_register(KIND_SITZUNG, "brief", brief_office);
    Options o;
    int rc = options_read(argc, argv, &o);
    if (!rc && o.cmd == CMD_PACK)
        rc = cmd_pack(&o);
    else if (!rc && o.cmd == CMD_LETTER)
        rc = cmd_letter(&o);
    else if (!rc)
        rc = cli_usage_fault(o.lang, "vorlage-pack kennt nur pack und letter",
                             "vorlage-pack knows pack and letter only", NULL);
    mem_free((void *)o.words);
    mem_free(o.whos);
    if (fflush(stdout) || ferror(stdout)) rc = rc > EXIT_WORLD ? rc : EXIT_WORLD;
    return rc;
}
