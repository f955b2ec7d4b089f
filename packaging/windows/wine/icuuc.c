/* Stands in for Windows' icuuc.dll in a wine prefix, and only there: wine 8 has none, and Qt6Core will not load without.
   Qt asks it for legacy encodings; it answers that it knows none (U_UNSUPPORTED_ERROR). Fonds decodes with Python. */

typedef void (*callback)(void);
#define SHOWN __declspec(dllexport)
enum { UNSUPPORTED = 16 };

SHOWN void *ucnv_open(const char *name, int *error) { (void)name; *error = UNSUPPORTED; return 0; }
SHOWN void ucnv_close(void *converter) { (void)converter; }
SHOWN void ucnv_reset(void *converter) { (void)converter; }
SHOWN void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
SHOWN void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
SHOWN signed char ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
SHOWN const char *ucnv_getName(const void *converter, int *error) { (void)converter; *error = UNSUPPORTED; return 0; }
SHOWN const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{ (void)name; (void)standard; *error = UNSUPPORTED; return 0; }
SHOWN const char *ucnv_getAvailableName(int number) { (void)number; return 0; }
SHOWN int ucnv_countAvailable(void) { return 0; }
SHOWN void ucnv_getToUCallBack(const void *converter, callback *action, const void **context)
{ (void)converter; *action = 0; *context = 0; }
SHOWN void ucnv_getFromUCallBack(const void *converter, callback *action, const void **context)
{ (void)converter; *action = 0; *context = 0; }
SHOWN void ucnv_setToUCallBack(void) {}
SHOWN void ucnv_setFromUCallBack(void) {}
SHOWN void ucnv_cbToUWriteUChars(void) {}
SHOWN void ucnv_cbFromUWriteUChars(void) {}
SHOWN void ucnv_toUnicode(void) {}
SHOWN void ucnv_fromUnicode(void) {}
SHOWN int ucnv_toUCountPending(const void *converter, int *error) { (void)converter; *error = UNSUPPORTED; return 0; }
SHOWN int ucnv_fromUCountPending(const void *converter, int *error) { (void)converter; *error = UNSUPPORTED; return 0; }
