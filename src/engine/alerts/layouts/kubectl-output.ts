/** Output of kubectl that people paste: `get pods`, `get events`, `describe pod`. Columns by their order, for Slack may squeeze blanks. */
import { unique } from '../harbor-event.ts';
import { imageSaid } from '../image-said.ts';
import { saysPull } from '../relevance.ts';
import { type AlertTarget, type Labels, targetOf } from '../target.ts';

const REASON =
  '(?:ImagePullBackOff|ErrImagePull|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)';
const POD_ROW = new RegExp(
  `^\\s*(?:([a-z0-9][a-z0-9-]*)\\s+)?(?:pod/)?([a-z0-9][a-z0-9.-]*)\\s+\\d+/\\d+\\s+(?:Init:)?${REASON}(?:\\s|$)`,
);

/** `45s`, `3d2h`, `2m (x4 over 5m)`, `<unknown>`; then type, reason and object (kubectl get events, kubectl events). */
const EVENT_ROW =
  /^\s*(?:([a-z0-9][a-z0-9-]{0,62})\s+)?(?:(?:\d{1,6}[smhdy]){1,3}|<(?:unknown|invalid)>)(?:\s+\(x\d+ over \w+\))?\s+(?:Normal|Warning)\s+[A-Za-z]+\s+(?:pods?\/([a-z0-9][a-z0-9.-]*))?(.*)$/i;
const HEADER = /^\s*(?:NAMESPACE\s+)?(?:NAME\s+READY\s|LAST SEEN\s|NAME\s+[A-Z]+\s+[A-Z]).*$/;
const NO_FAILURE = /(?:Successfully pulled|Pulling) image|already present on machine/;
const SUBOBJECT = /spec\.(?:initContainers|containers|ephemeralContainers)\{([a-z0-9-]{1,63})\}/;

/** The container that an event's field names. */
export function containerOfEvent(text: string): string | null {
  return SUBOBJECT.exec(text)?.[1] ?? null;
}

/** Without the headers of tables, whose words stand where a name could, and without pulls that went well. */
export function withoutTables(lines: string): string {
  return lines
    .split('\n')
    .filter(
      (line) =>
        !HEADER.test(line.slice(0, 500)) && !(EVENT_ROW.test(line.slice(0, 2000)) && NO_FAILURE.test(line)),
    )
    .join('\n');
}

/** Pods whose status is a failed pull. `shared`: what is told once, besides the table. */
export function podRows(lines: string, shared: Labels): readonly AlertTarget[] {
  return [...new Set(lines.split('\n'))].flatMap((line) => {
    const [, namespace, pod] = POD_ROW.exec(line.slice(0, 500)) ?? [];
    const target = pod && targetOf({ ...shared, pod, ...(namespace ? { namespace } : {}) });
    return target ? [target] : [];
  });
}

/** Events of failed pulls, one target for each pod and image; events that name no image add nothing to those that do. */
export function eventRows(lines: string, shared: Labels): readonly AlertTarget[] {
  const told = lines.split('\n').flatMap((line) => {
    const [, namespace, pod, rest = ''] = EVENT_ROW.exec(line.slice(0, 2000)) ?? [];
    if (!pod || NO_FAILURE.test(rest) || !saysPull(rest)) return [];
    const image = imageSaid(rest);
    const container = containerOfEvent(rest);
    const target = targetOf({
      ...shared,
      pod,
      ...(namespace ? { namespace } : {}),
      ...(container ? { container } : {}),
      ...(image ? { image } : {}),
    });
    return target ? [target] : [];
  });
  const isOf = (one: AlertTarget, other: AlertTarget) =>
    one.pod === other.pod &&
    one.namespace === other.namespace &&
    (one.container === undefined || one.container === other.container);
  return unique(told.filter((one) => one.image || !told.some((other) => other.image && isOf(one, other))));
}

const SECTION = /^[ \t]{0,3}(Init Containers|Containers|Ephemeral Containers):[ \t]*$/;

/** `kubectl describe pod`: each container that waits for its image; without one, the pod itself. */
export function describedPod(lines: string): readonly Labels[] {
  const line = (key: string) => new RegExp(`^${key}:[ \\t]+([^\\s]+)`, 'm').exec(lines)?.[1];
  const pod = line('Name');
  const namespace = line('Namespace');
  if (!pod || !namespace) return [];
  const containers = sections(lines);
  const waiting = containers.filter(({ waits }) => waits);
  const [first] = containers;
  if (waiting.length === 0) return [{ pod, namespace, ...(first?.image ? { image: first.image } : {}) }];
  return waiting.map(({ container, image }) => ({ pod, namespace, container, ...(image ? { image } : {}) }));
}

interface Container {
  readonly container: string;
  image: string | null;
  waits: boolean;
}

function sections(lines: string): readonly Container[] {
  const found: Container[] = [];
  let isWithin = false;
  let state = '';
  for (const row of lines.split('\n').map((given) => given.slice(0, 1000))) {
    if (SECTION.test(row)) isWithin = true;
    else if (/^\S/.test(row)) isWithin = false;
    if (!isWithin || SECTION.test(row)) continue;
    const container = /^[ \t]{1,4}([a-z0-9][a-z0-9-]{0,62}):[ \t]*$/.exec(row)?.[1];
    if (container) found.push({ container, image: null, waits: false });
    const now = found.at(-1);
    const [, key, value = ''] = /^\s+(Image|State|Last State|Reason):\s+(\S+)/.exec(row) ?? [];
    if (!now || !key) continue;
    if (key === 'Image') now.image ??= value;
    else if (key === 'Reason')
      now.waits ||= state === 'State Waiting' && new RegExp(`^${REASON}$`).test(value);
    else state = `${key} ${value}`;
  }
  return found;
}
