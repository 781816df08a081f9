/** Label selectors as Kubernetes judges them; an empty one selects everything. Pure. */
import { at, listAt, mapAt, textAt, textsAt } from './fields.ts';

type Labels = Readonly<Record<string, string>>;

/** An operator nobody knows selects nothing, so that nothing is claimed of it. */
export function selects(selector: unknown, labels: Labels): boolean {
  const equal = Object.entries(mapAt(at(selector, 'matchLabels'))).every(
    ([key, value]) => labels[key] === value,
  );
  return equal && listAt(selector, 'matchExpressions').every((one) => holds(one, labels));
}

function holds(expression: unknown, labels: Labels): boolean {
  const value = labels[textAt(expression, 'key') ?? ''];
  const values = textsAt(expression, 'values');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
