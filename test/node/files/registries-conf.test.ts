import { expect, test } from 'vitest';
import { parseRegistriesConf, sourcesOf } from '../../../src/node/files/registries-conf.ts';

const TEXT = `unqualified-search-registries = ["docker.io"]

[[registry]]
prefix = "quay.io"
location = "quay.io"
[[registry.mirror]]
location = "mirror.acme.test:5000/quay"
insecure = true

[[registry]]
prefix = "quay.io/secret"
location = "quay.io/secret"
blocked = true

[[registry]]
prefix = "*.old.test"
location = "new.test"

[[registry]]
location = "harbor.acme.test/hub"
`;
const names = (image: string) => sourcesOf(parseRegistriesConf(TEXT), image).sources.map(({ name }) => name);

test('mirrors first, the place itself last, and the path moves along', () => {
  expect(names('quay.io/acme/etl')).toEqual(['mirror.acme.test:5000/quay/acme/etl', 'quay.io/acme/etl']);
  expect(sourcesOf(parseRegistriesConf(TEXT), 'quay.io/acme/etl').sources[0]?.insecure).toBe(true);
});

test('the longest prefix wins, and a blocked one has no source', () => {
  expect(sourcesOf(parseRegistriesConf(TEXT), 'quay.io/secret/app')).toEqual({ sources: [], blocked: 'yes' });
});

test('near miss: a prefix ends at a slash', () => {
  expect(names('quay.io/secretary/app')).toHaveLength(2);
  expect(names('quay.io.evil.test/app')).toEqual(['quay.io.evil.test/app']);
});

test('a host under a wildcard is covered, an unknown one is asked as it is', () => {
  expect(names('a.old.test/x')).toEqual(['a.old.test/x']);
  expect(names('ghcr.io/acme/x')).toEqual(['ghcr.io/acme/x']);
  expect(names('harbor.acme.test/hub/nginx')).toEqual(['harbor.acme.test/hub/nginx']);
});
