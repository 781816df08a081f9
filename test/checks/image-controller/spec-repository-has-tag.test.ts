import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { IMAGE_SYNC, imageSync, repositoryObject } from '../image-sync-facts.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('spec-repository-has-tag', {
  shows: 'repository: "myapp/myapp:v1.0.0"',
  near: 'repository: "myapp/myapp"',
});

const facts = (over: object) => ({ 'image-sync': imageSync({}, { object: repositoryObject({}, over) }) });

test('two different tags: which one?', () => {
  const { text, ...found } = finding(
    'spec-repository-has-tag',
    facts({ repository: 'data/models:v1', tagInPath: 'v1', tag: 'latest' }),
    IMAGE_SYNC,
  );
  expect(text).toBe('Two different tags are given: `v1` in `spec.repository` and `latest` in `spec.tag`.');
  expect(found.steps('en')[0]).toContain('Decide which tag');
  expect(found.steps('en')[1]).toContain('"repository":"data/models","tag":"latest"');
});

test('a path without tag passes', () => {
  expect(outcome('spec-repository-has-tag', facts({}), IMAGE_SYNC)).toBe('pass');
});

test('near miss: the port of a registry is no tag', () => {
  expect(
    outcome(
      'spec-repository-has-tag',
      facts({ repository: 'harbor.acme.test:8443/data/models' }),
      IMAGE_SYNC,
    ),
  ).toBe('pass');
});
