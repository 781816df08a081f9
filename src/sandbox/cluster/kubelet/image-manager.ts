/** Makes sure that a container's image is on the node: policy, credentials, pull, and the events that tell of it. */
import { createHash } from 'node:crypto';
import type { Recorder } from '../events.ts';
import type { Container, Pod } from '../objects.ts';
import type { Store } from '../store.ts';
import type { RegistryOptions } from './containerd/conversation.ts';
import { GoError } from './containerd/go-error.ts';
import { type ContentStore, type PulledImage, pullImage } from './containerd/pull.ts';
import { createKeyring, type NodeLogin } from './keyring.ts';
import { BadSecret, readPullSecrets } from './pull-secrets.ts';
import { type ImageName, InvalidName, parseImageName } from './reference.ts';
import type { Wording } from './version.ts';

export interface Waiting {
  readonly state: 'waiting';
  /** ErrImagePull, InvalidImageName, ErrImageNeverPull. */
  readonly reason: string;
  readonly message: string;
}
export type Ensured = Waiting | { readonly state: 'present'; readonly image: PulledImage };

export interface ImageJob {
  readonly pod: Pod;
  readonly container: Container;
  /** `spec.containers{web}`. */
  readonly fieldPath: string;
}

export interface ImageManager {
  ensure(job: ImageJob): Promise<Ensured>;
  /** Images on the node, by full name. */
  readonly images: ReadonlyMap<string, PulledImage>;
  /** Takes every image off the node. */
  forget(): void;
}

export interface ImageManagerParts {
  readonly store: Store;
  readonly recorder: Recorder;
  readonly node: string;
  readonly arch: string;
  readonly wording: Wording;
  readonly registry: RegistryOptions;
  /** Images that are on the node without a pull: `goharbor/*`. */
  readonly preloaded: readonly string[];
  onImages(): void;
}

export function createImageManager(parts: ImageManagerParts): ImageManager {
  const images = new Map<string, PulledImage>();
  const content: ContentStore = new Map();

  const say = (
    { pod, fieldPath }: ImageJob,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void =>
    parts.recorder.record({
      about: pod,
      fieldPath,
      type,
      reason,
      message,
      component: 'kubelet',
      host: parts.node,
    });

  const pull = async (job: ImageJob, name: ImageName): Promise<PulledImage> => {
    const logins = credentialsFor(job.pod, name, parts);
    const failures: GoError[] = [];
    for (const login of logins) {
      try {
        return await pullImage(name, login, parts.arch, content, parts.registry);
      } catch (error) {
        if (!(error instanceof GoError)) throw error;
        failures.push(error);
      }
    }
    throw aggregate(failures, parts.wording);
  };

  return {
    images,
    forget: () => {
      images.clear();
      content.clear();
      parts.onImages();
    },
    ensure: async (job) => {
      const { image, imagePullPolicy } = job.container;
      const name = readName(image);
      if (typeof name === 'string') {
        const message = `Failed to apply default image tag "${image}": couldn't parse image reference "${image}": ${name}`;
        say(job, 'Warning', 'InspectFailed', message);
        return failed(job, 'InvalidImageName', message);
      }
      warnOfMissing(job);
      const present = images.get(name.full) ?? preloaded(name, parts);
      if (present && imagePullPolicy !== 'Always') {
        say(job, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
        return { state: 'present', image: present };
      }
      if (imagePullPolicy === 'Never') {
        const message = `Container image "${image}" is not present with pull policy of Never`;
        say(job, 'Warning', 'ErrImageNeverPull', message);
        return failed(job, 'ErrImageNeverPull', message);
      }
      say(job, 'Normal', 'Pulling', `Pulling image "${image}"`);
      const started = performance.now();
      try {
        const pulled = await pull(job, name);
        images.set(name.full, pulled);
        parts.onImages();
        const took = goDuration(performance.now() - started);
        const size = `Image size: ${pulled.size} bytes.`;
        say(
          job,
          'Normal',
          'Pulled',
          `Successfully pulled image "${image}" in ${took} (${took} including waiting). ${size}`,
        );
        return { state: 'present', image: pulled };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        say(job, 'Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
        return failed(job, 'ErrImagePull', message);
      }
    },
  };

  function failed(job: ImageJob, reason: string, message: string): Waiting {
    say(job, 'Warning', 'Failed', `Error: ${reason}`);
    return { state: 'waiting', reason, message };
  }

  function warnOfMissing({ pod }: ImageJob): void {
    const names = (pod.spec.imagePullSecrets ?? []).map(({ name }) => name);
    const missing = names.filter((name) => !parts.store.get('secrets', pod.metadata.namespace ?? '', name));
    if (missing.length === 0) return;
    const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
    const event = {
      about: pod,
      type: 'Warning',
      reason: 'FailedToRetrieveImagePullSecret',
      message,
    } as const;
    parts.recorder.record({ ...event, component: 'kubelet', host: parts.node });
  }
}

/** Every login that fits, or nobody. */
function credentialsFor(
  pod: Pod,
  name: ImageName,
  { store }: ImageManagerParts,
): readonly (NodeLogin | null)[] {
  try {
    const found = createKeyring(readPullSecrets(pod, store).entries).lookup(`${name.domain}/${name.path}`);
    return found.length > 0 ? found : [null];
  } catch (error) {
    if (error instanceof BadSecret) throw new Error(error.message);
    throw error;
  }
}

function aggregate(failures: readonly GoError[], { printsRpcCode }: Wording): Error {
  const told = failures.map(({ code, message }) =>
    printsRpcCode ? `rpc error: code = ${code} desc = ${message}` : message,
  );
  const distinct = [...new Set(told)];
  return new Error(distinct.length === 1 ? distinct[0] : `[${distinct.join(', ')}]`);
}

function readName(image: string): ImageName | string {
  try {
    return parseImageName(image);
  } catch (error) {
    if (error instanceof InvalidName) return error.message;
    throw error;
  }
}

function preloaded(name: ImageName, { preloaded: patterns }: ImageManagerParts): PulledImage | null {
  const fits = patterns.some((pattern) =>
    pattern.endsWith('*') ? name.full.startsWith(pattern.slice(0, -1)) : name.full === pattern,
  );
  if (!fits) return null;
  const digest = createHash('sha256').update(name.full).digest('hex');
  return { imageId: `${name.domain}/${name.path}@sha256:${digest}`, size: 52_428_800, arch: null };
}

/** `1.2s`, `340ms`: Go prints the largest unit that fits, rounded to milliseconds. */
function goDuration(ms: number): string {
  const rounded = Math.max(1, Math.round(ms));
  return rounded < 1000 ? `${rounded}ms` : `${rounded / 1000}s`;
}
