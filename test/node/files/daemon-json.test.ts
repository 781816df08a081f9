import { expect, test } from 'vitest';
import { isInsecure, parseDaemonJson } from '../../../src/node/files/daemon-json.ts';

const daemon = parseDaemonJson(
  '{"registry-mirrors":["https://mirror.acme.test"],"insecure-registries":["10.0.0.5:5000","plain.acme.test"],"log-driver":"json-file"}',
);

test('mirrors and insecure registries', () => {
  expect(daemon['registry-mirrors']).toEqual(['https://mirror.acme.test']);
  expect(isInsecure(daemon, '10.0.0.5', 5000)).toBe(true);
  expect(isInsecure(daemon, 'plain.acme.test', 443)).toBe(true);
  expect(isInsecure(daemon, 'localhost', 5000)).toBe(true);
});

test('near miss: another port is another registry', () => {
  expect(isInsecure(daemon, '10.0.0.5', 443)).toBe(false);
  expect(isInsecure(daemon, 'plain.acme.test', 5000)).toBe(false);
});

test('what is no JSON is refused', () => {
  expect(() => parseDaemonJson('{')).toThrow();
});
