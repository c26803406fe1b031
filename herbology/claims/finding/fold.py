"""Text as it is compared: without markup, and words without case, accents and apostrophes."""

import html
import re
import unicodedata

APOSTROPHES = "'\u2018\u2019`\u00b4"
WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|table)\b[^<>]{0,200}>", re.I)
TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
SPACE = re.compile(r"[^\S\n]+")
LINE_BREAK = re.compile(r" ?\n[ \n]*")


def fold(word: str) -> str:
    """`Crónico` -> `cronico`, `Doesn't` -> `doesnt`."""
    if word.isascii():
        return word.translate(WITHOUT_APOSTROPHES).lower()
    parts = unicodedata.normalize("NFKD", word.translate(WITHOUT_APOSTROPHES))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def plain(text: str) -> str:
    """Without tags and invisible characters, with one space or line break where there were more."""
    without_tags = TAG.sub(" ", BLOCK_TAG.sub("\n", html.unescape(text)))
    composed = unicodedata.normalize("NFKC", INVISIBLE.sub("", without_tags))
    lines = composed.replace("\r\n", "\n").replace("\r", "\n")
    return LINE_BREAK.sub("\n", SPACE.sub(" ", lines))
