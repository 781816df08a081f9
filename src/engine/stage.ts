/** Where in the chain of a pull a cause sits, in the order the work happens. */
export const STAGES = [
  'spec',
  'dns',
  'network',
  'tls',
  'auth',
  'access',
  'quota',
  'content',
  'platform',
  'node',
  'registry-internals',
] as const;

export type Stage = (typeof STAGES)[number];

/** Stages whose answer depends on where one stands: a node may see another resolver, network or trust store. */
export const PATH_STAGES: ReadonlySet<Stage> = new Set<Stage>(['dns', 'network', 'tls']);

/** Position of a stage in the chain; smaller is earlier. */
export function stageOrder(stage: Stage): number {
  return STAGES.indexOf(stage);
}
