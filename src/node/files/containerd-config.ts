/** The registry part of containerd's own `config.toml`, versions 2 and 3 (docs/cri/registry.md). Pure. */
import { parse } from 'smol-toml';
import { z } from 'zod';

export interface ContainerdConfig {
  /** Folders with `hosts.toml` files; null when the file names none. */
  readonly configPath: readonly string[] | null;
  /** The older form, which counts only without `config_path`: endpoints by registry. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  readonly insecure: readonly string[];
  /** CA files by registry. */
  readonly ca: ReadonlyMap<string, string>;
}

const Registry = z.looseObject({
  config_path: z.string().optional(),
  mirrors: z.record(z.string(), z.looseObject({ endpoint: z.array(z.string()).default([]) })).default({}),
  configs: z
    .record(
      z.string(),
      z.looseObject({
        tls: z
          .looseObject({ insecure_skip_verify: z.boolean().optional(), ca_file: z.string().optional() })
          .default({}),
      }),
    )
    .default({}),
});
const File = z.looseObject({
  plugins: z.record(z.string(), z.looseObject({ registry: Registry.optional() })).default({}),
});

/** `io.containerd.grpc.v1.cri` in version 2, `io.containerd.cri.v1.images` in version 3. */
const PLUGINS = ['io.containerd.cri.v1.images', 'io.containerd.grpc.v1.cri'] as const;

/** Throws for what is no TOML. */
export function parseContainerdConfig(text: string): ContainerdConfig {
  const { plugins } = File.parse(parse(text));
  const registry = Registry.parse(PLUGINS.map((name) => plugins[name]?.registry).find(Boolean) ?? {});
  const { config_path: path, mirrors, configs } = registry;
  return {
    configPath: path ? path.split(':').filter(Boolean) : null,
    mirrors: new Map(Object.entries(mirrors).map(([host, { endpoint }]) => [host, endpoint])),
    insecure: Object.entries(configs).flatMap(([host, { tls }]) => (tls.insecure_skip_verify ? [host] : [])),
    ca: new Map(
      Object.entries(configs).flatMap(([host, { tls }]) =>
        tls.ca_file ? [[host, tls.ca_file] as const] : [],
      ),
    ),
  };
}
