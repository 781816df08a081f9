import { expect, test } from 'vitest';
import type { ContainerRecord, EventRecord } from '../../src/engine/cluster.ts';
import { kubelet } from '../../src/probes/kubelet.ts';
import {
  askingOf,
  ended,
  found,
  literalCluster,
  madeContainer,
  madeEvent,
  madePod,
} from './literal-cluster.ts';

const IMAGE = 'registry.acme.test/shop/cart:1.8.2';
const CAUSE = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": not found`;
const BACK_OFF = `Back-off pulling image "${IMAGE}"`;

async function read(events: readonly EventRecord[], container: Partial<ContainerRecord> = {}) {
  const pod = found(madePod('cart-0', { containers: [madeContainer(container)] }));
  const answer = await askingOf(literalCluster({ pod, podEvents: found(events) })).ask(kubelet);
  if (answer.state !== 'known') throw new Error(`expected a fact, got ${JSON.stringify(answer)}`);
  return answer.fact;
}

test('the event with the cause comes before the back-off line, which comes last', async () => {
  const fact = await read([
    madeEvent('Failed', `Failed to pull image "${IMAGE}": ${CAUSE}`, { count: 3 }),
    madeEvent('Failed', 'Error: ErrImagePull'),
    madeEvent('BackOff', BACK_OFF, { lastSeen: '2026-11-20T10:01:50Z' }),
  ]);
  expect(fact.texts.map((text) => text.from)).toEqual(['Failed', 'waiting', 'Failed']);
  expect(fact.texts[0]).toMatchObject({ says: `Failed to pull image "${IMAGE}": ${CAUSE}`, count: 3 });
  expect(fact).toMatchObject({ reason: 'ImagePullBackOff', since: '2026-11-20T10:00:05Z' });
});

test('since 1.32 the cause stands behind the back-off line', async () => {
  const message = `${BACK_OFF}: ErrImagePull: ${CAUSE}`;
  const fact = await read([madeEvent('Failed', `Failed to pull image "${IMAGE}": ${CAUSE}`)], { message });
  expect(fact.texts).toEqual([expect.objectContaining({ says: message, from: 'waiting' })]);
});

test('only the back-off is left: it is kept and says nothing', async () => {
  const fact = await read([madeEvent('BackOff', BACK_OFF)]);
  expect(fact.texts).toEqual([expect.objectContaining({ says: BACK_OFF, from: 'waiting' })]);
});

test('events of other containers and of other images are not of this pull', async () => {
  const fact = await read([
    madeEvent('Failed', `Failed to pull image "${IMAGE}": of init`, {
      fieldPath: 'spec.initContainers{web}',
    }),
    madeEvent('Failed', 'Failed to pull image "registry.acme.test/shop/cart:old": of the old spec'),
    madeEvent('BackOff', 'Back-off restarting failed container web'),
  ]);
  expect(fact.texts).toEqual([expect.objectContaining({ from: 'waiting' })]);
});

test('the events of an ephemeral container', async () => {
  const event = madeEvent('Failed', `Failed to pull image "${IMAGE}": ${CAUSE}`, {
    fieldPath: 'spec.ephemeralContainers{web}',
  });
  expect((await read([event], { kind: 'ephemeral' })).texts[0]?.says).toBe(event.message);
});

test('a sandbox that fails for its pause image, without a field path', async () => {
  const says = 'Failed to create pod sandbox: failed to get sandbox image "registry.acme.test/pause:3.9"';
  const event = madeEvent('FailedCreatePodSandBox', says, { fieldPath: '' });
  const fact = await read([event], { reason: 'ContainerCreating', message: null });
  expect(fact).toMatchObject({ reason: null, texts: [{ says }] });
});

test('a warning about pull secrets is kept apart', async () => {
  const says =
    'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.';
  const fact = await read([madeEvent('FailedToRetrieveImagePullSecret', says, { fieldPath: '' })]);
  expect(fact.secretWarnings).toMatchObject([{ says }]);
  expect(fact.texts.map((text) => text.says)).not.toContain(says);
});

test('what failed before the last success is over', async () => {
  const pulled = madeEvent('Pulled', `Successfully pulled image "${IMAGE}" in 2.1s`, {
    lastSeen: '2026-11-20T10:01:30Z',
  });
  const running = { state: 'running', reason: null, message: null } as const;
  const fact = await read(
    [madeEvent('Failed', `Failed to pull image "${IMAGE}": ${CAUSE}`), pulled],
    running,
  );
  expect(fact).toMatchObject({ reason: null, texts: [], since: null, pulled: { says: pulled.message } });
});

test('hidden events: a waiting message with the cause is enough', async () => {
  const pod = found(
    madePod('cart-0', { containers: [madeContainer({ reason: 'ErrImagePull', message: CAUSE })] }),
  );
  const asking = askingOf(literalCluster({ pod, podEvents: ended('forbidden', 'events is forbidden') }));
  expect(await asking.ask(kubelet)).toMatchObject({ fact: { texts: [{ says: CAUSE }] } });
});

test('hidden events and a bare back-off: we could not look', async () => {
  const pod = found(madePod('cart-0'));
  const asking = askingOf(literalCluster({ pod, podEvents: ended('forbidden', 'events is forbidden') }));
  expect(await asking.ask(kubelet)).toMatchObject({
    state: 'unknown',
    why: "the pod's events could not be read: events is forbidden",
  });
});
