/** curl's command line, as far as containers of the sandbox use it. */

/** A transfer that ended so; the exit code and words are curl's. */
export class CurlError extends Error {
  override readonly name = 'CurlError';
  readonly exit: number;
  constructor(exit: number, says: string) {
    super(says);
    this.exit = exit;
  }
}

export interface Transfer {
  readonly url: URL;
  readonly insecure: boolean;
  readonly connectMs: number;
  readonly maxMs: number;
  /** With `%{names}` in it. */
  readonly writeOut: string;
}

const TAKES_VALUE: ReadonlySet<string> = new Set(['-o', '-w', '--connect-timeout', '--max-time']);
const KNOWN: ReadonlySet<string> = new Set([...TAKES_VALUE, '-k', '-s', '-S', '-sS']);

/** One for each `--next`. Throws CurlError for what it does not know. */
export function transfersOf(args: readonly string[]): readonly Transfer[] {
  return args
    .join('\0')
    .split('\0--next\0')
    .map((part) => transferOf(part.split('\0')));
}

function transferOf(args: readonly string[]): Transfer {
  const options = new Map<string, string>();
  const urls: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) urls.push(arg);
    else if (!KNOWN.has(arg)) throw new CurlError(2, `option ${arg}: is unknown`);
    else if (!TAKES_VALUE.has(arg)) options.set(arg, '');
    else {
      at += 1;
      options.set(arg, args[at] ?? '');
    }
  }
  const [url = ''] = urls;
  if (!URL.canParse(url)) throw new CurlError(3, 'URL rejected: Malformed input to a URL function');
  const seconds = (name: string, usual: number): number => Number(options.get(name) ?? usual) * 1000;
  return {
    url: new URL(url),
    insecure: options.has('-k'),
    connectMs: seconds('--connect-timeout', 300),
    maxMs: seconds('--max-time', 300),
    writeOut: options.get('-w') ?? '',
  };
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
