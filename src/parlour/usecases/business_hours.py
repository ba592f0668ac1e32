"""A brand's business hours: reading them, changing them on record, and when what is promised in them is due."""

import logging
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from parlour.core.hours.business import BusinessHours, due
from parlour.core.hours.settings import read_hours, said_hours, zone_in
from parlour.store.models import Brand
from parlour.store.record import Happening, append
from parlour.usecases.house import House

logger = logging.getLogger(__name__)


def hours_of(brand: Brand) -> BusinessHours:
    """The brand's business hours: `hours` in its settings, else Monday to Friday, nine to five, in its time zone.

    Raises ValueError that says what is wrong with the setting.
    """
    return _read(brand.settings, usual=brand.time_zone)


def said_hours_of(brand: Brand) -> str:
    """Them in one line with their zone, such as `Mon–Fri 09:00–17:00 (Europe/Dublin)`. Raises ValueError."""
    hours = hours_of(brand)
    return f"{said_hours(hours)} ({hours.zone})"


def due_in_business(brand: Brand, start: datetime, seconds: int) -> datetime:
    """When so many seconds of the brand's business time have passed since `start`.

    Hours nobody can read count as the usual ones, and the log says so: nobody may be kept from settling a talk by them.
    """
    try:
        return due(start, seconds, hours_of(brand))
    except ValueError as error:
        logger.error("The business hours of %s are not used: %s", brand, error)
        return due(start, seconds, _read({}, usual="UTC"))


def set_hours(brand: Brand, hours: Mapping[str, object], *, house: House) -> BusinessHours:
    """Write these down as the brand's business hours; an empty object means the usual ones again.

    What is due already stays so. Raises ValueError that says what is wrong with them, and then changes nothing.
    """
    with transaction.atomic():
        held = Brand.objects.select_for_update().get(pk=brand.pk)
        settings = {name: value for name, value in held.settings.items() if name != "hours"}
        if hours:
            settings["hours"] = dict(hours)
        read = _read(settings, usual=held.time_zone)
        before = held.settings.get("hours", {})
        if before != dict(hours):
            held.settings = settings
            held.save(update_fields=["settings"])
            told = {"before": before, "now": dict(hours)}
            append(held.pk, [Happening(f"brand:{held.pk}", "hours_changed", "system", payload=told)], at=house.clock())
    return read


def _read(settings: Mapping[str, object], *, usual: str) -> BusinessHours:
    name = zone_in(settings, usual=usual)
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'There is no time zone {name!r}. IANA names look like "Europe/Berlin".') from None
    return read_hours(settings, zone=zone)
