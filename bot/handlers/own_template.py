"""单位模板: the office takes a form's template, sends it back changed, adopts or revokes it."""

import hashlib
from collections import Counter

from bot.call import Call
from bot.ports import Upload
from bot.router import router
from inspection.own_templates import OwnTemplate
from inspection.papers.writable import form_named
from inspection.permissions import Deed, permit_role
from inspection.plain import Facts, Plain
from inspection.posting import Prompt
from inspection.refusal import Refusal
from inspection.template_shelf import template_in_force, waiting_template
from inspection.usecases.adopt_template import adopt_template
from inspection.usecases.offer_template import offer_template
from inspection.usecases.revoke_template import revoke_template

_LEADS = ("/wenshu", "文书", "模板")
"""What may stand before the form's name in a caption."""


@router.button("template_get", Deed.OWN_TEMPLATE)
def on_get(call: Call) -> None:
    """The .docx to be changed, of the form named by the button."""
    hand_out(call, form_named(call.word(0), call.backstage.template_forms()))


@router.answer("own_template", Deed.OWN_TEMPLATE)
def on_sent(call: Call) -> None:
    """A .docx came."""
    if call.upload is None or call.upload.photo:
        raise Refusal("template_wanted")
    _offer(call, _form_meant(call), call.upload)


@router.button("template_take", Deed.OWN_TEMPLATE)
def on_take(call: Call) -> None:
    """📂 取用: what lies in the locality's folder is taken as if it had been sent."""
    _take(call, call.word(0))


@router.button("template_adopt", Deed.OWN_TEMPLATE)
def on_adopt(call: Call) -> None:
    """✅ 启用."""
    adopted = adopt_template(call.desk, actor=call.actor, template_id=_pressed(call))
    call.say("template_adopted", _facts(adopted))


@router.button("template_drop", Deed.OWN_TEMPLATE)
def on_drop(call: Call) -> None:
    """停用, or 不用 for one that waits."""
    _revoke(call, _pressed(call))


def templates_in_words(call: Call, words: tuple[str, ...]) -> None:
    """模板 [文书 | 取用 文书 | 启用 文书 | 停用 文书 | 不用 文书]."""
    permit_role(call.actor, Deed.OWN_TEMPLATE)
    if not call.private:
        raise Refusal("only_in_private")
    if not words:
        _show_all(call)
        return
    forms = call.backstage.template_forms()
    if words[0] == "取用":
        _take(call, words[1] if words[1:] else "")
        return
    if words[0] not in ("启用", "停用", "不用"):
        hand_out(call, form_named(words[0], forms))
        return
    form = form_named(words[1] if words[1:] else "", forms)
    find = template_in_force if words[0] == "停用" else waiting_template
    template = find(call.desk.ledger, form)
    if template is None:
        raise Refusal("template_missing", {"form": form})
    if words[0] == "启用":
        adopted = adopt_template(call.desk, actor=call.actor, template_id=template.id)
        call.say("template_adopted", _facts(adopted))
    else:
        _revoke(call, template.id)


def hand_out(call: Call, form: str) -> None:
    """The .docx with its tags; the next file that comes back is taken for it."""
    ledger = call.desk.ledger
    own = template_in_force(ledger, form)
    file = ledger.files.get(own.file_id) if own else call.backstage.blank_template(ledger, form)
    call.close_prompts()
    prompt = ledger.prompts.add(
        Prompt(
            chat_id=call.chat_id,
            person_id=call.actor.id,
            asks="own_template",
            about={"form": form},
            wants="photo",
            asked_at=call.desk.now,
        )
    )
    facts: Facts = {"form": form, "version": own.version if own else 0}
    call.say("template_out", facts, file_id=file.id, prompt_id=prompt.id)


def _take(call: Call, said: str) -> None:
    form = form_named(said, call.backstage.template_forms())
    placed = call.backstage.placed_templates(call.desk.ledger)
    named = [each for each in placed if each.form == form]
    if not named:
        raise Refusal("template_not_placed", {"form": form})
    if len(named) > 1:
        names = [each.name for each in named]
        raise Refusal("template_placed_twice", {"form": form, "names": names})
    upload = named[0].upload
    if upload is None:
        raise Refusal("template_unreadable", {"name": named[0].name})
    _offer(call, form, upload)


def _offer(call: Call, form: str, upload: Upload) -> None:
    """Checked, kept, shown; nothing is printed with it yet."""
    unused = call.backstage.check_template(form, upload.content)
    kept = call.backstage.keep_file(
        call.desk.ledger, upload.name, upload.media_type, upload.content
    )
    template = offer_template(call.desk, actor=call.actor, form=form, file=kept, unused=unused)
    call.close_prompts()
    call.say("template_checked", _facts(template), bundle=f"sample:{template.id}")


def _pressed(call: Call) -> int:
    """The template behind the button."""
    if not call.desk.ledger.own_templates.find(id=call.number(0)):
        raise Refusal("button_out_of_date")
    return call.number(0)


def _form_meant(call: Call) -> str:
    """The form in the caption, else that of the question, else the one the file is named after."""
    forms = call.backstage.template_forms()
    words = [word for word in call.text.split() if word not in _LEADS]
    if words:
        return form_named(words[0], forms)
    if call.prompt is not None:
        return str(call.about("form"))
    named = [form for form in forms if call.upload is not None and form in call.upload.name]
    if len(named) != 1:
        raise Refusal("template_form_wanted")
    return named[0]


def _show_all(call: Call) -> None:
    ledger = call.desk.ledger
    forms = sorted({each.form for each in ledger.own_templates.find()})
    used = [each for form in forms if (each := template_in_force(ledger, form))]
    waiting = [each for form in forms if (each := waiting_template(ledger, form))]
    listed: list[Plain] = [_facts(each) for each in used]
    offered: list[Plain] = [_facts(each) for each in waiting]
    call.show("templates", {"used": listed, "waiting": offered, "placed": _placed(call)})


def _placed(call: Call) -> list[Plain]:
    """What lies in the locality's folder and is neither in use nor waiting."""
    ledger, forms = call.desk.ledger, call.backstage.template_forms()
    kept = {
        (each.form, each.sha256)
        for each in ledger.own_templates.find()
        if each.waiting or each == template_in_force(ledger, each.form)
    }
    placed = call.backstage.placed_templates(ledger)
    times = Counter(each.form for each in placed)
    return [
        {
            "form": each.form,
            "name": each.name,
            "known": each.form in forms,
            "readable": each.upload is not None,
            "alone": times[each.form] == 1,
        }
        for each in placed
        if each.upload is None
        or (each.form, hashlib.sha256(each.upload.content).hexdigest()) not in kept
    ]


def _revoke(call: Call, template_id: int) -> None:
    revoked = revoke_template(call.desk, actor=call.actor, template_id=template_id)
    now = template_in_force(call.desk.ledger, revoked.form)
    facts: Facts = {
        "form": revoked.form,
        "version": revoked.version,
        "was_used": revoked.adopted_at is not None,
        "now_version": now.version if now else 0,
    }
    call.say("template_revoked", facts)


def _facts(template: OwnTemplate) -> Facts:
    return {
        "id": template.id,
        "form": template.form,
        "version": template.version,
        "unused": list(template.unused),
        "adopted_at": template.adopted_at.isoformat() if template.adopted_at else None,
    }
