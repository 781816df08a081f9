/**
 * Slack's text as people read it: entities unescaped, links by their label, typographic quotes and hyphens plain.
 * Rules: docs.slack.dev/messaging/formatting-message-text.
 */
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Pure; linear. A link with a label gives its label; one without gives its address. */
export function plain(text: string): string {
  return text
    .replace(
      /<((?:https?|mailto):[^<>|\s]*)(?:\|([^<>]*))?>/g,
      (_, url: string, label?: string) => label || url,
    )
    .replace(/<!date\^[^<>]*>/g, '')
    .replace(/<[@#!][^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010\u2011\u2012]/g, '-')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '');
}

/** `:flag-kr: eks-seoul` is `eks-seoul`: pictures in front of words tell nothing. Linear. */
export function withoutEmoji(text: string): string {
  return text
    .replace(/(^|[\s*_`(>[-]):[a-z0-9][a-z0-9_+-]{0,60}:(?![a-z0-9/])[^\S\n]?/gim, '$1')
    .replace(/(?:[\u2600-\u27bf\u2b00-\u2bff\u{1f000}-\u{1faff}]\ufe0f?){1,8}[^\S\n]?/gu, '');
}

/** Every address a text links to. */
export function addresses(text: string): readonly string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>|]+/g)].map(([url]) => url.replaceAll('&amp;', '&'));
}
