from django.urls import URLPattern, path

from notifications.web.views import developer_keys as keys
from notifications.web.views import developer_webhooks as webhooks

app_name = "developers"

urlpatterns: list[URLPattern] = [
    path("", keys.index, name="index"),
    path("kiriman/<int:delivery_id>/", webhooks.delivery_detail, name="delivery"),
    path("kiriman/<int:delivery_id>/ulang/", webhooks.delivery_replay, name="replay"),
    path("kunci/baru/", keys.key_new, name="key_new"),
    path("kunci/<int:key_id>/cabut/", keys.key_revoke, name="key_revoke"),
    path("panduan/", keys.guide, name="guide"),
    path("webhook/baru/", webhooks.webhook_new, name="webhook_new"),
    path("webhook/<int:webhook_id>/", webhooks.webhook_detail, name="webhook"),
    path("webhook/<int:webhook_id>/hapus/", webhooks.webhook_remove, name="webhook_remove"),
    path("webhook/<int:webhook_id>/rahasia/", webhooks.webhook_rotate, name="webhook_rotate"),
    path("webhook/<int:webhook_id>/sakelar/", webhooks.webhook_switch, name="webhook_switch"),
    path("webhook/<int:webhook_id>/ubah/", webhooks.webhook_edit, name="webhook_edit"),
    path("webhook/<int:webhook_id>/uji/", webhooks.webhook_test, name="webhook_test"),
]
