/* What a form for authors has more than a paper: prompts in place of what is absent, and which
 * words are one of several. */
#include "flow/flow_in.h"

void flow_form_prompt(Compose *c, FlowBlock *b)
{
    const char *prompt = field_prompt(b->field);
    if (!c->s->formular || !prompt || (b->runs && b->runs->text.n)) return;
    b->runs = flow_run_one(c, str_printf(c->a, PROMPT_OPEN "%s" PROMPT_CLOSE, prompt), 0, b->at);
}

void flow_form_choice(Compose *c, FlowBlock *b, EnumKind k)
{
    if (c->s->formular && choice_name(k) && b && b->runs && !b->runs->next)
        b->runs->choice = (uint8_t)(1 + k);
}
