/** A registry, or what stands around one, that nobody configured and a cluster holds. */
import type { Installation, Product } from '../../engine/installation.ts';
import type { RegistryStatus } from '../../engine/status.ts';
import { seeIntegrations } from './integration-lines.ts';
import { seeAll } from './look.ts';
import { registryStatus, type StatusSurroundings, summed } from './registry-status.ts';
import { examineForStatus, seeInstallation } from './see-installation.ts';

const TIME_BOX_MS = 8_000;
const PRODUCTS: Readonly<Record<Product, string>> = {
  harbor: 'Harbor',
  distribution: 'distribution',
  kangaroo: 'kangaroo',
  'image-controller': 'image controller',
  cargo: 'Cargo',
  other: 'registry',
};

export async function discoveredStatus(
  installation: Installation,
  surroundings: StatusSurroundings,
): Promise<RegistryStatus> {
  const { name, host, product, scheme } = installation;
  if (host !== null && (product === 'harbor' || product === 'distribution')) {
    const asked = { name, host, kind: product, plainHttp: scheme === 'http' } as const;
    return registryStatus(asked, Promise.resolve(installation), surroundings);
  }
  const timeBoxMs = surroundings.timeBoxMs ?? TIME_BOX_MS;
  const seen = await seeAll(
    [{ id: 'components', see: () => seeInside(installation, surroundings) }],
    timeBoxMs,
  );
  return { name, host: host ?? name, product: PRODUCTS[product], version: null, ...summed(seen) };
}

async function seeInside(installation: Installation, surroundings: StatusSurroundings) {
  const timeBoxMs = surroundings.timeBoxMs ?? TIME_BOX_MS;
  const examined = await examineForStatus(installation, surroundings, Math.max(timeBoxMs - 250, 500));
  const now = surroundings.now();
  if (installation.product === 'kangaroo')
    return seeIntegrations(examined, surroundings.checks, surroundings.network, now);
  return seeInstallation(installation, examined, surroundings.checks, now);
}
