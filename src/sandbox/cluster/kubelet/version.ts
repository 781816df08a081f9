/** What the kubelet's words depend on: its version. */
export interface Wording {
  /** Up to 1.30 the code of the runtime's answer was printed with it. */
  readonly printsRpcCode: boolean;
  /** From 1.32 the back-off names what it backs off from. */
  readonly backOffNamesCause: boolean;
  created(container: string): string;
}

/** Of `v1.31.4`. */
export function wordingOf(version: string): Wording {
  const minor = Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? 31);
  return {
    printsRpcCode: minor <= 30,
    backOffNamesCause: minor >= 32,
    created: (name) => `Created container${minor >= 32 ? ':' : ''} ${name}`,
  };
}
