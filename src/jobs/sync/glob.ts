/** Does a policy move this repository? By its name filter, in Harbor's globs. Pure. */
import type { ReplicationPolicy } from '../../engine/harbor/records.ts';

/** `**` is any path, `*` any part without a slash, `{a,b}` either (src/pkg/reg/util/pattern.go, doublestar). */
export function matchesGlob(pattern: string, name: string): boolean {
  if (pattern === '') return true;
  return patternOf(pattern).test(name);
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.match(/\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|./g) ?? [];
  return new RegExp(`^${parts.map(partOf).join('')}$`);
}

function partOf(part: string): string {
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.startsWith('{') && part.endsWith('}'))
    return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
  return escaped(part);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** `repository` with its project, as it is called in this Harbor. */
export function moves(
  { filters, direction, destinationNamespace }: ReplicationPolicy,
  repository: string,
): boolean {
  const [pattern = ''] = filters.flatMap((one) => (one.startsWith('name=') ? [one.slice(5)] : []));
  if (direction === 'push' || destinationNamespace === null) return matchesGlob(pattern, repository);
  if (!repository.startsWith(`${destinationNamespace}/`)) return false;
  // What is brought keeps its last parts and gets another project.
  const rest = repository.slice(destinationNamespace.length + 1);
  return matchesGlob(pattern, rest) || matchesGlob(pattern.slice(pattern.indexOf('/') + 1), rest);
}
