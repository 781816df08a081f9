import { placeCargo, retryPipeline, startPipeline } from '../cargo-platform.ts';
import type { Trouble } from '../trouble.ts';

/** Installed under a name that is gone from DNS; its clients use the new one. */
export const cargoDomain: Trouble = {
  id: 'cargo-domain',
  title: 'Cargo still sends its clients to a token service under its old domain',
  cause: 'token-service-misconfigured',
  strike(world) {
    placeCargo(world, 'well');
    world.estate.cargo.realm = 'old';
    startPipeline(world);
  },
  heal(world) {
    world.estate.cargo.realm = 'own';
    retryPipeline(world);
  },
};
