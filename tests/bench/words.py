"""Words for benches: sentences that mean nothing, as long and as varied as those of a live blog."""

from __future__ import annotations

import random

_PLAIN = """
according after again against air alongside although another area army around aircraft base because become been before
began behind between border both bridge brigade called camp came centre checkpoint city civilians claim close coast
column command confirmed contact continued could council countryside crossing day delegation denied described district
during earlier east eastern effort eight enough evening every evidence families far few field fifteen fighting film
first five flight footage force forces four from front further gathered group had half held help highway hill hospital
hour hours house however hundred images independent inside its journalist kilometres known large last later left lines
local long made main market meeting men mile military minister minutes moment more morning most mountain moved near
neither new next night noon north northern not number observers office officer officials old one only other outside
over part passed people photographs plain police position posted president pressure published quarter quiet ranks
reached refused region remained reply report reported reporters residents resumed river road roof round route said same
school sea second secure seen sent several shelling short showed side since small smoke soldiers some source sources
south southern spokesman square staff statement still stopped street strike supply support taken ten than that their
then there they third thirty this those three through time told toward town traffic troops truck twelve two under until
vehicles verified video village visible volunteers wait was week went were west western what when where which while
withdrew witness with without women workers would yesterday
"""
_ARABIC = """
قال شهود إن الطريق إلى البلدة مغلق منذ الصباح وإن السكان يغادرون بيوتهم نحو الشمال بعد ليلة من القصف ولم يصل أي وفد حتى
الآن وأكد المتحدث أن الجسر ما زال قائما وأن المستشفى يعمل بنصف طاقته
"""
_CYRILLIC = """
очевидцы говорят что дорога в город закрыта с утра жители уходят на север после ночного обстрела мост пока стоит
больница работает вполсилы представитель штаба подтвердил колонна остановилась у реки связи с посёлком нет
"""
_SYLLABLES = "al ba dar fa gha ha idl ja ka la ma na qar ra sa ta ur wa ya za mi du hom rin tar bel kir sho"


class Words:
    """A well of sentences, the same ones each time."""

    def __init__(self, seed: int = 2015) -> None:
        self._chance = random.Random(seed)
        self._plain, self._syllables = _PLAIN.split(), _SYLLABLES.split()
        self._foreign = {"ar": _ARABIC.split(), "ru": _CYRILLIC.split()}

    def sentence(self, length: int) -> str:
        """So many words of English, some of them names of places."""
        words = [self._place() if self._chance.random() < 0.08 else self._word() for _ in range(length)]
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, length: int) -> str:
        """So many words, in sentences."""
        sentences = []
        while length > 0:
            now = length if length < 24 else self._chance.randint(9, 18)
            sentences.append(self.sentence(now))
            length -= now
        return " ".join(sentences)

    def foreign(self, language: str, length: int) -> str:
        """So many words of Arabic (`ar`) or Russian (`ru`)."""
        return " ".join(self._chance.choices(self._foreign[language], k=length)) + "."

    def between(self, least: int, most: int) -> int:
        """A number."""
        return self._chance.randint(least, most)

    def _word(self) -> str:
        return self._chance.choice(self._plain)

    def _place(self) -> str:
        return "".join(self._chance.choices(self._syllables, k=self._chance.randint(2, 3))).capitalize()
