/** Whose words a text is, and which lines of a component mean no trouble. */

/** They pull and push; everybody else is a part of a registry, of Harbor, or of what carries it. */
const CLIENTS: ReadonlySet<string> = new Set([
  'kubelet',
  'containerd',
  'cri-o',
  'crio',
  'docker',
  'dockerd',
  'docker-client',
  'cri-dockerd',
  'podman',
  'buildah',
  'buildkit',
  'buildkitd',
  'kaniko',
  'skopeo',
  'crane',
  'nerdctl',
  'ctr',
  'client',
  'runtime',
  'token',
]);

/** Log lines of Harbor (level and Go file) and of distribution (its logger's fields). */
const LOG_LINE =
  /\[(?:DEBUG|INFO|WARNING|ERROR|FATAL|PANIC)\] ?\[[^\]\n]{1,200}\.go:\d{1,6}\]|\bhttp\.request\.method=|\bgo\.version=go|\binstance\.id=/;

/** `component`: judged as a line of a component first; `pull`: as an error of a pull, push or login first. */
export function viewOf(component: string | undefined, text: string): 'pull' | 'component' {
  if (component !== undefined && component.trim() !== '') return 'component';
  return LOG_LINE.test(text) ? 'component' : 'pull';
}

/** Whether this one pulls and pushes itself. */
export function isClient(component: string | undefined): boolean {
  return component !== undefined && CLIENTS.has(component.trim().toLowerCase());
}

/** What a kubelet says of probes and volumes is about the pod, whatever words stand in it. */
export function isOfPod(line: string): boolean {
  return /(?:Liveness|Readiness|Startup) probe (?:failed|errored)|MountVolume\.|AttachVolume\.|Multi-Attach error/.test(
    line,
  );
}

/** Written at a level at which nobody complains. */
export function isQuiet(line: string): boolean {
  return /\blevel=(?:info|debug|trace)\b|\[(?:INFO|DEBUG)\]|"level": ?"(?:info|debug)"|^LOG: |\bLOG: {2}/.test(
    line,
  );
}

/** Lines that look like trouble and are none. */
const NOISE: readonly RegExp[] = [
  /failed to get key admiral_url/,
  /\/api\/(?:v2\.0\/)?users\/current[^\n]{0,80}(?:401|failed with error)/,
  /is not found in proxy cache, fetch it from remote repo/,
  // Every push asks first whether a layer is there; no is the usual answer.
  /err\.code="?blob[ _]unknown"?[^\n]{0,600}http\.request\.method=HEAD/i,
  /http\.request\.method=HEAD[^\n]{0,600}err\.code="?blob[ _]unknown"?/i,
  /authorize header needed to send (?:HEAD|GET) to repository/,
  /stats may not have been ready yet, hold for/,
  // Without a login first, as every client asks: the answer is the challenge.
  /"?(?:GET|HEAD) \/v2\/? HTTP\/\d(?:\.\d)?"? 401/,
  /error authorizing context: (?:basic authentication challenge|authorization token required)/,
];
/** Served: the numbers in an access log are no errors. */
const SERVED: readonly RegExp[] = [
  /"(?:GET|HEAD|POST|PUT|PATCH|DELETE) \/[^"\n]{0,1000} HTTP\/\d(?:\.\d)?" [123]\d\d/,
  /http\.response\.status=[123]\d\d\b/,
];

/** Known harmless lines of registries and Harbor. */
export function isNoise(line: string): boolean {
  return isServed(line) || NOISE.some((pattern) => pattern.test(line));
}

/** A request that went well: noise that nobody takes for trouble. */
export function isServed(line: string): boolean {
  return SERVED.some((pattern) => pattern.test(line));
}
