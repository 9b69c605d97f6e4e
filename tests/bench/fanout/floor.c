/* The floor: a server that does nothing but send(), to measure others against.
 *
 *     floor
 *
 * It prints its port, greets whoever asks for events as the platform does, and obeys one command, `send NUMBER`: an
 * update of 2,000 bytes to each. It answers `sent NUMBER NANOSECONDS`, with the time at which it began.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define UPDATE 2000
#define MOST 65536

static const char greeting[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n"
                               "transfer-encoding: chunked\r\n\r\n"
                               "2b\r\nretry: 5000\ndata: {\"type\":\"beat\",\"seq\":0}\n\n\r\n";
static int readers[MOST], count;

static void say(int reader, const char *data, size_t length)
{
    while (length) {
        ssize_t sent = send(reader, data, length, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN)
            return; /* it has left */
        if (sent < 0)
            poll(&(struct pollfd){.fd = reader, .events = POLLOUT}, 1, -1);
        data += sent < 0 ? 0 : sent;
        length -= sent < 0 ? 0 : (size_t)sent;
    }
}

static void send_update(unsigned number)
{
    struct timespec clock;
    char event[UPDATE + 1], chunk[UPDATE + 16];
    clock_gettime(CLOCK_MONOTONIC, &clock);
    unsigned long long now = (unsigned long long)clock.tv_sec * 1000000000 + (unsigned long long)clock.tv_nsec;
    int begun = snprintf(event, sizeof event,
                         "data: {\"type\":\"delta\",\"epoch\":\"0\",\"from\":%u,\"to\":%u,\"changes\":[\"@@%u:%llu@@",
                         number - 1, number, number, now);
    memset(event + begun, 'x', UPDATE - (size_t)begun);
    memcpy(event + UPDATE - 5, "\"]}\n\n", 6);
    int length = snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", UPDATE, event);
    for (int reader = 0; reader < count; reader++)
        say(readers[reader], chunk, (size_t)length);
    printf("sent %u %llu\n", number, now);
}

/* A request is taken to be whole when it comes: those of `readers` are. */
static void greet(int reader)
{
    char request[4096];
    if (recv(reader, request, sizeof request, 0) <= 0) {
        close(reader);
    } else if (count < MOST) {
        say(reader, greeting, sizeof greeting - 1);
        readers[count++] = reader;
    }
}

static int serve(int listening)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = 0};
    int epoll = epoll_create1(0);
    char line[64];
    unsigned number;
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
    event.data.fd = listening;
    epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &event);
    while (epoll_wait(epoll, &event, 1, -1) >= 0 || errno == EINTR) {
        int ready = event.data.fd;
        if (!ready) {
            if (!fgets(line, sizeof line, stdin))
                return 0;
            if (sscanf(line, "send %u", &number) == 1)
                send_update(number);
        } else if (ready == listening) {
            event.data.fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
            /* As every server that pushes: else an update waits until the one before it is acknowledged. */
            setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
            event.events = EPOLLIN | EPOLLONESHOT; /* its request; what it does later is no concern of ours */
            epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
        } else {
            greet(ready);
        }
    }
    return 1;
}

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    setvbuf(stdout, NULL, _IOLBF, 0);
    setvbuf(stdin, NULL, _IONBF, 0); /* or a second line would lie unseen in our buffer, and epoll knows nothing of it */
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listening, (struct sockaddr *)&address, size) || listen(listening, 4096) ||
        getsockname(listening, (struct sockaddr *)&address, &size)) {
        perror("floor");
        return 1;
    }
    printf("port %d\n", ntohs(address.sin_port));
    return serve(listening);
}
