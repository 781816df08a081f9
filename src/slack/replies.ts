/** The short replies: a choice, a clear no, and help. */
import { SLASH } from '../engine/interpret.ts';
import type { Choice, HelpTopic, Refusal } from '../engine/reply.ts';
import type { Language, Words } from '../engine/words.ts';
import { context, type SlackMessage, section } from './blocks.ts';
import { chooseButton } from './buttons.ts';
import { bold, code, fromMarkdown, plainFromMarkdown } from './mrkdwn.ts';

interface ReplyWords {
  more(count: number): string;
  tries(list: string): string;
  request(id: string): string;
  readonly helpTitle: string;
  readonly helpInThread: string;
}

const words: Words<ReplyWords> = {
  en: {
    more: (count) => `… and ${count} more; give more of the name.`,
    tries: (list) => `Try: ${list}`,
    request: (id) => `For the operator's logs: \`${id}\``,
    helpTitle: 'Ask why an image is not pulled, or how the registries are.',
    helpInThread: 'Slash commands do not work inside threads: there, mention me with the same words.',
  },
};

/** As many options as fit beside their buttons without a scroll of the whole channel. */
const MOST_OPTIONS = 12;

export function choiceMessage(
  choice: Choice,
  of: { readonly incident: string; readonly run: number },
  language: Language = 'en',
): SlackMessage {
  const shown = choice.options.slice(0, MOST_OPTIONS);
  const more = choice.more + choice.options.length - shown.length;
  return {
    text: plainFromMarkdown(choice.says),
    blocks: [
      section(bold(fromMarkdown(choice.says, 1_000))),
      ...shown.map(({ label, state }, index) =>
        section(
          `${code(label, 150)}\n${fromMarkdown(state, 200)}`,
          chooseButton(of.incident, of.run, index, label),
        ),
      ),
      ...(more > 0 ? [context(words[language].more(more))] : []),
    ],
  };
}

/** `requestId` is named only where we failed ourselves: there the operator can look it up. */
export function refusalMessage(refusal: Refusal, requestId: string, language: Language = 'en'): SlackMessage {
  const say = words[language];
  const tries = refusal.tries.slice(0, 5).map((one) => code(one, 300));
  const isOurs = refusal.why === 'failed';
  return {
    text: plainFromMarkdown(refusal.says, 500),
    blocks: [
      section(fromMarkdown(refusal.says, 1_500)),
      ...(tries.length === 0 ? [] : [section(say.tries(tries.join('\n')))]),
      ...(isOurs ? [context(fromMarkdown(say.request(requestId)))] : []),
    ],
  };
}

export function helpMessage(topics: readonly HelpTopic[], language: Language = 'en'): SlackMessage {
  const say = words[language];
  return {
    text: plainFromMarkdown(`${say.helpTitle} Verbs: ${topics.map(({ usage }) => usage).join('; ')}.`, 1_000),
    blocks: [
      section(bold(say.helpTitle)),
      ...topics.slice(0, 40).map(topicSection),
      context(say.helpInThread),
    ],
  };
}

function topicSection({ usage, summary, examples }: HelpTopic) {
  const shown = examples.slice(0, 4).map((example) => code(`${SLASH} ${example}`, 200));
  return section(
    [code(`${SLASH} ${usage}`, 200), fromMarkdown(summary, 300), ...shown.map((one) => `    ${one}`)].join(
      '\n',
    ),
  );
}
