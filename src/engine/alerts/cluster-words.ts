/** Words that by their form alone are names of clusters: a provider and a name, or a stage and a region. */
const STAGE = '(?:prod|production|preprod|staging|stage|stg|uat|qa|test|dev)';
const REGION =
  '(?:(?:eu|us|ap|sa|ca|me|af|asia|europe)(?:-(?:north|south|east|west|central)){0,2}|north|south|east|west|central)';
const PROVIDER = '(?:eks|gke|aks|k3s|k0s|rke2?|oke|doks|iks|ack|tke|lke|tkg|ocp|okd|rosa|aro|talos|microk8s)';

/** Nodes, their pools and a provider's own namespaces are named so too. */
export const NOT_A_CLUSTER =
  '(?![a-z0-9-]{0,80}(?:node|worker|agent|server|master|control|pool|vmss|system|addons?|managed|-[0-9a-f]{8}-))';

const FORM = [
  `${PROVIDER}-${NOT_A_CLUSTER}[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5}`,
  `${STAGE}-${REGION}(?:-\\d{1,3})?`,
  `${REGION}-${STAGE}(?:-\\d{1,3})?`,
].join('|');

/** What stands behind the name when it is another thing's. */
const OF_ANOTHER = '(?![\\w-]|\\.\\w| (?:namespace|ns|registry|project|nodes?|pools?|channel|branch)\\b)';

/** `on eks-tokyo`, `in prod-eu-1`; the name is the first group. Linear. */
export const ON_CLUSTER = `\\b(?:in|on) [\`"'*]{0,2}(${FORM})${OF_ANOTHER}`;
