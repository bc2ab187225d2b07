from komship.core.sweeps import sweep
from orders.services.forget_order_imports import forget_order_imports


@sweep(name="orders.forget_imports", every_s=3600, queue="bulk")
def forget_imports() -> int:
    return forget_order_imports()
