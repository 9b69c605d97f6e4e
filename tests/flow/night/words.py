"""What is written in the night: short updates in three languages, each with a number by which it is found again."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST = 600

MADE_UP = (
    "Residents of the northern bank report two explosions near the water works. Nobody is known to be hurt.",
    "يقول سكان الحي الشمالي إنهم سمعوا انفجارين قرب محطة المياه، ولا أنباء عن إصابات.",
    "Жители северного берега сообщают о двух взрывах у водозабора. О пострадавших не известно.",
    "The bridge on the coast road is closed. Buses to the harbour go by way of the old market.",
    "الجسر على الطريق الساحلي مغلق، والحافلات إلى الميناء تمر من السوق القديم.",
    "Мост на прибрежной дороге закрыт. Автобусы в порт идут через старый рынок.",
    "The hospital says that it took in eleven people during the night; two of them are children.",
    "أعلن المستشفى أنه استقبل أحد عشر شخصا خلال الليل، بينهم طفلان.",
    "Больница сообщает, что за ночь приняла одиннадцать человек, двое из них дети.",
    "Both sides say that the pause in the fighting holds. Monitors counted three breaches before midnight.",
    "يقول الطرفان إن الهدنة صامدة، وأحصى المراقبون ثلاثة خروق قبل منتصف الليل.",
    "Обе стороны говорят, что перемирие держится. Наблюдатели насчитали до полуночи три нарушения.",
)


@dataclass(frozen=True)
class Words:
    """One text; `mark` is its number, which no other has."""

    mark: str
    text: str

    def and_more(self, more: str) -> Words:
        """The same after somebody has written on."""
        return Words(self.mark, f"{self.text} {more}")


def texts(file: Path | None) -> Iterator[Words]:
    """One after the other, without end: those of a file (a list of objects with a `text` each), else made-up ones."""
    given = [each["text"] for each in json.loads(file.read_text())] if file else MADE_UP
    plain = [text for text in map(_plain, given) if text]
    for number, text in enumerate(itertools.cycle(plain), 1):
        mark = f"№{number}."
        yield Words(mark, f"{text} {mark}")


def _plain(text: str) -> str:
    """As somebody types it into one paragraph: no markup of another site."""
    text = re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", text)
    text = re.sub(r"https?://\S+|[*_`#№]", "", text)
    return unicodedata.normalize("NFC", " ".join(text.split()))[:LONGEST].strip()
