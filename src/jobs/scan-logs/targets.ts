/** Which containers a person means: a component, a namespace, a pod or the start of its name. */
import type { ClusterReader, PodRecord } from '../../engine/cluster.ts';
import { COMPONENT_NAMES, componentPods } from '../../engine/component-pods.ts';
import { nearest } from '../../engine/nearest.ts';
import type { ScanLogsQuestion } from '../../engine/question.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import { isRegistrys } from '../installation/discover.ts';

export interface Target {
  readonly reader: ClusterReader;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly component: string | null;
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly couldNotLook: readonly BlindSpot[];
  /** Names of what there is instead, where nothing matched. */
  readonly near: readonly string[];
}

export async function targetsOf(
  question: ScanLogsQuestion,
  readers: readonly ClusterReader[],
): Promise<Targets> {
  const each = await Promise.all(readers.map((reader) => inCluster(question, reader)));
  return {
    targets: each.flatMap(({ targets }) => targets),
    couldNotLook: each.flatMap(({ couldNotLook }) => couldNotLook),
    near: [...new Set(each.flatMap(({ near }) => near))].slice(0, 3),
  };
}

async function inCluster({ what, namespace }: ScanLogsQuestion, reader: ClusterReader): Promise<Targets> {
  const [first = '', second] = what.split('/');
  const place = second === undefined ? namespace : first;
  const name = second ?? first;
  const isComponent = COMPONENT_NAMES.has(name.toLowerCase());
  const called = place === undefined ? await namespaceCalled(name, reader) : { namespace: null, blind: [] };
  const named = called.namespace;
  const where = place ?? named;
  // All pods of a namespace are few; of all namespaces only those wanted are held.
  const wanted = (pod: PodRecord): boolean => where !== null || isRegistrys(pod) || pod.name.startsWith(name);
  const answer = await reader.scanPods(where, wanted);
  if (answer.ended !== 'found')
    return {
      targets: [],
      couldNotLook: [...called.blind, { probe: `pods of ${reader.name}`, why: answer.says }],
      near: [],
    };
  const pods = answer.value.kept;
  const all = pods.flatMap((pod) => containersOf(pod, reader));
  const chosen = named === null ? matching(all, name.toLowerCase(), isComponent) : all;
  const known = [...all.flatMap(({ component }) => component ?? []), ...pods.map((pod) => pod.name)];
  return {
    targets: chosen,
    couldNotLook: called.blind,
    near: chosen.length > 0 ? [] : nearest(name, [...new Set(known)]),
  };
}

/** The namespace of this name; a component may be called the same, and then the namespace is meant. */
async function namespaceCalled(name: string, reader: ClusterReader): Promise<Called> {
  const answer = await reader.namespaces();
  if (answer.ended === 'found') return { namespace: answer.value.includes(name) ? name : null, blind: [] };
  const probe = `namespaces of ${reader.name}`;
  return { namespace: null, blind: answer.ended === 'not-found' ? [] : [{ probe, why: answer.says }] };
}

interface Called {
  readonly namespace: string | null;
  readonly blind: readonly BlindSpot[];
}

/** A component by its name; else a pod by its whole name; else pods by how their names begin. */
function matching(all: readonly Target[], name: string, isComponent: boolean): readonly Target[] {
  const component = isComponent ? all.filter((one) => one.component === name) : [];
  if (component.length > 0) return component;
  const exact = all.filter(({ pod }) => pod === name);
  return exact.length > 0 ? exact : all.filter(({ pod }) => pod.startsWith(name));
}

/** Every container that may have a log: one that waits for its image has none. */
function containersOf(pod: PodRecord, reader: ClusterReader): readonly Target[] {
  const components = componentPods([pod]);
  return pod.containers
    .filter(({ state, restarts = 0 }) => state !== 'waiting' || restarts > 0)
    .map(({ name }) => ({
      reader,
      namespace: pod.namespace,
      pod: pod.name,
      container: name,
      component: components.find(({ container }) => container === name)?.component ?? null,
    }));
}
