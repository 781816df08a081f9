/** Acme's Harbor as it looks after years: what images weigh, quotas, and who did what lately. */
import type { Harbor } from '../harbor/harbor.ts';
import { noteAudit } from '../harbor/state.ts';

const MIB = 1_048_576;
const GIB = 1024 * MIB;
/** Of a company this size; data may grow as it likes. */
const QUOTAS: Readonly<Record<string, number>> = { shop: 60 * GIB, billing: 20 * GIB };
/** A demo waits for no half minute (EXECUTION_STATUS_REFRESH_INTERVAL_SECONDS is 30). */
const REFRESH_MS = 5_000;

/** Called once all images are there; those that come later weigh what they are. */
export function furnishHarbor({ state }: Harbor): void {
  state.work.refreshMs = REFRESH_MS;
  for (const name of state.store.names()) state.weights.set(name, weightOf(name));
  for (const [name, quota] of Object.entries(QUOTAS)) {
    const project = state.projects.get(name);
    if (project) project.quota = quota;
  }
  const names = state.store.names().slice(0, 5);
  for (const [index, name] of names.entries())
    noteAudit(state, {
      username: 'robot$acme-ci',
      resource: `${name}:${[...(state.store.get(name)?.tags.keys() ?? [])][0] ?? 'latest'}`,
      resource_type: 'artifact',
      operation: 'create',
      at: new Date(state.now().getTime() - (names.length - index) * 3_600_000),
    });
}

/** Between 120 MiB and 2.5 GiB, always the same for a name. */
function weightOf(name: string): number {
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 2_441, 7);
  return (120 + sum) * MIB;
}
