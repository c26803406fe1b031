class PatientError(Exception):
    """What a patient's page does not do; the message says why and what to do instead."""
