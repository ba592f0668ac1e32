"""Whether a proof by e-mail still says anything: only while its address is the one on file of the person."""

from typing import Final

from django.utils.crypto import salted_hmac

from parlour.store.models import Case, Proof, RoomVisit
from parlour.usecases import tokens

PROVEN_BY: Final = ("key__proof__doorbell__move__case__person__customer",)
"""What must be read along with visits for `still_proves`."""


def address_on_file(case: Case) -> str:
    """The address by which the person of this case may show who they are; "" for none."""
    customer = case.person.customer
    return "" if customer is None else customer.email.strip().casefold()


def address_digest(address: str) -> bytes:
    """Keyed: addresses are soon tried through by whoever reads the table."""
    return salted_hmac("parlour.address", address, algorithm="sha256").digest()


def counts(proof: Proof) -> bool:
    """Whether this proof counts as things stand: an address that was taken off file proves nothing any more.

    No query where the person's customer was read along.
    """
    if proof.kind != Proof.Kind.EMAIL:
        return True
    known = address_on_file(proof.doorbell.move.case)
    return known != "" and tokens.same(address_digest(known), bytes(proof.address_digest))


def still_proves(visit: RoomVisit) -> bool:
    """Whether what let this browser in counts as things stand."""
    return counts(visit.key.proof)
