"""拒绝: the polite, expected "no" of the core, with the article it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """依据（条款）: one article of one document.

    ``document`` is the title without book marks, ``article`` its clause as it is called
    there (第二十二条, 二（四）), ``quote`` the few words that carry the rule.
    """

    document: str
    article: str
    quote: str | None = None

    @property
    def text(self) -> str:
        """The citation as it is printed: 《文件》第几条."""
        return f"《{self.document}》{self.article}"


class Refusal(Exception):
    """拒绝: an anticipated refusal, worded by a template from ``code`` and ``facts``.

    ``code`` is snake_case and names the template; ``citation`` is None where no article
    stands behind the refusal (a plain mistake of input).
    """

    def __init__(
        self,
        code: str,
        facts: Mapping[str, object] | None = None,
        citation: Citation | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = dict(facts or {})
        self.citation = citation

    def __str__(self) -> str:
        """For journals and tests only; people see the template's words."""
        listed = "，".join(f"{key}={value}" for key, value in self.facts.items())
        basis = f"，依据{self.citation.text}" if self.citation else ""
        return f"{self.code}（{listed}）{basis}"
