"""Plain builders: what a test does not name is ordinary."""

import uuid
from datetime import UTC, datetime, timedelta

from products.models import Batch
from recommendations.models import Assessment, Draft, GuidelineEdition, Submission
from recommendations.questionnaire.consent import wording
from recommendations.submit import submit_draft
from tests.recommendations.questionnaire.answering import kept

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = NOW.date()

# A stiff back for three days, in somebody who uses cannabis: cream and vapor fit, at once.
BACK_STRAIN = {
    "where": {"spasm_location": ["lower_back"]},
    "side": None,
    "feeling": {"spasm_pattern": "spasm_tightness"},
    "duration": {
        "episode_duration": "1_to_24_hours",
        "problem_duration": "under_6_weeks",
        "timing": ["after_injury_or_strain"],
    },
    "experience": {"cannabis_experience": "regular"},
}
# The same in somebody on a muscle relaxant: a counselor looks first.
SEDATED = BACK_STRAIN | {"medicines": {"medication_class": ["muscle_relaxant"]}}
EMERGENCY = {"warning_signs": {"red_flag": ["saddle_numbness"]}}
PREGNANT = {"health": {"pregnancy_status": "pregnant", "condition": ["none"]}}
TWITCH = {
    "where": {"spasm_location": ["eyelid"]},
    "feeling": {"spasm_pattern": "twitch"},
}

# How a batch goes away, by the code of the reason.
GONE = {
    "sold_out": {"on_hand": 0},
    "expired": {"expires_on": TODAY},
    "quarantined": {"state": "quarantine"},
    "recalled": {"state": "recalled"},
}


def make_draft(**pages):
    """A complete draft; pages by key with _ for -, None leaves one out."""
    return Draft.objects.create(
        data=kept(**pages),
        language="en",
        consent_version=wording("en", on_tablet=False).version,
        created_at=NOW,
        updated_at=NOW,
    )


def hand_in(at=NOW, **pages):
    """The stored submission of a complete draft, with its link's secret."""
    return submit_draft(draft=make_draft(**pages), at=at, language="en")


def correct(submission, at=NOW + timedelta(hours=1), **pages):
    """Newer answers of the same patient, handed in; as hand_in."""
    draft = make_draft(**pages)
    draft.follows = submission.reference
    draft.save(update_fields=["follows"])
    return submit_draft(draft=draft, at=at, language="en")


def make_submission(reference="ABCD-2345", state=Submission.State.WAITING, **values):
    """A bare row, for what needs no conclusion."""
    return Submission.objects.create(
        **{
            "draft_id": uuid.uuid4(),
            "reference": reference,
            "state": state,
            "disposition": "counselor_review",
            "category": "ms_spasticity",
            "language": "en",
            "submitted_at": NOW,
            "waiting_since": NOW,
            "questionnaire_version": "1+test",
            "consent_version": "1",
            "answers": {"age": 48},
            "transcript": [],
            "contact": {},
            **values,
        }
    )


def make_assessment(submission, release="after_review", **values):
    """A bare row beside a bare submission."""
    edition, _created = GuidelineEdition.objects.get_or_create(
        version="test", defaults={"files": {}, "first_used_at": NOW}
    )
    return Assessment.objects.create(
        **{
            "submission": submission,
            "made_at": NOW,
            "edition": edition,
            "policy_name": "default",
            "policy_text": "",
            "release": release,
            "record": {},
            "candidates": [],
            **values,
        }
    )


def take_away(batch, why="sold_out"):
    Batch.objects.filter(pk=batch.pk).update(**GONE[why])
