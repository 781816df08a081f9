/** A table at the end of the test of planted secrets: for each kind, how many came out at each place. */
import { afterAll } from 'vitest';
import { foundIn } from './leaks.ts';
import { planted } from './planted.ts';
import { KINDS, READ_AS } from './secret-kinds.ts';

export interface Places {
  /** `planted where: kind` of every secret that stands in the text, which is counted for this place. */
  look(place: string, text: string): readonly string[];
  /** Kinds whose words stand at no place with the secret hidden: they may never have been read. */
  unread(): readonly string[];
}

interface Cell {
  found: number;
  hidden: number;
}

/** Prints the table when the tests of the file are over. */
export function places(title: string): Places {
  const cells = new Map<string, Map<string, Cell>>();
  const kinds = Object.keys(KINDS);
  const of = (place: string, kind: string): Cell => cells.get(place)?.get(kind) ?? { found: 0, hidden: 0 };
  const readIn = (kind: string): readonly string[] =>
    [...cells.keys()].filter((place) => of(place, kind).hidden > 0);
  afterAll(() => {
    const all = [...planted.values()];
    const names = [...cells.keys()];
    const rows = kinds.map((kind) => [
      kind,
      String(all.filter((one) => one.kind === kind).length),
      ...names.map((place) => String(of(place, kind).found)),
      readIn(kind).length === 0 ? 'not read' : `in ${readIn(kind).length} places`,
      readIn(kind).length === 0 ? '' : (READ_AS[kind] ?? ''),
    ]);
    const sums = names.map((place) => String(kinds.reduce((sum, kind) => sum + of(place, kind).found, 0)));
    const head = ['kind', 'planted', ...names, 'read', 'as'];
    const table = [head, ...rows, ['all', String(all.length), ...sums, '', '']];
    process.stdout.write(`\n${[title, ...aligned(table)].join('\n')}\n`);
  });
  return {
    look(place, text) {
      const found = foundIn(text);
      const plain = text.replaceAll(/[\\"]/g, '').replaceAll('&amp;', '&');
      cells.set(
        place,
        new Map(
          kinds.map((kind) => {
            const before = of(place, kind);
            const here = found.filter((one) => one.kind === kind).length;
            const hidden = plain.split(READ_AS[kind] ?? '').length - 1;
            return [kind, { found: before.found + here, hidden: before.hidden + hidden }];
          }),
        ),
      );
      return found.map(({ place: where, kind }) => `${where}: ${kind}`);
    },
    unread: () => kinds.filter((kind) => readIn(kind).length === 0),
  };
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
