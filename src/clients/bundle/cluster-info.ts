/** `kubectl cluster-info dump` as it comes on standard output: lists as JSON, then logs between marks. */
import type { DumpBuilder } from './dump.ts';

const START = /^==== START logs for container (\S+) of pod (\S+?)\/(\S+) ====$/;
const END = /^==== END logs for container /;

/** False when the text is no such dump. */
export function readClusterInfo(text: string, builder: DumpBuilder): boolean {
  const lines = text.split('\n');
  let json: string[] = [];
  let log: { of: readonly [string, string, string]; lines: string[] } | null = null;
  let found = 0;
  for (const line of lines) {
    if (log) {
      if (!END.test(line)) {
        log.lines.push(line);
        continue;
      }
      const [container, namespace, pod] = log.of;
      builder.log({ namespace, pod, container, run: 'current' }, Buffer.from(log.lines.join('\n')));
      log = null;
      found += 1;
      continue;
    }
    const start = START.exec(line);
    if (start) log = { of: [start[1] ?? '', start[2] ?? '', start[3] ?? ''], lines: [] };
    else if (line === '{') json = [line];
    else if (json.length > 0) json.push(line);
    // kubectl indents everything but the braces of the list itself.
    if (line === '}') {
      found += addJson(json.join('\n'), builder);
      json = [];
    }
  }
  return found > 0;
}

function addJson(text: string, builder: DumpBuilder): number {
  try {
    return builder.add(JSON.parse(text));
  } catch {
    return 0;
  }
}
