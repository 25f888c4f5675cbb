/* Stands between a process and its C library, and does what no test can do to a kernel:
 *
 * SHIM_SYNCED=<directory>  notes, for every file, how much of it was on disk when the last sync
 *                          came back. What a file has beyond that, a power cut may take.
 * SHIM_SYNC_MS=<number>    makes every sync so much slower, as a busy disk would.
 * SHIM_CLOCK_MS=<number>   says that it is so much later, or earlier, than it is.
 *
 *   cc -shared -fPIC -O2 -o shim.so shim.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The length before the sync began: what is written meanwhile may be left out. */
static void note(int fd, off_t length) {
    const char *directory = getenv("SHIM_SYNCED");
    char link[64], path[4096], line[32];
    if (directory == NULL) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return;
    path[size] = 0;
    const char *name = strrchr(path, '/');
    if (name == NULL) return;
    char to[4096];
    if (snprintf(to, sizeof to, "%s%s", directory, name) >= (int)sizeof to) return;
    int noted = open(to, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (noted < 0) return;
    int count = snprintf(line, sizeof line, "%020lld\n", (long long)length);
    /* One write of one length: whoever is killed in the middle leaves the one before. */
    if (pwrite(noted, line, (size_t)count, 0) != count) abort();
    close(noted);
}

static long long number(const char *name) {
    const char *text = getenv(name);
    return text == NULL ? 0 : atoll(text);
}

static int synced(int fd, const char *name) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct stat before;
    int known = fstat(fd, &before) == 0 && S_ISREG(before.st_mode);
    usleep((useconds_t)number("SHIM_SYNC_MS") * 1000);
    int result = real(fd);
    if (result == 0 && known) note(fd, before.st_size);
    return result;
}

int fdatasync(int fd) { return synced(fd, "fdatasync"); }

int fsync(int fd) { return synced(fd, "fsync"); }

static void shift(time_t *seconds, long *nanos) {
    long long ms = number("SHIM_CLOCK_MS");
    *seconds += ms / 1000;
    *nanos += (ms % 1000) * 1000000;
    if (*nanos < 0) *nanos += 1000000000, *seconds -= 1;
    if (*nanos >= 1000000000) *nanos -= 1000000000, *seconds += 1;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (real == NULL) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        shift(&now->tv_sec, &now->tv_nsec);
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec exact;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *into) {
    struct timespec exact;
    if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
    if (into != NULL) *into = exact.tv_sec;
    return exact.tv_sec;
}
