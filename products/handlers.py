"""Work of the catalogue that goes on in the background."""

from komship.core.subscriptions import handles
from products.events import ImportContinues
from products.services.run_import import run_import


@handles(ImportContinues, name="products.run_import", queue="bulk")
def on_import_continues(event: ImportContinues) -> None:
    run_import(event.import_id, position=event.position)
