"""All rows together: importing this module makes `METADATA` complete."""

from storage import (
    models_chat,
    models_experts,
    models_papers,
    models_plans,
    models_rosters,
    models_tasks,
    models_visits,
)
from storage.models_base import Row

METADATA = Row.metadata
"""Every table of the ledger, as the migrations must leave it."""

ROOMS = (
    models_rosters,
    models_tasks,
    models_plans,
    models_experts,
    models_visits,
    models_papers,
    models_chat,
)
"""The modules that hold the rows, in the order in which tables refer to one another."""
