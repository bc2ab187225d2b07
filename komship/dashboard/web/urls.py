from django.urls import path

from komship.dashboard.web import views

app_name = "dashboard"

urlpatterns = [path("", views.home, name="home")]
