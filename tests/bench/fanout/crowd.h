/* The crowd: all readers, how they come, and come back. */

#ifndef CROWD_H
#define CROWD_H

#include <stdint.h>

#include "reader.h"

/* How often the crowd wants crowd_tick(), in milliseconds. */
#define TICK 50

struct crowd {
    int epoll;
    int ports[16], port_count; /* of the servers, which the readers take in turn */
    int addresses;             /* of 127.0.0.0/8 that they come from */
    uint32_t at_once;          /* how many connect at the same time */
    uint32_t resume_low, resume_high; /* milliseconds until one that was cut off returns; 0 and 0: it does not */
};

extern struct crowd crowd;

/* So many more, who are all of one group. Says `opened` when each has had its first message, or will not. */
void crowd_open(const struct group *group, uint32_t more);

/* Connect those whose turn it is. */
void crowd_connect(void);

/* Something has happened to a reader's connection. */
void crowd_attend(uint32_t number);

/* What time brings: those that wait return, the slow read a little, the silent are given up. */
void crowd_tick(void);

/* From now on those that took little take everything. */
void crowd_wake(void);

/* Say `reached` when all cursors are there. */
void crowd_aim(long long seq);

/* Forget what was heard. */
void crowd_forget(void);

/* Print where the readers stand, as JSON without the braces around it. */
void crowd_print(void);

/* Print how many deliveries of the updates `first` to `last` are missing, and with how many readers. */
void crowd_print_lost(uint32_t first, uint32_t last);

#endif
