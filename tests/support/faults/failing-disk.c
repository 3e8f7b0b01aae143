/*
 * Stands between a program and the C library (LD_PRELOAD), and makes calls on some of its files fail. FAULT_PATH: the files whose path begins so.
 * FAULT_CONTROL: five numbers, shared with the test by mmap: which call from now on fails (0: none), with what error, whether all after it do too,
 * how many have failed, and whether failing means to do nothing and say that it was done.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNTDOWN, ERROR, LASTING, FAILED, SWALLOWS, NUMBERS };
enum { SUCCEED, FAIL, PRETEND };

#define MAX_FILES 65536
static volatile int *control;
static const char *prefix;
static char watched[MAX_FILES];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULT_CONTROL");
  prefix = getenv("FAULT_PATH");
  if (!path || !prefix) return;
  int file = open(path, O_RDWR);
  if (file < 0) return;
  void *shared = mmap(NULL, NUMBERS * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) control = shared;
  close(file);
}

static int verdict(void) {
  if (!control) return SUCCEED;
  int fails = control[FAILED] > 0 && control[LASTING];
  if (!fails && control[COUNTDOWN] > 0) fails = __sync_sub_and_fetch(&control[COUNTDOWN], 1) == 0;
  if (!fails) return SUCCEED;
  __sync_fetch_and_add(&control[FAILED], 1);
  if (control[SWALLOWS]) return PRETEND;
  errno = control[ERROR];
  return FAIL;
}

static int verdict_on(int file) { return file >= 0 && file < MAX_FILES && watched[file] ? verdict() : SUCCEED; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRITES(name, ...)                                                   \
  {                                                                         \
    int said = verdict_on(file);                                            \
    if (said == FAIL) return -1;                                            \
    if (said == PRETEND) return size;                                       \
    static __typeof__(&name) real;                                          \
    if (!real) real = REAL(name);                                           \
    return real(__VA_ARGS__);                                               \
  }
ssize_t pwrite(int file, const void *from, size_t size, off_t at) WRITES(pwrite, file, from, size, at)
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) WRITES(pwrite64, file, from, size, at)
ssize_t write(int file, const void *from, size_t size) WRITES(write, file, from, size)

#define SETTLES(name, ...)                                                  \
  {                                                                         \
    int said = verdict_on(file);                                            \
    if (said != SUCCEED) return said == FAIL ? -1 : 0;                      \
    static __typeof__(&name) real;                                          \
    if (!real) real = REAL(name);                                           \
    return real(__VA_ARGS__);                                               \
  }
int fsync(int file) SETTLES(fsync, file)
int fdatasync(int file) SETTLES(fdatasync, file)
int ftruncate(int file, off_t size) SETTLES(ftruncate, file, size)
int ftruncate64(int file, off64_t size) SETTLES(ftruncate64, file, size)

#define OPENS(name)                                                         \
  {                                                                         \
    static __typeof__(&name) real;                                          \
    if (!real) real = REAL(name);                                           \
    mode_t mode = 0;                                                        \
    if (flags & (O_CREAT | O_TMPFILE)) {                                    \
      va_list more;                                                         \
      va_start(more, flags);                                                \
      mode = va_arg(more, mode_t);                                          \
      va_end(more);                                                         \
    }                                                                       \
    int ours = prefix && strncmp(path, prefix, strlen(prefix)) == 0;        \
    if (ours && (flags & O_ACCMODE) != O_RDONLY && verdict() == FAIL) return -1; \
    int file = real(path, flags, mode);                                     \
    if (file >= 0 && file < MAX_FILES) watched[file] = ours;                \
    return file;                                                            \
  }
int open(const char *path, int flags, ...) OPENS(open)
int open64(const char *path, int flags, ...) OPENS(open64)
