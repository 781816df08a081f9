import { defineComponentCheck } from '../../facts/component-check.ts';
import { inController, saidOf, statusEvidence, syncAgain } from '../../facts/image-sync-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

export default defineComponentCheck({
  id: 'image-sync-failed',
  severity: 'medium',
  rows: ['S1-20', 'S1-28', 'S1-29', 'S1-30', 'S1-31', 'S1-36', 'S1-37', 'S1-86'],
  signs: [
    {
      pattern: /\u540c\u6b65\u5931\u8d25|syncStatus"?\s{0,20}[:=]\s{0,20}"?Failed/,
      specimen: '同步失败',
      source: 'a field report',
    },
  ],
  needs: { sync: imageSync },
  uses: { logs: componentLogs },
  judge({ sync }, { logs }) {
    if (sync.object.sync.state !== 'failed') return { outcome: 'pass' };
    const { namespace, name } = sync.object;
    const evidence = [statusEvidence(sync), ...saidOf(sync, logs).slice(-3)] as const;
    return { outcome: 'fail', evidence, data: { name: `${namespace}/${name}`, at: sync.changedAt } };
  },
  words: {
    en: {
      title: 'Image sync failed',
      summary: ({ name }) =>
        `The sync of \`${name}\` failed, and nothing that can be asked from here says why.`,
      probably: 'the image was not synchronised',
      explains:
        'The Repository shows 同步失败 (sync failed); the cause stands in its events or in the controller’s log.',
      steps: ({ pull }) => [
        `Read its events: \`kubectl -n ${pull.sync?.namespace ?? '<namespace>'} describe repository ${pull.sync?.name ?? '<name>'}\`.`,
        `Read the controller’s log: \`kubectl -n ${inController(pull)} logs -l app=image-controller --tail=500 | grep ${pull.sync?.name ?? '<name>'}\`, and ask \`/registry explain <the line>\`.`,
        syncAgain(pull),
        `Last resort, after saving it (\`kubectl -n ${pull.sync?.namespace ?? '<namespace>'} get repository ${pull.sync?.name ?? '<name>'} -o yaml > repository.yaml\`): delete it and \`kubectl apply -f repository.yaml\`. Its history is lost.`,
        'All that fail: `/registry why-sync-fails`.',
      ],
    },
  },
});
