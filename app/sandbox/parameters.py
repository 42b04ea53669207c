"""A request's parameters, however the client encoded them (form, multipart, query, JSON)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tornado.httputil import HTTPServerRequest

from app.sandbox.errors import bad_request


@dataclass(frozen=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes


class Parameters:
    """What a method was called with; every reader answers None for an absent parameter."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    @classmethod
    def of(cls, request: HTTPServerRequest) -> Parameters:
        """Read them off a request; bytes are UTF-8."""
        values: dict[str, Any] = {
            name: found[-1].decode() for name, found in request.arguments.items()
        }
        if request.headers.get("Content-Type", "").startswith("application/json"):
            try:
                loaded = json.loads(request.body or b"{}")
            except ValueError:
                raise bad_request("can't parse JSON object") from None
            values |= loaded if isinstance(loaded, dict) else {}
        uploads = {
            name: Upload(found[-1]["filename"], found[-1]["body"])
            for name, found in request.files.items()
        }
        return cls(values, uploads)

    def text(self, name: str) -> str | None:
        """A string."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """A whole number."""
        value = self.values.get(name)
        try:
            return None if value is None or value == "" else int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" is not a valid integer') from None

    def flag(self, name: str) -> bool:
        """A boolean; absent means False."""
        return str(self.values.get(name, "")).lower() in ("true", "1")

    def structure(self, name: str) -> Any:
        """An object or array, given as JSON text or, in a JSON request, as itself."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
