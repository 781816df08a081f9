/** Acme: the names everything in this world goes by. */

export const DOMAIN = 'acme.test';
export const CLUSTER = 'acme-prod';

/** Hosts behind the shared TLS port, told apart by name. */
export const HOSTS = {
  /** Harbor. */
  harbor: `harbor.${DOMAIN}`,
  /** A Harbor 1.10 that nobody has dared to turn off. */
  old: `harbor-old.${DOMAIN}`,
  /** Cargo: tengine before a Harbor 1.8. */
  cargo: `cargo.${DOMAIN}`,
  /** A distribution registry with htpasswd logins. */
  registry: `registry.${DOMAIN}`,
  /** The object store that Harbor may be moved to. */
  storage: `s3.${DOMAIN}`,
  /** The in-house hub with a pull limit. */
  hub: `hub.${DOMAIN}`,
  /** Build artifacts of the old CI. */
  artifacts: `artifacts.${DOMAIN}`,
  /** The new name of the image server. */
  images: `images.${DOMAIN}`,
  /** What operators run in the cluster, mirrored for anybody. */
  tools: `tools.${DOMAIN}`,
  /** A mirror of upstream images. */
  mirror: `mirror.${DOMAIN}`,
  /** A supplier's registry. */
  vendor: `vendor.${DOMAIN}`,
  /** The European copy. */
  europe: `registry-eu.${DOMAIN}`,
  /** Models of the data team. */
  models: `models.${DOMAIN}`,
} as const;

/** Hosts with a port of their own, because that port is what is wrong with them. */
export const ODD_HOSTS = {
  /** Serves plain HTTP. */
  edge: `edge.${DOMAIN}`,
  /** Nothing listens. */
  cache: `cache.${DOMAIN}`,
  /** Takes connections and never answers. */
  disaster: `dr.${DOMAIN}`,
} as const;

export type HostName = keyof typeof HOSTS;
export type OddHostName = keyof typeof ODD_HOSTS;

/** A node in another machine room: its own resolver, and a worker of the bot on it. */
export const FAR_NODE = 'worker-3';

export const NAMESPACES = ['shop', 'billing', 'data'] as const;
export const HARBOR_NAMESPACE = 'harbor';

/** Where the platform team keeps what it lets be copied to teams. */
export const PLATFORM_NAMESPACE = 'platform';
export const SHARED_SECRETS = [
  { namespace: PLATFORM_NAMESPACE, name: 'harbor-recommender', to: ['shop'] },
  { namespace: PLATFORM_NAMESPACE, name: 'registry-deploy', to: ['billing', 'data'] },
] as const;
