"""Everything that is written down, one file per subject."""

from parlour.store.models.api_key import ApiKey, ApiUse
from parlour.store.models.brand import Agent, Brand, Membership, Photo, Role
from parlour.store.models.case import Case, CaseState, Lane, Note, Presence, SavedDraft
from parlour.store.models.channel import ChannelAccount, ChannelState, Cursor, Notice
from parlour.store.models.correction import Correction
from parlour.store.models.customer import Customer, CustomerFact, Unveiling
from parlour.store.models.hearing import AssessBatch, Hearing, RawEvent
from parlour.store.models.mail import Mail
from parlour.store.models.move import Move, MoveState, Way
from parlour.store.models.outbox import Outbox, OutboxState
from parlour.store.models.post import Assessment, Conversation, Handle, Post, PostText, Thread
from parlour.store.models.record import Checkpoint, Event, EventPayload
from parlour.store.models.room import Doorbell, Knock, Proof, Room, RoomFile, RoomKey, RoomVisit

__all__ = [
    "Agent",
    "ApiKey",
    "ApiUse",
    "AssessBatch",
    "Assessment",
    "Brand",
    "Case",
    "CaseState",
    "ChannelAccount",
    "ChannelState",
    "Checkpoint",
    "Conversation",
    "Correction",
    "Cursor",
    "Customer",
    "CustomerFact",
    "Doorbell",
    "Event",
    "EventPayload",
    "Handle",
    "Hearing",
    "Knock",
    "Lane",
    "Mail",
    "Membership",
    "Move",
    "MoveState",
    "Note",
    "Notice",
    "Outbox",
    "OutboxState",
    "Photo",
    "Post",
    "PostText",
    "Presence",
    "Proof",
    "RawEvent",
    "Role",
    "Room",
    "RoomFile",
    "RoomKey",
    "RoomVisit",
    "SavedDraft",
    "Thread",
    "Unveiling",
    "Way",
]
