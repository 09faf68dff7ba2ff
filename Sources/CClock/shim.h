#include <sys/timex.h>

// Whether the kernel holds the clock to be kept by a time server (adjtimex(2)). Only asks: no mode is
// set. Where it may not be asked, it is not known to be.
static inline int shim_clock_is_kept(void) {
  struct timex clock = {0};
  int state = adjtimex(&clock);
  return state >= 0 && state != TIME_ERROR && !(clock.status & STA_UNSYNC);
}
