#include "wire.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void wire_begin(struct wire *wire, enum kind kind)
{
    char *kept = wire->kept;
    size_t room = wire->room;
    *wire = (struct wire){.kind = kind, .stage = HEAD, .kept = kept, .room = room};
}

char *twice(char *text, size_t length, char byte)
{
    char *end = text + length;
    while ((text = memchr(text, byte, (size_t)(end - text)))) {
        if (++text == end)
            return NULL;
        if (*text == byte)
            return text - 1;
    }
    return NULL;
}

static void keep(struct wire *wire, const char *data, size_t length)
{
    if (wire->used + length > wire->room) {
        wire->room = 2 * (wire->used + length);
        wire->kept = realloc(wire->kept, wire->room);
        if (!wire->kept)
            abort();
    }
    memcpy(wire->kept + wire->used, data, length);
    wire->used += length;
}

static int digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Take the chunks' sizes out (RFC 9112 section 7.1), in place. The last chunk of all, an empty one, ends the stream. */
static enum standing unchunk(struct wire *wire, char *data, size_t *length)
{
    char *out = data, *at = data, *end = data + *length;
    bool over = false;
    while (at < end && !over) {
        if (wire->stage == CHUNK) {
            size_t part = (size_t)(end - at) < wire->chunk_left ? (size_t)(end - at) : wire->chunk_left;
            memmove(out, at, part);
            out += part;
            at += part;
            wire->chunk_left -= part;
            if (!wire->chunk_left)
                wire->stage = AFTER_CHUNK;
            continue;
        }
        char byte = *at++;
        if (wire->stage == AFTER_CHUNK) {
            if (byte == '\n')
                wire->stage = SIZE;
        } else if (byte == '\n') {
            over = !wire->chunk_left;
            wire->stage = CHUNK;
        } else if (wire->stage == SIZE && digit(byte) >= 0) {
            wire->chunk_left = 16 * wire->chunk_left + (size_t)digit(byte);
        } else if (byte == ';') {
            wire->stage = EXTENSION;
        } else if (wire->stage == SIZE && byte != '\r') {
            return NONSENSE;
        }
    }
    *length = (size_t)(out - data);
    return over ? OVER : OPEN;
}

/* Each event that is whole: what its `data:` line says. Comments, `id:` and `retry:` are passed over. How much was
 * used up. */
static size_t events(char *text, size_t length, hear *heard, void *whom)
{
    char *event = text, *end;
    while ((end = twice(event, length - (size_t)(event - text), '\n'))) {
        for (char *line = event, *stop; line < end; line = stop + 1) {
            stop = memchr(line, '\n', (size_t)(end - line));
            stop = stop ? stop : end;
            if (stop - line > 6 && !memcmp(line, "data: ", 6))
                heard(whom, TEXT, line + 6, (size_t)(stop - line - 6));
        }
        event = end + 2;
    }
    return (size_t)(event - text);
}

/* Each frame that is whole. A server does not mask; this one does not split messages either. */
static enum standing frames(char *data, size_t length, size_t *used, hear *heard, void *whom)
{
    for (*used = 0; length - *used >= 2;) {
        unsigned char *frame = (unsigned char *)data + *used;
        size_t head = 2, size = frame[1] & 0x7f, left = length - *used;
        if (!(frame[0] & 0x80) || frame[1] & 0x80)
            return NONSENSE;
        if (size > 125) {
            size_t wide = size == 126 ? 2 : 8;
            if (left < head + wide)
                break;
            size = 0;
            for (size_t byte = 0; byte < wide; byte++)
                size = size << 8 | frame[head++];
        }
        if (left - head < size)
            break;
        *used += head + size;
        heard(whom, frame[0] & 0x0f, (char *)frame + head, size);
        if ((frame[0] & 0x0f) == CLOSE)
            return OVER;
    }
    return OPEN;
}

static enum standing body(struct wire *wire, char *data, size_t length, hear *heard, void *whom)
{
    enum standing standing = wire->stage == PLAIN ? OPEN : unchunk(wire, data, &length);
    if (standing == NONSENSE)
        return NONSENSE;
    bool whole = !wire->used; /* mostly nothing is kept, and nothing need be copied */
    if (!whole) {
        keep(wire, data, length);
        data = wire->kept;
        length = wire->used;
    }
    size_t used;
    if (wire->kind == EVENTS) {
        used = events(data, length, heard, whom);
    } else {
        enum standing after = frames(data, length, &used, heard, whom);
        standing = after == OPEN ? standing : after;
    }
    if (whole) {
        keep(wire, data + used, length - used);
    } else {
        memmove(wire->kept, wire->kept + used, wire->used - used);
        wire->used -= used;
    }
    return standing;
}

/* The answer's head, in `kept` up to `end`. */
static enum standing head(struct wire *wire, char *end)
{
    *end = '\0';
    if (wire->used < 12 || memcmp(wire->kept, "HTTP/1.", 7))
        return NONSENSE;
    wire->status = atoi(wire->kept + 9);
    char *retry = strcasestr(wire->kept, "\nretry-after:");
    wire->retry_after = retry ? atoi(retry + 13) : 0;
    if (wire->status != (wire->kind == EVENTS ? 200 : 101))
        return REFUSED;
    wire->stage = strcasestr(wire->kept, "\ntransfer-encoding: chunked") ? SIZE : PLAIN;
    return OPEN;
}

enum standing wire_feed(struct wire *wire, char *data, size_t length, hear *heard, void *whom)
{
    if (wire->stage != HEAD)
        return body(wire, data, length, heard, whom);
    keep(wire, data, length);
    char *end = memmem(wire->kept, wire->used, "\r\n\r\n", 4);
    if (!end)
        return wire->used > 16384 ? NONSENSE : OPEN;
    enum standing standing = head(wire, end);
    size_t rest = wire->used - (size_t)(end + 4 - wire->kept);
    wire->used = 0;
    /* What came with the head is the end of `data`. */
    return standing == OPEN && rest ? body(wire, data + length - rest, rest, heard, whom) : standing;
}

size_t wire_frame(char *frame, int opcode, const char *text, size_t length)
{
    size_t head = 0;
    frame[head++] = (char)(0x80 | opcode);
    if (length < 126) {
        frame[head++] = (char)(0x80 | length);
    } else {
        frame[head++] = (char)(0x80 | 126);
        frame[head++] = (char)(length >> 8);
        frame[head++] = (char)length;
    }
    const char *mask = frame + head;
    for (int byte = 0; byte < 4; byte++)
        frame[head++] = (char)rand();
    for (size_t byte = 0; byte < length; byte++)
        frame[head + byte] = text[byte] ^ mask[byte % 4];
    return head + length;
}
