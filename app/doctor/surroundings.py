"""周边: calendar years, profiles, LibreOffice, fonts."""

from app.calendars import calendar_at_hand
from app.doctor.line import Line, Mark, bad, good, note
from app.profiles import load_all
from app.service import clock_of
from app.settings import Settings
from documents.errors import FormError
from documents.printing import OFFICE, PAINTER, lacking
from documents.typefaces import chosen
from inspection.rule import ProfileError
from scheduler.calendar import china_calendar
from storage.faults import StorageFault


def surrounding_lines(settings: Settings) -> list[Line]:
    """The lines on everything besides chat and ledger."""
    return [*_years(settings), _profiles(), _office_suite(), _fonts(settings)]


def _years(settings: Settings) -> list[Line]:
    this_year = clock_of(settings).now().year
    years = (this_year, this_year + 1)
    try:
        calendar = calendar_at_hand(settings.database, years)
    except StorageFault:
        calendar = china_calendar(years)
    lines = []
    for year in years:
        days = calendar.year(year)
        if days.official:
            lines.append(good(f"{year} 年放假安排", f"已公布（{days.source}）"))
        else:
            remedy = "国务院办公厅公布后请升级程序；此前涉及该年的时限标为“暂定”"
            lines.append(note(f"{year} 年放假安排", "暂定", remedy))
    return lines


def _profiles() -> Line:
    try:
        names = "、".join(profile.names.locality for profile in load_all())
    except ProfileError as problem:
        return bad("地方规则", str(problem).rstrip("。"), "改正规则文件或重装本程序")
    return good("地方规则", f"全部载入（{names}）")


def _office_suite() -> Line:
    reason = lacking(OFFICE, PAINTER)
    if reason is None:
        return good("LibreOffice", "已安装（可选：聊天里出 PDF 和预览图用）")
    return note(
        "LibreOffice", "没有装全", f"可选：{reason}不装的，聊天里不出 PDF 和预览图，.docx 照常"
    )


def _fonts(settings: Settings) -> Line:
    try:
        faces = chosen(settings.typefaces)
    except FormError as problem:
        return bad("公文字体", problem.message.rstrip("。"), "改正设置 typefaces")
    needed = "、".join((faces.title, faces.text, faces.kai, faces.black))
    remedy = "打印文书的电脑请装齐；缺少时 Word 会自动换用相近字体，版面可能略有出入"
    return Line(Mark.NOTE, "公文字体", f"文书使用 {needed}", remedy)
