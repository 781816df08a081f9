/** Words that by their form alone are names of clusters: a provider and a name, or a stage and a region. */
const STAGE =
  '(?:prod|production|prd|preprod|staging|stage|stg|uat|qa|test|tst|dev|live|demo|sandbox|acc|acceptance|int|perf|dr|mgmt|shared|nonprod)';
/** Data centres by number, points of the compass, continents, what clouds shorten them to, and cities by their airports. */
const REGION =
  '(?:dc\\d{1,2}|colo\\d{1,2}|onprem|(?:eu|us|ap|sa|ca|me|af|asia|europe|emea|apac|latam)(?:-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)){0,2}|north|south|east|west|central|nordics|' +
  '(?:eu|us|ap|sa|ca|me|af|il|mx)(?:n|s|e|w|c|ne|se|nw|sw)[1-4]?|[we]eu|neu|[ews]us[1-4]?|cus|ncus|scus|sea|uks|ukw|frc|gwc|sdc|jpe|aue|uk|de|fr|nl|jp|au|br|sg|' +
  'fra|ams|lon|lhr|dub|par|cdg|mad|mil|mxp|sto|arn|osl|hel|cph|waw|zrh|vie|ber|muc|nyc|iad|sfo|sjc|lax|sea|ord|dfw|atl|mia|yul|yyz|gru|sao|tyo|nrt|hnd|osa|kix|sel|icn|seoul|tokyo|sgp|sin|hkg|bom|syd|mel|dxb|jnb|cpt|tlv)';
const PROVIDER =
  '(?:eks|gke|aks|k3s|k0s|rke2?|oke|doks|iks|ack|tke|lke|tkg|ocp4?|okd|rosa|aro|talos|microk8s|k8s|kube|openshift)';

/** Nodes, their pools and a provider's own namespaces are named so too. */
export const NOT_A_CLUSTER =
  '(?![a-z0-9-]{0,80}(?:node|worker|agent|server|master|control|pool|vmss|system|addons?|managed|-[0-9a-f]{8}-|state-metrics|prometheus|proxy))';

const FORM = [
  `${PROVIDER}-${NOT_A_CLUSTER}[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5}`,
  `${STAGE}-${REGION}(?:-[a-z0-9]{1,3})?`,
  `${REGION}-${STAGE}(?:-[a-z0-9]{1,3})?`,
].join('|');

/** What stands behind the name when it is another thing's. */
const OF_ANOTHER = '(?![\\w-]|\\.\\w| (?:namespace|ns|registry|project|nodes?|pools?|channel|branch)\\b)';

/** `on eks-tokyo`, `in prod-eu-1`; the name is the first group. Linear. */
export const ON_CLUSTER = `\\b(?:in|on|from|at) [\`"'*]{0,2}(${FORM})${OF_ANOTHER}`;

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const PARTS = {
  stage: whole(STAGE),
  region: whole(`${REGION}\\d{0,2}`),
  provider: whole(`${PROVIDER}|clusters?`),
  number: /^\d{1,3}$/,
} as const;
const ANOTHERS = new RegExp(`^${NOT_A_CLUSTER}`);

/**
 * How surely a word names a cluster by its form: `prod-fra-01` and `aks-weu-live` do, `tooling-ams` may, `shop` does not.
 * Linear; words above 60 letters are none.
 */
export function clusterForm(word: string): 'sure' | 'likely' | 'no' {
  if (word.length > 60 || !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(word) || !ANOTHERS.test(word)) return 'no';
  const parts = word.split('-');
  const has = (kind: keyof typeof PARTS) => parts.some((part) => PARTS[kind].test(part));
  const count = (['stage', 'region', 'provider', 'number'] as const).filter(has).length;
  // A stage and a number may be a workload's (`api-dev-2`), a stage first is a place's.
  const isPlace = has('provider') || has('region') || PARTS.stage.test(parts[0] ?? '');
  if (isPlace && count > 1) return 'sure';
  const last = parts.at(-1) ?? '';
  return PARTS.region.test(last) || PARTS.provider.test(parts[0] ?? '') ? 'likely' : 'no';
}
