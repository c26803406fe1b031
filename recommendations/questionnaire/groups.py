"""Headings that break the long lists into parts a person can scan.

Only the grouping is decided here: the values are the guideline's, their words are its texts, and a
test holds that every list is covered exactly once. Warning signs are grouped by part of the body,
never by urgency: nobody should have to judge that before answering.
"""

from django.utils.translation import gettext_noop as _

Group = tuple[str, tuple[str, ...]]

LOCATIONS: tuple[Group, ...] = (
    (_("Head and neck"), ("eyelid", "face", "jaw", "throat", "neck")),
    (_("Shoulder, arm and hand"), ("shoulder", "upper_arm", "forearm", "hand_fingers")),
    (
        _("Back, chest and belly"),
        ("upper_back", "lower_back", "chest_wall", "abdomen", "pelvis_perineum"),
    ),
    (_("Hip, leg and foot"), ("hip_buttock", "thigh", "calf", "foot_toes")),
    (_("All over"), ("whole_body_or_multiple",)),
)

# Places that have a left and a right one.
PAIRED = frozenset(
    {
        "eyelid",
        "face",
        "jaw",
        "shoulder",
        "upper_arm",
        "forearm",
        "hand_fingers",
        "chest_wall",
        "hip_buttock",
        "thigh",
        "calf",
        "foot_toes",
    }
)

WARNING_SIGNS: tuple[Group, ...] = (
    (
        _("Numbness, weakness, bladder and bowel"),
        (
            "saddle_numbness",
            "new_bladder_bowel_change",
            "new_weakness_both_legs",
            "progressive_limb_weakness",
            "weakness_or_wasting_with_twitching",
            "new_neuro_symptoms_over_24h_in_ms",
        ),
    ),
    (
        _("Head, face, eyes and throat"),
        (
            "sudden_face_arm_speech",
            "seizure_or_blackout",
            "new_droopy_eyelid_or_double_vision",
            "throat_or_swallowing_new",
            "lockjaw_or_generalized_rigidity",
        ),
    ),
    (
        _("Chest, breathing and belly"),
        ("chest_pain", "trouble_breathing", "severe_abdominal_pain"),
    ),
    (
        _("Fever, illness, wounds and injuries"),
        (
            "fever_with_stiff_neck",
            "fever_with_back_or_neck_spasm",
            "fever_rigidity_confusion",
            "possible_tetanus_wound",
            "major_trauma",
            "cancer_history_new_spine_pain",
            "sci_t6_pounding_headache_sweating",
        ),
    ),
    (
        _("Legs, cramps and body fluids"),
        (
            "one_leg_swollen_warm",
            "cramp_over_10_minutes_not_settling",
            "dark_urine_with_muscle_pain",
            "heavy_fluid_loss",
            "calf_pain_walking_relieved_by_rest",
        ),
    ),
    (
        _("Medicines"),
        (
            "new_dopamine_blocker_with_twisting",
            "missed_baclofen_with_rebound",
            "started_after_new_medicine",
        ),
    ),
    (
        _("Twitching, twisting and sleep"),
        (
            "twitch_over_2_weeks",
            "twitch_multiple_sites",
            "undiagnosed_twisting_or_stiffness",
            "sleep_disturbed_weekly",
        ),
    ),
)

DIAGNOSES: tuple[Group, ...] = (
    (
        _("Brain, spinal cord and nerves"),
        (
            "multiple_sclerosis",
            "spinal_cord_injury",
            "als_motor_neuron_disease",
            "stroke",
            "cerebral_palsy",
            "traumatic_brain_injury",
            "parkinson_disease",
        ),
    ),
    (
        _("Twisting and face spasms"),
        (
            "cervical_dystonia",
            "blepharospasm",
            "hemifacial_spasm",
            "task_specific_dystonia",
            "generalized_dystonia",
        ),
    ),
    (
        _("Muscles and joints"),
        (
            "tmd_bruxism",
            "myofascial_pain_fibromyalgia",
            "idiopathic_nocturnal_leg_cramps",
            "chronic_low_back_pain",
        ),
    ),
)

CONDITIONS: tuple[Group, ...] = (
    (
        _("Heart and blood pressure"),
        (
            "acute_coronary_or_stroke_under_6_months",
            "unstable_angina_or_uncontrolled_arrhythmia_or_severe_hf",
            "stable_cardiovascular_disease",
            "orthostatic_hypotension",
        ),
    ),
    (
        _("Mental health"),
        (
            "psychosis_personal",
            "psychosis_first_degree_relative",
            "bipolar_disorder",
            "depression_anxiety",
        ),
    ),
    (
        _("Alcohol, drugs and cannabis"),
        (
            "active_substance_use_disorder",
            "past_substance_use_disorder",
            "cannabis_hyperemesis_history",
            "cannabinoid_allergy",
        ),
    ),
    (_("Lungs and breathing"), ("asthma_copd_or_lung_disease", "home_oxygen")),
    (
        _("Liver and kidneys"),
        ("liver_disease_moderate_severe", "liver_disease_mild", "kidney_disease_severe"),
    ),
    (
        _("Nerves, swallowing and balance"),
        ("seizure_disorder", "dysphagia_known", "falls_or_frailty"),
    ),
    (_("Immune system and skin"), ("immunocompromised", "skin_broken_or_rash_at_site")),
)

MEDICINES: tuple[Group, ...] = (
    (
        _("Muscles, spasms and strong pain"),
        (
            "muscle_relaxant",
            "gabapentinoid",
            "opioid",
            "opioid_agonist_therapy",
            "quinine",
            "botulinum_toxin",
            "hepatotoxic_ms_dmt",
        ),
    ),
    (
        _("Sleep, nerves, mood and allergy"),
        (
            "benzodiazepine",
            "z_drug",
            "sedating_antihistamine",
            "citalopram_escitalopram",
            "tca_or_anticholinergic",
            "antipsychotic_other",
            "clozapine_olanzapine",
            "stimulant_sympathomimetic",
        ),
    ),
    (_("Seizures"), ("clobazam", "valproate", "cyp3a4_strong_inducer")),
    (
        _("Heart, blood and cholesterol"),
        ("antihypertensive", "diuretic", "statin", "digoxin"),
    ),
    (_("Blood thinners"), ("warfarin_vka", "doac", "clopidogrel")),
    (_("Lungs"), ("long_acting_beta_agonist", "theophylline")),
    (
        _("Infections, transplants and alcohol problems"),
        (
            "cyp3a4_strong_inhibitor",
            "cyp2c9_inhibitor",
            "calcineurin_mtor_inhibitor",
            "disulfiram_metronidazole",
        ),
    ),
)
