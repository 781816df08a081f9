/** One installation that is both configured and found in a cluster is one. Pure. */
import type { RegistryConfig } from '../../config.ts';
import type { Installation } from '../../engine/installation.ts';

/** What the configuration says wins; a place and an installer come from what was found. */
export function joined(
  registries: readonly RegistryConfig[],
  discovered: readonly Installation[],
): readonly Installation[] {
  const taken = new Set<Installation>();
  const configured = registries.map((registry) => {
    const same = discovered.find((one) => !taken.has(one) && isSame(registry, one));
    if (same) taken.add(same);
    return fromConfiguration(registry, same);
  });
  return [...configured, ...discovered.filter((one) => !taken.has(one))];
}

function isSame({ host, kind, runsIn }: RegistryConfig, found: Installation): boolean {
  const { place, product } = found;
  if (product !== 'harbor' && product !== 'distribution') return false;
  if (kind !== 'other' && kind !== product) return false;
  if (runsIn) return place?.cluster === runsIn.cluster && place.namespace === runsIn.namespace;
  return found.host !== null && withPort(found.host, found.scheme) === withPort(host);
}

function fromConfiguration(registry: RegistryConfig, same: Installation | undefined): Installation {
  const { name, host, kind, plainHttp, runsIn } = registry;
  return {
    name,
    host,
    product: kind === 'other' ? (same?.product ?? 'other') : kind,
    place: same?.place ?? (runsIn ? { ...runsIn, instance: null } : null),
    installer: same?.installer ?? 'unknown',
    foundBy: 'configuration',
    ...(plainHttp ? { scheme: 'http' } : {}),
  };
}

function withPort(host: string, scheme?: 'http'): string {
  const lower = host.toLowerCase();
  return /:\d+$/.test(lower) ? lower : `${lower}:${scheme === 'http' ? 80 : 443}`;
}
