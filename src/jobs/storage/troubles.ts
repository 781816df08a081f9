import type { Finding } from '../../engine/check.ts';
import type { StorageTrouble } from '../../engine/storage-report.ts';
import { type Examined, offeredFor } from '../installation/examine-installation.ts';

const LANGUAGE = 'en';
const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

type Found = Pick<Examined, 'results' | 'offers' | 'pull'>;

/** What checks found, the gravest first. */
export function troublesOf({ results, offers, pull }: Found): readonly StorageTrouble[] {
  return results
    .filter((result): result is Finding => result.outcome === 'fail')
    .toSorted((a, b) => GRAVITY[a.check.severity] - GRAVITY[b.check.severity])
    .map((finding) => ({
      cause: finding.check.id,
      says: finding.summary(LANGUAGE),
      quotes: finding.evidence.slice(0, 4).map(({ source, says }) => `${source}: ${says}`),
      steps: finding.steps(LANGUAGE),
      ...offeredFor(finding.check.id, offers, pull),
    }));
}
