from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the patient reads it, in English; shown through gettext.

    Plain strings, not lazy ones: the questionnaire's version is a hash over these very words.
    """

    text: str
    why: str
    how: str = ""
