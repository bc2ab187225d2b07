"""Files only their owners may read. Pictures are public (docs/adr/0019-pictures.md); these are not."""

import secrets
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, storages

from komship.core.jobs.errors import JobNotFound
from komship.core.models import Job, JobState

ALIAS = "private"


def private_files() -> Storage:
    """The storage whose files have no public address. Hand one out only after looking at who asks."""
    return storages[ALIAS]


def new_name(job: Job) -> str:
    """A name in storage, never used again."""
    return f"jobs/{job.pk}/{secrets.token_hex(16)}"


def open_job_file(job: Job) -> File[Any]:
    """What a finished job made. Raises JobNotFound while, or once, there is none."""
    if job.state != JobState.DONE or not job.file_name:
        raise JobNotFound
    try:
        return private_files().open(job.file)
    except OSError as gone:
        raise JobNotFound from gone


def file_title(name: str) -> str:
    """A name for people, without anything a browser might take for a folder."""
    return PurePath(name).name[-150:]
