/** What a message or a screen really shows of attacks: every string of Block Kit, and every line of a terminal. */
import { FAKE } from './hostile.ts';

interface Told {
  readonly mrkdwn: readonly string[];
  readonly plain: readonly string[];
}

/** Every faulty text with what is wrong with it; empty: nothing of the outside is obeyed. */
export function faultsOfSlack(message: unknown): readonly string[] {
  const { mrkdwn, plain } = textsOf(message);
  return [...mrkdwn.flatMap(faultsOfMrkdwn), ...plain.flatMap(faultsOfPlain)];
}

export function faultsOfTerminal(screen: string): readonly string[] {
  return [
    ...(/[^\P{Cc}\n\t]|\p{Cf}|[\u2028\u2029\u3164\u115f]/u.test(screen) ? ['moves or hides'] : []),
    ...(new RegExp(`^[*_ ]*${FAKE}`, 'm').test(screen) ? ['a line that looks like ours'] : []),
  ].map((fault) => `${fault}: ${JSON.stringify(screen.slice(0, 3_000))}`);
}

/** JSON for programs, as somebody sees it who looks over their shoulder. */
export function faultsOfJson(json: string): readonly string[] {
  return /[^\P{Cc}\n]|\p{Cf}/u.test(json) ? [`unescaped: ${json.slice(0, 500)}`] : [];
}

function faultsOfMrkdwn(text: string): readonly string[] {
  const rest = text.replace(/<!date\^\d+\^[^<>|]*\|[^<>|]*>/g, '');
  const faults = [
    [/<[@#!][^>]*EVIL/, 'a mention'],
    [/<!(?:channel|here|everyone)/, 'a call to everybody'],
    [
      /<(?!@[UW][A-Z0-9]+>|#C[A-Z0-9]+>|!subteam\^S[A-Z0-9]+>|https?:\/\/(?!evil))/,
      'a bracket of the outside',
    ],
    [/&(?!amp;|lt;|gt;)/, 'a torn entity'],
    [/[^\P{Cc}\n]|\p{Cf}|[\u3164\u115f\u2028\u2029]/u, 'something unseen'],
    [new RegExp(`^[*_ ]*${FAKE}`, 'm'), 'a line that looks like ours'],
  ] as const;
  const odd = rest.split('\n').some((line) => (line.match(/`/g) ?? []).length % 2 === 1);
  return [
    ...faults.filter(([pattern]) => pattern.test(rest)).map(([, fault]) => fault),
    ...(odd ? ['an open code span'] : []),
  ].map((fault) => `${fault}: ${JSON.stringify(text.slice(0, 600))}`);
}

function faultsOfPlain(text: string): readonly string[] {
  return /\p{Cc}|\p{Cf}|[\u2028\u2029]/u.test(text) ? [`unseen in plain text: ${JSON.stringify(text)}`] : [];
}

function textsOf(node: unknown): Told {
  const mrkdwn: string[] = [];
  const plain: string[] = [];
  for (const entry of objectsIn(node)) {
    const { type, text, accessibility_label: spoken, alt_text: alt } = entry;
    if (type === 'mrkdwn') mrkdwn.push(String(text));
    else if (type === 'plain_text') plain.push(String(text));
    // What notifications say; Slack reads it as mrkdwn.
    else if (typeof text === 'string' && 'blocks' in entry) mrkdwn.push(text);
    for (const words of [spoken, alt]) if (typeof words === 'string') plain.push(words);
  }
  return { mrkdwn, plain };
}

function objectsIn(node: unknown): readonly Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(objectsIn);
  return Array.isArray(node) ? inner : [node as Record<string, unknown>, ...inner];
}
