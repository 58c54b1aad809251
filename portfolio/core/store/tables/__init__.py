"""The schema as it is today. Nothing outside core.store, library and lookup imports these classes.

Ids are UUIDs as text. Times are ISO 8601 in UTC. A column that may be empty text has the default '';
NULL means "not said" for dates, numbers and references. Everything a person removes goes to the trash first
(`deleted`, a time) and is a row like any other until it is purged.
"""

from __future__ import annotations

from portfolio.core.store.tables.base import Base
from portfolio.core.store.tables.held import (
    ActivityAllocationTable,
    ActivityTable,
    CredentialTable,
    EvidenceTable,
    EvidenceUseTable,
    FileTable,
    IdentityTable,
    IssuerTable,
    PeriodTable,
    ProfileTable,
    ProjectTable,
    SkillClaimTable,
    SkillLabelTable,
    SkillTable,
    TagTable,
    TagUseTable,
)
from portfolio.core.store.tables.origins import (
    DraftTable,
    FindingTable,
    ImportBatchTable,
    OriginalPartTable,
    OriginalTable,
)
from portfolio.core.store.tables.plans import (
    GoalTable,
    PathwayTable,
    ProgrammePrerequisiteTable,
    ProgrammeSkillTable,
    ProgrammeTable,
    QualityAnswerTable,
    RequirementTable,
    StepOptionTable,
    StepPrerequisiteTable,
    StepTable,
)
from portfolio.core.store.tables.shown import (
    PortfolioItemTable,
    PortfolioTable,
    RefereeTable,
    StatementTable,
    SubmissionTable,
)

__all__ = [
    "ActivityAllocationTable",
    "ActivityTable",
    "Base",
    "CredentialTable",
    "DraftTable",
    "EvidenceTable",
    "EvidenceUseTable",
    "FileTable",
    "FindingTable",
    "GoalTable",
    "IdentityTable",
    "ImportBatchTable",
    "IssuerTable",
    "OriginalPartTable",
    "OriginalTable",
    "PathwayTable",
    "PeriodTable",
    "PortfolioItemTable",
    "PortfolioTable",
    "ProfileTable",
    "ProgrammePrerequisiteTable",
    "ProgrammeSkillTable",
    "ProgrammeTable",
    "ProjectTable",
    "QualityAnswerTable",
    "RefereeTable",
    "RequirementTable",
    "SkillClaimTable",
    "SkillLabelTable",
    "SkillTable",
    "StatementTable",
    "StepOptionTable",
    "StepPrerequisiteTable",
    "StepTable",
    "SubmissionTable",
    "TagTable",
    "TagUseTable",
]
