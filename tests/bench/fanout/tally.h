/* The tally: what all readers together have heard. */

#ifndef TALLY_H
#define TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally {
    uint64_t delivered; /* updates, each once per reader */
    uint64_t bare;      /* of them: without their HTML, as heavy and old entries come; when, is not known */
    uint64_t doubled;   /* updates that a reader had heard before */
    uint64_t frames;    /* deltas; one may hold several updates */
    uint64_t bytes;     /* received, with everything around the messages */
    uint64_t gaps;      /* deltas that begin beyond their reader's cursor */
    uint64_t repeats;   /* deltas that end at their reader's cursor or before */
    uint64_t beats, resets, ends, laters;
    uint64_t breaks;     /* connections that ended, in whichever way */
    uint64_t refused;    /* of them: by the answer's status */
    uint64_t nonsense;   /* of them: what came was no HTTP, event or frame */
    uint64_t silent;     /* of them: nothing was heard for a minute */
    uint64_t reconnects; /* connections begun again from a cursor */
    uint64_t slowest_return; /* nanoseconds from being cut off to the next message */
};

extern struct tally tally;
extern uint64_t now; /* CLOCK_MONOTONIC in nanoseconds, when the last of it was received */

/* Begin anew; from now on only updates from number `first` on count. */
void tally_forget(uint32_t first);

/* One reader has heard an update for the first time; `published` is 0 when it came without its HTML. */
void tally_hear(uint32_t number, uint64_t published);

/* So many readers have come who take whatever comes, or (less than none) have left for good. An update that all of
 * them have heard is announced, one after the other. */
void tally_count_audience(int more);

/* The number from which updates count. */
uint32_t tally_first(void);

/* Write each delivery to a file, as two 32-bit integers: the update's number, microseconds since it was published.
 * How many there are, or -1. */
long tally_write(const char *path);

/* Print it as JSON without the braces around it. */
void tally_print(void);

#endif
