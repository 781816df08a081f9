import { CouldNotAsk, NotReached } from '../engine/answer.ts';
import { originOf } from '../engine/distribution/urls.ts';
import { callRights } from '../engine/harbor/call-rights.ts';
import { type RobotAnswer, type RobotName, readRobot, robotNamed } from '../engine/harbor/robot.ts';
import type { Probe } from '../engine/probe.ts';
import type { Words } from '../engine/words.ts';
import { type AuthorizationFact, authorization } from './authorization.ts';
import { reference } from './reference.ts';

/** What Harbor tells of the robots whose logins do not get the image. */
export interface RobotFact {
  readonly robots: readonly ({ readonly username: string } & RobotAnswer)[];
}

const words: Words<{ readonly asks: string; hidden(of: { username: string; says: string }): string }> = {
  en: {
    asks: 'reading its robot account in Harbor',
    hidden: ({ username, says }) =>
      `Harbor does not show the robot account \`${username}\` to our own login (it needs \`robot list\`): ${says}`,
  },
};

/** Asked only of a Harbor that we have a login for, and only where a robot's login is at fault. */
export const robot: Probe<RobotFact> = {
  id: 'robot',
  asks: () => words.en.asks,
  harborRights: callRights('robots'),
  async ask({ pull, need, network }) {
    const parsed = await need(reference);
    if (parsed.state === 'invalid') throw new NotReached('reference');
    const { endpoint } = parsed.ref;
    const login = network.ownLogin(endpoint);
    const { kind, plainHttp } = network.settings(endpoint);
    if (!login || kind !== 'harbor') throw new NotReached('reference');
    const wanted = pull.op === 'login' ? named(pull.user) : robotsAtFault(await need(authorization));
    if (wanted.length === 0) throw new NotReached('authorization');
    const origin = originOf(endpoint, plainHttp ? 'http' : 'https');
    const door = { http: network.http, origin, login };
    const robots = await Promise.all(
      wanted.map(async (name) => ({ username: name.name, ...(await readRobot(door, name)) })),
    );
    const [first] = robots;
    if (first && robots.every(isHidden) && isHidden(first)) throw new CouldNotAsk(words.en.hidden(first));
    return { robots };
  },
};

function named(user: string | undefined): readonly RobotName[] {
  return user === undefined ? [] : [robotNamed(user)].filter((name) => name !== null);
}

function robotsAtFault({ asked }: AuthorizationFact): readonly RobotName[] {
  const names = asked
    .filter(({ ended }) => ended === 'login-refused' || ended === 'not-granted')
    .flatMap(({ who }) => (who.kind === 'credential' ? [who.username] : []));
  return [...new Set(names)].flatMap((name) => robotNamed(name) ?? []);
}

type Hidden = Extract<RobotAnswer, { readonly ended: 'forbidden' | 'failed' }>;

function isHidden<A extends RobotAnswer>(answer: A): answer is A & Hidden {
  return answer.ended === 'forbidden' || answer.ended === 'failed';
}
