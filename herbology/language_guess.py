"""Which of our languages a text is in, from its commonest words; for what somebody typed without saying so."""

import re

# Only words that the other language does not have.
ENGLISH = """the and you your is are was were to of for with not have has had it we they this that from will can could
should would be been or if at on my what when how do does did please thanks thank hello hi yes but there which who by
an as all any so than then take took feel felt"""
SPANISH = """el la los las y usted ustedes su sus es son está están era fue de para con tiene tengo tenía ha han lo
nosotros ellos este esta esto ese esa eso del al en un una uno unos que qué se si sí o mi cuando cuándo cómo como por
favor gracias hola pero hay le les más muy ya también cada sin desde hasta puede puedo tomar tomé siento"""
WORDS = {"en": frozenset(ENGLISH.split()), "es": frozenset(SPANISH.split())}
ONLY_SPANISH = re.compile("[ñ¿¡]")


def guess(text: str) -> str:
    """ "en" or "es"; "" where the words do not tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    hits = {language: sum(word in known for word in words) for language, known in WORDS.items()}
    hits["es"] += len(ONLY_SPANISH.findall(text.lower()))
    best, other = sorted(hits, key=lambda language: -hits[language])
    return best if hits[best] > hits[other] else ""
