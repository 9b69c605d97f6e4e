/* Readers: opens any number of them against a live blog on this machine, and tells what they hear.
 *
 *     readers PORT[,PORT...] [ADDRESSES]
 *
 * They come from so many addresses of 127.0.0.0/8. It obeys and answers in lines:
 *
 *     open KIND COUNT PATH EPOCH AFTER [RATE]    more of them (`events` or `socket`); RATE is what each takes, in
 *                                                bytes a second: 0 nothing at all, -1 (the default) whatever comes
 *         opened HEARD FAILED SECONDS            each has had its first message, or will not
 *     at-once COUNT                              how many connect at the same time
 *     resume LOW HIGH                            who is cut off returns after so many milliseconds, from its cursor
 *     until SEQ                                  when all have come so far in the log:
 *         reached READERS SECONDS                since the last `open`
 *     wake                                       those that took little take everything from now on
 *     forget NUMBER                              count anew, and only updates from this number on
 *         forgotten
 *     stats                                      what was heard since then, and how many have `arrived` at the SEQ of
 *                                                `until`, as JSON
 *     lost FIRST LAST                            of these updates:
 *         lost DELIVERIES READERS                so many deliveries are missing, with so many readers
 *     arrivals FILE                              write each delivery (tally.h) to a file
 *         arrivals DELIVERIES
 *     quit
 *
 * and, whenever all readers that take whatever comes have heard an update: all NUMBER NANOSECONDS (CLOCK_MONOTONIC).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "crowd.h"
#include "tally.h"

#define INPUT UINT32_MAX
#define GATHERING 200000 /* nanoseconds */

static void look_at_the_clock(void)
{
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    now = (uint64_t)clock.tv_sec * 1000000000 + (uint64_t)clock.tv_nsec;
}

static void open_readers(const char *line)
{
    struct group *group = calloc(1, sizeof *group);
    char kind[8];
    uint32_t more;
    if (!group)
        abort();
    group->rate = -1;
    if (sscanf(line, "open %7s %u %255s %63s %lld %ld", kind, &more, group->path, group->epoch, &group->after,
               &group->rate) < 5) {
        puts("error open KIND COUNT PATH EPOCH AFTER [RATE]");
        return;
    }
    group->kind = strcmp(kind, "socket") ? EVENTS : SOCKET;
    crowd_open(group, more);
}

static void print_stats(void)
{
    struct timespec busy;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &busy);
    printf("{\"cpu\": %.6f, ", (double)busy.tv_sec + (double)busy.tv_nsec / 1e9);
    crowd_print();
    printf(", ");
    tally_print();
    puts("}");
}

static void obey(const char *line)
{
    long long seq;
    uint32_t first, last;
    char path[512];
    if (!strncmp(line, "open ", 5)) {
        open_readers(line);
    } else if (sscanf(line, "until %lld", &seq) == 1) {
        crowd_aim(seq);
    } else if (!strcmp(line, "wake")) {
        crowd_wake();
    } else if (sscanf(line, "forget %u", &first) == 1) {
        tally_forget(first);
        crowd_forget();
        puts("forgotten");
    } else if (!strcmp(line, "stats")) {
        print_stats();
    } else if (sscanf(line, "lost %u %u", &first, &last) == 2) {
        crowd_print_lost(first, last);
    } else if (sscanf(line, "arrivals %511s", path) == 1) {
        printf("arrivals %ld\n", tally_write(path));
    } else if (!strcmp(line, "quit")) {
        exit(0);
    } else if (sscanf(line, "at-once %u", &crowd.at_once) != 1 &&
               sscanf(line, "resume %u %u", &crowd.resume_low, &crowd.resume_high) != 2) {
        printf("error no such command: %s\n", line);
    }
}

/* Obey each line that is whole. */
static void listen_to_input(void)
{
    static char input[65536];
    static size_t used;
    ssize_t length = read(0, input + used, sizeof input - used - 1);
    if (length <= 0)
        exit(0);
    used += (size_t)length;
    input[used] = '\0';
    char *line = input;
    for (char *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        obey(line);
    }
    used -= (size_t)(line - input);
    memmove(input, line, used);
}

/* Take as many files as the machine allows; say how many connections that and the free ports allow. */
static void print_ceilings(void)
{
    struct rlimit files;
    int low = 0, high = -1;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    FILE *range = fopen("/proc/sys/net/ipv4/ip_local_port_range", "r");
    if (range) {
        if (fscanf(range, "%d %d", &low, &high) != 2)
            high = low - 1;
        fclose(range);
    }
    printf("{\"files\": %llu, \"ports\": %d, \"addresses\": %d, \"servers\": %d}\n",
           (unsigned long long)files.rlim_cur, high - low + 1, crowd.addresses, crowd.port_count);
}

/* Look at the sockets like a network card, which gathers what comes for a while before it interrupts anybody: were we
 * asleep in epoll, the server's every send would have to wake us, and pay for it. */
static void gather(void)
{
    nanosleep(&(struct timespec){.tv_nsec = GATHERING}, NULL);
}

static void run(void)
{
    struct epoll_event events[512];
    look_at_the_clock();
    for (uint64_t ticked = now;;) {
        int many = epoll_wait(crowd.epoll, events, 512, TICK);
        look_at_the_clock();
        for (int each = 0; each < many; each++) {
            if (events[each].data.u32 == INPUT)
                listen_to_input();
            else
                crowd_attend(events[each].data.u32);
        }
        if (now >= ticked + TICK * 1000000ull) {
            ticked = now;
            crowd_tick();
        }
        crowd_connect();
        if (many > 0 && many < 512)
            gather();
    }
}

int main(int argc, char **argv)
{
    struct epoll_event input = {.events = EPOLLIN, .data.u32 = INPUT};
    for (char *port = argc > 1 ? strtok(argv[1], ",") : NULL; port && crowd.port_count < 16; port = strtok(NULL, ","))
        crowd.ports[crowd.port_count++] = atoi(port);
    if (argc > 2)
        crowd.addresses = atoi(argv[2]);
    crowd.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!crowd.port_count || crowd.addresses < 1 || crowd.epoll < 0 ||
        epoll_ctl(crowd.epoll, EPOLL_CTL_ADD, 0, &input)) {
        fputs("readers PORT[,PORT...] [ADDRESSES]\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    print_ceilings();
    run();
}
