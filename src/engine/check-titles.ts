/** Checks by id, as people know them. */
import type { Check } from './check.ts';
import type { Stage } from './stage.ts';
import type { Language } from './words.ts';

export interface CheckTitle {
  readonly title: string;
  readonly stage: Stage;
}

/** Every cause a pull can have, so that it can be told whether all of a stage are spoken of. */
export type Titles = ReadonlyMap<string, CheckTitle>;

export function titlesOf(checks: readonly Check[], language: Language): Titles {
  const ofPulls = checks.filter(({ scope }) => scope !== 'component');
  return new Map(ofPulls.map((check) => [check.id, { title: check.title(language), stage: check.stage }]));
}

/** An id nobody has a title for is shown as words. */
export function titleOf(id: string, titles: Titles): string {
  return titles.get(id)?.title ?? id.replaceAll('-', ' ');
}
