"""What makes words plain, short and free of claims; asked of every text that patients read."""

import re

CLAIMS = re.compile(
    r"\b(?:will work|works? (?:for|fast|in|well|within)|treat(?:s|ed|ing)?|cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?"
    r"|prescriptions?|reliev\w*|relief|effective\w*|guarantee\w*|proven to|miracle|risk-free|side-effect-free"
    r"|no side effects|(?:completely|totally|perfectly) safe|will (?:help|ease|stop|calm)|indica|sativa)\b",
    re.IGNORECASE,
)
STOPPING = re.compile(
    r"\b(?:stop|skip|lower|quit)\b[^.]*\b(?:medicines?|baclofen)\b", re.IGNORECASE
)
NOT_ADVICE = re.compile(r"\b(?:never|do not|if you)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]


def syllables(word: str) -> int:
    """An estimate: groups of vowels, without a silent ending."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    silent = re.search(r"(?<![l])e$|(?<![td])ed$", letters) and not letters.endswith("ee")
    return max(groups - bool(silent), 1)


def grade(text: str) -> float:
    """Flesch-Kincaid US school grade of the text; a parameter counts as a short word."""
    words = re.findall(r"[A-Za-z']+", re.sub(r"\{\w+\}", "nine", text))
    per_sentence = len(words) / len(sentences(text))
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
