from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "komship.web"
    label = "web"
