import type { Fields } from '../json.ts';
import type { RateTier } from '../options.ts';
import type { World } from '../world.ts';

/** One method of the Web API. Throws ApiError where Slack would refuse. */
export interface Method {
  readonly tier: RateTier;
  /** Which token it takes. */
  readonly token: 'bot' | 'app';
  call(world: World, args: Fields): Fields;
}

export type Methods = Readonly<Record<string, Method>>;
