from django.apps import AppConfig


class HerbologyConfig(AppConfig):
    name = "herbology"
    verbose_name = "Herbology"
