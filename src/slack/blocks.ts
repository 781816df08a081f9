/** The few blocks our messages are made of, kept within Slack's limits. */
import type { types } from '@slack/bolt';
import { bold, fromMarkdown, oneLine } from './mrkdwn.ts';

export type Block = types.KnownBlock;
export type Button = types.Button;

/** One message: `text` is what notifications and screen readers say, a full sentence. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Limits of Block Kit; source: docs.slack.dev, reference/block-kit. */
export const LIMITS = {
  blocks: 50,
  homeBlocks: 100,
  sectionText: 3_000,
  contextElements: 10,
  contextText: 2_000,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  actions: 25,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** `text` is advised to stay below it. */
  messageText: 4_000,
} as const;

export function section(text: string, accessory?: Button): Block {
  return { type: 'section', text: mrkdwn(text), ...(accessory ? { accessory } : {}) };
}

export function context(text: string): Block {
  return { type: 'context', elements: [mrkdwn(text)] };
}

export function actions(buttons: readonly Button[]): Block {
  return { type: 'actions', elements: buttons.slice(0, LIMITS.actions) };
}

export interface ButtonRequest {
  readonly label: string;
  readonly action: string;
  readonly value: string;
  readonly speaks?: string;
  readonly style?: 'primary' | 'danger';
  /** Asks once more before it is sent. */
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
}

export function button(of: ButtonRequest): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: oneLine(of.label).slice(0, LIMITS.buttonText) },
    action_id: of.action,
    value: of.value.slice(0, LIMITS.buttonValue),
    ...(of.speaks === undefined
      ? {}
      : { accessibility_label: oneLine(of.speaks).slice(0, LIMITS.accessibilityLabel) }),
    ...(of.style === undefined ? {} : { style: of.style }),
    ...(of.confirm === undefined ? {} : { confirm: confirmation(of.confirm) }),
  };
}

function confirmation(of: NonNullable<ButtonRequest['confirm']>): types.ConfirmationDialog {
  const plain = (text: string, most: number) => ({
    type: 'plain_text' as const,
    text: oneLine(text).slice(0, most),
  });
  return {
    title: plain(of.title, LIMITS.confirmTitle),
    text: plain(of.text, LIMITS.confirmText),
    confirm: plain(of.yes, LIMITS.confirmButton),
    deny: plain(of.no, LIMITS.confirmButton),
    style: 'danger',
  };
}

/** Lines under a bold title, in as many sections as they need, `most` lines at most; says how many are left out. */
export function listing(
  title: string | null,
  lines: readonly string[],
  most: number,
  more: (count: number) => string,
): readonly Block[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, most);
  const rest = lines.length - shown.length;
  const all = [
    ...(title === null ? [] : [bold(fromMarkdown(title, 300))]),
    ...shown,
    ...(rest > 0 ? [more(rest)] : []),
  ];
  return packed(all).map((text) => section(text));
}

/** Joins lines into texts no longer than a section may be. A line is never torn. */
function packed(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= LIMITS.sectionText)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

/** `verbatim` keeps Slack from making links and mentions out of bare words. */
function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
