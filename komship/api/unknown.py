"""The answer to paths below /api that nothing serves: clients read JSON, whatever happens."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from komship.api.envelope import failure, render


@csrf_exempt
def unknown_operation(request: HttpRequest, path: str) -> HttpResponse:
    return render(failure(404, "Operasi ini tidak ada."))
