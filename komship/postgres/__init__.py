"""Django's PostgreSQL backend, with statements that are planned once and kept where that is safe."""
