/** Reads the YAML file and knows on which line each of its settings stands. */
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error.ts';

/** A fault at a path of the file. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** What is wrong and what to write. */
  readonly says: string;
}

export interface YamlFile {
  readonly value: unknown;
  /** `medic.yaml:12: registries[1].host: …` */
  locate(fault: Fault): string;
}

/** Throws ConfigError for a file that cannot be read or is no YAML. Without a path: an empty file. */
export function readYaml(path: string | undefined): YamlFile {
  if (path === undefined) return { value: {}, locate: (fault) => line('configuration', fault) };
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const at = lines.linePos(error.pos[0]);
    throw new ConfigError(`${path}:${at.line}:${at.col}: not YAML: ${error.message}`);
  }
  return {
    // An empty file is null.
    value: document.toJS() ?? {},
    locate(fault) {
      const at = offsetOf(fault.path, (part) => document.getIn(part, true));
      return line(at === null ? path : `${path}:${lines.linePos(at).line}`, fault);
    },
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigError(
      `REGISTRY_MEDIC_CONFIG: ${path} cannot be read (${why}). Write the path of the YAML file, or unset it to run without one.`,
      { cause: error },
    );
  }
}

/** Offset of the deepest part of the path that stands in the file. */
function offsetOf(
  path: readonly (string | number)[],
  nodeAt: (path: readonly (string | number)[]) => unknown,
): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(path.slice(0, length));
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
}

function line(where: string, { path, says }: Fault): string {
  const name = pathText(path);
  return name === '' ? `${where}: ${says}` : `${where}: ${name}: ${says}`;
}

/** `registries[1].host` */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
