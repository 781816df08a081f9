import { expect, test } from 'vitest';
import { checkOf } from '../all-checks.ts';
import { finding, outcome } from '../given.ts';
import { installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

tellsLine('broken-tag-link', {
  shows:
    '[ERROR] [repository.go:298]: failed to delete tag v2: 500 {"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"Path":"/docker/registry/v2/repositories/libriry/test/_manifests/tags/v1/current/link","DriverName":"filesystem"}}]}',
  near: '_manifests/tags listed',
});

const DIGEST = `sha256:${'a'.repeat(64)}`;
const gone = (what: 'manifest' | 'layer', size = 0) => ({
  repository: 'library/team/legacy',
  tags: ['v1', 'v2'],
  digest: DIGEST,
  size,
  what,
  missing: DIGEST,
  says: '404 MANIFEST_UNKNOWN: manifest unknown',
});
const facts = (...damaged: ReturnType<typeof gone>[]) => ({
  'damaged-images': { repositories: 3, of: 3, artifacts: 4, damaged },
});

test('a tag whose manifest the registry does not have', () => {
  const { text, steps, evidence } = finding('broken-tag-link', facts(gone('manifest')), installation());
  expect(text).toBe(
    '`library/team/legacy:v1` is a broken link: Harbor lists it and the registry has no such manifest.',
  );
  expect(evidence[0]?.says).toContain('404 MANIFEST_UNKNOWN: manifest unknown; Harbor lists it with 0 B');
  expect(steps('en').join('\n')).toContain('docker push harbor.acme.test/library/team/legacy:v1');
  expect(steps('en').join('\n')).toContain('/repositories/team%252Flegacy/artifacts/v1/tags/v1');
});

test('whole images pass', () => {
  expect(outcome('broken-tag-link', facts(), installation())).toBe('pass');
});

test('near miss: the manifest is there and a layer is gone, which is another cause', () => {
  expect(outcome('broken-tag-link', facts(gone('layer', 10)), installation())).toBe('pass');
});

test('where only a log shows it, its steps name what people have to fill in', () => {
  const steps = checkOf('broken-tag-link').stepsFromText(installation(), 'en');
  expect(steps.join('\n')).toContain(
    '/projects/<project>/repositories/<repository>/artifacts/<tag>/tags/<tag>',
  );
});
