/** What probes may ask of hosts on the network. Read only: GET and HEAD, lookups, handshakes. */

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A login. Lives only in the vault of one diagnosis; never in a fact, a log, a job or a message. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** How one HTTP question ended. Everything but `answered` says at which step it broke, in the system's words. */
export type HttpEnding =
  | {
      readonly ended: 'answered';
      readonly status: number;
      /** Lower-case header names; several values joined with ', '. */
      readonly headers: Readonly<Record<string, string>>;
      /** At most the configured limit; `truncated` tells when it was cut. */
      readonly body: string;
      readonly truncated: boolean;
    }
  | { readonly ended: 'dns'; readonly code: string; readonly says: string }
  | { readonly ended: 'refused'; readonly says: string }
  | { readonly ended: 'unreachable'; readonly says: string }
  | { readonly ended: 'timeout'; readonly during: 'connect' | 'handshake' | 'answer'; readonly says: string }
  | { readonly ended: 'tls'; readonly code: string; readonly says: string }
  | { readonly ended: 'not-tls'; readonly says: string }
  | { readonly ended: 'reset'; readonly says: string }
  | { readonly ended: 'proxy'; readonly says: string }
  /** Law 12: we refuse to go to this address. */
  | { readonly ended: 'not-allowed'; readonly says: string };

export interface HttpQuestion {
  /** POST only for calls that change nothing by their contract, with what they ask as `json`. */
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly login?: Login;
  readonly bearer?: string;
  /** Body of a POST. */
  readonly json?: unknown;
  readonly timeoutMs?: number;
  /** The registry on whose behalf a token service or storage is asked: its authorities, proxy and plainHttp apply. */
  readonly behalf?: Endpoint;
}

export type Lookup =
  | { readonly ended: 'found'; readonly addresses: readonly string[] }
  /** `code` as Node's dns gives it: ENOTFOUND, ENODATA, ESERVFAIL, ETIMEOUT, EREFUSED. */
  | { readonly ended: 'failed'; readonly code: string; readonly says: string };

export type Dial =
  | { readonly ended: 'open' }
  | { readonly ended: 'refused' | 'timeout' | 'unreachable' | 'reset'; readonly says: string }
  | { readonly ended: 'not-allowed'; readonly says: string };

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** DNS names and IP addresses of the subjectAltName. */
  readonly names: readonly string[];
  readonly fingerprint256: string;
}

export type Handshake =
  | {
      readonly ended: 'done';
      readonly protocol: string;
      /** Leaf first, as sent by the server. */
      readonly chain: readonly Certificate[];
      /** Null when the chain ends in a trusted authority; else Node's code, e.g. SELF_SIGNED_CERT_IN_CHAIN. */
      readonly untrusted: string | null;
      /** Null when the leaf is for this name; else the words of the mismatch. */
      readonly mismatch: string | null;
    }
  | { readonly ended: 'not-tls'; readonly says: string; readonly speaksHttp: boolean }
  /** `proxy`: the forward proxy did not lead there. */
  | { readonly ended: 'timeout' | 'reset' | 'failed' | 'proxy'; readonly says: string };

/** How the registry of a host is configured here; unconfigured hosts get the defaults. */
export interface RegistrySettings {
  /** Of the configured registry; absent: none is configured for this host. */
  readonly name?: string;
  readonly host: string;
  readonly kind: 'harbor' | 'distribution' | 'other';
  readonly plainHttp: boolean;
  /** Our own login, when the operator gave one. */
  readonly hasLogin: boolean;
  /** The forward proxy through which this host is reached; absent: directly. */
  readonly proxy?: Endpoint;
  /** Whose authorities decide trust: `system`, or `system` and the CA files besides. */
  readonly trust?: string;
}

export interface NetworkAsker {
  settings(endpoint: Endpoint): RegistrySettings;
  /** Our own login for a registry, or null. */
  ownLogin(endpoint: Endpoint): Login | null;
  lookup(host: string): Promise<Lookup>;
  /** Which resolver answers `lookup`, in words: `10.0.0.53:53` or `this host's resolver`. */
  readonly resolver: string;
  dial(address: string, port: number): Promise<Dial>;
  handshake(endpoint: Endpoint): Promise<Handshake>;
  http(question: HttpQuestion): Promise<HttpEnding>;
}
