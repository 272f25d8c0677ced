/* CHECK: what can only fail when the program itself is wrong. On in every build; says where and
 * aborts (the command line turns the abort of a worker into exit status 3). Never used on input. */
#ifndef VORLAGE_BASE_CHECK_H
#define VORLAGE_BASE_CHECK_H
_Noreturn void check_failed(const char *what, const char *file, int line);
#define CHECK(cond) ((cond) ? (void)0 : check_failed(#cond, __FILE__, __LINE__))
#endif
