import type { TextParts } from '../check.ts';
import { hostOf, tagOf } from './image-names.ts';

/** Where runtimes name the image they failed on, most reliable first. */
const IMAGE_AT: readonly RegExp[] = [
  /(?:pull|unpack|inspect|pulling) image:? "(?<image>[^"\s]{1,600})"/,
  /failed to resolve (?:reference|image|ref) "?(?<image>[^"\s]{1,600})"?/,
  /resolve source metadata for (?<image>[^\s"]{1,600}?): /,
  /default image tag "(?<image>[^"]{1,600})"/,
  /[Cc]ontainer image "(?<image>[^"\s]{1,600})"/,
  /docker:\/\/(?<image>[^\s":]{1,300}(?::[\w.-]{1,128})?)/,
  /pull access denied for (?<image>[^\s,]{1,600})/,
  /manifest for (?<image>[^\s]{1,600}) not found/,
  /reading manifest (?<tag>[^\s]{1,128}) in (?<image>[^\s:]{1,300})/i,
  /\bimage="?(?<image>[^"\s]{1,600})"?/,
];
const URL_HOST = /https?:\/\/(?<host>[A-Za-z0-9.[\]:-]{1,260})\//;

/** Names found in the text: the sign's own groups first, then the usual places. */
export function partsOf(text: string, whole: string, groups: Readonly<Record<string, string>>): TextParts {
  const found = imageIn(text) ?? imageIn(whole);
  const image = groups['image'] ?? found?.['image'];
  const tag = groups['tag'] ?? (image ? tagOf(image) : null) ?? found?.['tag'];
  const host = groups['host'] ?? (image ? hostOf(image) : URL_HOST.exec(text)?.groups?.['host']);
  const secret = groups['secret'];
  return {
    ...(image ? { image } : {}),
    ...(host ? { host } : {}),
    ...(tag ? { tag } : {}),
    ...(secret ? { secret } : {}),
  };
}

function imageIn(text: string): Readonly<Record<string, string>> | undefined {
  for (const pattern of IMAGE_AT) {
    const groups = pattern.exec(text)?.groups;
    if (groups) return groups;
  }
  return undefined;
}
