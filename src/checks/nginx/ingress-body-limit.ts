import { bodyLimitIn, DEFAULT_BODY_SIZE } from '../../engine/kubernetes/body-limit.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { frontIngress } from '../../probes/installation/front-ingress.ts';

interface Data {
  readonly namespace: string;
  readonly ingress: string;
  readonly annotation: string;
  /** What holds, `1m`. */
  readonly size: string;
  /** `ingress`: its annotation. Otherwise where the controller's default stands; null: ingress-nginx's own. */
  readonly set: 'ingress' | 'default';
  readonly from: string | null;
}

/** Bytes. Layers of ordinary images are larger; a limit beyond it was chosen by somebody who knows them. */
const ENOUGH = 100 * 2 ** 20;

export default defineComponentCheck({
  id: 'ingress-body-limit',
  severity: 'medium',
  rows: ['S3-8'],
  // Clients are told 413, which may be any proxy's: `proxy-misconfigured` knows it.
  signs: [],
  needs: { front: frontIngress },
  uses: { asked: frontIngress },
  judge({ front }, { asked }) {
    if (front === null) return { outcome: 'skip', why: 'no Ingress of its namespace serves its host' };
    const { namespace, name, className, controller, bodySize } = front;
    if (controller === 'another')
      return {
        outcome: 'skip',
        why: `its Ingress is of class \`${className ?? 'none'}\`, whose limit is not read`,
      };
    const { annotation, own, otherwise, from } = bodySize;
    const size = own ?? otherwise;
    const limit = bodyLimitIn(size);
    if (limit === null) return { outcome: 'skip', why: `\`${size}\` is no size that nginx knows` };
    if (limit >= ENOUGH) return { outcome: 'pass' };
    const ingress = quoted(`Ingress ${namespace}/${name}`, `${annotation}: ${own ?? '(none)'}`, asked);
    const there = from === null ? [] : [quoted(from, `proxy-body-size: ${otherwise}`, asked)];
    const set = own === null ? 'default' : 'ingress';
    const data: Data = { namespace, ingress: name, annotation, size, set, from };
    return { outcome: 'fail', evidence: [ingress, ...(own === null ? there : [])], data };
  },
  words: {
    en: {
      title: 'The Ingress refuses large layers',
      summary: ({ namespace, ingress, size, set, from }: Data) =>
        set === 'ingress'
          ? `Ingress \`${namespace}/${ingress}\` lets requests of at most \`${size}\` through: a push of a larger layer ends with 413.`
          : `Ingress \`${namespace}/${ingress}\` has no \`proxy-body-size\`, and ${from === null ? `ingress-nginx lets requests of at most \`${DEFAULT_BODY_SIZE}\` through` : `${from} sets \`${size}\``}: a push of a larger layer ends with 413.`,
      probably: 'the Ingress before the registry limits how large a request may be',
      explains:
        'A layer is sent in one request. nginx refuses it before the registry hears of it when it is larger than `proxy-body-size`.',
      steps({ data }) {
        const [namespace, ingress] = data ? [data.namespace, data.ingress] : ['<namespace>', '<ingress>'];
        const annotation = data?.annotation ?? 'nginx.ingress.kubernetes.io/proxy-body-size';
        return [
          `Take the limit away: \`kubectl -n ${namespace} annotate ingress ${ingress} ${annotation}=0 --overwrite\`. nginx reloads by itself.`,
          `Set the same where the Ingress comes from, or it is gone at the next upgrade: with Harbor’s chart \`expose.ingress.annotations\`, \`${annotation}: "0"\`.`,
          'Push again. If 413 remains, another proxy stands before this one: raise its limit as well.',
        ];
      },
    },
  },
});
