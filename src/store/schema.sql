-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The workspace file, version 1 (PRAGMA user_version). No table per kind: a new field or kind of the program needs no
-- migration. An open compares this with what the file says about itself, so a file with a trigger or view is refused.

-- The draft. parent and position repeat the body's place for people with an SQL prompt; the body is what counts.
CREATE TABLE entity (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT,
  position TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE asset (
  sha256 TEXT PRIMARY KEY NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Revisions that were pulled: the current base (meta 'base') and those that undoing or redoing a pull would bring back.
CREATE TABLE base (
  number INTEGER PRIMARY KEY NOT NULL,
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Entries up to meta 'cursor' are done, those after it are undone. forward and inverse are arrays of
-- {"id", "kind", "body"?}; without a body the entity is taken away. The bases are a pull's alone; none is NULL.
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  time INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  forward TEXT NOT NULL,
  inverse TEXT NOT NULL,
  base_before INTEGER REFERENCES base (number),
  base_after INTEGER REFERENCES base (number)
) STRICT;

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY NOT NULL,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  payload BLOB NOT NULL
) STRICT;

-- 'schema': the program's schema number; 'cursor'; 'base'; and settings, as 'setting.' and their key.
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;
