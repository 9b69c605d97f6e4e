/* A reader: one connection that follows a column, with what it has heard. */

#ifndef READER_H
#define READER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "wire.h"

/* What some readers have in common. */
struct group {
    enum kind kind;
    char path[256], epoch[64];
    long long after; /* the cursor that their page came with */
    long rate;       /* bytes a second that each of them takes; 0 none at all, -1 whatever comes */
};

enum state { QUEUED, CONNECTING, ASKED, FOLLOWING, WAITING, GONE };

struct reader {
    int socket;
    enum state state;
    const struct group *group;
    struct sockaddr_in server, source;
    struct wire wire;
    long long cursor;
    uint64_t since; /* when it began to connect, was last heard of, or may come back */
    uint64_t *heard; /* a bit for each update, from tally_first() on */
    uint32_t words;
    int retry_after; /* seconds that it was told to stay away; -1 when it was not */
    uint64_t cut; /* when it was last cut off; 0 since it has come back */
    bool came_before, is_barred;
};

/* Begin to connect. False when that fails at once. */
bool reader_connect(struct reader *reader);

/* It is connected: send its request. False when it is not, or that fails. */
bool reader_ask(struct reader *reader);

/* Receive at most so many bytes, and hear what is in them. */
enum standing reader_receive(struct reader *reader, size_t most);

/* Forget what it has heard; its cursor stays. */
void reader_forget(struct reader *reader);

/* Of the updates `first` to `last`, how many it has not heard. */
uint32_t reader_lacks(const struct reader *reader, uint32_t first, uint32_t last);

#endif
