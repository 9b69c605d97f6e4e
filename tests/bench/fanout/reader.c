#include "reader.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tally.h"

static char received[256 * 1024];

bool reader_connect(struct reader *reader)
{
    int small = 4096, on = 1;
    reader->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (reader->socket < 0)
        return false;
    if (reader->group->rate >= 0) /* what it does not read is not to lie about here */
        setsockopt(reader->socket, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    /* The port is chosen with the server's address in mind: 28,000 of them for each pair of addresses. */
    setsockopt(reader->socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (bind(reader->socket, (struct sockaddr *)&reader->source, sizeof reader->source))
        return false;
    wire_begin(&reader->wire, reader->group->kind);
    reader->retry_after = -1;
    return !connect(reader->socket, (struct sockaddr *)&reader->server, sizeof reader->server) ||
           errno == EINPROGRESS;
}

static bool say(struct reader *reader, const char *data, size_t length)
{
    return send(reader->socket, data, length, MSG_NOSIGNAL) == (ssize_t)length;
}

bool reader_ask(struct reader *reader)
{
    const struct group *group = reader->group;
    char request[1024], host[32], back[128] = "";
    int error = 0, length;
    socklen_t size = sizeof error;
    getsockopt(reader->socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error)
        return false;
    snprintf(host, sizeof host, "%s:%d", inet_ntoa(reader->server.sin_addr), ntohs(reader->server.sin_port));
    if (reader->came_before)
        snprintf(back, sizeof back, "Last-Event-ID: %s:%lld\r\n", group->epoch, reader->cursor);
    if (group->kind == EVENTS)
        length = snprintf(request, sizeof request,
                          "GET %s?after=%s:%lld HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s\r\n",
                          group->path, group->epoch, group->after, host, back);
    else
        length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nConnection: Upgrade\r\n"
                          "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                          group->path, host, host);
    reader->came_before = true;
    return say(reader, request, (size_t)length);
}

static bool say_hello(struct reader *reader)
{
    char hello[256], frame[264];
    int length = snprintf(hello, sizeof hello, "{\"type\":\"hello\",\"epoch\":\"%s\",\"after\":%lld}",
                          reader->group->epoch, reader->cursor);
    return say(reader, frame, wire_frame(frame, TEXT, hello, (size_t)length));
}

/* What a field near the beginning of a message says; NULL when there is none. */
static const char *field(const char *text, size_t length, const char *name)
{
    const char *found = memmem(text, length < 160 ? length : 160, name, strlen(name));
    if (!found)
        return NULL;
    for (found += strlen(name); found < text + length && memchr(": \"", *found, 3); found++)
        continue;
    return found;
}

static bool is(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) > length && !memcmp(at, word, length) && at[length] == '"';
}

static void hear_update(struct reader *reader, uint32_t number, uint64_t published)
{
    uint32_t place = number - tally_first(), word = place / 64;
    if (number < tally_first())
        return;
    if (word >= reader->words) {
        uint32_t words = 2 * word + 4;
        reader->heard = realloc(reader->heard, words * sizeof *reader->heard);
        if (!reader->heard)
            abort();
        memset(reader->heard + reader->words, 0, (words - reader->words) * sizeof *reader->heard);
        reader->words = words;
    }
    uint64_t bit = (uint64_t)1 << place % 64;
    if (reader->heard[word] & bit) {
        tally.doubled++;
        return;
    }
    reader->heard[word] |= bit;
    tally_hear(number, published);
}

/* The updates in a delta, each marked @@NUMBER:NANOSECONDS@@ in its text. How many there are. */
static long long hear_updates(struct reader *reader, char *text, size_t length)
{
    char *end = text + length, *mark;
    long long count = 0;
    while ((mark = twice(text, (size_t)(end - text), '@'))) {
        char *after;
        unsigned long number = strtoul(mark + 2, &after, 10);
        if (*after == ':' && after > mark + 2) {
            uint64_t published = strtoull(after + 1, &after, 10);
            hear_update(reader, (uint32_t)number, published);
            count++;
        }
        text = after + 2 < end ? after + 2 : end;
    }
    return count;
}

/* Those that came without their HTML: known by their numbers in the log, which follow each other from the group's
 * cursor on. */
static void hear_bare_updates(struct reader *reader, char *text, size_t length)
{
    char *end = text + length, *bare;
    while ((bare = memmem(text, (size_t)(end - text), "\"html\":null", 11))) {
        char *seq = NULL, *next = text;
        while ((next = memmem(next, (size_t)(bare - next), "\"seq\":", 6)))
            seq = next += 6;
        if (seq)
            hear_update(reader, (uint32_t)(atoll(seq) - reader->group->after), 0);
        text = bare + 11;
    }
}

static void hear_delta(struct reader *reader, char *text, size_t length)
{
    const char *from = field(text, length, "\"from\""), *to = field(text, length, "\"to\"");
    tally.frames++;
    if (!from || !to)
        return;
    long long first = atoll(from), last = atoll(to);
    tally.gaps += first > reader->cursor;
    tally.repeats += last <= reader->cursor;
    if (last > reader->cursor)
        reader->cursor = last;
    if (hear_updates(reader, text, length) < last - first)
        hear_bare_updates(reader, text, length);
}

static void hear_message(void *whom, int opcode, char *text, size_t length)
{
    struct reader *reader = whom;
    char frame[264];
    if (opcode == PING && length <= 125)
        say(reader, frame, wire_frame(frame, 10, text, length)); /* a pong, with the same in it */
    const char *type = opcode == TEXT ? field(text, length, "\"type\"") : NULL;
    if (!type)
        return;
    if (reader->state == ASKED)
        reader->state = FOLLOWING;
    if (is(type, text + length, "delta")) {
        hear_delta(reader, text, length);
    } else if (is(type, text + length, "beat")) {
        tally.beats++;
    } else if (is(type, text + length, "later")) {
        const char *seconds = field(text, length, "\"retry_after\"");
        tally.laters++;
        reader->retry_after = seconds ? atoi(seconds) : 0;
    } else if (is(type, text + length, "reset")) {
        tally.resets++;
        reader->is_barred = true; /* a page would load itself again; this one has none */
    } else if (is(type, text + length, "end")) {
        tally.ends++;
        reader->is_barred = true;
    }
}

enum standing reader_receive(struct reader *reader, size_t most)
{
    ssize_t length = recv(reader->socket, received, most < sizeof received ? most : sizeof received - 1, 0);
    struct timespec clock;
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return OPEN;
    if (length <= 0)
        return OVER;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    now = (uint64_t)clock.tv_sec * 1000000000 + (uint64_t)clock.tv_nsec;
    reader->since = now;
    tally.bytes += (uint64_t)length;
    received[length] = '\0'; /* so that numbers end */
    bool is_new = reader->wire.stage == HEAD;
    enum standing standing = wire_feed(&reader->wire, received, (size_t)length, hear_message, reader);
    if (standing == REFUSED && reader->wire.retry_after)
        reader->retry_after = reader->wire.retry_after;
    if (is_new && standing == OPEN && reader->wire.stage != HEAD && reader->group->kind == SOCKET)
        standing = say_hello(reader) ? OPEN : OVER;
    return standing;
}

void reader_forget(struct reader *reader)
{
    if (reader->heard)
        memset(reader->heard, 0, reader->words * sizeof *reader->heard);
}

uint32_t reader_lacks(const struct reader *reader, uint32_t first, uint32_t last)
{
    uint32_t lacks = 0;
    for (uint32_t number = first; number <= last; number++) {
        uint32_t place = number - tally_first();
        lacks += place / 64 >= reader->words || !(reader->heard[place / 64] >> place % 64 & 1);
    }
    return lacks;
}
