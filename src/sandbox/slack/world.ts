/** Everything the workspace holds while it runs. */
import { type Calls, createCalls } from './calls.ts';
import type { Delivery } from './delivery/delivery.ts';
import { createFiles, type Files } from './files/files.ts';
import { createMessages, type Messages } from './messages.ts';
import type { SlackOptions } from './options.ts';
import { createResponseUrls, type ResponseUrls } from './people/response-urls.ts';
import { GROUPS } from './seeds.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import { createViews, type Views } from './views.ts';
import { createRates, type Rates } from './web-api/rates.ts';

export interface World {
  readonly options: SlackOptions;
  readonly messages: Messages;
  readonly files: Files;
  readonly views: Views;
  readonly triggers: Triggers;
  /** Who is in which user group just now, by its id. */
  readonly groups: Map<string, readonly string[]>;
  readonly responseUrls: ResponseUrls;
  readonly calls: Calls;
  readonly rates: Rates;
  readonly delivery: Delivery;
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly origin: () => string;
}

export function createWorld(options: SlackOptions, delivery: Delivery, origin: () => string): World {
  return {
    options,
    delivery,
    origin,
    messages: createMessages(),
    files: createFiles(),
    views: createViews(),
    triggers: createTriggers(options.triggerMs),
    groups: new Map(GROUPS.map(({ id, users }) => [id, users])),
    responseUrls: createResponseUrls(),
    calls: createCalls(),
    rates: createRates(options.rates),
  };
}
