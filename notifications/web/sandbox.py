from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.selectors.sandbox import sandbox_inbox


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The last codes and mails of an installation that cannot send any; not mounted in production."""
    search = request.GET.get("q", "").replace("\x00", "").strip()[:190]
    context = {"messages_sent": sandbox_inbox(search), "q": search}
    return render(request, "notifications/sandbox_inbox.html", context)
