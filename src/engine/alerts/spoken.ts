/** Labels that a text names: as lists, tables, matchers, tags, or in the sentences of well-known alerts. */
import { clusterForm } from './cluster-words.ts';
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
    if (row === '') continue;
    const alone = /^\*([A-Za-z][A-Za-z _]{0,30}):?\*:?$/.exec(row)?.[1];
    const next = rows[index + 1];
    if (alone && next && !next.includes(' ')) keep(alone, bare(next));
    const [, written, value] =
      /^(?:[-•●*]\s+)?[*_`]{0,2}([A-Za-z_][A-Za-z0-9_. ]{0,40})[*_`]{0,2}\s*[:=]\s*[*_`]{0,2}\s*(.+)$/.exec(
        row,
      ) ?? [];
    const key = written?.trim();
    if (key && value && (key === 'alertname' || /^(?![^\s,]*,[a-z_]+[:=])\S+$/.test(bare(value))))
      keep(key, key === 'alertname' ? bare(value).replace(/ [a-z_]{1,40}=.*$/, '') : bare(value));
    const [, name, quoted] = /^[-•●]\s*([A-Za-z_][A-Za-z0-9_]*)\s+`([^`]+)`$/.exec(row) ?? [];
    if (name && quoted) keep(name, quoted);
    for (const [k, v] of tagged(row)) keep(k, v);
  }
  const full = rows.filter((row) => row !== '');
  return { ...besides(full), ...named(lines), ...headings, ...tabled(rows), ...matchers(full), ...found };
}

/** `map[a:b c:d]`, and a monitor's tags. */
function tagged(row: string): readonly (readonly [string, string])[] {
  const map = /map\[([^\]]*)\]/.exec(row)?.[1] ?? '';
  return [
    ...map.matchAll(/([A-Za-z_]+):(\S+)/g),
    ...row.matchAll(
      /(?:^|[\s,{])((?:kube_)?(?:cluster_name|namespace|pod_name|deployment|stateful_set|daemon_set|container_name))[:=]"?([a-z0-9][a-z0-9.-]*)/g,
    ),
  ].map(([, key = '', value = '']) => [key, value] as const);
}

const BESIDE =
  /(?:^|[\s,;|({[•●>-])[*_`"]{0,3}(?:(?:k8s|kube|kubernetes)[ _.-]?)?(cluster|namespace|ns|pod|container|deployment|statefulset|daemonset|cronjob|workload)(?:[ _-]?name)?[*_`"]{0,3}\s{0,3}(?:[:=»|→]|[=-]>|\s(?=[*`"]))[*_`"]{0,3}\s{0,3}[*_`"'[]{0,4}([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?=[*_`"'\],;|)}\s]|\.?$)/gi;

/** `alertname=KubePodNotReady` among others of a row. */
function named(lines: string): Labels {
  const alertname =
    /(?:^|[\s,{(])[*_`]{0,2}alertname[*_`]{0,2}\s{0,2}[=:][*_`\s]{0,4}["'`]?([A-Za-z][\w-]{2,100})/m.exec(
      lines,
    )?.[1];
  return alertname ? { alertname } : {};
}

/** Two columns: `namespace  shop`. */
const COLUMNS =
  /^[`•●-]{0,3}\s{0,3}(cluster|namespace|pod|container|deployment|statefulset|daemonset|workload)\s{1,30}([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)`{0,3}$/gi;

/** Several in a row: `Cluster: prod-1 | Namespace: shop | Pod: cart-0`, `*Pod* → cart-0 (web)`. Linear. */
export function besides(rows: readonly string[]): Labels {
  const found: Record<string, string> = {};
  for (const row of rows)
    for (const [, key = '', value = ''] of [...row.matchAll(BESIDE), ...row.matchAll(COLUMNS)]) {
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

/** `in prod` tells a stage, be it a namespace's or a cluster's. */
const STAGE = /^(?:prod|production|staging|stage|stg|dev|test|qa|registry|harbor)$/;

/** Labels said in sentences; the first sentence that names a thing wins. */
export function spoken(lines: string): Labels {
  const text = withoutEmoji(lines.slice(0, 40_000)).replace(/[ \t]{2,}/g, ' ');
  const found: Record<string, string> = {};
  const keep = (name: string, value: string) => {
    // Words alone do not say whether this is a namespace or a cluster: its form does.
    if (name === 'namespace?' && (clusterForm(value) === 'sure' || STAGE.test(value))) return;
    if (name === 'cluster?' && clusterForm(value) === 'no') return;
    found[name.replace('?', '')] ??= value;
  };
  for (const { says, names } of SENTENCES) {
    const said = says.exec(text);
    // A sentence whose pod is another's tells of something else.
    const values = names.map((name, index) => [name, said?.[index + 1]?.replace(/\.$/, '')] as const);
    if (values.some(([name, value]) => name === 'pod' && found.pod && value && value !== found.pod)) continue;
    for (const [name, value] of values)
      if (value && name !== 'kind' && !NOT_A_NAME.test(value)) keep(name, value);
  }
  const image = imageSaid(text);
  return image ? { ...found, image } : found;
}

/** Words with the form of a Deployment's pod. Linear. */
export function loosePods(lines: string): readonly string[] {
  const words = lines
    .slice(0, 20_000)
    .match(
      /(?<![\w./:@-])[a-z0-9][a-z0-9-]{0,230}-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?![\w@-]|[./]\w)/g,
    );
  return [...new Set(words ?? [])];
}

/** The only one; null where there is none, or several. */
export function loosePod(lines: string): string | null {
  const [one, ...others] = loosePods(lines);
  return one !== undefined && others.length === 0 ? one : null;
}
