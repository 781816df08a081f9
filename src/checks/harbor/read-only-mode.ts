import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';

interface Data {
  /** What the administrator tells everybody, if anything. */
  readonly banner: string | null;
}

export default defineComponentCheck({
  id: 'read-only-mode',
  severity: 'high',
  rows: ['S1-19'],
  signs: [
    {
      pattern: /The system is in read only mode[^\n]{0,80}/,
      specimen: 'The system is in read only mode. Any modification is prohibited.',
      source: 'goharbor/harbor@c50c7dd:src/server/middleware/readonly/readonly.go',
    },
  ],
  needs: { info: harborInfo },
  uses: { asked: harborInfo },
  judge({ info: { readOnly, banner } }, { asked }) {
    if (!readOnly) return { outcome: 'pass' };
    const says = `read_only: true${banner === null ? '' : `, banner_message: ${banner}`}`;
    return {
      outcome: 'fail',
      evidence: [quoted('systeminfo', says, asked)],
      data: { banner } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'Harbor is read-only',
      summary: ({ banner }: Data) =>
        banner === null
          ? 'Harbor is in read-only mode: every push is refused.'
          : `Harbor is in read-only mode, and tells everybody: “${banner}”.`,
      probably: 'Harbor is in read-only mode',
      explains: 'An administrator, an upgrade or a collection of an old version set it.',
      steps: ({ pull }) => [
        'Ask its administrator whether the work is done: pulls go on meanwhile, pushes and deletions wait.',
        `Switch it off then: Configuration, System Settings, Repository Read Only; or \`curl -u <admin> -X PUT https://${pull.installation?.host ?? '<harbor>'}/api/v2.0/configurations -H 'content-type: application/json' -d '{"read_only":false}'\`.`,
      ],
    },
  },
});
