"""What pictures cost: one of 12 million pixels until it is there, and until it is there in all sizes.

And whether whoever publishes meanwhile has to wait.

`--photo=PATH` measures photographs too; a drawn one has more grain than most and no faces.
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

SIZE, QUALITY = (4000, 3000), 90
RUNS = 5
FIRST_SECONDS, ALL_SECONDS, MEGABYTES, KILOBYTES = 1.0, 6, 300, 90
#: Pictures that wait for the job, and the milliseconds in which an editor's act is to be done.
QUEUE, MILLISECONDS = 5, 150

T = TypeVar("T")
_had = 0.0


def main() -> None:
    """The drawn one, then those named."""
    scratch.begin()
    from tests.images.drawn import filed, photographed

    photograph = filed(photographed(*SIZE), "JPEG", quality=QUALITY)
    _measure("A drawn photograph", photograph)
    _publish_meanwhile(photograph)
    for argument in sys.argv[1:]:
        name, _, path = argument.partition("=")
        if name == "--photo":
            photo = Path(path).read_bytes()
            _measure(f"{Path(path).name}, as it is", photo)
            _measure(f"{Path(path).name}, enlarged", _enlarged(photo))


def _measure(what: str, body: bytes) -> None:
    from columns.images.renditions import first_of, renditions
    from columns.images.specs import FORMATS, WIDTHS
    from columns.images.taken import taken

    title(f"{what}: {len(body) / 1e6:.1f} MB of JPEG (each of {RUNS}, the whole call)")
    seconds, made = _timed(lambda: taken(body))
    figure("first rendition, median", statistics.median(seconds), FIRST_SECONDS, "s")
    figure("first rendition, the slowest", max(seconds), FIRST_SECONDS, "s")
    fact("of the processor, each", _processor() / RUNS, "s")
    seconds, all_of_it = _timed(lambda: renditions(made.master))
    figure("all renditions, median", statistics.median(seconds), ALL_SECONDS, "s")
    figure("all renditions, the slowest", max(seconds), ALL_SECONDS, "s")
    fact("of the processor, each", _processor() / RUNS, "s")
    seconds, _ = _timed(lambda: first_of(made.master, (100, 100, 900, 900)))
    figure("first rendition of a new crop, median", statistics.median(seconds), FIRST_SECONDS, "s")
    # Of the largest child so far, the drawn photograph's included.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figure("memory of the largest process", memory, MEGABYTES, "MB")
    figure(f"first rendition, {made.first_width} wide", len(made.first) / 1000, KILOBYTES, "KB")
    for width, _height in all_of_it.sizes:
        for format in FORMATS:
            weight = len(all_of_it.files[width, format]) / 1000
            if (width, format) == (WIDTHS[1], "jpg"):
                figure(f"{width} wide as {format}", weight, KILOBYTES, "KB")
            else:
                fact(f"{width} wide as {format}", weight, "KB")


def _publish_meanwhile(photograph: bytes) -> None:
    """Publish without a picture and with one that is on its way, while a job makes others."""
    from columns.jobs.loop import Loop
    from columns.markup.pictured import gallery_of
    from columns.models import Image
    from columns.publishing.entries import publish_entry
    from columns.publishing.image_words import ImageWords
    from columns.publishing.images import describe_image, take_image
    from columns.publishing.texts import EntryText
    from tests.bench.bench_post import publish_bench_post

    post = publish_bench_post()
    # Bytes behind the end of a file make it another one.
    images = [take_image(by=None, body=photograph + bytes([number])) for number in range(QUEUE)]
    for image in images:
        describe_image(by=None, image=image, revision=1, words=ImageWords(alt="Grain"))
    title(f"Publishing while a job makes {QUEUE} pictures of {SIZE[0] * SIZE[1] // 1_000_000} million pixels")
    loop, milliseconds = Loop(), list[float]()
    loop.start()
    while Image.objects.filter(state=Image.State.PENDING).exists():
        number = len(milliseconds)
        body = gallery_of([images[number].pk]) if number < QUEUE else "<p>Without a picture.</p>"
        begun = time.perf_counter()
        publish_entry(by=None, post=post, text=EntryText("One more", body))
        milliseconds.append(1000 * (time.perf_counter() - begun))
    loop.stop()
    _processor()
    figure(f"median of {len(milliseconds)}", statistics.median(milliseconds), MILLISECONDS, "ms")
    figure("the slowest", max(milliseconds), MILLISECONDS, "ms")


def _processor() -> float:
    """The seconds of it that children have had since this was last asked."""
    global _had
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    before, _had = _had, usage.ru_utime + usage.ru_stime
    return _had - before


def _timed(call: Callable[[], T]) -> tuple[list[float], T]:
    seconds = list[float]()
    for _ in range(RUNS):
        begun = time.perf_counter()
        made = call()
        seconds.append(time.perf_counter() - begun)
    return seconds, made


def _enlarged(photo: bytes) -> bytes:
    """As many pixels as the drawn one has; softer than a camera's, since none of it is new."""
    from PIL import Image

    file = io.BytesIO()
    Image.open(io.BytesIO(photo)).resize(SIZE, Image.Resampling.LANCZOS).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


if __name__ == "__main__":
    main()
