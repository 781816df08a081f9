import { placeCargo, retryPipeline, startPipeline } from '../cargo-platform.ts';
import type { Trouble } from '../trouble.ts';

/** The pod crashes, so its NodePort is silent, and Cargo helps itself. */
export const cargoTokenDown: Trouble = {
  id: 'cargo-token-down',
  title: 'Cargo’s token service crashes: only admin can log in, and every pipeline is refused',
  cause: 'cargo-token-unreachable',
  strike(world) {
    world.estate.cargo.asks = 'built-in';
    void world.estate.cargo.tokens.become('closed');
    placeCargo(world, 'token-down');
    startPipeline(world);
  },
  heal(world) {
    world.estate.cargo.asks = 'cluster';
    void world.estate.cargo.tokens.become('plain');
    placeCargo(world, 'well');
    retryPipeline(world);
  },
};
