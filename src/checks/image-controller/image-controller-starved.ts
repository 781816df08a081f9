import { sizeOf } from '../../engine/bytes.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inController } from '../../facts/image-sync-said.ts';
import { controllerUsage } from '../../probes/sync/controller-usage.ts';

const FULL = 0.9;

export default defineComponentCheck({
  id: 'image-controller-starved',
  severity: 'high',
  rows: ['S1-77', 'S1-78', 'S1-84'],
  signs: [],
  needs: { usage: controllerUsage },
  uses: { asked: controllerUsage },
  judge({ usage }, { asked }) {
    for (const { pod, deployment, memory, cpu } of usage) {
      const full = [
        ...shareOf('memory', memory, sizeOf),
        ...shareOf('CPU', cpu, (cores) => `${Number(cores.toFixed(2))} cores`),
      ].find(({ share }) => share >= FULL);
      if (!full) continue;
      const says = `${full.what} ${full.used} of ${full.limit} (${Math.round(full.share * 100)} %)`;
      const data = { pod, deployment, what: full.what, percent: Math.round(full.share * 100) };
      return { outcome: 'fail', evidence: [quoted(`metrics of pod ${pod}`, says, asked)], data };
    }
    return { outcome: 'pass' };
  },
  words: {
    en: {
      title: 'Image controller short of resources',
      summary: ({ what, percent }) =>
        `The image controller uses ${percent} % of its ${what} limit, so its syncs crawl or are cut.`,
      probably: 'the image controller is short of memory or CPU',
      explains:
        'At its memory limit it is killed in the middle of a sync; at its CPU limit everything takes longer.',
      steps: ({ data, pull }) => [
        `See it: \`kubectl top pods -n ${inController(pull)}\`.`,
        `Raise its resources: \`kubectl -n ${inController(pull)} set resources deployment ${data?.deployment ?? 'image-controller'} --requests=memory=256Mi,cpu=250m --limits=memory=512Mi,cpu=500m\` (or more, where that is what it has). It restarts and interrupts the syncs that run.`,
      ],
    },
  },
});

interface Share {
  readonly what: string;
  readonly share: number;
  readonly used: string;
  readonly limit: string;
}

function shareOf(
  what: string,
  { used, limit }: { readonly used: number | null; readonly limit: number | null },
  say: (amount: number) => string,
): readonly Share[] {
  if (used === null || limit === null || limit <= 0) return [];
  return [{ what, share: used / limit, used: say(used), limit: say(limit) }];
}
