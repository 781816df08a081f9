import { chartOf, type Trap, trapsOf } from '../../engine/harbor/known-traps.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { components } from '../../probes/installation/components.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';

interface Data {
  readonly version: string;
  readonly chart: string | null;
  readonly traps: readonly Pick<Trap, 'id' | 'says' | 'todo'>[];
}

export default defineComponentCheck({
  id: 'harbor-version-trap',
  severity: 'low',
  rows: ['S3-2', 'S2-6.8', 'S2-6.11'],
  signs: [],
  needs: { info: harborInfo },
  uses: { asked: harborInfo, pods: components },
  judge({ info: { version: told, storage } }, { asked, pods }, { installation }) {
    // Without a login Harbor 2.x keeps it to itself; the tag of core's image tells it as well.
    const image = factOf(pods)?.components.find(({ component }) => component === 'core')?.image ?? '';
    const version = told ?? /:v?(\d+\.\d+\.\d+)/.exec(image)?.[1] ?? null;
    if (version === null) return { outcome: 'skip', why: 'Harbor does not tell its version without a login' };
    const installer = installation?.installer ?? 'unknown';
    const traps = trapsOf({ version, storage, installer });
    if (traps.length === 0) return { outcome: 'pass' };
    return {
      outcome: 'fail',
      evidence: [
        told === null
          ? quoted('image of core', image, pods)
          : quoted('systeminfo', `harbor_version: ${told}`, asked),
      ],
      data: {
        version,
        chart: installer === 'helm' ? chartOf(version) : null,
        traps: traps.map(({ id, says, todo }) => ({ id, says, todo })),
      } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Known traps of this version',
      summary: ({ version, chart, traps }: Data) =>
        `Harbor ${version}${chart === null ? '' : ` (chart ${chart})`} has ${traps.length} known trap${traps.length === 1 ? '' : 's'}: ${traps[0]?.says}`,
      probably: 'this version of Harbor has known traps',
      explains:
        'Each version has faults and habits that no answer of it tells; they are listed with what to do.',
      steps: ({ data }) =>
        data
          ? data.traps.map(({ says, todo }) => `${says} ${todo}`)
          : ['Read the release notes of the next versions.'],
    },
  },
});
