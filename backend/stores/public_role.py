"""The role PostgreSQL reads what was published in, and what it needs to be one.

A managed server may not let this program make roles: then somebody who may makes it once (see `missing`).
"""

from sqlalchemy import text
from sqlalchemy.engine import Connection

ROLE = "masdarling_public"
CONFINE = text(f"SET LOCAL ROLE {ROLE}")

MAKE = f"""
DO $$ BEGIN
    CREATE ROLE {ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$ BEGIN
    EXECUTE format('GRANT {ROLE} TO %I', current_user);
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
"""
"""Run by a migration. An administrator may have made it, and given it, already."""

_IS_OURS = text("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :role AND pg_has_role(oid, 'MEMBER'))")
_READS = text(
    "SELECT coalesce(bool_and(has_table_privilege(:role, name, 'SELECT')), true)"
    " FROM unnest(CAST(:tables AS text[])) AS name"
)
_WHO = text("SELECT current_user")


def grant(*tables: str) -> str:
    """For a migration: what was published is read in the role, where there is one."""
    return f"""
    DO $$ BEGIN
        GRANT SELECT ON {", ".join(tables)} TO {ROLE};
    EXCEPTION WHEN undefined_object THEN NULL;
    END $$;
    """


def is_ours(tx: Connection) -> bool:
    """Whether this connection may take the role. Asked of PostgreSQL only."""
    return bool(tx.execute(_IS_OURS, {"role": ROLE}).scalar())


def missing(tx: Connection, tables: list[str]) -> str:
    """The statements an administrator of the server has to run; empty when nothing is missing."""
    if is_ours(tx) and tx.execute(_READS, {"role": ROLE, "tables": tables}).scalar():
        return ""
    me = tx.execute(_WHO).scalar()
    reads = f"GRANT SELECT ON {', '.join(tables)} TO {ROLE};"
    return f'CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO "{me}"; {reads}'
