"""The first schema: all that the design names has its table.

Written out and never changed: a migration knows nothing of today's tables.
"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of version 1."""
    op.execute("CREATE TABLE library (uuid TEXT NOT NULL)")
    op.execute(sa.text("INSERT INTO library (uuid) VALUES (:uuid)").bindparams(uuid=str(uuid4())))
    op.create_table(
        "activities",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("happened", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("reflection", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
    op.create_table(
        "goals",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_table(
        "identities",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("shown", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_table(
        "import_batches",
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    op.create_table(
        "issuers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("identifier", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuers")),
        sa.UniqueConstraint("name", name=op.f("uq_issuers_name")),
    )
    op.create_table(
        "portfolios",
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("paper", sa.Text(), server_default="A4", nullable=False),
        sa.Column("arrangement", sa.Text(), server_default="newest", nullable=False),
        sa.Column("skills", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("evidence", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("language", sa.Text(), server_default="en", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolios")),
    )
    op.create_table(
        "profile",
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("headline", sa.Text(), server_default="", nullable=False),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
    )
    op.create_table(
        "projects",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("started", sa.Text(), nullable=True),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("featured", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("private", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    op.create_table(
        "referees",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referees")),
    )
    op.create_table(
        "skills",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("framework", sa.Text(), server_default="", nullable=False),
        sa.Column("uri", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sa.UniqueConstraint("name", "framework", name=op.f("uq_skills_name")),
    )
    op.create_table(
        "tags",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
    )
    op.create_table(
        "credentials",
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("issuer_id", sa.Text(), nullable=True),
        sa.Column("platform", sa.Text(), server_default="", nullable=False),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("expires", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("featured", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("private", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("outcomes", sa.Text(), server_default="", nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("ects", sa.Integer(), nullable=True),
        sa.Column("eqf_level", sa.Integer(), nullable=True),
        sa.Column("assessment", sa.Text(), server_default="", nullable=False),
        sa.Column("supervision", sa.Text(), server_default="", nullable=False),
        sa.Column("participation", sa.Text(), server_default="", nullable=False),
        sa.Column("quality_assurance", sa.Text(), server_default="", nullable=False),
        sa.Column("prerequisites", sa.Text(), server_default="", nullable=False),
        sa.Column("stackability", sa.Text(), server_default="", nullable=False),
        sa.Column("grade", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuers.id"], name=op.f("fk_credentials_issuer_id_issuers"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
    )
    op.create_index(
        "ix_credentials_list",
        "credentials",
        [
            "deleted",
            sa.text("issued DESC"),
            sa.text("title COLLATE NOCASE"),
            "id",
            "kind",
            "issuer_id",
            "expires",
            "featured",
            "private",
            "url",
            "number",
        ],
        unique=False,
    )
    op.create_index(op.f("ix_credentials_issuer_id"), "credentials", ["issuer_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), server_default="", nullable=False),
        sa.Column("happened", sa.Text(), nullable=True),
        sa.Column("private", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_evidence_file_sha256_files"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_file_sha256"), "evidence", ["file_sha256"], unique=False)
    op.create_table(
        "pathways",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("goal_id", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_pathways_goal_id_goals"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathways")),
    )
    op.create_index(op.f("ix_pathways_goal_id"), "pathways", ["goal_id"], unique=False)
    op.create_table(
        "programmes",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("valid_months", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuers.id"], name=op.f("fk_programmes_issuer_id_issuers"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index(op.f("ix_programmes_issuer_id"), "programmes", ["issuer_id"], unique=False)
    op.create_table(
        "requirements",
        sa.Column("goal_id", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("need", sa.Text(), server_default="", nullable=False),
        sa.Column("sentence", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_requirements_goal_id_goals"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_requirements_skill_id_skills"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirements")),
    )
    op.create_index(op.f("ix_requirements_goal_id"), "requirements", ["goal_id"], unique=False)
    op.create_index(op.f("ix_requirements_skill_id"), "requirements", ["skill_id"], unique=False)
    op.create_table(
        "skill_labels",
        sa.Column("skill_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_skill_labels_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_labels")),
    )
    op.create_index(op.f("ix_skill_labels_skill_id"), "skill_labels", ["skill_id"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("portfolio_id", sa.Text(), nullable=True),
        sa.Column("goal_id", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_submissions_file_sha256_files"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_submissions_goal_id_goals"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_submissions_portfolio_id_portfolios"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index(op.f("ix_submissions_file_sha256"), "submissions", ["file_sha256"], unique=False)
    op.create_index(op.f("ix_submissions_goal_id"), "submissions", ["goal_id"], unique=False)
    op.create_index(op.f("ix_submissions_portfolio_id"), "submissions", ["portfolio_id"], unique=False)
    op.create_table(
        "activity_allocations",
        sa.Column("activity_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_allocations_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_activity_allocations_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_allocations")),
    )
    op.create_index(op.f("ix_activity_allocations_activity_id"), "activity_allocations", ["activity_id"], unique=False)
    op.create_index(
        op.f("ix_activity_allocations_credential_id"), "activity_allocations", ["credential_id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_drafts_batch_id_import_batches"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credentials.id"], name=op.f("fk_drafts_credential_id_credentials"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_drafts_file_sha256_files"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_batch_id"), "drafts", ["batch_id"], unique=False)
    op.create_index(op.f("ix_drafts_credential_id"), "drafts", ["credential_id"], unique=False)
    op.create_index(op.f("ix_drafts_file_sha256"), "drafts", ["file_sha256"], unique=False)
    op.create_table(
        "evidence_uses",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("activity_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) + (activity_id IS NOT NULL) = 1",
            name=op.f("ck_evidence_uses_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_evidence_uses_activity_id_activities"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_evidence_uses_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_uses_evidence_id_evidence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_evidence_uses_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_evidence_uses_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_uses")),
    )
    op.create_index(op.f("ix_evidence_uses_activity_id"), "evidence_uses", ["activity_id"], unique=False)
    op.create_index(op.f("ix_evidence_uses_credential_id"), "evidence_uses", ["credential_id"], unique=False)
    op.create_index(op.f("ix_evidence_uses_evidence_id"), "evidence_uses", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_evidence_uses_project_id"), "evidence_uses", ["project_id"], unique=False)
    op.create_index(op.f("ix_evidence_uses_skill_id"), "evidence_uses", ["skill_id"], unique=False)
    op.create_table(
        "originals",
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), server_default="", nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("source_name", sa.Text(), server_default="", nullable=False),
        sa.Column("source_url", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_originals_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_originals_file_sha256_files"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_originals")),
    )
    op.create_index(op.f("ix_originals_credential_id"), "originals", ["credential_id"], unique=False)
    op.create_index(op.f("ix_originals_file_sha256"), "originals", ["file_sha256"], unique=False)
    op.create_table(
        "periods",
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("expires", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credentials.id"], name=op.f("fk_periods_credential_id_credentials"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periods")),
    )
    op.create_index(op.f("ix_periods_credential_id"), "periods", ["credential_id"], unique=False)
    op.create_table(
        "portfolio_items",
        sa.Column("portfolio_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Text(), nullable=True),
        sa.Column("included", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name=op.f("ck_portfolio_items_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_portfolio_items_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_portfolio_items_evidence_id_evidence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_portfolio_items_portfolio_id_portfolios"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_portfolio_items_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio_items")),
    )
    op.create_index(op.f("ix_portfolio_items_credential_id"), "portfolio_items", ["credential_id"], unique=False)
    op.create_index(op.f("ix_portfolio_items_evidence_id"), "portfolio_items", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_portfolio_items_portfolio_id"), "portfolio_items", ["portfolio_id"], unique=False)
    op.create_index(op.f("ix_portfolio_items_project_id"), "portfolio_items", ["project_id"], unique=False)
    op.create_table(
        "programme_prerequisites",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("required_id", sa.Text(), nullable=True),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(skill_id IS NOT NULL) + (required_id IS NOT NULL) = 1",
            name=op.f("ck_programme_prerequisites_one_prerequisite"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_prerequisites_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["required_id"],
            ["programmes.id"],
            name=op.f("fk_programme_prerequisites_required_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_programme_prerequisites_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_prerequisites")),
    )
    op.create_index(
        op.f("ix_programme_prerequisites_programme_id"), "programme_prerequisites", ["programme_id"], unique=False
    )
    op.create_index(
        op.f("ix_programme_prerequisites_required_id"), "programme_prerequisites", ["required_id"], unique=False
    )
    op.create_index(op.f("ix_programme_prerequisites_skill_id"), "programme_prerequisites", ["skill_id"], unique=False)
    op.create_table(
        "programme_skills",
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_skills_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_programme_skills_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_skills")),
    )
    op.create_index(op.f("ix_programme_skills_programme_id"), "programme_skills", ["programme_id"], unique=False)
    op.create_index(op.f("ix_programme_skills_skill_id"), "programme_skills", ["skill_id"], unique=False)
    op.create_table(
        "quality_answers",
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("programme_id", sa.Text(), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (programme_id IS NOT NULL) = 1", name=op.f("ck_quality_answers_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_quality_answers_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_quality_answers_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_answers")),
    )
    op.create_index(op.f("ix_quality_answers_credential_id"), "quality_answers", ["credential_id"], unique=False)
    op.create_index(op.f("ix_quality_answers_programme_id"), "quality_answers", ["programme_id"], unique=False)
    op.create_table(
        "skill_claims",
        sa.Column("skill_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("activity_id", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("claimed", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL) <= 1",
            name=op.f("ck_skill_claims_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_skill_claims_activity_id_activities"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_skill_claims_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_skill_claims_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_skill_claims_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_claims")),
    )
    op.create_index(op.f("ix_skill_claims_activity_id"), "skill_claims", ["activity_id"], unique=False)
    op.create_index(op.f("ix_skill_claims_credential_id"), "skill_claims", ["credential_id"], unique=False)
    op.create_index(op.f("ix_skill_claims_project_id"), "skill_claims", ["project_id"], unique=False)
    op.create_index(op.f("ix_skill_claims_skill_id"), "skill_claims", ["skill_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("referee_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (skill_id IS NOT NULL) = 1",
            name=op.f("ck_statements_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_statements_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_statements_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referee_id"], ["referees.id"], name=op.f("fk_statements_referee_id_referees"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_statements_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_credential_id"), "statements", ["credential_id"], unique=False)
    op.create_index(op.f("ix_statements_project_id"), "statements", ["project_id"], unique=False)
    op.create_index(op.f("ix_statements_referee_id"), "statements", ["referee_id"], unique=False)
    op.create_index(op.f("ix_statements_skill_id"), "statements", ["skill_id"], unique=False)
    op.create_table(
        "steps",
        sa.Column("pathway_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name=op.f("fk_steps_pathway_id_pathways"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_pathway_id"), "steps", ["pathway_id"], unique=False)
    op.create_table(
        "tag_uses",
        sa.Column("tag_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("project_id", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (project_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name=op.f("ck_tag_uses_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_tag_uses_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_tag_uses_evidence_id_evidence"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_tag_uses_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_tag_uses_tag_id_tags"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_uses")),
    )
    op.create_index(op.f("ix_tag_uses_credential_id"), "tag_uses", ["credential_id"], unique=False)
    op.create_index(op.f("ix_tag_uses_evidence_id"), "tag_uses", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_tag_uses_project_id"), "tag_uses", ["project_id"], unique=False)
    op.create_index(op.f("ix_tag_uses_tag_id"), "tag_uses", ["tag_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("original_id", sa.Text(), nullable=True),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_findings_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["originals.id"], name=op.f("fk_findings_original_id_originals"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_credential_id"), "findings", ["credential_id"], unique=False)
    op.create_index(op.f("ix_findings_original_id"), "findings", ["original_id"], unique=False)
    op.create_table(
        "original_parts",
        sa.Column("original_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["files.sha256"], name=op.f("fk_original_parts_file_sha256_files"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["originals.id"], name=op.f("fk_original_parts_original_id_originals"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original_parts")),
    )
    op.create_index(op.f("ix_original_parts_file_sha256"), "original_parts", ["file_sha256"], unique=False)
    op.create_index(op.f("ix_original_parts_original_id"), "original_parts", ["original_id"], unique=False)
    op.create_table(
        "step_options",
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("credential_id", sa.Text(), nullable=True),
        sa.Column("skill_id", sa.Text(), nullable=True),
        sa.Column("programme_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NOT NULL) + (skill_id IS NOT NULL) + (programme_id IS NOT NULL) = 1",
            name=op.f("ck_step_options_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_step_options_credential_id_credentials"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_step_options_programme_id_programmes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name=op.f("fk_step_options_skill_id_skills"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name=op.f("fk_step_options_step_id_steps"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_options")),
    )
    op.create_index(op.f("ix_step_options_credential_id"), "step_options", ["credential_id"], unique=False)
    op.create_index(op.f("ix_step_options_programme_id"), "step_options", ["programme_id"], unique=False)
    op.create_index(op.f("ix_step_options_skill_id"), "step_options", ["skill_id"], unique=False)
    op.create_index(op.f("ix_step_options_step_id"), "step_options", ["step_id"], unique=False)
    op.create_table(
        "step_prerequisites",
        sa.Column("step_id", sa.Text(), nullable=False),
        sa.Column("required_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), server_default="", nullable=False),
        sa.Column("updated", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["required_id"], ["steps.id"], name=op.f("fk_step_prerequisites_required_id_steps"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["steps.id"], name=op.f("fk_step_prerequisites_step_id_steps"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_prerequisites")),
    )
    op.create_index(op.f("ix_step_prerequisites_required_id"), "step_prerequisites", ["required_id"], unique=False)
    op.create_index(op.f("ix_step_prerequisites_step_id"), "step_prerequisites", ["step_id"], unique=False)
