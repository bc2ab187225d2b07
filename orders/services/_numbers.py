"""Order numbers: unique for ever, because couriers and ledger know the order by them."""

from datetime import date

from django.db import connection

SEQUENCE = "orders_order_number_seq"
LONGEST = 20


def next_order_number(on: date) -> str:
    """`KOM`, the date as YYMMDD and the next value of a sequence that is never reset.

    At most 20 characters of A-Z and 0-9 (JNE's limit for an order id). Numbers of transactions that
    roll back are skipped, never reused.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval('{SEQUENCE}')")
        row = cursor.fetchone()
    number = f"KOM{on:%y%m%d}{int(row[0]):06d}"
    if len(number) > LONGEST:
        raise OverflowError(f"{number} is too long for couriers")
    return number
