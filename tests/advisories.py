"""`make check`: whether advisories are known against the versions in constraints.txt.

pip-audit runs in an environment of its own, so that it adds nothing to ours. Where it cannot run,
as on a closed network, the reason is printed and the check goes on; an advisory makes it fail. A
package that the advisory service does not know counts as not looked at, never as sound.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
ROOM = ROOT / ".venv" / "advisories"
TOOL = "pip-audit==2.10.1"
PATIENCE = 180
"""Seconds for the installation and for the questions, each."""


def judged(status: int, out: str, err: str) -> tuple[bool, str]:
    """Whether pip-audit lets the versions pass, and the lines that say why or why not."""
    try:
        found = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (err.strip().splitlines() or [f"exit status {status}"])[-1]
        return True, f"advisories skipped, no answer: {reason[:200]}"
    unknown = [each["name"] for each in found if "vulns" not in each]
    bad = [
        f"{each['name']} {each['version']}: {one['id']}"
        f" (mended in {', '.join(one['fix_versions'])})"
        for each in found
        for one in each.get("vulns", ())
    ]
    if len(unknown) == len(found):
        return True, f"advisories skipped: the service knows none of {len(found)} packages"
    lines = [f"advisories: {len(found) - len(unknown)} packages looked at, {len(bad)} advisories"]
    if unknown:
        lines.append(f"not looked at: {', '.join(unknown)}")
    return not bad, "\n".join([*lines, *bad])


def main() -> int:
    """Run pip-audit; exit status 1 only for a known advisory."""
    try:
        tool = _installed()
        asked = subprocess.run(
            [tool, "--no-deps", "--disable-pip", "-f", "json", "-r", CONSTRAINTS],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError) as trouble:
        print(f"advisories skipped, pip-audit cannot run here: {trouble}")
        return 0
    passed, words = judged(asked.returncode, asked.stdout, asked.stderr)
    print(words)
    return 0 if passed else 1


def _installed() -> Path:
    tool = ROOM / "bin" / "pip-audit"
    if not tool.exists():
        venv.create(ROOM, with_pip=True)
        subprocess.run(
            [ROOM / "bin" / "python", "-m", "pip", "install", "--quiet", "--retries", "0", TOOL],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
    return tool


if __name__ == "__main__":
    sys.exit(main())
