# ruff: noqa: ARG001 - the scheduler tells every task the time it was due
"""What runs in the background, one task per use case; each may run twice or late without harm."""

from typing import Final

from procrastinate import JobContext
from procrastinate.contrib.django import app

from parlour.usecases import (
    channel_health,
    checkpoint,
    claims,
    follow_up,
    kept_until,
    lapse,
    reconcile,
    redact,
    send,
    snooze,
    sweep,
    times_due,
    unassessed,
)
from parlour.usecases.house import the_house

STALLED_SECONDS: Final = 120
"""A worker that gave no sign of life for so long is dead, and its jobs are taken up again."""


@app.periodic(cron="* * * * *")
@app.task(name="send", queueing_lock="send", pass_context=False)
def send_replies(timestamp: int) -> int:
    """What the sender's loop would send, should no loop run anywhere."""
    return send.send_due(the_house())


@app.periodic(cron="* * * * * */15")
@app.task(name="reconcile", queueing_lock="reconcile")
def reconcile_replies(timestamp: int) -> int:
    """Ask the networks what became of unanswered sends."""
    return reconcile.reconcile_due(the_house())


@app.periodic(cron="* * * * *")
@app.task(name="wake", queueing_lock="wake")
def wake_cases(timestamp: int) -> int:
    """Put cases whose sleep is over back into their queues."""
    return snooze.wake_due(house=the_house())


@app.periodic(cron="*/5 * * * *")
@app.task(name="lapse", queueing_lock="lapse")
def lapse_invitations(timestamp: int) -> int:
    """Stop waiting for invitations nobody answered."""
    return lapse.lapse_due(the_house())


@app.periodic(cron="*/5 * * * *")
@app.task(name="follow_up", queueing_lock="follow_up")
def follow_up_invitations(timestamp: int) -> int:
    """Put cases whose invitation nobody answered back to their agents, to ask once more."""
    return follow_up.follow_up_due(the_house())


@app.periodic(cron="* * * * *")
@app.task(name="times", queueing_lock="times")
def mind_agreed_times(timestamp: int) -> int:
    """Remind agents of calls and visits, and ask what became of them."""
    return times_due.times_due(the_house())


@app.periodic(cron="*/10 * * * *")
@app.task(name="sweep", queueing_lock="sweep")
def sweep_channels(timestamp: int) -> int:
    """Read every listing again from before its cursor."""
    return sweep.sweep_all(the_house())


@app.periodic(cron="* * * * *")
@app.task(name="health", queueing_lock="health")
def check_channels(timestamp: int) -> int:
    """Raise or close the alarms: silence, and texts that could not be assessed."""
    return channel_health.check_health(the_house()) + unassessed.tell_unassessed(the_house())


@app.periodic(cron="*/10 * * * *")
@app.task(name="redact", queueing_lock="redact")
def redact_deleted(timestamp: int) -> int:
    """Let deleted words go when their time is over."""
    return redact.redact_due(the_house())


@app.periodic(cron="*/10 * * * *")
@app.task(name="kept_until", queueing_lock="kept_until")
def let_go_of_old_rooms(timestamp: int) -> int:
    """Erase rooms whose time is over, and let go of files nobody sent."""
    return kept_until.let_go_due(the_house())


@app.periodic(cron="7 * * * *")
@app.task(name="claims", queueing_lock="claims")
def tell_expired_claims(timestamp: int) -> int:
    """Tell the owners of claims whose time is over."""
    return claims.tell_expired(the_house())


@app.periodic(cron="* * * * *")
@app.task(name="checkpoint", queueing_lock="checkpoint")
def sign_checkpoint(timestamp: int) -> None:
    """Seal the record up to now."""
    checkpoint.checkpoint(the_house())


@app.periodic(cron="* * * * *")
@app.task(name="stalled", queueing_lock="stalled", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Take up the jobs of workers that died."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)
