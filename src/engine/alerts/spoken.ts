/** Labels that a text names: as lists, tables, matchers, tags, or in the sentences of well-known alerts. */
import { imageSaid } from './image-said.ts';
import { withoutEmoji } from './plain.ts';
import { NOT_A_NAME, SENTENCES } from './sentences.ts';
import type { Labels } from './target.ts';

/** Labels of a silence's address, as Alertmanager and Grafana write it; the surest of all. */
export function silenced(urls: readonly string[]): Labels {
  const found: Record<string, string> = {};
  for (const url of urls.filter((given) => /silence/i.test(given))) {
    const opened = decoded(url);
    for (const [, key = '', value = ''] of opened.matchAll(/[{,\s]([A-Za-z_][A-Za-z0-9_]*)="([^"{}]*)"/g))
      found[key] = value;
    for (const [, key = '', value = ''] of opened.matchAll(/matcher=([A-Za-z_][A-Za-z0-9_]*)=([^&]*)/g))
      found[key] = value;
    const name = /[?&]alertname=([A-Za-z0-9_]+)/.exec(opened)?.[1];
    if (name) found.alertname ??= name;
  }
  return found;
}

/** What a link to a dashboard is opened with: `var-namespace=shop`. Grafana's word for all is no name. */
export function opened(urls: readonly string[]): Labels {
  const found: Record<string, string> = {};
  for (const url of urls)
    for (const [, key = '', value = ''] of decoded(url.slice(0, 4000)).matchAll(
      /[?&]var-(cluster|namespace|pod|container|deployment|statefulset|daemonset|workload)=([a-z0-9][a-z0-9.-]*)(?=&|$)/g,
    ))
      found[key] ??= value;
  return found;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}

/** Labels in lists: `- *pod:* \`x\``, `- pod = x`, `• pod: x`, `*Cluster*\nx`, `map[a:b c:d]`, tags. */
export function listed(lines: string): Labels {
  const found: Record<string, string> = {};
  const headings: Record<string, string> = {};
  const keep = (key: string, value: string) => {
    const name = key.trim().toLowerCase().replace(/[ .-]/g, '_');
    // A label is written as it is; with a capital it is a template's own heading, which may say more or less.
    const into = /^[a-z]/.test(key) ? found : headings;
    if (value.trim() !== '') into[name] ??= value.trim();
  };
  const rows = withoutEmoji(lines)
    .split('\n')
    .map((line) => line.slice(0, 2000).trim());
  for (const [index, row] of rows.entries()) {
    const alone = /^\*([A-Za-z][A-Za-z _]{0,30}):?\*:?$/.exec(row)?.[1];
    const next = rows[index + 1];
    if (alone && next && !next.includes(' ')) keep(alone, bare(next));
    const [, written, value] =
      /^(?:[-•●*]\s+)?[*_`]{0,2}([A-Za-z_][A-Za-z0-9_. ]{0,40})[*_`]{0,2}\s*[:=]\s*[*_`]{0,2}\s*(.+)$/.exec(
        row,
      ) ?? [];
    const key = written?.trim();
    if (key && value && (key === 'alertname' || /^(?![^\s,]*,[a-z_]+[:=])\S+$/.test(bare(value))))
      keep(key, bare(value));
    const [, name, quoted] = /^[-•●]\s*([A-Za-z_][A-Za-z0-9_]*)\s+`([^`]+)`$/.exec(row) ?? [];
    if (name && quoted) keep(name, quoted);
    const map = /map\[([^\]]*)\]/.exec(row)?.[1];
    for (const [, k = '', v = ''] of map?.matchAll(/([A-Za-z_]+):(\S+)/g) ?? []) keep(k, v);
    for (const [, k = '', v = ''] of row.matchAll(
      /(?:^|[\s,{])((?:kube_)?(?:cluster_name|namespace|pod_name|deployment|stateful_set|daemon_set|container_name))[:=]"?([a-z0-9][a-z0-9.-]*)/g,
    ))
      keep(k, v);
  }
  const name =
    /(?:^|[\s,{(])[*_`]{0,2}alertname[*_`]{0,2}\s{0,2}[=:][*_`\s]{0,4}["'`]?([A-Za-z][\w-]{2,100})/m.exec(
      lines,
    )?.[1];
  if (name) headings.alertname ??= name;
  return { ...besides(rows), ...headings, ...tabled(rows), ...matchers(rows), ...found };
}

const BESIDE =
  /(?:^|[\s,;|({[•●>-])[*_`"]{0,3}(?:(?:k8s|kube|kubernetes)[ _.-]?)?(cluster|namespace|ns|pod|container|deployment|statefulset|daemonset|cronjob|workload)(?:[ _-]?name)?[*_`"]{0,3}\s{0,3}(?:[:=»|→]|[=-]>)[*_`"]{0,3}\s{0,3}[*_`"'[]{0,4}([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?=[*_`"'\],;|)}\s]|\.?$)/gi;

/** Several in a row: `Cluster: prod-1 | Namespace: shop | Pod: cart-0`, `*Pod* → cart-0 (web)`. Linear. */
function besides(rows: readonly string[]): Labels {
  const found: Record<string, string> = {};
  for (const row of rows)
    for (const [, key = '', value = ''] of row.matchAll(BESIDE)) {
      const isName = key.toLowerCase() === 'cluster' || value === value.toLowerCase();
      if (isName && !NOT_A_NAME.test(value)) found[key.toLowerCase()] ??= value;
    }
  return found;
}

/** Series as Prometheus writes them: `{namespace="shop", pod="cart-0"}`. Linear. */
export function matchers(rows: readonly string[]): Labels {
  const found: Record<string, string> = {};
  for (const row of rows)
    for (const [, inside = ''] of row.matchAll(/\{([a-zA-Z_][a-zA-Z0-9_]{0,60}="[^{}]{1,1500})\}/g))
      for (const [, key = '', value = ''] of inside.matchAll(
        /([a-zA-Z_][a-zA-Z0-9_]{0,60})="([^"]{1,300})"/g,
      ))
        found[key] ??= value;
  return found;
}

/** Below a heading `label value` a name and a value stand side by side, until the block ends. */
function tabled(rows: readonly string[]): Labels {
  const found: Record<string, string> = {};
  let isTable = false;
  for (const row of rows) {
    if (/^`{0,3}label\s{1,60}(?:\|\s)?value$/i.test(row)) isTable = true;
    else if (row === '' || row.startsWith('```')) isTable = false;
    const [, name, value] = /^([a-z_][a-z0-9_]{0,60})\s{1,60}(?:\|\s)?(\S+)$/i.exec(row) ?? [];
    if (isTable && name && value) found[name.toLowerCase()] ??= bare(value);
    if (row.endsWith('```')) isTable = false;
  }
  return found;
}

function bare(value: string): string {
  return value.trim().replace(/^[*_`"']+|[*_`"',;]+$/g, '');
}

/** Labels said in sentences; the first sentence that names a thing wins. */
export function spoken(lines: string): Labels {
  const text = withoutEmoji(lines.slice(0, 40_000)).replace(/[ \t]{2,}/g, ' ');
  const found: Record<string, string> = {};
  for (const { says, names } of SENTENCES) {
    const said = says.exec(text);
    // A sentence whose pod is another's tells of something else.
    const values = names.map((name, index) => [name, said?.[index + 1]?.replace(/\.$/, '')] as const);
    if (values.some(([name, value]) => name === 'pod' && found.pod && value && value !== found.pod)) continue;
    for (const [name, value] of values)
      if (value && name !== 'kind' && !NOT_A_NAME.test(value)) found[name] ??= value;
  }
  const image = imageSaid(text);
  return image ? { ...found, image } : found;
}
