"""清单和名录库调整: what an import changed in the item list and the two rosters, for the journal.

信阳第十四至十六条, 新华第九、十条, 新县第二部分（二）, 忻州第九、十条 want them kept up to date.
The journal names nobody: lines are kept by their ids, and of a telephone, certificate number, legal
representative or risk class only that it changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspection.figures import date_words
from inspection.items import InspectionItem
from inspection.people import Inspector
from inspection.plain import Facts, Plain
from inspection.subjects import Subject, SubjectState

IMPORTED = "import_book"
"""The verb of the journal that tells what an import changed."""

LISTED = 60
"""Changes of one list that are told one by one; of more only their number."""

STATE = "登记状态"
CERTIFICATE = "证件有效期"
STATES = {
    SubjectState.ACTIVE: "存续",
    SubjectState.CANCELLED: "注销",
    SubjectState.REVOKED: "吊销",
    SubjectState.WITHDRAWN: "撤销",
    SubjectState.MOVED_OUT: "迁出",
}
KINDS = {"general": "一般检查事项", "key": "重点检查事项"}
UPDATED = "已更新"
"""All that is told of a new value that is personal or not public."""


class ListKind(StrEnum):
    """清单或名录库."""

    ITEMS = "items"  # 抽查事项清单
    SUBJECTS = "subjects"  # 检查对象名录库
    INSPECTORS = "inspectors"  # 执法检查人员名录库


@dataclass(frozen=True, slots=True)
class Entry:
    """一项: what is told of a line by its label, and what is compared only."""

    told: Mapping[str, str]
    hidden: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListChange:
    """一处调整: `about_id` is the item, the subject, or the person who inspects.

    `before` and `after` hold what is different; both are empty for a line that was added.
    """

    kind: ListKind
    about_id: int
    added: bool
    before: dict[str, str]
    after: dict[str, str]


@dataclass(slots=True)
class ListChanges:
    """调整记录: the first changes of each list and how many there were."""

    changes: list[ListChange] = field(default_factory=list)
    counts: dict[ListKind, int] = field(default_factory=dict)

    def added(self, kind: ListKind, about_id: int) -> None:
        """A line that was not there before."""
        self._keep(ListChange(kind, about_id, True, {}, {}))

    def changed(self, kind: ListKind, about_id: int, before: Entry, after: Entry) -> None:
        """Keep what is different; nothing where nothing told or hidden is."""
        different = [label for label in after.told if after.told[label] != before.told[label]]
        hidden = [label for label in after.hidden if after.hidden[label] != before.hidden[label]]
        if not different and not hidden:
            return
        self._keep(
            ListChange(
                kind,
                about_id,
                False,
                {label: before.told[label] for label in different},
                {label: after.told[label] for label in different} | dict.fromkeys(hidden, UPDATED),
            )
        )

    def many_added(self, kind: ListKind, count: int) -> None:
        """More lines than are told one by one."""
        if count:
            self.counts[kind] = self.counts.get(kind, 0) + count

    def _keep(self, change: ListChange) -> None:
        self.counts[change.kind] = self.counts.get(change.kind, 0) + 1
        if self.counts[change.kind] <= LISTED:
            self.changes.append(change)

    def facts(self) -> Facts:
        """As the journal keeps them."""
        return {
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "changes": [
                [each.kind.value, each.about_id, each.added, {**each.before}, {**each.after}]
                for each in self.changes
            ],
        }


def changes_in(facts: Plain) -> ListChanges:
    """Read back what the journal keeps; empty for an import of before."""
    found = ListChanges()
    if not isinstance(facts, dict):
        return found
    counts, changes = facts.get("counts"), facts.get("changes")
    if isinstance(counts, dict):
        found.counts = {ListKind(kind): int(str(count)) for kind, count in counts.items()}
    for each in changes if isinstance(changes, list) else ():
        if isinstance(each, list):
            kind, about_id, added, before, after = each
            found.changes.append(
                ListChange(
                    ListKind(str(kind)),
                    int(str(about_id)),
                    bool(added),
                    _words(before),
                    _words(after),
                )
            )
    return found


def item_entry(item: InspectionItem, department: str) -> Entry:
    """抽查事项."""
    told = {
        "抽查事项": item.name,
        "检查主体": department,
        "行业": item.industry,
        "检查内容": item.content,
        "检查依据": item.basis,
        "检查方式": item.method,
        "类别": KINDS[item.kind.value],
    }
    return Entry(told, {})


def subject_entry(subject: Subject) -> Entry:
    """检查对象; the day of the last inspection is no change of the roster."""
    told = {
        "名称": subject.name,
        "行业": subject.industry,
        "地址": subject.address,
        "片区": subject.area,
        STATE: STATES[subject.state],
    }
    return Entry(
        told,
        {
            "法定代表人": subject.legal_representative,
            "联系电话": subject.phone,
            "信用风险分类": subject.risk_class,
        },
    )


def inspector_entry(inspector: Inspector) -> Entry:
    """执法检查人员."""
    expires = inspector.certificate_expires
    told = {
        "专长": "、".join(inspector.expertise),
        "岗位": inspector.post,
        "片区": inspector.area,
        CERTIFICATE: date_words(expires) if expires else "",
    }
    return Entry(told, {"执法证号": inspector.certificate_number})


def _words(found: Plain) -> dict[str, str]:
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(label): str(words) for label, words in pairs}
