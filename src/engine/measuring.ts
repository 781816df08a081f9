/** What the Job is called that measures the way to a registry from inside a cluster. Pure. */

/** Label, and selector, of all of them. */
export const MEASURES = 'registry-medic.io/measures=way';
/** Longest name of a Job whose pods carry it as a label, less what is in front. */
const MOST = 63 - 'registry-medic-way-'.length;

/** One name for one place to go: `registry-medic-way-harbor-acme-test-443`. */
export function measuringName(host: string, port: number): string {
  const slug = `${host}-${port}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `registry-medic-way-${slug.slice(-MOST).replace(/^-+/, '')}`;
}
