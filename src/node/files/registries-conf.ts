/** `registries.conf` of CRI-O and podman, version 2 (containers-registries.conf(5)). Pure. */
import { parse } from 'smol-toml';
import { z } from 'zod';

const Location = z.looseObject({ location: z.string().optional(), insecure: z.boolean().default(false) });
const Registry = Location.extend({
  prefix: z.string().optional(),
  blocked: z.boolean().default(false),
  mirror: z.array(Location).default([]),
});
const File = z.looseObject({ registry: z.array(Registry).default([]) });

export type RegistryEntry = z.infer<typeof Registry>;

/** One source of an image: `mirror.example.com:5000/copy/shop/cart`, scheme apart. */
export interface Source {
  readonly name: string;
  readonly insecure: boolean;
}

/** Throws for what is no TOML. */
export function parseRegistriesConf(text: string): readonly RegistryEntry[] {
  return File.parse(parse(text)).registry;
}

/** The sources in the order in which they are tried, the place itself last; blocked: none at all. */
export function sourcesOf(
  entries: readonly RegistryEntry[],
  image: string,
): { readonly sources: readonly Source[]; readonly blocked: 'yes' | 'no' } {
  const matching = entries
    .map((entry) => ({ entry, prefix: entry.prefix ?? entry.location ?? '' }))
    .filter(({ prefix }) => covers(prefix, image))
    // The longest prefix wins.
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const [best] = matching;
  if (!best) return { sources: [{ name: image, insecure: false }], blocked: 'no' };
  if (best.entry.blocked) return { sources: [], blocked: 'yes' };
  const { entry, prefix } = best;
  const rest = prefix.startsWith('*') ? null : image.slice(prefix.length);
  const moved = (location: string | undefined): string =>
    location && rest !== null ? location + rest : image;
  return {
    sources: [...entry.mirror, entry].map(({ location, insecure }) => ({ name: moved(location), insecure })),
    blocked: 'no',
  };
}

function covers(prefix: string, image: string): boolean {
  if (prefix === '') return false;
  const [host = ''] = image.split('/');
  if (prefix.startsWith('*.')) return host.replace(/:\d+$/, '').endsWith(prefix.slice(1));
  return image === prefix || image.startsWith(`${prefix}/`);
}
