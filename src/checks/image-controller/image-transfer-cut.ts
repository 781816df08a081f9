import { defineComponentCheck } from '../../facts/component-check.ts';
import { lastSaying, saidOf, syncAgain } from '../../facts/image-sync-said.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

const CUT =
  /connection reset by peer|unexpected EOF|broken pipe|http2: (?:stream|server) closed|size validation failed/i;

export default defineComponentCheck({
  id: 'image-transfer-cut',
  stage: 'network',
  severity: 'medium',
  rows: ['S1-26'],
  signs: [],
  needs: { sync: imageSync, logs: componentLogs },
  uses: { asked: componentLogs },
  judge({ sync }, { asked }) {
    const said = lastSaying(saidOf(sync, asked), CUT);
    if (!said || !['failed', 'syncing'].includes(sync.object.sync.state)) return { outcome: 'pass' };
    const { namespace, name } = sync.object;
    return {
      outcome: 'fail',
      evidence: [said],
      data: { name: `${namespace}/${name}`, progress: sync.object.sync.progress },
    };
  },
  words: {
    en: {
      title: 'Transfer cut off',
      summary: ({ name, progress }) =>
        `The transfer of \`${name}\` was cut${progress === null ? '' : ` at ${progress} %`}: the connection ended in the middle.`,
      probably: 'the transfer was cut off',
      explains:
        'Something between the controller and the source ends long transfers: a proxy’s time-out, a firewall, an unstable line.',
      steps: ({ pull }) => [
        syncAgain(pull),
        'If it is cut again and again at about the same time: raise the time-outs of the proxy before the source (`proxy_read_timeout 900s;`), and look at firewalls that end long connections.',
      ],
    },
  },
});
