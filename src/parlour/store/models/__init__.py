"""Everything that is written down, one file per subject."""

from parlour.store.models.agreed_time import AgreedTime
from parlour.store.models.api_key import ApiKey, ApiUse
from parlour.store.models.brand import Agent, Brand, Membership, Photo, Role
from parlour.store.models.case import Case, CaseState, Lane, Note, Presence, SavedDraft
from parlour.store.models.channel import ChannelAccount, ChannelState, Cursor, Notice
from parlour.store.models.claim import Claim
from parlour.store.models.correction import Correction
from parlour.store.models.customer import Customer, CustomerFact, Unveiling
from parlour.store.models.hearing import AssessBatch, Hearing, RawEvent
from parlour.store.models.mail import Mail
from parlour.store.models.move import Move, MoveState, Way
from parlour.store.models.outbox import Outbox, OutboxState
from parlour.store.models.post import Assessment, Conversation, Handle, Post, PostText, Thread
from parlour.store.models.record import Checkpoint, Event, EventPayload
from parlour.store.models.reply_alias import ArrivedMail, MailLook, ReplyAlias
from parlour.store.models.room import Doorbell, Knock, Proof, Room, RoomFile, RoomKey, RoomVisit

__all__ = [
    "Agent",
    "AgreedTime",
    "ApiKey",
    "ApiUse",
    "ArrivedMail",
    "AssessBatch",
    "Assessment",
    "Brand",
    "Case",
    "CaseState",
    "ChannelAccount",
    "ChannelState",
    "Checkpoint",
    "Claim",
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
    "MailLook",
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
    "ReplyAlias",
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
