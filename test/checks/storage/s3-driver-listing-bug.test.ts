import { expect, test } from 'vitest';
import { finding, outcome } from '../given.ts';
import { info, installation } from '../installations.ts';
import { tellsLine } from '../log-lines.ts';

const ID = 's3-driver-listing-bug';
const facts = (version: string, storage: string | null) => ({ 'harbor-info': info({ version, storage }) });

tellsLine(ID, {
  shows: 'harbor 1.9.0 s3 不可用,镜像都是 0B 而且只显示第一个 repository',
  near: 'harbor 1.9.0 s3 可用',
});

test('1.9.0 on S3', () => {
  expect(finding(ID, facts('1.9.0', 's3'), installation()).evidence).toMatchObject([
    { says: 'harbor_version: 1.9.0, registry_storage_provider_name: s3' },
  ]);
});

test('another storage passes', () => {
  expect(outcome(ID, facts('1.9.0', 'filesystem'), installation())).toBe('pass');
});

test('near miss: 1.9.1 has it mended, and an untold storage proves nothing', () => {
  expect(outcome(ID, facts('1.9.1', 's3'), installation())).toBe('pass');
  expect(outcome(ID, facts('1.9.0', null), installation())).toBe('skip');
});
