/** The rows of the troubleshooting guides, in sentences of our own: `rows/<guide>.txt`, one row a line. */
import { readFileSync } from 'node:fs';

/** Where a row's facts come from: Kubernetes, Harbor, a probe of the network, a log line; else a person's hands or nothing. */
export type Tag = 'K' | 'H' | 'P' | 'L' | 'HU' | 'print' | 'info';

export interface Row {
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly says: string;
}

export interface Guide {
  readonly name: string;
  readonly rows: readonly Row[];
}

const GUIDES = [
  ['DaoCloud kangaroo FAQ', 'daocloud-kangaroo'],
  ['theriseunion image management guide', 'theriseunion-images'],
  ['Harbor issues collection', 'harbor-issues'],
  ['Harbor on Kubernetes notes', 'harbor-on-kubernetes'],
  ['Cargo guide', 'cargo'],
] as const;

const LINE =
  /^(?<id>S\d-[\d.]+) \| (?<tags>(?:K|H|P|L|HU|print|info)(?: (?:K|H|P|L|HU|print))*) \| (?<says>.+)$/;

export const guides: readonly Guide[] = GUIDES.map(([name, file]) => {
  const text = readFileSync(new URL(`rows/${file}.txt`, import.meta.url), 'utf8');
  return { name, rows: text.trimEnd().split('\n').map(rowOf) };
});

function rowOf(line: string): Row {
  const { id = '', tags = '', says = '' } = LINE.exec(line)?.groups ?? {};
  if (id === '') throw new Error(`this is no row: ${line}`);
  // The pattern lets nothing else through.
  return { id, tags: tags.split(' ') as readonly Tag[], says };
}
