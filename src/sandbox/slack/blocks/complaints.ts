/** zod's issues in the words Slack answers with: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One complaint for each issue, the pointer starting at `root`, e.g. `/blocks`. */
export function complaints(issues: readonly Issue[], value: unknown, root: string): readonly string[] {
  return issues.flatMap((issue) => complaint(issue, value, root));
}

function complaint(issue: Issue, value: unknown, root: string): readonly string[] {
  const here = pointer(root, issue.path);
  const above = pointer(root, issue.path.slice(0, -1));
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? [`must be less than ${Number(issue.maximum) + 1} characters ${here}`]
        : [`no more than ${issue.maximum} items allowed ${here}`];
    case 'too_small':
      return issue.origin === 'string'
        ? [`must be more than ${Number(issue.minimum) - 1} characters ${here}`]
        : [`no fewer than ${issue.minimum} items allowed ${here}`];
    case 'unrecognized_keys':
      return issue.keys.map((key) => `invalid additional property: ${key} ${here}`);
    case 'invalid_union':
      return [`unsupported type: ${String(at(value, issue.path))} ${here}`];
    case 'invalid_type':
      return at(value, issue.path) === undefined
        ? [`missing required field: ${String(issue.path.at(-1))} ${above}`]
        : [`must provide ${article(issue.expected)} ${here}`];
    default:
      return [`invalid value ${here}`];
  }
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function pointer(root: string, path: readonly PropertyKey[]): string {
  return `[json-pointer:${[root, ...path.map(String)].join('/')}]`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}
