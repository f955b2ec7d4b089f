/* Stands in for Windows' bcryptprimitives.dll in a wine prefix, and only there: wine 8 has none, and what is written in
   Rust takes its randomness from it. */

#include <windows.h>

BOOLEAN WINAPI SystemFunction036(void *bytes, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *bytes, SIZE_T length)
{
    return SystemFunction036(bytes, (ULONG)length);
}
