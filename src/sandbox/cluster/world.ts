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

/** With the time at which the kubelet got it, RFC 3339; a bare text may tell it at its own beginning. */
export type LogEntry = string | { readonly at: string; readonly text: string };

/** Log text by data; as an iterable it is made while it is read, so that it may be of any size. */
export type LogSource = (
  question: LogQuestion,
) => string | Iterable<LogEntry> | AsyncIterable<LogEntry> | undefined;

export interface ServiceQuestion {
  readonly method: string;
  /** With its leading slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface ServiceReply {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

/** What answers behind a Service; throwing says why it cannot be reached: `dial tcp …: connection refused`. */
export type ServiceHandler = (question: ServiceQuestion) => ServiceReply | Promise<ServiceReply>;

/** By `namespace/service:port`; read at each request, so that it may grow. */
export type ServiceHandlers = Pick<ReadonlyMap<string, ServiceHandler>, 'get'>;

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
