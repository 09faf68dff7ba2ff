// Faults that strace cannot make, put before the C library by LD_PRELOAD. FAULT names one, as
// "kind:call:number[:value]"; calls are counted over all threads.
//
//   short:CALL:N      the Nth call and all later ones take one byte (write, pwrite, read, pread)
//   after:CALL:N:E    the Nth call is done, and reports the error E all the same
//   drop:CALL:N:E     the Nth fsync or fdatasync reports E, and what was last written to its file is
//                     gone, as when the kernel could not write its pages
//   dead:any:N:E      from the Nth call on that changes files, none has an effect and all report E
//   clock:any:N:S     from the Nth look at it, the clock is S seconds off
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char kind[16], target[16];
static long number = -1, value;
static atomic_long seen, looked;
static _Atomic off_t last_offset[256];
static _Atomic size_t last_count[256];

__attribute__((constructor)) static void begin(void) {
  const char *fault = getenv("FAULT");
  if (fault) sscanf(fault, "%15[^:]:%15[^:]:%ld:%ld", kind, target, &number, &value);
}

static int is(const char *name) { return strcmp(kind, name) == 0; }

// Whether this call is the one; `changes` where it changes a file.
static int hit(const char *call, int changes) {
  if (is("dead")) return changes && atomic_fetch_add(&seen, 1) + 1 >= number;
  if (strcmp(call, target) != 0) return 0;
  long now = atomic_fetch_add(&seen, 1) + 1;
  return is("short") ? now >= number : now == number;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL do { errno = (int)value; return -1; } while (0)

ssize_t write(int fd, const void *bytes, size_t count) {
  int struck = fd != 2 && hit("write", 1);
  if (struck && is("dead")) FAIL;
  if (struck && is("short") && count > 1) count = 1;
  ssize_t done = REAL(write)(fd, bytes, count);
  if (struck && is("after")) FAIL;
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  int struck = hit("pwrite", 1);
  if (struck && is("dead")) FAIL;
  if (struck && is("short") && count > 1) count = 1;
  ssize_t done = REAL(pwrite)(fd, bytes, count, offset);
  if (done > 0 && fd < 256) last_offset[fd] = offset, last_count[fd] = (size_t)done;
  if (struck && is("after")) FAIL;
  return done;
}
ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) { return pwrite(fd, b, n, o); }

ssize_t read(int fd, void *bytes, size_t count) {
  return REAL(read)(fd, bytes, hit("read", 0) && is("short") && count > 1 ? 1 : count);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t offset) {
  return REAL(pread)(fd, bytes, hit("pread", 0) && is("short") && count > 1 ? 1 : count, offset);
}
ssize_t pread64(int fd, void *b, size_t n, off_t o) { return pread(fd, b, n, o); }

static int flush(int fd, int result, int struck) {
  if (!struck) return result;
  if (is("drop") && fd >= 0 && fd < 256 && last_count[fd] > 0) {
    struct stat status;
    off_t end = last_offset[fd] + (off_t)last_count[fd];
    if (fstat(fd, &status) == 0 && status.st_size == end) {
      if (ftruncate(fd, last_offset[fd]) != 0) abort();
    }
  }
  FAIL;
}

int fsync(int fd) {
  int struck = hit("fsync", 1);
  if (struck && is("dead")) FAIL;
  return flush(fd, REAL(fsync)(fd), struck);
}

int fdatasync(int fd) {
  int struck = hit("fdatasync", 1);
  if (struck && is("dead")) FAIL;
  return flush(fd, REAL(fdatasync)(fd), struck);
}

int rename(const char *from, const char *to) {
  int struck = hit("rename", 1);
  if (struck && is("dead")) FAIL;
  int result = REAL(rename)(from, to);
  if (struck) FAIL;
  return result;
}

int unlink(const char *path) {
  int struck = hit("unlink", 1);
  if (struck && is("dead")) FAIL;
  int result = REAL(unlink)(path);
  if (struck) FAIL;
  return result;
}

int mkdir(const char *path, mode_t mode) {
  int struck = hit("mkdir", 1);
  if (struck && is("dead")) FAIL;
  int result = REAL(mkdir)(path, mode);
  if (struck) FAIL;
  return result;
}

int ftruncate(int fd, off_t size) {
  int struck = hit("ftruncate", 1);
  if (struck && is("dead")) FAIL;
  int result = REAL(ftruncate)(fd, size);
  if (struck) FAIL;
  return result;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = REAL(clock_gettime)(clock, time);
  if (is("clock") && clock == CLOCK_REALTIME && atomic_fetch_add(&looked, 1) + 1 >= number)
    time->tv_sec += value;
  return result;
}
