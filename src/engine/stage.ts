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

/** Position of a stage in the chain; smaller is earlier. */
export function stageOrder(stage: Stage): number {
  return STAGES.indexOf(stage);
}
