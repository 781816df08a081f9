import { placeCargo, retryPipeline, startPipeline } from '../cargo-platform.ts';
import type { Trouble } from '../trouble.ts';

/** `extra_hosts` on the registry host was copied from the other site. */
export const cargoTokenElsewhere: Trouble = {
  id: 'cargo-token-elsewhere',
  title: 'Cargo asks the token service of another cluster, which does not know this one’s users',
  cause: 'token-service-misconfigured',
  strike(world) {
    placeCargo(world, 'well');
    world.estate.cargo.asks = 'elsewhere';
    startPipeline(world);
  },
  heal(world) {
    world.estate.cargo.asks = 'cluster';
    retryPipeline(world);
  },
};
