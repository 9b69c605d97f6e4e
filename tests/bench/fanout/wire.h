/* The wire: what one connection receives, cut into the protocol's messages as it comes. */

#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>

enum kind { EVENTS, SOCKET };

/* RFC 6455 section 5.2. An event counts as a text. */
enum opcode { TEXT = 1, CLOSE = 8, PING = 9 };

/* How a connection stands after it was fed. */
enum standing { OPEN, OVER, REFUSED, NONSENSE };

/* Called with each message; its text is not ended by a zero and is gone afterwards. */
typedef void hear(void *whom, int opcode, char *text, size_t length);

struct wire {
    enum kind kind;
    enum { HEAD, SIZE, EXTENSION, CHUNK, AFTER_CHUNK, PLAIN } stage;
    int status;        /* of the HTTP answer, 0 before it came */
    int retry_after;   /* its Retry-After, in seconds */
    size_t chunk_left; /* of the chunk that is being read */
    char *kept;        /* what is not a whole message yet */
    size_t used, room;
};

/* Begin anew, for a new connection. */
void wire_begin(struct wire *wire, enum kind kind);

/* Take what was received, which is overwritten, and hand on the messages that are whole now. */
enum standing wire_feed(struct wire *wire, char *data, size_t length, hear *heard, void *whom);

/* Write a client's frame (masked, as it must be) into `frame`, which has room for 8 bytes more than the text, of at
 * most 65,535; the frame's length. */
size_t wire_frame(char *frame, int opcode, const char *text, size_t length);

/* Where the same byte first comes twice running; NULL if it does not. (memmem() looks at one byte after the other.) */
char *twice(char *text, size_t length, char byte);

#endif
