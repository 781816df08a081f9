import { defineCheck } from '../../engine/check.ts';
import type { Words } from '../../engine/words.ts';
import { quoted } from '../../facts/answered.ts';
import { inNamespace } from '../../facts/manual-steps.ts';
import { kubelet } from '../../probes/kubelet.ts';
import { manifest } from '../../probes/manifest.ts';
import { pod } from '../../probes/pod.ts';

/** What a registry itself answered to the node: whoever asks with the same login gets the same. */
const ANSWERED =
  /: not found\b|manifest unknown|\b(?:401|403|404|429|50[0234])\b|unauthorized|authentication required|denied|insufficient_scope|too many requests/i;
/** A way that only the node goes, another server that only the node asks, or the layers, which come after. */
const ON_ITS_WAY =
  /failed to copy|httpReadSeeker|\/blobs\/|failed to extract|dial tcp|no such host|x509|tls:|timeout|timed out|refused|reset by peer|\bEOF\b|[?&]ns=|mirror|proxyconnect/i;

const WAITS: ReadonlySet<string> = new Set(['ErrImagePull', 'ImagePullBackOff']);

const words: Words<{ readonly found: (digest: string) => string }> = {
  en: { found: (digest) => `200 OK, ${digest.slice(0, 19)}…, with the pod’s own login` },
};

/**
 * The back-off doubles from 10 s to 5 min (kubernetes pkg/kubelet, MaxContainerBackOff). Last of the chain: any
 * other cause that is found counts more.
 */
export default defineCheck({
  id: 'pull-waits-for-retry',
  stage: 'registry-internals',
  severity: 'low',
  rows: ['S0-24'],
  signs: [],
  needs: { pod, kubelet, manifest },
  uses: { said: kubelet, asked: manifest },
  judge({ pod: of, kubelet: heard, manifest: there }, { said, asked }) {
    if (!WAITS.has(of.container.reason ?? '')) return { outcome: 'pass' };
    if (!there.found || there.found.childFault)
      return {
        outcome: 'skip',
        why: 'the registry does not hand the image out: it waits for more than time',
      };
    const answered = heard.texts.find(({ says }) => ANSWERED.test(says) && !ON_ITS_WAY.test(says));
    if (!answered || answered !== heard.texts[0])
      return { outcome: 'skip', why: 'the node’s trouble may be its own: our way says nothing of that' };
    return {
      outcome: 'fail',
      evidence: [
        quoted('kubelet', answered.says, said),
        quoted('registry', words.en.found(there.found.digest), asked),
      ],
      data: { says: answered.says, since: heard.since },
    };
  },
  words: {
    en: {
      title: 'Waiting for the next try',
      summary: (_, { pod: name, image }) =>
        `What kept \`${image}\` from being pulled is over: the registry hands it out to the pod’s own login now. The pod${name ? ` \`${name}\`` : ''} only waits for the kubelet’s next try.`,
      probably: () => 'the fault is over and the pod waits for the next try',
      explains:
        'After each failure the kubelet waits twice as long, up to 5 min, before it tries again. Nothing wakes it when the fault is mended; a new pod starts without that wait.',
      steps: ({ pull }) => [
        'Wait: the next try comes within 5 min.',
        `Or do not wait: \`kubectl${inNamespace(pull)} delete pod ${pull.pod ?? '<pod>'}\`; its controller makes it anew.`,
      ],
    },
  },
});
