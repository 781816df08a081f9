/** A registry said to be down, to err or to deny, in anyone's words; and which one. */

/** Registries of something else than images. */
const OTHERS =
  /npm|pypi|\bpip\b|maven|nuget|rubygems|\bgems?\b|crates|cargo|schema|windows|HKLM|(?:model|service|device|plugin|package)[ -]registry|terraform|packagist|yarn/i;

const TROUBLE =
  /\b(?:down|unreachable|unavailable|not reachable|not responding|not answering|unresponsive|timing out|times? out|timed out|timeouts?|(?:5\d\d|429)(?: |$|s\b|,|\.)|bad gateway|internal server error|connection refused|refus(?:es|ing) connections|certificate (?:has )?expired|no such host|x509|401|403|unauthorized|forbidden|denied)/i;

const OTHER_REGISTRY =
  /\b(?:schema|model|service|npm|device|plugin|package|terraform|module|windows|metrics?|gift|land|domain|agent|feature|event|gem|nuget|maven|crates?|cargo|mcp|prompt)s?[ _-]?registry|\b(?:eureka|consul|nacos|zookeeper|confluent|mlflow|apicurio|verdaccio|HKLM|HKEY_[A-Z_]{4,20})\b/i;

/** A registry by name, of schemas, models, packages or services by its words. Linear. */
export function isOtherRegistry(lines: string): boolean {
  const text = lines.slice(0, 4000);
  return OTHER_REGISTRY.test(text) && !/\b(?:docker|container|images?|oci|harbor)\b|\/v2\b/i.test(text);
}

/** Said of what was, will be, or is over. */
const NOT_NOW =
  /\b(?:was|were|had been) (?:down|unavailable|unreachable)|\b(?:will be|going to be|back up|up again|works again|working again|recovered|maintenance|scheduled|planned|tomorrow|tonight|yesterday|last (?:week|month|night|year)|postmortem|post-mortem|what happens|what if|if (?:the|our|a)|imagine)\b/i;

const PULLS = /\b(?:pulls?|pulling|pushes|pushing|docker (?:login|push)|images?|v2)\b/i;

const ENDPOINT = /https?:\/\/([a-z0-9.-]+(?::\d{1,5})?)\/v2\b/i;
const HOST =
  /(?:^|[\s"'`(/<])((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?)(?=[\s"'`)/,?!>:;]|\.?\s|\.?$)/gim;
const LIKE_REGISTRY =
  /^(?:registry|harbor|docker|hub|cr|oci|images?|mirror|artifactory|nexus|zot|quay|ghcr|gcr)[\w-]*\.|^[\w-]{1,60}-(?:registry|harbor)\.|(?:docker\.io|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|azurecr\.io|amazonaws\.com|registry\.[a-z.-]+)$/i;

/** The registry in trouble now; null where the words tell of none. Linear. */
export function troubledRegistry(lines: string): string | null {
  const text = lines.slice(0, 4000);
  if (!TROUBLE.test(text) || NOT_NOW.test(text) || OTHERS.test(text)) return null;
  if (!ENDPOINT.test(text) && !PULLS.test(text)) return null;
  const host = registryHost(text);
  if (host) return host;
  if (/\bdocker ?hub\b/i.test(text)) return 'docker.io';
  return /\bharbor\b/i.test(text) ? 'harbor' : null;
}

/** The first host that a text names which can be nothing but a registry of images. Linear. */
export function registryHost(lines: string): string | null {
  const text = lines.slice(0, 4000);
  if (OTHERS.test(text)) return null;
  const endpoint = ENDPOINT.exec(text)?.[1];
  const names = [...text.matchAll(HOST)].map(([, name = '']) => name);
  const host = endpoint ?? names.find((name) => LIKE_REGISTRY.test(name));
  if (!host) return null;
  return /^(?:hub|registry-1|index|auth)\.docker\.(?:io|com)$/i.test(host) ? 'docker.io' : host;
}

/** Alerts of somebody who asks an address from outside: blackbox exporter's and monitors of uptime. */
const PROBE =
  /blackbox|probe|uptime|endpoint|(?:site|url|https?|host|instance|service)[ _-]?(?:is )?(?:down|unreachable|failed)|certificate|(?:ssl|tls|cert)[ _-]?(?:cert(?:ificate)?)?[ _-]?(?:will )?expir/i;

/** Addresses that only a registry of images has: its API, or Harbor's. */
const API =
  /https?:\/\/(?!api\b)([a-z0-9.-]{1,253}(?::\d{1,5})?)\/(?:v2\/?(?=[\s"'`)\],|>]|_catalog|$)|api\/v2\.0\/)/im;
const NAMED =
  /https?:\/\/((?:(?:[a-z0-9-]{1,40}-)?(?:registry|harbor)(?:-[a-z0-9-]{1,40})?)\.[a-z0-9.-]{1,200}(?::\d{1,5})?)(?=[/\s"'`)\],|>]|$)/im;

/** A probe of a port has no address, only a host: `registry.acme.example:443`. */
const BARE =
  /(?<![\w./@-])((?:[a-z0-9-]{1,40}-)?(?:registry|harbor)(?:-[a-z0-9-]{1,40})?\.(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?)(?=[\s"'`)\],|>]|\.?$)/im;

/** The registry that a probe watches; null for probes of anything else. Linear. */
export function probedRegistry(
  alertname: string | null,
  labels: Readonly<Record<string, string>>,
  lines: string,
): string | null {
  if (!alertname || !PROBE.test(alertname)) return null;
  const own = [labels.instance, labels.target, labels.url].filter((value) => value !== undefined);
  // What the alert's own labels say, then its words: a link to a runbook names no registry.
  for (const text of [own.join('\n'), lines.slice(0, 4000)]) {
    const host = OTHERS.test(text)
      ? undefined
      : (API.exec(text)?.[1] ?? NAMED.exec(text)?.[1] ?? BARE.exec(text)?.[1]);
    if (host) return /(?:^|\.)docker\.io$/i.test(host) ? 'docker.io' : host;
  }
  return null;
}
