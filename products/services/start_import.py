"""Let a checked file into the catalogue."""

from django.db import IntegrityError, transaction

from komship.core import audit
from komship.core.outbox import emit
from products.errors import ImportNotFound, ImportNotReady, ImportRunning
from products.events import ImportContinues
from products.models import ProductImport
from products.states import ImportStage


def start_import(partner_id: int, *, import_id: int, actor: audit.Actor | None = None) -> None:
    """Begin storing the products, in the background and from the first one.

    One conditional UPDATE: pressing twice starts once. Raises ImportNotFound, ImportNotReady, and
    ImportRunning while another import of the partner runs.
    """
    mine = ProductImport.objects.for_partner(partner_id).filter(pk=import_id)
    try:
        with transaction.atomic():
            started = mine.filter(stage=ImportStage.READY).update(
                stage=ImportStage.RUNNING, added=0, changed=0
            )
            if not started:
                raise ImportNotReady if mine.exists() else ImportNotFound
            audit.record("products.import_started", mine.defer("rows").get(), actor=actor)
            emit(ImportContinues(import_id, position=0))
    except IntegrityError as error:
        raise ImportRunning from error
