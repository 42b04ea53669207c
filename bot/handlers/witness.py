"""见证: joining in the group, committing and revealing in the private chat."""

import re

from bot.call import Call
from bot.router import router
from inspection.draws import DrawWitness
from inspection.ids import DrawId
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.reveal_secret import reveal_secret
from inspection.whose import About

SENT_COMMITMENT = re.compile(r"承诺\s*[:：]?\s*(\S+)")


@router.button("witness", Deed.WITNESS, About.DRAW)
def on_witness(call: Call) -> None:
    """我来见证."""
    witness = join_as_witness(call.desk, actor=call.actor, draw_id=DrawId(call.number(0)))
    call.alert("witness_joined", {"label": witness.label, "bot": call.bot_name})


@router.answer("secret", Deed.WITNESS, About.WITNESS)
def on_secret(call: Call) -> None:
    """A secret typed by hand, or 承诺 with a commitment computed elsewhere."""
    number = call.about_number("witness")
    sent = SENT_COMMITMENT.fullmatch(call.text.strip())
    if sent:
        value = sent.group(1).lower()
        witness = commit_secret(call.desk, actor=call.actor, witness_id=number, commitment=value)
    else:
        secret = call.text.strip()
        witness = commit_secret(call.desk, actor=call.actor, witness_id=number, secret=secret)
    _committed(call, witness)


@router.button("roll_secret", Deed.WITNESS, About.WITNESS)
def on_roll(call: Call) -> None:
    """替我生成: a secret of the machine's, shown to the witness alone."""
    if not call.private:
        raise Refusal("only_in_private")
    witness = commit_secret(
        call.desk,
        actor=call.actor,
        witness_id=call.number(0),
        secret=call.backstage.roll_secret(),
    )
    _committed(call, witness)


@router.button("reveal", Deed.WITNESS, About.WITNESS)
def on_reveal(call: Call) -> None:
    """公开我的密数."""
    draw = reveal_secret(call.desk, actor=call.actor, witness_id=call.number(0))
    call.show("secret_revealed", {"state": draw.state.value})


@router.answer("reveal", Deed.WITNESS, About.WITNESS)
def on_reveal_secret(call: Call) -> None:
    """The secret behind a commitment that was computed elsewhere."""
    draw = reveal_secret(
        call.desk,
        actor=call.actor,
        witness_id=call.about_number("witness"),
        secret=call.text.strip(),
    )
    call.say("secret_revealed", {"state": draw.state.value})


def _committed(call: Call, witness: DrawWitness) -> None:
    call.show(
        "secret_committed",
        {"label": witness.label, "secret": witness.secret, "commit": witness.commit},
    )
