"""请求: calls to the Bot API over aiohttp, at a tenth of what the library's own client costs.

Behind a proxy, and for calls that carry files, PTB's own client does the work: such calls are rare
and it does more. Decision 0002 says why there are two.
"""

from typing import TypeAlias
from urllib.request import getproxies

import aiohttp
import httpx
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

Seconds: TypeAlias = "ODVInput[float]"

USUAL = 5.0
"""Seconds to connect, and to wait for the next part of an answer, as PTB has it."""
POOL_WAIT = 10.0
"""Seconds to wait for a free connection."""
CONNECTIONS = 64
IDLE = 20.0
"""Seconds after which an unused connection is closed by us, before the server may do so."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def request_for(*, read_timeout: float = USUAL) -> BaseRequest:
    """The client for this machine: PTB's own where the environment names a proxy."""
    if getproxies().keys() & {"http", "https", "all"}:
        return HTTPXRequest(read_timeout=read_timeout)
    return AiohttpRequest(read_timeout=read_timeout)


class AiohttpRequest(BaseRequest):
    """请求: one session for all calls; trusts the certificates that PTB's own client trusts."""

    def __init__(self, *, read_timeout: float = USUAL) -> None:
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        self._for_files = HTTPXRequest(read_timeout=read_timeout)

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a call does not say."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session, in the loop that will use it."""
        await self._for_files.initialize()
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=CONNECTIONS, keepalive_timeout=IDLE, ssl=httpx.create_ssl_context()
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        await self._for_files.shutdown()
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; TimedOut and NetworkError have the fault of the line as their cause."""
        if request_data is not None and request_data.contains_files:
            return await self._for_files.do_request(
                url,
                method,
                request_data,
                read_timeout=read_timeout,
                write_timeout=write_timeout,
                connect_timeout=connect_timeout,
                pool_timeout=pool_timeout,
            )
        if self._session is None:
            raise RuntimeError("the request is used before it was initialized")
        patience = aiohttp.ClientTimeout(
            total=None,
            connect=_chosen(pool_timeout, POOL_WAIT),
            sock_connect=_chosen(connect_timeout, USUAL),
            sock_read=_chosen(read_timeout, self._read_timeout),
        )
        body = request_data.url_encoded_parameters().encode() if request_data else None
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=FORM if body is not None else None,
                timeout=patience,
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as fault:
            raise TimedOut from fault
        except aiohttp.ClientError as fault:
            raise NetworkError(f"aiohttp.{type(fault).__name__}") from fault


def _chosen(given: Seconds, usual: float) -> float | None:
    return usual if isinstance(given, DefaultValue) else given
