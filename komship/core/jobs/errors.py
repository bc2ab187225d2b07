"""What the job mechanism refuses."""

from komship.lib.errors import Conflict, InvalidInput, NotFound


class JobNotFound(NotFound):
    code = "job_not_found"


class JobOver(Conflict):
    """The job has ended; there is nothing to cancel."""

    code = "job_over"


class NothingToResume(Conflict):
    """The job still runs, or nothing in it failed."""

    code = "nothing_to_resume"


class TooManyJobs(Conflict):
    """The partner's earlier jobs must end first."""

    code = "too_many_jobs"


class TooManyItems(InvalidInput):
    code = "too_many_items"
