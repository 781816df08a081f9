import { expect, test } from 'vitest';
import { finding, run, UNKNOWN } from '../given.ts';
import { installation } from '../installations.ts';

const ID = 'ingress-body-limit';
const ANNOTATION = 'nginx.ingress.kubernetes.io/proxy-body-size';
const front = (bodySize: object = {}, over: object = {}) => ({
  'front-ingress': {
    namespace: 'harbor',
    name: 'harbor-ingress',
    uid: 'i-1',
    className: 'nginx',
    keeper: null,
    controller: 'ingress-nginx',
    bodySize: { annotation: ANNOTATION, own: null, otherwise: '1m', from: null, ...bodySize },
    ...over,
  },
});
const outcome = (facts: object) => run(ID, { ...facts }, installation()).outcome;

test('no annotation: 1m of ingress-nginx holds', () => {
  const { text, evidence, steps } = finding(ID, front(), installation());
  expect(text).toBe(
    'Ingress `harbor/harbor-ingress` has no `proxy-body-size`, and ingress-nginx lets requests of at most `1m` through: a push of a larger layer ends with 413.',
  );
  expect(evidence.map(({ says }) => says)).toEqual([`${ANNOTATION}: (none)`]);
  expect(steps('en')[0]).toContain(
    `kubectl -n harbor annotate ingress harbor-ingress ${ANNOTATION}=0 --overwrite`,
  );
});

test('a small default of the controller is quoted from its ConfigMap', () => {
  const small = { otherwise: '8m', from: 'ConfigMap ingress-nginx/controller' };
  const { text, evidence } = finding(ID, front(small), installation());
  expect(text).toContain('ConfigMap ingress-nginx/controller sets `8m`');
  expect(evidence.map(({ says }) => says)).toContain('proxy-body-size: 8m');
});

test.each(['50m', '512K', '99M', '1048576'])('an annotation of %s is too small', (own) => {
  const { text } = finding(ID, front({ own }), installation());
  expect(text).toContain(`at most \`${own}\``);
});

test.each(['0', '0m', '5g', '5000m', '100m', '2G'])('%s passes', (own) => {
  expect(outcome(front({ own }))).toBe('pass');
});

test('the annotation counts before the controller’s default', () => {
  expect(outcome(front({ otherwise: '0', from: 'ConfigMap a/b' }))).toBe('pass');
  expect(outcome(front({ own: '1m', otherwise: '0', from: 'ConfigMap a/b' }))).toBe('fail');
});

test.each([
  ['another class', front({}, { className: 'traefik', controller: 'another' })],
  ['no Ingress', { 'front-ingress': null }],
  ['no size', front({ own: 'plenty' })],
])('near miss: %s is skipped', (_, facts) => {
  expect(outcome(facts)).toBe('skip');
});

test('what may not be read proves nothing', () => {
  expect(outcome({ 'front-ingress': UNKNOWN })).toBe('error');
});
