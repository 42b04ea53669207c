"""单位模板: handed out, checked and used for printing; what is wrong becomes a polite refusal."""

from collections.abc import Callable
from pathlib import Path, PurePath

from bot.ports import Attachment, Making, PlacedTemplate, Upload
from documents.errors import FormError
from documents.forms import FORMS
from documents.gallery_facts import example_facts
from documents.own_template import blank_template, check_template, render_own
from documents.printing import Unprintable, first_page_png
from documents.render import Rendered, render
from documents.typefaces import Typefaces
from inspection.archive import StoredFile
from inspection.ledger import Ledger
from inspection.legible import legible
from inspection.own_templates import OwnTemplate
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.template_shelf import template_in_force
from inspection.uploads import MOST_TEMPLATE_BYTES

WORD_FORMS = tuple(form.key for form in FORMS.values() if form.suffix == ".docx")
"""Forms that may have a template of the office's own: all but spreadsheets."""


def blank(form: str, locality: str, faces: Typefaces) -> Attachment:
    """The built-in form with its tags, to be edited in Word or WPS."""
    return Attachment(f"{form}-模板.docx", blank_template(form, locality, faces=faces))


def placed(folder: Path | None, media_type: str) -> tuple[PlacedTemplate, ...]:
    """The templates in a locality's folder on the server, by file name.

    Of a file too large for a template only so much is read that its check says so.
    """
    files = sorted(folder.glob("*")) if folder else []
    return tuple(
        PlacedTemplate(
            name=name,
            form=PurePath(name).stem.removesuffix("-模板"),
            upload=_upload(each, name, media_type),
        )
        for each in files
        if (name := legible(each.name)).lower().endswith(".docx")
        and not name.startswith("~$")  # left by Word while it edits
        and _is_file(each)
    )


def _is_file(path: Path) -> bool:
    """What may not even be looked at counts: it is told as what cannot be read."""
    try:
        return path.is_file()
    except OSError:
        return True


def _upload(file: Path, name: str, media_type: str) -> Upload | None:
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_TEMPLATE_BYTES + 1)
    except OSError:
        return None
    return Upload(name, media_type, content, photo=False).neutral()


def unused_facts(form: str, content: bytes) -> tuple[str, ...]:
    """The mandatory facts that a template leaves out. Refusal `template_refused` says why."""
    try:
        return check_template(content, form).unused
    except FormError as trouble:
        raise Refusal("template_refused", {"form": form, "reason": str(trouble)}) from None


def rendered(
    ledger: Ledger, form: str, facts: Facts, faces: Typefaces
) -> tuple[Rendered, OwnTemplate | None, str]:
    """Made by the template in force: the file, that template, why it could not be used ("").

    A template that fails on these facts is passed over for the built-in one.
    """
    own = template_in_force(ledger, form)
    trouble = ""
    if own is not None:
        try:
            return render_own(form, facts, ledger.files.get(own.file_id).content), own, ""
        except FormError as error:
            trouble = str(error)
    return render(form, facts, faces=faces), own, trouble


def sample_making(find: Callable[[int], tuple[OwnTemplate, StoredFile]], key: int) -> Making:
    """What a template looks like with the example of 青禾县: a picture, or else the .docx."""
    template, file = find(key)
    yield 0, 1
    try:
        made = render_own(template.form, example_facts(template.form), file.content).docx
    except FormError as trouble:
        facts = {"form": template.form, "reason": str(trouble)}
        raise Refusal("template_refused", facts) from None
    name = f"{template.form}-样例.docx"
    try:
        return Attachment(f"{PurePath(name).stem}.png", first_page_png(made), photo=True)
    except Unprintable:
        return Attachment(name, made)
