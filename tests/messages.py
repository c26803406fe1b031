"""The catalog of the interface's Spanish: `make messages` takes new words in, `make fix` compiles it.

Taking words in needs GNU gettext (apt-get install gettext); compiling needs nothing that is not here. Only what patients
and visitors read is taken in: the staff's pages stay English.
"""

import ast
import os
import re
import shutil
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOG = ROOT / "herbology/locale/es/LC_MESSAGES/django.po"
# Read by staff alone. What of it reaches visitors has its words in products/catalogue/labels_shown.py.
STAFF_ONLY = (
    *(".venv/*", "tests/*", "templates/admin/*", "templates/registration/*", "templates/design/*"),
    *("*/admin/*", "*/admin.py", "*/admin_*.py", "*/apps.py", "*/migrations/*", "*/models/*"),
    *("herbology/audit/*", "herbology/claims/*", "herbology/design/*", "herbology/editing/*"),
    *("herbology/outbox/*", "herbology/people/*", "herbology/throttle/*", "herbology/urls.py"),
    *("herbology/list_export.py", "products/alerts/*", "products/attachments.py"),
    *("products/comparison_text.py", "products/exporting/*", "products/figures/*"),
    *("products/importing/*", "products/recalls/*", "products/sellable.py", "products/stock/*"),
    *("products/templatetags/*", "recommendations/desk/*", "recommendations/publish.py"),
    "recommendations/reassess.py",
)


@dataclass(slots=True)
class Entry:
    """One message of a catalog; `translations` has one for each plural form."""

    msgid: str
    msgid_plural: str = ""
    msgctxt: str = ""
    translations: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """As a compiled catalog has it."""
        key = f"{self.msgctxt}\x04{self.msgid}" if self.msgctxt else self.msgid
        return f"{key}\x00{self.msgid_plural}" if self.msgid_plural else key


def read(text: str) -> list[Entry]:
    """The entries of a .po file in its order, the header first; obsolete ones are left out."""
    blocks = (block for block in re.split(r"\n{2,}", text) if "msgid " in block)
    return [_entry(block) for block in blocks if not re.search(r"^#~", block, re.M)]


def _entry(block: str) -> Entry:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if match := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
            name, quoted = match.groups()
            parts[name] = ast.literal_eval(quoted)
        elif line.startswith('"'):
            parts[name] += ast.literal_eval(line)
    told = [parts[each] for each in sorted(parts) if each.startswith("msgstr")]
    return Entry(
        parts["msgid"],
        parts.get("msgid_plural", ""),
        parts.get("msgctxt", ""),
        told,
        fuzzy=bool(re.search(r"^#,.*\bfuzzy\b", block, re.M)),
    )


def compiled(entries: list[Entry]) -> bytes:
    """A .mo file: what is translated and not fuzzy, sorted by key."""
    told = {
        each.key.encode(): "\x00".join(each.translations).encode()
        for each in entries
        if all(each.translations) and not each.fuzzy
    }
    keys = sorted(told)
    texts = [*keys, *(told[key] for key in keys)]
    start = 7 * 4 + len(texts) * 8
    places, blob = [], b""
    for text in texts:
        places += [len(text), start + len(blob)]
        blob += text + b"\x00"
    header = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + len(keys) * 8, 0, 0)
    return header + struct.pack(f"<{len(places)}I", *places) + blob


def compile_catalog() -> None:
    entries = read(CATALOG.read_text(encoding="utf-8"))
    CATALOG.with_suffix(".mo").write_bytes(compiled(entries))


def extract() -> None:
    import django  # noqa: PLC0415 - compiling needs no Django
    from django.core.management import call_command  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")
    os.chdir(ROOT)
    django.setup()
    call_command(
        "makemessages",
        locale=["es"],
        ignore_patterns=list(STAFF_ONLY),
        no_obsolete=True,
        add_location="file",
        verbosity=0,
    )
    without_dates = re.sub(r'"(POT-Creation-Date|Report-Msgid).*\n', "", CATALOG.read_text())
    CATALOG.write_text(without_dates, encoding="utf-8")


if __name__ == "__main__":
    if "extract" in sys.argv:
        if not shutil.which("xgettext"):
            sys.exit("GNU gettext is missing. On Debian: apt-get install gettext")
        extract()
    compile_catalog()
