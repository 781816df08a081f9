/** The life of one container on a node: its image, back-off, then what it does. */
import type { Recorder } from '../events.ts';
import type { Container, ContainerStatus, Pod } from '../objects.ts';
import { createAlarm } from './alarm.ts';
import { behaviourOf, pastOf } from './behaviour.ts';
import { crashing, ended, restarted, running, waiting } from './container-states.ts';
import type { PulledImage } from './containerd/pull.ts';
import type { ImageManager, Waiting } from './image-manager.ts';
import { type ProgramOptions, runProgram } from './programs.ts';
import type { Wording } from './version.ts';

export interface BackOff {
  readonly baseMs: number;
  readonly maxMs: number;
}

export interface RunParts {
  readonly images: ImageManager;
  readonly recorder: Recorder;
  readonly node: string;
  /** The node's architecture; a program for another does not run on it. */
  readonly arch: string;
  readonly wording: Wording;
  readonly backOff: BackOff;
  readonly programs: ProgramOptions;
  /** The pod as it is now. */
  pod(): Pod;
  onChange(): void;
}

export interface ContainerRun {
  readonly status: ContainerStatus;
  /** The pod changed: another image or another behaviour takes effect. */
  sync(): void;
  /** Tries again now instead of after the back-off. */
  retry(): void;
  stop(): void;
}

export type Field = 'containers' | 'initContainers' | 'ephemeralContainers';

/** How long a container that ends takes to do so. */
const SHORT_LIFE_MS = 100;
const IDLE_MS = 3_600_000;

export function startContainer(field: Field, name: string, parts: RunParts): ContainerRun {
  const alarm = createAlarm();
  const ending = new AbortController();
  let stopped = false;
  let impatient = false;
  let status = waiting(current(), field === 'containers' ? 'ContainerCreating' : 'PodInitializing');

  function current(): Container {
    const list = (parts.pod().spec[field] ?? []) as readonly Container[];
    return list.find((container) => container.name === name) ?? { name, image: '' };
  }
  const show = (next: ContainerStatus): void => {
    if (stopped) return;
    status = next;
    parts.onChange();
  };
  const say = (type: 'Normal' | 'Warning', reason: string, message: string): void => {
    const fieldPath = `spec.${field}{${name}}`;
    const from = { component: 'kubelet', host: parts.node };
    if (!stopped) parts.recorder.record({ about: parts.pod(), fieldPath, type, reason, message, ...from });
  };

  /** Waits for the next try; what a person sees meanwhile turns from the error to the back-off. */
  const backOff = async (image: string, failure: Waiting, ms: number): Promise<void> => {
    const until = Date.now() + ms;
    await alarm.sleep(Math.min(ms / 2, parts.backOff.baseMs));
    while (!stopped && !impatient && current().image === image && Date.now() < until) {
      if (failure.reason === 'ErrImagePull') {
        const plain = `Back-off pulling image "${image}"`;
        say('Normal', 'BackOff', plain);
        say('Warning', 'Failed', 'Error: ImagePullBackOff');
        const cause = parts.wording.backOffNamesCause ? `: ErrImagePull: ${failure.message}` : '';
        show(waiting(current(), 'ImagePullBackOff', plain + cause));
      }
      await alarm.sleep(Math.min(until - Date.now(), parts.backOff.baseMs * 2));
    }
    impatient = false;
  };

  const obtain = async (): Promise<{ readonly image: PulledImage; readonly container: Container } | null> => {
    let delay = parts.backOff.baseMs;
    let last = current().image;
    while (!stopped) {
      const container = current();
      if (container.image !== last) delay = parts.backOff.baseMs;
      last = container.image;
      const job = { pod: parts.pod(), container, fieldPath: `spec.${field}{${name}}` };
      const ensured = await parts.images.ensure(job);
      if (ensured.state === 'present') return { image: ensured.image, container };
      show(waiting(container, ensured.reason, ensured.message));
      await backOff(container.image, ensured, delay);
      delay = Math.min(delay * 2, parts.backOff.maxMs);
    }
    return null;
  };

  const live = async (image: PulledImage, container: Container): Promise<void> => {
    say('Normal', 'Created', parts.wording.created(name));
    say('Normal', 'Started', `Started container ${name}`);
    const alien = image.arch !== null && image.arch !== parts.arch;
    let shown = '';
    while (!stopped && current().image === container.image) {
      const told = field === 'initContainers' ? 'completes' : behaviourOf(parts.pod(), name);
      const does = alien ? 'crashes' : told;
      if (does !== shown) await act(does, container, image);
      if (does === 'completes' || does === 'fails') return;
      shown = does;
      await alarm.sleep(IDLE_MS);
    }
  };

  const act = async (does: string, container: Container, image: PulledImage): Promise<void> => {
    if (does === 'hangs') return show(waiting(container, 'ContainerCreating'));
    const past = pastOf(parts.pod(), name);
    const started = restarted(running(container, image, does === 'runs'), past);
    if (does === 'crashes') {
      const { metadata } = parts.pod();
      const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
      say('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod}`);
      return show(crashing(started, pod, past ?? { restarts: 7, reason: 'Error', exitCode: 1 }));
    }
    show(started);
    if (does === 'not-ready')
      say('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');
    if (does !== 'completes' && does !== 'fails') return;
    const program =
      does === 'completes' ? runProgram(parts.pod(), container, parts.programs, ending.signal) : null;
    if (program) return show(ended(started, await program));
    await alarm.sleep(SHORT_LIFE_MS);
    show(ended(started, does === 'completes' ? 0 : 1));
  };

  const run = async (): Promise<void> => {
    // Whoever starts it must know of it before it reports anything.
    await Promise.resolve();
    while (!stopped) {
      const had = await obtain();
      if (!had) return;
      await live(had.image, had.container);
      if ('terminated' in status.state) return;
    }
  };
  // A failure here is a fault of the sandbox itself; it must be seen, not swallowed.
  run().catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)));

  return {
    get status() {
      return status;
    },
    sync: () => alarm.ring(),
    retry: () => {
      impatient = true;
      alarm.ring();
    },
    stop: () => {
      stopped = true;
      ending.abort();
      alarm.ring();
    },
  };
}
