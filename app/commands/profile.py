"""`chuishao profile`: one locality's rules with their articles, or how two localities differ."""

import argparse
from dataclasses import fields
from itertools import groupby

from app.cli import CommandError
from app.plain_table import rows_of
from app.profile_wording import every_rule, label, profile_words, section, value_words
from app.profiles import known_localities, load_profile
from inspection.profile import Default, Profile

SHOW = (24, 50, 24)
DIFFER = (24, 50, 50)
WORDS = 96
RULE = "─"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "deed", metavar="show|diff", choices=("show", "diff"), help="show 看一地，diff 比两地"
    )
    parser.add_argument(
        "localities",
        metavar="地方",
        nargs="+",
        choices=known_localities(),
        help="、".join(known_localities()),
    )


def perform(options: argparse.Namespace) -> None:
    """Print the table; CommandError where the number of localities does not fit the deed."""
    wanted = {"show": 1, "diff": 2}[options.deed]
    if len(options.localities) != wanted:
        raise CommandError(
            f"chuishao profile {options.deed} 后面要写 {wanted} 个地方，"
            f"现在是 {len(options.localities)} 个。"
        )
    profiles = [load_profile(each) for each in options.localities]
    lines = shown(profiles[0]) if options.deed == "show" else differing(*profiles)
    print("\n".join(lines))


def shown(profile: Profile) -> list[str]:
    """Every rule by section: name, value, article, and below it the words of the circular."""
    said, rules = profile_words()["table"], every_rule(profile)
    stated = sum(not rule.silent for rule in rules.values())
    lines = [
        _header(profile),
        said["count"].format(
            total=len(rules),
            stated=stated,
            silent=profile_words()["silent"],
            unstated=len(rules) - stated,
        ),
    ]
    for name, keys in groupby(rules, section):
        lines += ["", f"【{name}】", *_head(SHOW, said["rule"], said["value"], said["article"])]
        for key in keys:
            rule = rules[key]
            article = rule.citation.article if rule.citation else "—"
            value = value_words(profile, key, rule.value)
            lines += rows_of((label(key), value, article), SHOW)
            for text in (
                said["words"].format(words=rule.words) if rule.words else "",
                said["note"].format(note=rule.note) if rule.note else "",
            ):
                lines += ["    " + line for line in rows_of((text,), (WORDS,)) if text]
    return [*lines, "", *_defaults(profile)]


def _defaults(profile: Profile) -> list[str]:
    """The opt-in defaults, apart from the local law and named as what they are."""
    national = profile.national
    lines = [f"【{profile_words()['table']['defaults'].format(name=national.name)}】"]
    for each in fields(national):
        default = getattr(national, each.name)
        if isinstance(default, Default):
            lines += ["  " + line for line in rows_of((default.source,), (WORDS,))]
    return lines


def differing(first: Profile, second: Profile) -> list[str]:
    """The rules whose values differ, side by side with article and words."""
    ours, theirs = every_rule(first), every_rule(second)
    keys = [key for key in ours if ours[key].value != theirs[key].value]
    silent = sum(ours[key].silent and theirs[key].silent for key in ours)
    said = profile_words()["table"]
    lines = [
        _header(first),
        _header(second),
        said["same"].format(
            total=len(ours), same=len(ours) - len(keys), silent=silent, differing=len(keys)
        ),
        "",
        *_head(DIFFER, said["rule"], first.names.locality, second.names.locality),
    ]
    for key in keys:
        lines += rows_of((label(key), _cell(first, key), _cell(second, key)), DIFFER)
        lines.append("")
    return lines[:-1]


def _cell(profile: Profile, key: str) -> str:
    rule = every_rule(profile)[key]
    value = value_words(profile, key, rule.value)
    if rule.citation is None:
        return value
    words = profile_words()["table"]["words"].format(words=rule.words)
    return f"{value}〔{rule.citation.article}〕\n{words}"


def _header(profile: Profile) -> str:
    circular = profile.circular
    return str(profile_words()["table"]["header"]).format(
        locality=profile.names.locality,
        key=profile.locality,
        title=circular.title,
        number=f"（{circular.document_number}）" if circular.document_number else "",
    )


def _head(columns: tuple[int, ...], *titles: str) -> list[str]:
    return [*rows_of(titles, columns), RULE * sum(columns)]
