/** The sicknesses of Acme's two Harbors that are switched on and off while the world runs, by their ids there. */
import type { Sickness } from '../harbor/sickness/sickness.ts';
import { SICKNESSES } from '../harbor/sicknesses.ts';
import type { HarborState } from '../harbor/state.ts';
import type { Estate } from './estate.ts';
import type { Troubles } from './troubles.ts';

/** What a Harbor of 1.x can have as well. */
const OLD: ReadonlySet<string> = new Set([
  'replication-stuck',
  'policy-undeletable',
  'replication-dns',
  'source-list-tags-500',
  'version-skew',
  'collection-failed-s3',
  'read-only',
  'quota-full',
  'zero-byte-tags',
  'database-down',
]);

interface Struck {
  readonly sickness: Sickness;
  readonly state: HarborState;
  readonly title: string;
}

/** `harbor-replication-stuck` of the Harbor that everybody uses, `old-harbor-zero-byte-tags` of the old one. */
export function harborSicknesses({ harbor, old }: Estate): Troubles {
  const entries: readonly (readonly [string, Struck])[] = [
    ...SICKNESSES.map((sickness): readonly [string, Struck] => [
      `harbor-${sickness.id}`,
      { sickness, state: harbor.state, title: sickness.title },
    ]),
    ...SICKNESSES.filter(({ id }) => OLD.has(id)).map((sickness): readonly [string, Struck] => [
      `old-harbor-${sickness.id}`,
      { sickness, state: old.state, title: `The old Harbor: ${sickness.title}` },
    ]),
  ];
  const byId = new Map(entries);
  const withOne = (id: string, then: (one: Struck) => void): boolean => {
    const one = byId.get(id);
    if (one) then(one);
    return one !== undefined;
  };
  return {
    all: () =>
      entries.map(([id, { sickness, state, title }]) => ({ id, title, struck: sickness.isStruck(state) })),
    strike: (id) => withOne(id, ({ sickness, state }) => sickness.strike(state)),
    heal: (id) => withOne(id, ({ sickness, state }) => sickness.heal(state)),
  };
}
