import { expect, test } from 'vitest';
import { measuredIn, measuredSays } from '../../src/facts/measured-inside.ts';

const PLACE = { host: 'harbor.acme.test', port: 443, node: 'worker-1', resolver: 'node' } as const;
const line = (name: number, tcp: number, tls: number, answer: number) =>
  `name=${name.toFixed(6)} tcp=${tcp.toFixed(6)} tls=${tls.toFixed(6)} answer=${answer.toFixed(6)}`;
const said = (log: string, scheme: 'http' | 'https' = 'https') => {
  const measured = measuredIn(log);
  return measured && measuredSays(measured, PLACE, scheme);
};

test.each([
  [
    'well',
    `way exit=0 status=401 at=10.0.0.5 ${line(0.0031, 0.0042, 0.02, 0.031)} error=\ncertificate exit=0 error=\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is `10.0.0.5` after 3 ms, port 443 opens after 4 ms, TLS stands after 20 ms, `GET /v2/` answers 401 after 31 ms. So the way is open from there.',
  ],
  [
    'no name',
    `curl: (6) Could not resolve host: harbor.acme.test\nway exit=6 status=000 at= ${line(0, 0, 0, 0)} error=Could not resolve host: harbor.acme.test\ncertificate exit=6 error=Could not resolve host: harbor.acme.test\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is not found: `curl: (6) Could not resolve host: harbor.acme.test`. So it fails from there as well.',
  ],
  [
    'no port',
    `way exit=28 status=000 at= ${line(0.002, 0, 0, 0)} error=Connection timed out after 10001 milliseconds\ncertificate exit=28 error=Connection timed out after 10001 milliseconds\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is found after 2 ms, port 443 does not open: `curl: (28) Connection timed out after 10001 milliseconds`. So it fails from there as well.',
  ],
  [
    'no TLS',
    `way exit=35 status=000 at=10.0.0.5 ${line(0.002, 0.003, 0, 0)} error=TLS connect error\ncertificate exit=35 error=TLS connect error\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is `10.0.0.5` after 2 ms, port 443 opens after 3 ms, TLS does not come about: `curl: (35) TLS connect error`. So it fails from there as well.',
  ],
  [
    'no answer',
    `way exit=52 status=000 at=10.0.0.5 ${line(0.002, 0.003, 0.02, 0)} error=Empty reply from server\ncertificate exit=52 error=\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is `10.0.0.5` after 2 ms, port 443 opens after 3 ms, TLS stands after 20 ms, `GET /v2/` has no answer: `curl: (52) Empty reply from server`. So it fails from there as well.',
  ],
  [
    'near miss: a certificate that curl does not trust is no closed way',
    `way exit=0 status=200 at=10.0.0.5 ${line(0.002, 0.003, 0.02, 0.03)} error=\ncertificate exit=60 error=SSL certificate problem: unable to get local issuer certificate\n`,
    'Measured inside the cluster on node `worker-1`, by the node’s DNS: `harbor.acme.test` is `10.0.0.5` after 2 ms, port 443 opens after 3 ms, TLS stands after 20 ms, `GET /v2/` answers 200 after 30 ms. So the way is open from there. curl’s own authorities do not vouch for its certificate (`curl: (60) SSL certificate problem: unable to get local issuer certificate`); those of the nodes may.',
  ],
])('%s', (_, log, expected) => expect(said(log)).toBe(expected));

test('without TLS nothing is said of it', () => {
  const log = `way exit=0 status=401 at=10.0.0.5 ${line(0.002, 0.003, 0, 0.03)} error=\n`;
  expect(said(log, 'http')).not.toMatch(/TLS|certificate/);
});

test('a log that breaks off, or of another program, proves nothing', () => {
  expect(measuredIn('')).toBeNull();
  expect(measuredIn('exec: "curl": executable file not found in $PATH')).toBeNull();
});
