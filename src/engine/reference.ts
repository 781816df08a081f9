import type { Endpoint } from './registry.ts';

/** An image reference taken apart as the distribution grammar and Docker's defaults say. */
export interface ImageReference {
  readonly given: string;
  /** `docker.io` when none was given. Includes the port where one was given. */
  readonly domain: string;
  /** Repository path, `library/nginx` for a bare `nginx`. */
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
  /** What is asked for at the registry: the digest, else the tag (`latest` when neither was given). */
  readonly reference: string;
  /** Where the registry API of the domain answers: docker.io → registry-1.docker.io:443. */
  readonly endpoint: Endpoint;
}
