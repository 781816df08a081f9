/** Tags of a repository, page by page (distribution-spec §Listing Tags). */
import { z } from 'zod';
import type { Endpoint, HttpEnding, HttpQuestion, NetworkAsker } from '../registry.ts';
import { jsonOf } from './error-words.ts';
import { nextPage } from './urls.ts';

export type TagList =
  | { readonly listed: true; readonly tags: readonly string[]; readonly complete: boolean }
  | { readonly listed: false; readonly ending: HttpEnding };

const TagsAnswer = z.object({ tags: z.array(z.string()).nullish() });

/** Of the smallest pages that registries give; who gives one tag each would have us ask for hours. */
const MOST_PAGES = 200;

/** Lists at most `most` tags; `complete` is false when there are more, or when a later page fails. */
export async function listTags(
  network: Pick<NetworkAsker, 'http'>,
  question: Pick<HttpQuestion, 'url' | 'login' | 'bearer' | 'timeoutMs'> & { readonly behalf: Endpoint },
  most: number,
): Promise<TagList> {
  const tags: string[] = [];
  let url: string | null = question.url;
  for (let pages = 1; url !== null; pages += 1) {
    const ending = await network.http({ ...question, url, method: 'GET' });
    const page = pageOf(ending);
    if (!page && tags.length > 0) return { listed: true, tags, complete: false };
    if (!page) return { listed: false, ending };
    tags.push(...page.tags);
    const next: string | null = nextPage(page.link, url);
    // A server that repeats its page would be asked for ever.
    if (next === url || page.tags.length === 0) break;
    if (next !== null && (tags.length >= most || pages >= MOST_PAGES))
      return { listed: true, tags: tags.slice(0, most), complete: false };
    url = next;
  }
  return { listed: true, tags: tags.slice(0, most), complete: tags.length <= most };
}

function pageOf(ending: HttpEnding): { readonly tags: readonly string[]; readonly link?: string } | null {
  if (ending.ended !== 'answered' || ending.status !== 200) return null;
  const answer = TagsAnswer.safeParse(jsonOf(ending.body));
  if (!answer.success) return null;
  const link = ending.headers['link'];
  return { tags: answer.data.tags ?? [], ...(link ? { link } : {}) };
}
