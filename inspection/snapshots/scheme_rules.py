"""工作方案中的规则: the parts of a scheme that rest on the locality's articles."""

from inspection.desk import Desk
from inspection.plain import Plain
from inspection.profile import Profile
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, date_words, joined
from inspection.tasks import InspectionTask


def principles(profile: Profile) -> list[Plain]:
    """工作原则: those that the circular states, each with its article."""
    rows: list[Plain] = []
    if profile.entry.principle.value:
        text = phrases.PRINCIPLE_ENTRY.format(principle=profile.entry.principle.value)
        rows.append({"text": text, "article": article_of(profile.entry.principle.citation)})
    if profile.draw.once.value:
        article = article_of(profile.draw.once.citation)
        rows.append({"text": phrases.PRINCIPLE_ONCE, "article": article})
    return rows


def exclusion_facts(profile: Profile) -> dict[str, Plain]:
    """不再抽取的情形: the rule on repeated checks within a year, null where silent."""
    rule = profile.draw.repeat
    if rule.value is None:
        return {"exclusion": None, "exclusion_article": None}
    text = phrases.EXCLUSION[rule.value.scope]
    if rule.value.overrides:
        text += phrases.EXCLUSION_OVERRIDES.format(reasons=joined(rule.value.overrides))
    return {"exclusion": text, "exclusion_article": article_of(rule.citation)}


def draw_facts(desk: Desk, task: InspectionTask) -> dict[str, Plain]:
    """抽取方式: who draws, where, and who witnesses; a default names itself as one."""
    profile, names = desk.profile, desk.profile.names
    lead = desk.ledger.departments.get(task.lead_id).name
    together = "participating" in (profile.actors.draw.value or ())
    actors = phrases.ACTORS_TOGETHER.format(lead=lead, partner=names.participating)
    method = phrases.DRAW_METHOD.format(actors=actors if together else lead)
    where = profile.draw.platform_only
    if where.value and where.citation:
        method += phrases.DRAW_ON_PLATFORM.format(
            platform=names.platform, article=where.citation.text
        )
    return {
        "method": method,
        "witnesses": witness_words(profile),
        "article": article_of(profile.draw.witnesses.citation),
    }


def witness_words(profile: Profile) -> str:
    """见证安排: the local rule, or the default with its honest source."""
    count = profile.effective_witnesses
    local = profile.draw.witnesses.value
    if local is not None and local.weight == "advised":
        return phrases.WITNESSES_ADVISED.format(count=count.value)
    text = phrases.WITNESSES.format(count=count.value)
    return text if count.is_local else f"{text}（{count.source}）"


def team_facts(profile: Profile) -> dict[str, Plain]:
    """检查组要求: leader and number of officers, as far as the circular settles them."""
    leader, officers = profile.check.leader, profile.check.min_officers
    articles = [rule.citation.text for rule in (leader, officers) if rule.citation]
    return {
        "leader": phrases.LEADER[leader.value].format(lead=profile.names.lead)
        if leader.value
        else None,
        "min_officers": officers.value,
        "article": joined(articles) or None,
    }


def notice_facts(profile: Profile) -> dict[str, Plain] | None:
    """告知要求: whether and how the subject is told beforehand; None where silent."""
    rule = profile.check.notice
    if rule.value is None:
        return None
    means = profile.check.notice_means.value
    how = phrases.NOTICE_MEANS.format(means=joined(means)) if means else ""
    return {
        "text": phrases.NOTICE[rule.value].format(means=how),
        "article": article_of(rule.citation),
    }


def requirements(profile: Profile, task: InspectionTask) -> list[str]:
    """工作要求: the stock ones, then those that the circular adds."""
    texts = list(phrases.REQUIREMENTS)
    personal = profile.reports.personal_data
    if personal.value and personal.citation:
        article = personal.citation.text
        texts.append(phrases.REQUIREMENT_RULE.format(text=personal.value, article=article))
    finish = profile.task.finish_by
    if finish.value and finish.citation:
        day = date_words(finish.value.in_year(task.year))
        texts.append(phrases.FINISH_BY.format(day=day, article=finish.citation.text))
    return texts
