"""账本: database, migrations, office, bound people. Looks only; creates and changes nothing."""

import os

from app.calendars import is_there, sqlite_file
from app.doctor.line import Line, bad, good, note
from app.profiles import known_localities
from app.settings import Settings
from inspection.ledger import Ledger
from inspection.people import Role
from storage.database import Database, open_database
from storage.faults import StorageFault

SET_OFFICE = "请在 chuishao.toml 写 county（如 青禾县）和 locality（{known} 之一）"
GET_BOOK = "请用 chuishao template 名录.xlsx 生成空表，填好后 chuishao import 名录.xlsx"


def ledger_lines(settings: Settings) -> list[Line]:
    """The lines on everything that is kept in the database."""
    try:
        if not is_there(settings.database):
            made = "首次运行 chuishao import 或 chuishao run 时自动建立"
            return [note("数据库", "还没有建立", made), _planned_office(settings)]
        database = open_database(settings.database)
        try:
            return _of_database(settings, database)
        finally:
            database.close()
    except StorageFault as fault:
        return [bad("数据库", str(fault).rstrip("。"), "改正后再运行 chuishao doctor")]


def _of_database(settings: Settings, database: Database) -> list[Line]:
    revision, head = database.revision(), database.head_revision()
    reached = _reached(settings)
    if revision == head:
        with database.reading() as ledger:
            return [reached, good("数据库结构", f"已是最新（{head}）"), *_contents(ledger)]
    if revision is not None and (head is None or revision > head):
        remedy = "请换用与数据库相同或更新的程序版本"
        stale = bad("数据库结构", f"版本 {revision} 比程序的 {head} 新", remedy)
    elif revision is None:
        remedy = "首次运行 chuishao import 或 chuishao run 时自动建表"
        stale = note("数据库结构", "还没有建表", remedy)
    else:
        remedy = "请先备份数据库，再运行一次 chuishao run，启动时自动升级"
        stale = bad("数据库结构", f"版本 {revision}，程序为 {head}", remedy)
    return [reached, stale, _planned_office(settings)]


def _reached(settings: Settings) -> Line:
    found = f"可以连接（{settings.database.partition(':')[0]}）"
    file = sqlite_file(settings.database)
    if file is not None and os.name == "posix" and file.stat().st_mode & 0o077:
        remedy = f"里面有手机号和执法证号，请运行 chmod 600 {file}*"
        return note("数据库", f"{found}，但文件别人也能读", remedy)
    return good("数据库", found)


def _planned_office(settings: Settings) -> Line:
    """The office as the settings would enter it."""
    if not (settings.county and settings.locality):
        return bad("联席会议办公室", "没有设置", _set_office())
    if settings.locality not in known_localities():
        return bad("联席会议办公室", f"没有“{settings.locality}”的规则文件", _set_office())
    return good(
        "联席会议办公室", f"{settings.county}，按 {settings.locality} 的规则，首次运行时登记"
    )


def _contents(ledger: Ledger) -> list[Line]:
    lines = []
    offices = ledger.office.find()
    if not offices:
        lines.append(bad("联席会议办公室", "没有登记", f"{_set_office()}，再运行一次"))
    elif offices[0].locality not in known_localities():
        lines.append(
            bad("联席会议办公室", f"没有“{offices[0].locality}”的规则文件", "请升级或重装本程序")
        )
    else:
        office = offices[0]
        lines.append(good("联席会议办公室", f"{office.county}，按 {office.locality} 的规则"))
    return [*lines, *_people(ledger)]


def _people(ledger: Ledger) -> list[Line]:
    people = ledger.people.find(active=True)
    if not people:
        return [bad("人员", "名录是空的", GET_BOOK)]
    bound = sum(person.user_id is not None for person in people)
    office = [person for person in people if Role.OFFICE in person.roles]
    if not office:
        remedy = "请在“人员”表给经办人填“联席办”角色后重新导入"
        return [bad("人员", f"{len(people)} 人中没有联席办人员", remedy)]
    if not any(person.user_id is not None for person in office):
        name = office[0].name
        remedy = f"请运行 chuishao link {name} --bot 机器人用户名，把链接转给本人"
        return [bad("绑定", "联席办还没有人绑定", remedy)]
    found = f"联席办已绑定，{len(people)} 人中已绑定 {bound} 人"
    if bound == len(people):
        return [good("绑定", found)]
    return [note("绑定", found, "其余人员由联席办在私聊发 /bangding 逐人生成链接")]


def _set_office() -> str:
    return SET_OFFICE.format(known="、".join(known_localities()))
