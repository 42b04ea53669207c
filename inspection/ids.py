"""Identifiers of the nouns: integers given by the ledger; 0 means not yet entered."""

from typing import NewType

DepartmentId = NewType("DepartmentId", int)
PersonId = NewType("PersonId", int)
ItemId = NewType("ItemId", int)
SubjectId = NewType("SubjectId", int)
PlanEntryId = NewType("PlanEntryId", int)
PlanProposalId = NewType("PlanProposalId", int)
PlanAdjustmentId = NewType("PlanAdjustmentId", int)
TaskId = NewType("TaskId", int)
WhistleId = NewType("WhistleId", int)
DrawId = NewType("DrawId", int)
VisitId = NewType("VisitId", int)
FindingId = NewType("FindingId", int)
FollowUpId = NewType("FollowUpId", int)
FileId = NewType("FileId", int)
DocumentId = NewType("DocumentId", int)
PostingId = NewType("PostingId", int)
PromptId = NewType("PromptId", int)

ChatId = NewType("ChatId", int)
"""Telegram's number of a chat: negative for groups, equal to the user's number in private."""

UserId = NewType("UserId", int)
"""Telegram's number of a person."""

UNSAVED = 0
