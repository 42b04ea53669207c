"""抽取凭证核验: recomputes a draw by SSJ-DRAW/1 and checks an evidence pack.

Standard library only, no input or output: a pack is a mapping of file name to bytes. The draw
itself uses the functions below, and every pack carries this very text as its verify.py, so the
rule that drew is the rule that is checked.
"""

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

ALGORITHM = "SSJ-DRAW/1"
SECRET = re.compile(r"[0-9A-Za-z]{12,64}")
MOST_WEIGHT = 10
FULL_FILES = ("roster.csv", "excluded.csv", "params.json", "witnesses.json", "order.csv")
PUBLIC_FILES = ("summary.json", "witnesses.json", "order.csv")


class Difference(Exception):
    """核验不符: the first thing that differs, as one Chinese sentence."""


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of the bytes in 64 lower-case hex characters."""
    return hashlib.sha256(content).hexdigest()


def canonical(values: Mapping[str, object]) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def commitment(params_sha256: str, witness: str, secret: str) -> str:
    """承诺: what a witness publishes before anybody reveals."""
    return sha256_hex(f"SSJ-COMMIT/1|{params_sha256}|{witness}|{secret}".encode())


def seed_from(params_sha256: str, secrets: Mapping[str, str], beacon: str = "") -> str:
    """种子: all secrets in the order of the witnesses' ids, and the beacon if one was named."""
    said = ";".join(f"{witness}={secrets[witness]}" for witness in sorted(secrets))
    return sha256_hex(f"SSJ-SEED/1|{params_sha256}|{said}|{beacon}".encode())


def ticket(seed: str, lot: str, number: int) -> str:
    """签: the hex ticket of one lot, number 1 to its weight."""
    return sha256_hex(f"SSJ-TICKET/1|{seed}|{lot}|{number}".encode())


def ticket_keys(seed: str, lots: Iterable[tuple[str, str, int]]) -> dict[str, list[bytes]]:
    """Per stratum the unsorted keys of all (id, stratum, weight): 32 bytes of ticket, then the id.

    Sorting such keys sorts by (smallest ticket, id), which is the order of the draw.
    """
    primed = hashlib.sha256(f"SSJ-TICKET/1|{seed}|".encode()).copy
    endings = [f"|{number}".encode() for number in range(2, MOST_WEIGHT + 1)]
    further = [tuple(endings[: max(weight - 1, 0)]) for weight in range(MOST_WEIGHT + 1)]
    keys: dict[str, list[bytes]] = defaultdict(list)
    for lot, stratum, weight in lots:
        name = lot.encode()
        hashed = primed()
        hashed.update(name + b"|1")
        smallest = hashed.digest()
        if weight > 1:
            for ending in further[weight]:
                hashed = primed()
                hashed.update(name + ending)
                digest = hashed.digest()
                if digest < smallest:
                    smallest = digest
        keys[stratum].append(smallest + name)
    return dict(keys)


def verify_pack(files: Mapping[str, bytes]) -> list[str]:
    """The differences found, as Chinese sentences, in the order found; empty if all agrees.

    Checking stops at the first difference that makes the rest meaningless.
    """
    try:
        check_sums(files)
        if "summary.json" in files:
            check_public(files)
        else:
            check_full(files)
    except Difference as found:
        return [str(found)]
    except (ValueError, LookupError, TypeError, AttributeError, csv.Error) as problem:
        return [f"凭证文件格式有误，无法核验（{type(problem).__name__}：{problem}）。"]
    return []


def check_sums(files: Mapping[str, bytes]) -> None:
    """Every file against SHA256SUMS; none missing, none extra."""
    if "SHA256SUMS" not in files:
        raise Difference("缺少 SHA256SUMS，无法核验。")
    listed: dict[str, str] = {}
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in listed.items():
        if name not in files:
            raise Difference(f"缺少文件 {name}。")
        if sha256_hex(files[name]) != digest:
            raise Difference(f"文件 {name} 与 SHA256SUMS 记载的摘要不符，内容被改动过。")
    for name in sorted(set(files) - set(listed) - {"SHA256SUMS"}):
        raise Difference(f"文件 {name} 不在 SHA256SUMS 中，不属于本凭证。")
    needed = PUBLIC_FILES if "summary.json" in files else FULL_FILES
    for name in needed:
        if name not in listed:
            raise Difference(f"缺少文件 {name}。")


def check_full(files: Mapping[str, bytes]) -> None:
    """A full pack: roster, parameters, commitments, seed, the whole order, the matches."""
    params_text = files["params.json"].decode()
    params = json.loads(params_text)
    if canonical(params) != params_text:
        raise Difference("params.json 不是规范写法，摘要无从核对。")
    if params["algo"] != ALGORITHM:
        raise Difference(f"params.json 写明的算法是 {params['algo']}，应为 {ALGORITHM}。")
    lots = roster_lots(files["roster.csv"])
    if sha256_hex(files["roster.csv"]) != params["roster_sha256"]:
        raise Difference("名录 roster.csv 与参数中冻结的摘要不符，名录被改动过。")
    check_quota(params["quota"], lots)
    names = {lot for lot, _, _ in lots}
    for row in table(files["excluded.csv"], "id,reason"):
        if row[0] in names:
            raise Difference(f"{row[0]} 既在名录中又列为排除。")
    seed = check_witnesses(files["witnesses.json"], sha256_hex(files["params.json"]))
    drawn = check_order(files["order.csv"], seed, lots, params["quota"])
    if "matches.csv" in files:
        check_matches(files["matches.csv"], drawn)


def roster_lots(roster: bytes) -> list[tuple[str, str, int]]:
    """The (id, stratum, weight) lines of a roster file, which must be sorted, none double."""
    lots: list[tuple[str, str, int]] = []
    before = b""
    for line in roster.splitlines():
        lot, stratum, weight = line.decode().split(",")
        if lot.encode() <= before:
            raise Difference(f"名录 roster.csv 中 {lot} 的次序不对或重复。")
        if not 1 <= int(weight) <= MOST_WEIGHT:
            raise Difference(f"名录 roster.csv 中 {lot} 的权重 {weight} 不在1至{MOST_WEIGHT}之间。")
        lots.append((lot, stratum, int(weight)))
        before = lot.encode()
    return lots


def check_quota(quota: Mapping[str, int], lots: list[tuple[str, str, int]]) -> None:
    """The quota names exactly the roster's strata and never more than they hold."""
    counts: dict[str, int] = {}
    for _, stratum, _ in lots:
        counts[stratum] = counts.get(stratum, 0) + 1
    for stratum in sorted(set(quota) ^ set(counts)):
        raise Difference(f"层 {stratum} 在名录和抽取数量中没有同时出现。")
    for stratum, number in sorted(quota.items()):
        if not 0 <= number <= counts[stratum]:
            raise Difference(f"层 {stratum} 应抽{number}个，名录只有{counts[stratum]}个。")


def check_witnesses(content: bytes, params_sha256: str) -> str:
    """Every commitment against its secret, every commitment before any reveal; gives the seed."""
    ceremony = json.loads(content.decode())
    witnesses = ceremony["witnesses"]
    if not witnesses:
        raise Difference("没有见证人的承诺和揭示，种子无从核对。")
    for each in witnesses:
        if not SECRET.fullmatch(each["secret"]):
            raise Difference(f"见证人 {each['id']} 的揭示数不是12至64位字母或数字。")
        if commitment(params_sha256, each["id"], each["secret"]) != each["commit"]:
            raise Difference(f"见证人 {each['id']} 的揭示与事先公布的承诺不符。")
    if len({each["id"] for each in witnesses}) != len(witnesses):
        raise Difference("见证人编号重复。")
    moments = [
        (datetime.fromisoformat(each["committed_at"]), datetime.fromisoformat(each["revealed_at"]))
        for each in witnesses
        if each.get("committed_at") and each.get("revealed_at")
    ]
    if moments and max(moment for moment, _ in moments) > min(moment for _, moment in moments):
        raise Difference("有见证人在全部承诺公布之前就已揭示。")
    secrets = {each["id"]: each["secret"] for each in witnesses}
    return seed_from(params_sha256, secrets, ceremony["beacon"])


def check_order(
    content: bytes, seed: str, lots: list[tuple[str, str, int]], quota: Mapping[str, int]
) -> set[str]:
    """Every line of the order against the recomputed one; gives the drawn ids.

    The drawn must be the first of each stratum, no fewer than the quota; more are a
    supplementary draw (补抽), which only ever extends.
    """
    rows = table(content, "stratum,rank,id,ticket,drawn")
    keys = ticket_keys(seed, lots)
    taken: dict[str, int] = dict.fromkeys(quota, 0)
    drawn: set[str] = set()
    for stratum in sorted(keys):
        ended = False
        for rank, key in enumerate(sorted(keys[stratum]), 1):
            row = next(rows, None)
            due = [stratum, str(rank), key[32:].decode(), key[:32].hex()]
            if row is None:
                raise Difference(f"order.csv 缺少层 {stratum} 第{rank}位 {due[2]}。")
            if row[:4] != due:
                raise Difference(
                    f"order.csv 层 {stratum} 第{rank}位应为 {due[2]}（签 {due[3][:16]}…），"
                    f"记载的是层 {row[0]} 第{row[1]}位 {row[2]}（签 {row[3][:16]}…）。"
                )
            if row[4] == "1" and not ended:
                taken[stratum] += 1
                drawn.add(due[2])
            elif row[4] == "0":
                ended = True
            else:
                raise Difference(
                    f"order.csv 层 {stratum} 第{rank}位 {due[2]} 越过了前面的对象被抽中。"
                )
        if taken[stratum] < quota[stratum]:
            raise Difference(
                f"order.csv 层 {stratum} 应抽{quota[stratum]}个，只抽了{taken[stratum]}个。"
            )
    extra = next(rows, None)
    if extra is not None:
        raise Difference(f"order.csv 多出一行 {extra[2]}，不在名录中。")
    return drawn


def check_matches(content: bytes, drawn: set[str]) -> None:
    """Matched objects were drawn, nobody is matched twice to one, each has one leader at most."""
    leaders: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for _, lot, inspector, _, leader in table(content, "department,id,inspector,round,leader"):
        if lot not in drawn:
            raise Difference(f"matches.csv 中的 {lot} 没有被抽中。")
        if (lot, inspector) in seen:
            raise Difference(f"matches.csv 中 {inspector} 重复匹配到 {lot}。")
        seen.add((lot, inspector))
        if leader == "1" and lot in leaders:
            raise Difference(f"matches.csv 中 {lot} 有两名组长。")
        if leader == "1":
            leaders.add(lot)


def check_public(files: Mapping[str, bytes]) -> None:
    """A public pack: commitments, seed, and each published ticket; the roster is not public."""
    summary = json.loads(files["summary.json"].decode())
    seed = check_witnesses(files["witnesses.json"], summary["params_sha256"])
    if seed != summary["seed"]:
        raise Difference("公布的种子与见证人揭示推算的种子不符。")
    number = 0
    before: dict[str, str] = {}
    for stratum, rank, lot, listed, drawn in table(
        files["order.csv"], "stratum,rank,id,ticket,drawn"
    ):
        tickets = (ticket(seed, lot, each) for each in range(1, MOST_WEIGHT + 1))
        if listed not in tickets:
            raise Difference(f"order.csv 中 {lot} 的签与种子推算的不符。")
        if listed < before.get(stratum, ""):
            raise Difference(f"order.csv 中层 {stratum} 第{rank}位 {lot} 的次序与签的大小不符。")
        before[stratum] = listed
        number += drawn == "1"
    if number != summary["drawn"]:
        raise Difference(f"公布抽中{summary['drawn']}个，名单列有{number}个。")


def table(content: bytes, header: str) -> Iterator[list[str]]:
    """The rows under the given header line of a CSV file."""
    rows = csv.reader(content.decode().splitlines())
    if next(rows, None) != header.split(","):
        raise Difference(f"有一个 CSV 文件的表头不是 {header}。")
    return rows
