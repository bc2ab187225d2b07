from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2(Argon2PasswordHasher):
    """Argon2id that needs 7 MiB for a moment, not 100: four sign-ins at once fit into a small web worker.

    The sizes are the leanest of those OWASP's Password Storage Cheat Sheet names as equally strong. Hashes
    of other sizes stay valid and are renewed when their owner signs in.
    """

    memory_cost = 7 * 1024
    time_cost = 5
    parallelism = 1
