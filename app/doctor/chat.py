"""令牌与连通: the token's shape, and one call to the Bot API with it. The token is not shown."""

import asyncio
import re
from urllib.parse import urlsplit

from app.doctor.line import Line, bad, good, note
from app.settings import Settings
from bot.probe import Answer, Probed, probe

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
SECONDS = 10.0
PUSHED_TO = (443, 80, 88, 8443)
PATH = re.compile(r"(/[A-Za-z0-9_-]+)+/?")
SET_TOKEN = (
    "请设环境变量 CHUISHAO_TOKEN，或在 chuishao.toml 写 token；尚无账号可先用 chuishao sandbox"
)


def chat_lines(settings: Settings, seconds: float = SECONDS) -> list[Line]:
    """The lines on token, reachability and webhook."""
    if not settings.token:
        return [bad("机器人令牌", "没有设置", SET_TOKEN)]
    if not TOKEN.fullmatch(settings.token):
        return [bad("机器人令牌", "格式不对", "应形如 123456:字母数字串，请从 BotFather 重新复制")]
    probed = asyncio.run(probe(settings.token, settings.base_url, seconds))
    host = urlsplit(settings.base_url).netloc or settings.base_url
    return [good("机器人令牌", "格式正确"), _reached(probed, host), *_webhook(settings)]


def _reached(probed: Probed, host: str) -> Line:
    about = "连接 Telegram"
    if probed.answer is Answer.HELLO:
        heard = "能读到群里的中文指令" if probed.reads_groups else "群里用 / 指令或按钮（隐私模式）"
        return good(about, f"{host} 已应答，机器人 @{probed.username}，{heard}")
    found, remedy = {
        Answer.TOKEN_REFUSED: ("令牌被拒绝", "请核对 token 是否已被 BotFather 撤换"),
        Answer.TIMED_OUT: (f"{host} 没有按时应答", "请检查网络、代理（HTTPS_PROXY）和 base_url"),
        Answer.UNREACHABLE: (f"{host} 连不上", "请检查网络、代理（HTTPS_PROXY）和 base_url"),
        Answer.STRANGE: (f"{host} 的应答不是 Bot API", "请核对 base_url，应以 /bot 结尾"),
    }[probed.answer]
    return bad(about, found, remedy)


def _webhook(settings: Settings) -> list[Line]:
    if not settings.webhook_url:
        return []
    if not settings.webhook_url.startswith("https://"):
        return [bad("回调网址", "不是 https 网址", "Telegram 只向 https 网址推送，请改正")]
    address = urlsplit(settings.webhook_url)
    if (address.port or 443) not in PUSHED_TO:
        ports = "、".join(map(str, PUSHED_TO))
        return [bad("回调网址", f"端口 {address.port}", f"Telegram 只向 {ports} 端口推送，请改正")]
    if address.query or not PATH.fullmatch(address.path):
        remedy = "路径只用字母、数字、- 和 _，各段用 / 隔开，不带 ?，nginx 的 location 与它一致"
        return [bad("回调网址", f"路径 {address.path or '/'} 用不了", remedy)]
    if not settings.webhook_secret:
        return [note("回调网址", "没有固定密钥", "启动时会自动生成；多机部署请设 webhook_secret")]
    found = f"{address.path}，本机监听 {settings.webhook_listen}:{settings.webhook_port}"
    return [good("回调网址", found)]
