"""Bot API refusals, worded the way Telegram words them (PTB matches on some of the wording)."""

from __future__ import annotations


class ApiError(Exception):
    """模拟群聊: a refusal the Bot API server answers with.

    code is the HTTP status (400, 403, 404, 409, 413, 429, 500, 502); description is the full text
    including its prefix ("Bad Request: ..."); parameters is ResponseParameters or None.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, object]:
        """The JSON object Telegram puts in the response body."""
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class SandboxMisuse(Exception):
    """模拟群聊: a person in the sandbox tried what no Telegram client would let them do."""


def bad_request(reason: str, parameters: dict[str, int] | None = None) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """429 telling the bot how many whole seconds to wait."""
    return ApiError(
        429, f"Too Many Requests: retry after {seconds}", {"retry_after": max(1, seconds)}
    )
