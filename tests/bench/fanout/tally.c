#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two minutes at the highest rate that one core delivers. Later ones are counted and not written. */
#define MOST 24000000

struct tally tally;
uint64_t now;

static struct { uint32_t number, microseconds; } *deliveries;
static size_t written, room;

static uint32_t first;
static uint32_t *heard_by; /* how many readers have heard each update, from `first` on */
static size_t updates, announced;
static int audience;

static void *grown(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (!memory)
        abort();
    return memory;
}

void tally_forget(uint32_t from)
{
    tally = (struct tally){0};
    first = from;
    written = announced = 0;
    if (heard_by)
        memset(heard_by, 0, updates * sizeof *heard_by);
}

uint32_t tally_first(void)
{
    return first;
}

static void announce(void)
{
    for (; audience && announced < updates && heard_by[announced] >= (uint32_t)audience; announced++)
        printf("all %llu %llu\n", (unsigned long long)(first + announced), (unsigned long long)now);
}

void tally_count_audience(int more)
{
    audience += more;
    if (more < 0)
        announce();
}

void tally_hear(uint32_t number, uint64_t published)
{
    size_t place = number - first;
    if (place >= updates) {
        heard_by = grown(heard_by, 2 * (place + 1) * sizeof *heard_by);
        memset(heard_by + updates, 0, (2 * (place + 1) - updates) * sizeof *heard_by);
        updates = 2 * (place + 1);
    }
    tally.delivered++;
    tally.bare += !published;
    if (published && written < MOST) {
        if (written == room)
            deliveries = grown(deliveries, (room = room ? 2 * room : 65536) * sizeof *deliveries);
        deliveries[written].number = number;
        deliveries[written++].microseconds = (uint32_t)((now - published) / 1000);
    }
    heard_by[place]++;
    announce();
}

long tally_write(const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return -1;
    size_t done = fwrite(deliveries, sizeof *deliveries, written, file);
    return fclose(file) || done < written ? -1 : (long)written;
}

void tally_print(void)
{
#define PRINT(name) printf("\"" #name "\": %llu, ", (unsigned long long)tally.name)
    PRINT(delivered);
    PRINT(bare);
    PRINT(doubled);
    PRINT(frames);
    PRINT(bytes);
    PRINT(gaps);
    PRINT(repeats);
    PRINT(beats);
    PRINT(resets);
    PRINT(ends);
    PRINT(laters);
    PRINT(breaks);
    PRINT(refused);
    PRINT(nonsense);
    PRINT(silent);
    PRINT(reconnects);
    PRINT(slowest_return);
    printf("\"unwritten\": %llu", (unsigned long long)(tally.delivered - tally.bare - written));
#undef PRINT
}
