import { expect, test } from 'vitest';
import type { Inquiry } from '../../../src/jobs/sweep/inquiries.ts';
import { joined } from '../../../src/jobs/sweep/later.ts';
import type { Looked } from '../../../src/jobs/sweep/rounds.ts';
import { madeContainer, madePod } from '../../probes/literal-cluster.ts';

function inquiry(key: string, ...pods: readonly string[]): Inquiry {
  const waiting = pods.map((name) => ({ pod: madePod(name), container: madeContainer() }));
  const [specimen] = waiting;
  if (!specimen) throw new Error('an inquiry without pods');
  return { key, cluster: 'prod', image: key, registry: null, logins: '', specimen, waiting };
}

const asked = (about: Inquiry): Looked<string> => ({ inquiry: about, how: 'asked', found: 'answer' });
const names = ({ waiting }: Inquiry) => waiting.map(({ pod }) => pod.name);

test('a later pod stands beside the question that its fellows have answered', () => {
  const { looked, left } = joined(
    [asked(inquiry('cart', 'a')), asked(inquiry('till', 'b'))],
    [inquiry('cart', 'c')],
  );
  expect(looked.map((one) => names(one.inquiry))).toEqual([['a', 'c'], ['b']]);
  expect(looked[0]?.inquiry.specimen.pod.name).toBe('a');
  expect(left).toEqual([]);
});

test('what nobody asked yet is left to be asked', () => {
  const mail = inquiry('mail', 'd');
  const { looked, left } = joined([asked(inquiry('cart', 'a'))], [mail]);
  expect(looked.map((one) => names(one.inquiry))).toEqual([['a']]);
  expect(left).toEqual([mail]);
});
