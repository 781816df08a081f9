/** Label selectors: the string form of a query and the object form of a workload. */
import type { LabelSelector } from '../objects.ts';
import { badRequest } from '../status.ts';

type Labels = Readonly<Record<string, string>>;
export type LabelTest = (labels: Labels) => boolean;

const SET = /^\s*([^\s!=,()]+)\s+(in|notin)\s*\(([^)]*)\)\s*$/;
const EQUAL = /^\s*([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)\s*$/;
const EXISTS = /^\s*(!?)\s*([^\s!=,()]+)\s*$/;

/** Reads `app=web,tier in (a, b),!legacy`. Throws the API server's 400. */
export function parseLabelSelector(text: string): LabelTest {
  if (text.trim() === '') return () => true;
  const tests = splitOutsideBrackets(text).map(requirement);
  return (labels) => tests.every((test) => test(labels));
}

function requirement(text: string): LabelTest {
  const set = SET.exec(text);
  if (set)
    return inSet(
      set[1] ?? '',
      set[2] === 'notin',
      (set[3] ?? '').split(',').map((value) => value.trim()),
    );
  const equal = EQUAL.exec(text);
  if (equal) return inSet(equal[1] ?? '', equal[2] === '!=', [equal[3] ?? '']);
  const exists = EXISTS.exec(text);
  if (exists) return (labels) => Object.hasOwn(labels, exists[2] ?? '') !== (exists[1] === '!');
  throw badRequest(`unable to parse requirement: found '${text}', expected: identifier`);
}

/** A missing label is «not in» every set, as the API says. */
function inSet(key: string, not: boolean, values: readonly string[]): LabelTest {
  return (labels) => {
    const value = labels[key];
    return (value !== undefined && values.includes(value)) !== not;
  };
}

function splitOutsideBrackets(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/);
}

/** The test of a workload's `spec.selector`; an empty selector selects nothing here. */
export function matches(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (!selector) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every((expression) => holds(expression, labels));
}

function holds(
  { key, operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number],
  labels: Labels,
): boolean {
  if (operator === 'Exists') return Object.hasOwn(labels, key);
  if (operator === 'DoesNotExist') return !Object.hasOwn(labels, key);
  return inSet(key, operator === 'NotIn', values)(labels);
}
