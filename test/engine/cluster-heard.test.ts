import { expect, test } from 'vitest';
import { clusterHeard } from '../../src/engine/cluster-heard.ts';

const named = (...names: readonly string[]) => names.map((name) => ({ name, also: [] }));
const estate = [
  { name: 'prod-eu', also: ['acme-production', 'arn:aws:eks:eu-west-1:123456789012:cluster/acme'] },
  { name: 'prod-us', also: [] },
  { name: 'staging', also: ['stg'] },
];

test.each([
  ['its name', 'prod-eu', estate, 'prod-eu'],
  ['its name in capitals', 'PROD-EU', estate, 'prod-eu'],
  ['an alias', 'stg', estate, 'staging'],
  ['a context', 'arn:aws:eks:eu-west-1:123456789012:cluster/acme', estate, 'prod-eu'],
  ['a part of one name alone', 'us', estate, 'prod-us'],
  ['a name around ours', 'gke_acme_europe-west1_staging', estate, 'staging'],
  ['the same words otherwise divided', 'prod_us', estate, 'prod-us'],
  ['a part of two names', 'prod', estate, 'foreign'],
  ['a part of a word is no part', 'stag', estate, 'foreign'],
  ['none of ours', 'edge-7', estate, 'foreign'],
  ['the only one, whatever it is called elsewhere', 'k8s-main', named('here'), 'here'],
  ['the only one, and it is of another stage', 'acme-staging', named('prod'), 'foreign'],
  ['the only one, the same stage in other words', 'acme-production', named('prod'), 'prod'],
  ['the region is the same, the stage is not', 'eu-dev', named('eu', 'eu-prod'), 'eu'],
  ['none configured', 'prod', [], 'unnamed'],
  ['none named, several there', undefined, estate, 'unnamed'],
  ['none named, one there', undefined, named('prod'), 'prod'],
  ['an empty label', ' ', named('prod'), 'prod'],
])('%s', (_name, heard, known, is) => {
  const got = clusterHeard(heard, known);
  expect(got.is === 'known' ? got.name : got.is).toBe(is);
});

test('none named: the one its channel or webhook is for', () => {
  expect(clusterHeard(undefined, estate, 'prod-us')).toEqual({ is: 'known', name: 'prod-us' });
  expect(clusterHeard('stg', estate, 'prod-us')).toEqual({ is: 'known', name: 'staging' });
});
