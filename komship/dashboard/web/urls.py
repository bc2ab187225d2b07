"""Two families of pages under one roof: the home page and the shop's background jobs."""

from django.urls import include, path

from komship.dashboard.web import job_views, views

home_pages = [path("", views.home, name="home")]
job_pages = [
    path("", job_views.jobs, name="list"),
    path("<int:job_id>/", job_views.job_page, name="job"),
    path("<int:job_id>/kabar/", job_views.job_news, name="news"),
    path("<int:job_id>/berhenti/", job_views.job_cancel, name="cancel"),
    path("<int:job_id>/lagi/", job_views.job_resume, name="resume"),
    path("<int:job_id>/berkas/", job_views.job_file, name="file"),
]
urlpatterns = [
    path("", include((home_pages, "dashboard"))),
    path("pekerjaan/", include((job_pages, "jobs"))),
]
