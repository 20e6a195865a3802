-- SPDX-License-Identifier: GPL-3.0-or-later
-- The server's archive, version 3 (user_version). Times are microseconds since 1970, UTC.

CREATE TABLE program (
  digest TEXT PRIMARY KEY,          -- SHA-256 of *bytes*
  bytes  BLOB NOT NULL              -- canonical JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  number        INTEGER PRIMARY KEY CHECK (number > 0),
  parent        INTEGER NOT NULL CHECK (parent = number - 1),
  restored_from INTEGER NOT NULL,   -- 0: an ordinary push
  digest        TEXT NOT NULL REFERENCES program (digest),
  author        TEXT NOT NULL,
  message       TEXT NOT NULL,
  time          INTEGER NOT NULL
) STRICT;

CREATE TABLE asset (
  sha256     TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes      BLOB NOT NULL,
  touched    INTEGER NOT NULL DEFAULT 0   -- when somebody last may have been about to name it
) STRICT;

CREATE TABLE token (
  hash    BLOB PRIMARY KEY,         -- SHA-256 of the token; the token itself is nowhere
  name    TEXT NOT NULL UNIQUE,
  role    TEXT NOT NULL,
  created INTEGER NOT NULL,
  revoked INTEGER,                  -- NULL: it is good
  languages TEXT NOT NULL DEFAULT ''   -- tags with a space between, of a translator; '': all
) STRICT, WITHOUT ROWID;

-- The answer to a write that had an effect, in the same transaction as the effect.
CREATE TABLE answer (
  actor   TEXT NOT NULL,
  key     TEXT NOT NULL,
  target  TEXT NOT NULL,            -- method and path
  body    TEXT NOT NULL,            -- SHA-256 of what was sent
  status  INTEGER NOT NULL,
  headers TEXT NOT NULL,            -- JSON array: name, value, name, value…
  content BLOB NOT NULL,
  time    INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_time ON answer (time);

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  entry    TEXT NOT NULL,           -- canonical JSON
  hash     BLOB NOT NULL            -- SHA-256 of the hash before it (nothing for the first) and of *entry*
) STRICT;

CREATE TRIGGER program_kept BEFORE UPDATE ON program BEGIN SELECT RAISE (ABORT, 'programs are kept'); END;
CREATE TRIGGER program_stays BEFORE DELETE ON program BEGIN SELECT RAISE (ABORT, 'programs are kept'); END;
CREATE TRIGGER revision_kept BEFORE UPDATE ON revision BEGIN SELECT RAISE (ABORT, 'revisions are kept'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE (ABORT, 'revisions are kept'); END;
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the trail is kept'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the trail is kept'); END;

PRAGMA application_id = 0x42744e64;
PRAGMA user_version = 3;
