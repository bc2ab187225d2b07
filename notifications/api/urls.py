from django.urls import URLPattern

from komship.api.routing import row
from notifications.api.lists import AnnouncementList, InboxList, NotificationList

urlpatterns: list[URLPattern] = [
    row("v1/notification/list", get=NotificationList),
    row("v1/partner-inbox/list", get=InboxList),
    row("v1/partner/notification-bar", get=AnnouncementList),
]
