from django.apps import AppConfig


class HerbologyConfig(AppConfig):
    name = "herbology"
    verbose_name = "Herbology"

    def ready(self) -> None:
        from herbology.audit import sign_in  # noqa: PLC0415 - needs models, which stand by now

        sign_in.connect()
