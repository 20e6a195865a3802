-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a workspace of schema 0 (tests/support/old-schema.h) held, to be put into an empty one. Frozen.
DELETE FROM entity; DELETE FROM journal; DELETE FROM meta;
INSERT INTO entity VALUES ('remember-0000000000', 'note', NULL, NULL, '{"text":"Ask Ada"}');
INSERT INTO entity VALUES ('program-0000000000', 'program', NULL, NULL, '{"currency":"EUR","name":{"source":"Old"},"source-locale":"en","time-zone":"Europe/Berlin"}');
INSERT INTO entity VALUES ('north-0000000000', 'tag', 'region-0000000000', 'a0', '{"place":{"parent":"region-0000000000","position":"a0"},"title":"North"}');
INSERT INTO entity VALUES ('south-0000000000', 'tag', 'region-0000000000', 'a1', '{"place":{"parent":"region-0000000000","position":"a1"},"title":"Südwest"}');
INSERT INTO entity VALUES ('region-0000000000', 'vocabulary', NULL, 'a0', '{"name":{"source":"Region"},"place":{"position":"a0"},"purpose":"region"}');
INSERT INTO base VALUES (1, 4, '2a1140dd7ddb4c45843af9083784904c031cd53147bbf273177140b50ef2e3db', '{"baton":"program","entities":{"program":{"program-0000000000":{"currency":"EUR","name":{"source":"Old"},"source-locale":"en","time-zone":"Europe/Berlin"}},"tag":{"north-0000000000":{"place":{"parent":"region-0000000000","position":"a0"},"title":"Nord"},"south-0000000000":{"place":{"parent":"region-0000000000","position":"a1"},"title":"Südwest"}},"vocabulary":{"region-0000000000":{"name":{"source":"Region"},"place":{"position":"a0"},"purpose":"region"}}},"schema":0}');
INSERT INTO journal VALUES (1, 'edit', 'Remember Ada', 'Ada', 1767225600000001, 0, '[{"body":{"text":"Ask Ada"},"id":"remember-0000000000","kind":"note"}]', '[{"id":"remember-0000000000","kind":"note"}]', NULL, NULL);
INSERT INTO journal VALUES (2, 'edit', 'Call it North', 'Ada', 1767225600000002, 0, '[{"body":{"place":{"parent":"region-0000000000","position":"a0"},"title":"North"},"id":"north-0000000000","kind":"tag"}]', '[{"body":{"place":{"parent":"region-0000000000","position":"a0"},"title":"Nord"},"id":"north-0000000000","kind":"tag"}]', NULL, NULL);
INSERT INTO journal VALUES (3, 'edit', 'Forget the south', 'Ada', 1767225600000003, 0, '[{"id":"south-0000000000","kind":"tag"}]', '[{"body":{"place":{"parent":"region-0000000000","position":"a1"},"title":"Südwest"},"id":"south-0000000000","kind":"tag"}]', NULL, NULL);
INSERT INTO meta VALUES ('schema', '0'), ('cursor', '2'), ('base', '1');
