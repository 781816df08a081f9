/** What of a text can be looked at live. */
import type { LookLive } from '../../engine/reply.ts';
import type { TextJudgement } from '../../engine/text/judge.ts';

/** Where kubelets, controllers and people name a pod, most reliable first. */
const POD_AT: readonly RegExp[] = [
  /\bpod="(?<namespace>[a-z0-9-]{1,63})\/(?<pod>[a-z0-9.-]{1,253})"/,
  /\bpod[ /](?<namespace>[a-z0-9-]{1,63})\/(?<pod>[a-z0-9.-]{1,253})\b/,
  /^Name: {1,40}(?<pod>[a-z0-9.-]{1,253})\s{1,40}Namespace: {1,40}(?<namespace>[a-z0-9-]{1,63})$/m,
  /\bnamespace=(?<namespace>[a-z0-9-]{1,63})[^\n]{0,200}?\bpod=(?<pod>[a-z0-9.-]{1,253})\b/,
];

/** An image that can be asked about: with a registry, a tag or a digest; never the stand-in of a document. */
const IMAGE =
  /^[a-z0-9][\w.-]{0,200}(?::\d{1,5})?(?:\/[\w.-]{1,200}){0,8}(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?$/i;

/** At most two offers: the pod, whose own logins are tried, and the image. */
export function namedIn(text: string, { parts }: TextJudgement): readonly LookLive[] {
  const pod = POD_AT.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
  const namespace = pod?.['namespace'];
  const name = pod?.['pod'];
  const ofPod: readonly LookLive[] =
    namespace === undefined || name === undefined
      ? []
      : [
          {
            label: `${namespace}/${name}`,
            question: { kind: 'pull', namespace, workload: 'pod', what: name },
          },
        ];
  const { image } = parts;
  const named = image !== undefined && /[/:@]/.test(image) && IMAGE.test(image);
  return [...ofPod, ...(named ? [{ label: image, question: { kind: 'pull', what: image } } as const] : [])];
}
