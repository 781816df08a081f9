/** Buttons and what their values say. A value is ids only: what it does is looked up when it is pressed. */
import type { Words } from '../engine/words.ts';
import { type Button, button } from './blocks.ts';

export const RUN_AGAIN = 'run-again';
export const CHOOSE_SUBJECT = 'choose-subject';
export const WHY_GROUP = 'why-group';
export const LOOK_LIVE = 'look-live';
export const RIGHT_CAUSE = 'right-cause';
export const WRONG_CAUSE = 'wrong-cause';

export const buttonWords: Words<{
  readonly runAgain: string;
  readonly choose: string;
  readonly why: string;
  readonly right: string;
  readonly wrong: string;
  lookLive(label: string): string;
  whySpoken(label: string): string;
  chooseSpoken(label: string): string;
}> = {
  en: {
    runAgain: 'Run again',
    choose: 'Ask about this one',
    why: 'Why',
    right: 'Right cause',
    wrong: 'Wrong cause',
    lookLive: (label) => `Look live at ${label}`,
    whySpoken: (label) => `Why: ${label}`,
    chooseSpoken: (label) => `Ask about ${label}`,
  },
};

/** What a button is about: one run of one incident, and the option where it is one of several. */
export interface Pressed {
  readonly incident: string;
  readonly run: number;
  readonly option: number;
}

export function runAgainButton(incident: string, run: number): Button {
  return button({ label: buttonWords.en.runAgain, action: RUN_AGAIN, value: `${incident}.${run}.0` });
}

export function chooseButton(incident: string, run: number, option: number, label: string): Button {
  return button({
    label: buttonWords.en.choose,
    // Action ids are unique within a message.
    action: `${CHOOSE_SUBJECT}-${option}`,
    value: `${incident}.${run}.${option}`,
    speaks: buttonWords.en.chooseSpoken(label),
  });
}

export function whyButton(incident: string, run: number, group: number, label: string): Button {
  return button({
    label: buttonWords.en.why,
    action: `${WHY_GROUP}-${group}`,
    value: `${incident}.${run}.${group}`,
    speaks: buttonWords.en.whySpoken(label),
  });
}

export function lookLiveButton(incident: string, run: number, offer: number, label: string): Button {
  return button({
    label: shortened(buttonWords.en.lookLive(label)),
    action: `${LOOK_LIVE}-${offer}`,
    value: `${incident}.${run}.${offer}`,
    speaks: shortened(buttonWords.en.lookLive(label)),
  });
}

/** What people may say of a verdict. */
export function feedbackButtons(incident: string, run: number): readonly Button[] {
  const value = `${incident}.${run}.0`;
  return [
    button({ label: buttonWords.en.right, action: RIGHT_CAUSE, value }),
    button({ label: buttonWords.en.wrong, action: WRONG_CAUSE, value }),
  ];
}

/** Slack cuts a button's label at 75 characters; of a long image its end tells most. */
function shortened(label: string): string {
  return label.length <= 75 ? label : `${label.slice(0, 24)}…${label.slice(-50)}`;
}

/** Reads a button's value; null when it is none of ours. */
export function pressed(value: string): Pressed | null {
  const found = /^(inc-[a-z0-9]+)\.(\d{1,6})\.(\d{1,3})$/.exec(value);
  const [, incident, run, option] = found ?? [];
  if (incident === undefined || run === undefined || option === undefined) return null;
  return { incident, run: Number(run), option: Number(option) };
}
