/** Tag lists and the catalogue, a page at a time (distribution-spec: n, last, Link). */
import { API_VERSION, sayError } from './errors.ts';
import { type Ask, type Say, sayJson } from './exchange.ts';
import type { Repository } from './store.ts';

const CATALOG_PAGE = 100;

export function sayTags(repository: Repository | undefined, name: string, ask: Ask): Say {
  if (!repository) return sayError('NAME_UNKNOWN', { detail: { name } });
  return sayPage([...repository.tags.keys()].sort(), ask, null, (tags) => ({ name, tags }));
}

export function sayCatalog(names: readonly string[], ask: Ask): Say {
  return sayPage(names, ask, CATALOG_PAGE, (repositories) => ({ repositories }));
}

function sayPage(
  all: readonly string[],
  ask: Ask,
  usual: number | null,
  shape: (page: readonly string[]) => unknown,
): Say {
  const asked = ask.query.get('n');
  if (asked !== null && !/^\d+$/.test(asked))
    return sayError('PAGINATION_NUMBER_INVALID', { detail: { n: asked } });
  const size = asked === null ? (usual ?? all.length) : Number(asked);
  const last = ask.query.get('last') ?? '';
  const rest = all.filter((one) => last === '' || one > last);
  const page = rest.slice(0, size);
  const end = page.at(-1);
  if (end === undefined || page.length === rest.length) return sayJson(200, shape(page), API_VERSION);
  const next = `<${ask.path}?last=${encodeURIComponent(end)}&n=${size}>; rel="next"`;
  return sayJson(200, shape(page), { ...API_VERSION, link: next });
}
