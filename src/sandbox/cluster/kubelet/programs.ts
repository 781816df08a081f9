/** What containers of the sandbox run in earnest, and what they write while they do. Every other one only pretends. */
import type { Container, Pod } from '../objects.ts';
import type { LogEntry, LogQuestion } from '../world.ts';
import { curl, type ProgramSurroundings } from './programs/curl.ts';

type Program = (args: readonly string[], around: ProgramSurroundings) => Promise<number>;

const PROGRAMS: Readonly<Record<string, Program>> = { curl };

export interface ProgramLogs {
  /** Undefined: it never ran a program. */
  read(question: Pick<LogQuestion, 'namespace' | 'pod' | 'container'>): readonly LogEntry[] | undefined;
  write(pod: Pod, container: string, line: string): void;
}

export function createProgramLogs(): ProgramLogs {
  const logs = new Map<string, LogEntry[]>();
  return {
    read: ({ namespace, pod, container }) => logs.get(`${namespace}/${pod}/${container}`),
    write: ({ metadata }, container, text) => {
      const key = `${metadata.namespace}/${metadata.name}/${container}`;
      logs.set(key, [...(logs.get(key) ?? []), { at: new Date().toISOString(), text }]);
    },
  };
}

export interface ProgramOptions {
  readonly logs: ProgramLogs;
  /** Resolver of pods, `127.0.0.1:port`; null: this machine's. */
  readonly clusterDns: string | null;
  /** The node's own, which a pod has by `dnsPolicy: Default`. */
  readonly nodeDns: string | null;
}

/** Runs it to its end, and tells its exit code; null: nothing that this sandbox knows to run. */
export function runProgram(
  pod: Pod,
  container: Container,
  { logs, clusterDns, nodeDns }: ProgramOptions,
  signal: AbortSignal,
): Promise<number> | null {
  const [command = '', ...rest] = (container['command'] ?? []) as readonly string[];
  const program = PROGRAMS[command];
  if (!program) return null;
  const args = [...rest, ...((container['args'] ?? []) as readonly string[])];
  const dns = pod.spec['dnsPolicy'] === 'Default' ? nodeDns : clusterDns;
  return program(args, { dns, signal, say: (line) => logs.write(pod, container.name, line) });
}
