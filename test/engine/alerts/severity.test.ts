import { expect, test } from 'vitest';
import { severityNamed, severityOf } from '../../../src/engine/alerts/severity.ts';

test.each([
  ['critical', 'critical'],
  ['page', 'critical'],
  ['P1', 'critical'],
  ['`Warning`', 'warning'],
  ['sev-3', 'warning'],
  ['none', 'info'],
  ['P5', 'info'],
  ['shop', null],
  ['', null],
])('%s', (word, is) => expect(severityNamed(word)).toBe(is));

test.each<[string, Record<string, string>, string, string | null]>([
  ['a label before words', { severity: 'info' }, '*Severity:* `critical`', 'info'],
  ['a label of another name', { priority: 'P2' }, '', 'critical'],
  ['a heading', {}, '*Severity:* `Warning`\n*Summary:* It waits', 'warning'],
  ['a prefix', {}, '[P1] Triggered: Image pulls fail', 'critical'],
  ['a coloured circle', {}, ':eyes: *K8s event detected* :red_circle: *High*', 'critical'],
  ['no word of it', {}, 'High time to look', null],
])('%s', (_name, labels, lines, is) => expect(severityOf(labels, lines)).toBe(is));
