/** What the API server, the controllers and the kubelets share. */
import { type Catalog, createCatalog } from './catalog.ts';
import { createStore, type Store } from './store.ts';
import { createWriter, type Writer } from './writer.ts';

export interface LogQuestion {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
}

/** Log text by data; a line may start with an RFC 3339 time, by which `sinceSeconds` cuts. */
export type LogSource = (question: LogQuestion) => string | undefined;

export interface World {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly writer: Writer;
}

export function createWorld(): World {
  const store = createStore();
  const catalog = createCatalog(store);
  return { store, catalog, writer: createWriter(store, catalog) };
}
