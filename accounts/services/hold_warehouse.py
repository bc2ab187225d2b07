from django.db import connection

from accounts.errors import WarehouseNotFound
from komship.lib.db import require_transaction

_HOLD = """
SELECT id FROM accounts_warehouse
 WHERE id = %s AND partner_id = %s AND deleted_at IS NULL
   FOR KEY SHARE
"""


def hold_warehouse(warehouse_id: int, *, partner_id: int) -> None:
    """Make sure that an address is in use, and stays so until the caller's transaction ends.

    Takes the weakest row lock: orders from one address do not wait for each other, and a deletion
    (which takes the strongest) waits for them, or they for it and then look again. Raises
    WarehouseNotFound.
    """
    require_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [warehouse_id, partner_id])
        if cursor.fetchone() is None:
            raise WarehouseNotFound
