"""A scene: the draw-stage whistle is blown in the small county; everybody has a chat account."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.wording import worded
from inspection.desk import Desk
from inspection.draws import DrawRecord
from inspection.ids import UserId
from inspection.people import Person
from inspection.plain import plain_of
from inspection.refusal import Refusal
from inspection.tasks import Stage
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.match_team import match_team
from inspection.usecases.open_draw import open_draw
from inspection.usecases.reveal_secret import reveal_secret
from inspection.whistle import Whistle
from storage.database import open_database
from tests.builders import County, county, desk_for

LEAD, OTHER, HEAD = "林晓禾", "赵青田", "马知远"
FIRST, SECOND, SAME, THIRD = "钱满仓", "李安澜", "孙惠民", "冯春望"
SECRETS = ("483920175536", "lanhua77qinghe2026")


class _Undo(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Scene:
    """The county and its desk; people by name are as the ledger has them now."""

    desk: Desk
    county: County

    def who(self, name: str) -> Person:
        """The person as bound."""
        return self.desk.ledger.people.get(self.county.people[name].id)

    def open(self) -> DrawRecord:
        """The lead opens a draw."""
        return open_draw(self.desk, actor=self.who(LEAD), task_id=self.county.task.id)

    def committed(self) -> DrawRecord:
        """Two witnesses have joined and committed."""
        draw = self.open()
        for name in (FIRST, SECOND):
            join_as_witness(self.desk, actor=self.who(name), draw_id=draw.id)
        for place, (name, secret) in enumerate(((FIRST, SECRETS[0]), (SECOND, SECRETS[1]))):
            witness = self.desk.ledger.draw_witnesses.find(draw_id=draw.id)[place]
            commit_secret(self.desk, actor=self.who(name), witness_id=witness.id, secret=secret)
        return self.desk.ledger.draws.get(draw.id)

    def drawn(self) -> DrawRecord:
        """The draw is made."""
        draw = self.committed()
        for witness in self.desk.ledger.draw_witnesses.find(draw_id=draw.id):
            actor = self.desk.ledger.people.get(witness.person_id)
            draw = reveal_secret(self.desk, actor=actor, witness_id=witness.id)
        return draw

    def matched(self, officers: int = 1) -> None:
        """The draw is made and the inspectors are matched."""
        self.drawn()
        match_team(self.desk, actor=self.who(LEAD), task_id=self.county.task.id, officers=officers)


@contextmanager
def scene_of(locality: str) -> Iterator[Scene]:
    """A fresh scene in memory; afterwards every posting's wording must render."""
    database = open_database("sqlite://")
    database.migrate()
    with suppress(_Undo), database.transaction() as ledger:
        place = county(ledger, locality=locality)
        for number, person in enumerate(ledger.people.find(), 1):
            ledger.people.save(replace(person, user_id=UserId(5000 + number)))
        desk = desk_for(ledger, locality=locality)
        for stage in (Stage.SCHEME, Stage.DRAW):
            ledger.whistles.add(
                Whistle(
                    task_id=place.task.id,
                    stage=stage,
                    blown_by=place.people[LEAD].id,
                    blown_at=desk.now,
                    due_at=desk.now + timedelta(days=1),
                )
            )
        scene = Scene(desk, place)
        yield scene
        for posting in ledger.postings.find():
            assert worded(posting.kind, posting.facts).text
        raise _Undo
    database.close()


@contextmanager
def refused(code: str, *words: str) -> Iterator[None]:
    """The block raises this refusal, and its wording has these words."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code
    citation = caught.value.citation
    facts = {
        **{key: plain_of(value) for key, value in caught.value.facts.items()},
        "citation": citation.text if citation else None,
    }
    said = worded(f"refusal_{code}", facts).text
    assert said
    for word in words:
        assert word in said
