"""部门: a member of the joint-inspection system."""

from dataclasses import dataclass

from inspection.ids import UNSAVED, DepartmentId


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """部门: a department of the county; `office` marks the one that hosts 联席会议办公室.

    `industry` groups departments that may lend each other inspectors (忻州第十七条). `number_code`
    is its 机关代字 (青市监), "" where nobody told it yet.
    """

    id: DepartmentId = DepartmentId(UNSAVED)
    name: str
    short_name: str
    industry: str = ""
    office: bool = False
    number_code: str = ""
