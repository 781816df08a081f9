/** Endings of the Harbor API as blind spots. */
import type { HarborAnswer } from '../../engine/harbor/answers.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Words } from '../../engine/words.ts';

const words: Words<{
  readonly refused: (says: string) => string;
  readonly noLogin: string;
  readonly absent: (says: string) => string;
  readonly failed: (says: string, requestId: string) => string;
}> = {
  en: {
    refused: (says) => `our login may not read it: ${says}`,
    noLogin: 'no login is configured for this registry',
    absent: (says) => `this version of Harbor has no such call: ${says}`,
    failed: (says, requestId) => `Harbor failed: ${says} (request ${requestId} in core's log)`,
  },
};

/** Why it could not be looked at; nothing when it could. */
export function blindSpotOf(probe: string, answer: HarborAnswer<unknown>): readonly BlindSpot[] {
  switch (answer.ended) {
    case 'found':
      return [];
    case 'refused':
      return [{ probe, why: words.en.refused(answer.says) }];
    case 'absent':
      return [{ probe, why: words.en.absent(answer.says) }];
    case 'failed':
      return [{ probe, why: words.en.failed(answer.says, answer.requestId) }];
    default:
      return [{ probe, why: answer.says }];
  }
}

/** For everything that Harbor tells only to those who log in. */
export function noLogin(probe: string): readonly BlindSpot[] {
  return [{ probe, why: words.en.noLogin }];
}
