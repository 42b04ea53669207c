"""新华第三条, 忻州第五、八条: what is not in the plan cannot become a joint inspection."""

import pytest

from inspection.ids import PlanEntryId
from inspection.refusal import Refusal
from inspection.usecases.open_task import open_task
from storage.database import open_database
from tests.builders import county, desk_for


@pytest.mark.parametrize("locality", ["xinhua", "xinzhou"])
def test_a_clue_that_is_in_no_plan_opens_no_task(locality: str) -> None:
    database = open_database("sqlite://")
    database.migrate()
    with database.transaction() as ledger:
        place = county(ledger, locality=locality)
        before = len(ledger.tasks.find())
        with pytest.raises(LookupError):
            open_task(
                desk_for(ledger, locality=locality),
                actor=place.people["林晓禾"],
                plan_entry_id=PlanEntryId(999),
            )
        assert len(ledger.tasks.find()) == before
    database.close()


def test_a_task_is_opened_by_the_lead_of_the_plan_and_only_once() -> None:
    database = open_database("sqlite://")
    database.migrate()
    with database.transaction() as ledger:
        place = county(ledger, locality="xinzhou")
        desk = desk_for(ledger, locality="xinzhou")
        entry = ledger.plan_entries.get(place.task.plan_entry_id)
        with pytest.raises(Refusal, match="task_already_open"):
            open_task(desk, actor=place.people["林晓禾"], plan_entry_id=entry.id)
        stranger = next(
            each
            for each in place.people.values()
            if each.department_id != entry.lead_id and "liaison" in each.roles
        )
        assert stranger.department_id in entry.partner_ids
        with pytest.raises(Refusal, match="not_lead_of_plan"):
            open_task(desk, actor=stranger, plan_entry_id=entry.id)
    database.close()
