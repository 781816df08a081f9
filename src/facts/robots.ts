/** What is wrong with a robot account whose login does not work, and what it may do. Pure. */
import type { Answer } from '../engine/answer.ts';
import type { Evidence } from '../engine/evidence.ts';
import type { RobotPermission } from '../engine/harbor/robot.ts';
import { since } from '../engine/since.ts';
import type { Words } from '../engine/words.ts';
import type { RobotFact } from '../probes/robot.ts';
import { quoted } from './answered.ts';

export type RobotTrouble =
  | { readonly is: 'expired'; readonly ago: string }
  | { readonly is: 'disabled' }
  | { readonly is: 'gone' }
  /** The account is good, so what was sent is not its secret. */
  | { readonly is: 'other-secret' };

/** What is wrong with it, and how to mend it; both whole sentences for a robot of this name. */
export const robotWords: Words<{
  why(name: string, trouble: RobotTrouble): string;
  mend(name: string, trouble: RobotTrouble): string;
}> = {
  en: {
    why: (name, trouble) => {
      if (trouble.is === 'expired') return `robot \`${name}\` expired ${trouble.ago} ago`;
      if (trouble.is === 'disabled') return `robot \`${name}\` is disabled`;
      if (trouble.is === 'gone') return `robot \`${name}\` does not exist there (deleted, or misspelt)`;
      return `robot \`${name}\` is in order, so the password sent is not its secret (any more)`;
    },
    mend: (name, trouble) => {
      if (trouble.is === 'expired')
        return `Give \`${name}\` a new expiry in Harbor (Robot Accounts → Edit): its secret stays the same, and nothing else has to change.`;
      if (trouble.is === 'disabled')
        return `Ask who disabled \`${name}\` and why; enabled again (Robot Accounts → Action → Enable), its secret works as before.`;
      if (trouble.is === 'gone')
        return `Create the robot anew in Harbor (its secret will be another one), or use a robot that exists.`;
      return `Refresh the secret of \`${name}\` in Harbor (Robot Accounts → Action → Refresh Secret) where nobody knows it any more: all who use the old one lose it.`;
    },
  },
};

/** Why Harbor refuses this robot's login, with Harbor's own words; null when Harbor was not asked or did not say. */
export function troubleOfRobot(
  answer: Answer<RobotFact>,
  username: string,
): { readonly trouble: RobotTrouble; readonly evidence: Evidence } | null {
  const told = robotIn(answer, username);
  if (!told || answer.state !== 'known') return null;
  const say = (says: string): Evidence => quoted('Harbor', says, answer);
  if (told.ended === 'not-found')
    return { trouble: { is: 'gone' }, evidence: say(`${username}: ${told.says}`) };
  if (told.ended !== 'found') return null;
  const { expiresAt, disabled, name } = told.robot;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(answer.at))
    return {
      trouble: { is: 'expired', ago: since(expiresAt, answer.at) },
      evidence: say(`${name} expired ${minute(expiresAt)}`),
    };
  if (disabled) return { trouble: { is: 'disabled' }, evidence: say(`${name} is disabled`) };
  const until = expiresAt === null ? 'never expires' : `expires ${minute(expiresAt)}`;
  return { trouble: { is: 'other-secret' }, evidence: say(`${name} is enabled and ${until}`) };
}

/** What the robot may do, in Harbor's words for it; null when Harbor was not asked or did not say. */
export function rightsOfRobot(
  answer: Answer<RobotFact>,
  username: string,
): { readonly pulls: readonly string[]; readonly evidence: Evidence } | null {
  const told = robotIn(answer, username);
  if (told?.ended !== 'found') return null;
  const { name, permissions } = told.robot;
  const mine = permissions.filter(({ kind }) => kind === 'project');
  const says = mine.length === 0 ? 'nothing in any project' : mine.map(inWords).join('; ');
  return {
    pulls: mine.filter(({ may }) => may.includes('repository pull')).map(({ namespace }) => namespace),
    evidence: quoted('Harbor', `${name} may: ${says}`, answer),
  };
}

function inWords({ namespace, may }: RobotPermission): string {
  return `${may.join(', ') || 'nothing'} in ${namespace === '*' ? 'every project' : namespace}`;
}

function robotIn(answer: Answer<RobotFact>, username: string) {
  return answer.state === 'known' ? answer.fact.robots.find((one) => one.username === username) : undefined;
}

/** `17 Nov 2026 02:00 UTC`. */
function minute(at: string): string {
  const date = new Date(at);
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()} ${at.slice(11, 16)} UTC`;
}
