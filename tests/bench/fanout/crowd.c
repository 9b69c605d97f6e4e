#include "crowd.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "tally.h"

#define MILLISECOND 1000000ull
#define PATIENCE (60000 * MILLISECOND)

struct crowd crowd = {.addresses = 1, .at_once = 256};

static struct reader **readers;
static uint32_t count;
static uint32_t *queue, queued, next; /* those that are to connect: a ring of `count` places */
static uint32_t connecting;
static uint32_t wanted, opened, failed; /* of the last group */
static uint64_t began;                  /* when it was opened */
static long long goal;
static uint32_t reached;

static double since_it_began(void)
{
    return (double)(now - began) / 1e9;
}

static void enqueue(uint32_t number)
{
    readers[number]->state = QUEUED;
    queue[(next + queued++) % count] = number;
}

static void watch(uint32_t number, int how, uint32_t for_what)
{
    struct epoll_event event = {.events = for_what, .data.u32 = number};
    epoll_ctl(crowd.epoll, how, readers[number]->socket, &event);
}

/* A reader has come, or has failed to. */
static void settle(bool has_come)
{
    connecting--;
    if (opened + failed == wanted)
        return; /* not for the first time */
    *(has_come ? &opened : &failed) += 1;
    if (opened + failed == wanted)
        printf("opened %u %u %.4f\n", opened, failed, since_it_began());
}

/* A connection has ended: its reader comes back later, or not. */
static void cut_off(uint32_t number, enum standing standing)
{
    struct reader *reader = readers[number];
    tally.breaks++;
    tally.refused += standing == REFUSED;
    tally.nonsense += standing == NONSENSE;
    if (reader->socket >= 0)
        close(reader->socket);
    if (reader->state == CONNECTING || reader->state == ASKED)
        settle(false);
    reader->socket = -1;
    reader->state = GONE;
    reader->cut = reader->cut ? reader->cut : now;
    if (reader->is_barred || !crowd.resume_high) {
        tally_count_audience(reader->group->rate < 0 ? -1 : 0);
        return;
    }
    uint64_t pause = crowd.resume_low + (uint64_t)rand() % (crowd.resume_high - crowd.resume_low + 1);
    if (reader->retry_after >= 0) /* docs/live-protocol.md: and anything up to fifteen seconds more */
        pause = 1000 * (uint64_t)reader->retry_after + (uint64_t)rand() % 15000;
    reader->since = now + pause * MILLISECOND;
    reader->state = WAITING;
}

void crowd_connect(void)
{
    while (queued && connecting < crowd.at_once) {
        uint32_t number = queue[next];
        struct reader *reader = readers[number];
        next = (next + 1) % count;
        queued--;
        connecting++;
        tally.reconnects += reader->came_before;
        reader->state = CONNECTING;
        reader->since = now;
        if (reader_connect(reader))
            watch(number, EPOLL_CTL_ADD, EPOLLOUT);
        else
            cut_off(number, OVER);
    }
}

static void ask(uint32_t number)
{
    struct reader *reader = readers[number];
    if (!reader_ask(reader)) {
        cut_off(number, OVER);
        return;
    }
    reader->state = ASKED;
    watch(number, EPOLL_CTL_MOD, reader->group->rate < 0 ? EPOLLIN : 0);
    if (!reader->group->rate) { /* it will hear nothing at all */
        reader->state = FOLLOWING;
        settle(true);
    }
}

static void receive(uint32_t number, size_t most)
{
    struct reader *reader = readers[number];
    long long before = reader->cursor;
    enum state was = reader->state;
    enum standing standing = reader_receive(reader, most);
    if (was == ASKED && reader->state == FOLLOWING) {
        bool has_come = !reader->is_barred && reader->retry_after < 0;
        settle(has_come);
        if (has_come && reader->cut && now - reader->cut > tally.slowest_return)
            tally.slowest_return = now - reader->cut;
        reader->cut = has_come ? 0 : reader->cut;
    }
    if (before < goal && reader->cursor >= goal && ++reached == count)
        printf("reached %u %.4f\n", reached, since_it_began());
    if (standing != OPEN)
        cut_off(number, standing);
}

void crowd_attend(uint32_t number)
{
    if (readers[number]->state == CONNECTING)
        ask(number);
    else if (readers[number]->socket >= 0)
        receive(number, SIZE_MAX);
}

void crowd_tick(void)
{
    for (uint32_t number = 0; number < count; number++) {
        struct reader *reader = readers[number];
        bool is_connected = reader->state == ASKED || reader->state == FOLLOWING;
        if (reader->state == WAITING && reader->since <= now) {
            enqueue(number);
        } else if (is_connected && reader->group->rate > 0) {
            receive(number, (size_t)(reader->group->rate * TICK / 1000));
        } else if ((is_connected || reader->state == CONNECTING) && reader->group->rate &&
                   reader->since + PATIENCE < now) {
            tally.silent++;
            cut_off(number, OVER);
        }
    }
}

/* Room for so many more, in the crowd and in the queue. */
static struct reader *make_room(uint32_t more)
{
    struct reader *fresh = calloc(more, sizeof *fresh);
    uint32_t *ring = calloc(count + more, sizeof *ring);
    readers = realloc(readers, (count + more) * sizeof *readers);
    if (!fresh || !ring || !readers)
        abort();
    for (uint32_t place = 0; place < queued; place++)
        ring[place] = queue[(next + place) % count];
    free(queue);
    queue = ring;
    next = 0;
    return fresh;
}

void crowd_open(const struct group *group, uint32_t more)
{
    struct reader *fresh = make_room(more);
    tally_count_audience(group->rate < 0 ? (int)more : 0);
    wanted = more;
    opened = failed = 0;
    began = now;
    for (uint32_t first = count; count < first + more; fresh++) {
        readers[count] = fresh;
        fresh->group = group;
        fresh->cursor = group->after;
        fresh->socket = -1;
        fresh->server.sin_family = fresh->source.sin_family = AF_INET;
        fresh->server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        fresh->server.sin_port = htons((uint16_t)crowd.ports[count % (uint32_t)crowd.port_count]);
        fresh->source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + count % (uint32_t)crowd.addresses);
        count++;
        enqueue(count - 1);
    }
}

void crowd_wake(void)
{
    for (uint32_t number = 0; number < count; number++) {
        struct reader *reader = readers[number];
        if (reader->group->rate < 0)
            continue;
        struct group *group = malloc(sizeof *group);
        if (!group)
            abort();
        *group = *reader->group;
        group->rate = -1;
        reader->group = group;
        reader->since = now;
        tally_count_audience(reader->state != GONE);
        if (reader->socket >= 0 && reader->state != CONNECTING)
            watch(number, EPOLL_CTL_MOD, EPOLLIN);
    }
}

void crowd_aim(long long seq)
{
    goal = seq;
    reached = 0;
    for (uint32_t number = 0; number < count; number++)
        reached += readers[number]->cursor >= goal;
    if (reached == count)
        printf("reached %u %.4f\n", reached, since_it_began());
}

void crowd_forget(void)
{
    for (uint32_t number = 0; number < count; number++)
        reader_forget(readers[number]);
}

void crowd_print(void)
{
    uint32_t states[GONE + 1] = {0};
    for (uint32_t number = 0; number < count; number++)
        states[readers[number]->state]++;
    uint32_t coming = states[QUEUED] + states[CONNECTING] + states[ASKED] + states[WAITING];
    printf("\"readers\": %u, \"following\": %u, \"coming\": %u, \"gone\": %u, \"arrived\": %u", count,
           states[FOLLOWING], coming, states[GONE], reached);
}

void crowd_print_lost(uint32_t first, uint32_t last)
{
    unsigned long long lost = 0;
    uint32_t losers = 0;
    for (uint32_t number = 0; number < count; number++) {
        uint32_t lacks = reader_lacks(readers[number], first, last);
        lost += lacks;
        losers += lacks > 0;
    }
    printf("lost %llu %u\n", lost, losers);
}
