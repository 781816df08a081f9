/** Reading composition objects. */
import type { Fields } from '../data.ts';

export function plain(value: unknown): string {
  const inner = (value as Fields | undefined)?.['text'];
  return typeof inner === 'string' ? inner : '';
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

function options(value: unknown): readonly Option[] {
  const all = Array.isArray(value) ? (value as readonly Fields[]) : [];
  return all.map((one) => ({
    value: String(one['value']),
    label: plain(one['text']),
    description: plain(one['description']),
  }));
}

/** An element's options, in their groups where it has groups. */
export function groupsOf(element: Fields): readonly OptionGroup[] {
  const groups = element['option_groups'];
  if (Array.isArray(groups))
    return (groups as readonly Fields[]).map((group) => ({
      label: plain(group['label']),
      options: options(group['options']),
    }));
  return [{ label: '', options: options(element['options']) }];
}

/** Values that are chosen before the person does anything. */
export function initially(element: Fields): readonly string[] {
  const one = element['initial_option'] as Fields | undefined;
  if (one) return [String(one['value'])];
  const several = element['initial_options'];
  if (Array.isArray(several)) return (several as readonly Fields[]).map((each) => String(each['value']));
  const entry = Object.entries(element).find(([name]) => name.startsWith('initial_'));
  if (!entry) return [];
  return Array.isArray(entry[1]) ? entry[1].map(String) : [String(entry[1])];
}
