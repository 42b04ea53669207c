"""绑定: the one-time token behind a link, kept only as its SHA-256."""

import hashlib


def token_sha256(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
