/** What only Harbor says. */
import type { Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

let made = 0;

const TO_CONTINUE = 'To continue with pull, please contact your project administrator';
const RULE = `Prevent images with vulnerability severity of "High" or higher from running.`;

/** An image of its own in a project, and a robot's login for it. */
function pulled({ harbor, secret }: Ground, project = 'shop', may = project) {
  const name = `${project}/app-${made++}`;
  harbor.harbor.state.store.push({ repository: name, tags: ['1'] });
  const login = harbor.robot(`puller-${made}`, [may]);
  const secrets = [secret({ [harbor.domain]: login })];
  return {
    name,
    login,
    suffering: { image: `${harbor.domain}/${name}:1`, secrets, registry: harbor.configured },
  };
}

const LOGIN_IS_FINE = ['credentials-missing', 'credentials-invalid', 'permission-denied'];

const blocked = (id: string, why: string, says: RegExp): Fault => ({
  id: `Harbor: ${id}`,
  cause: 'policy-blocked',
  stage: (ground) => {
    const { name, suffering } = pulled(ground);
    ground.harbor.harbor.state.blocked.set(name, why);
    return suffering;
  },
  ruledOut: [...LOGIN_IS_FINE, 'tag-not-found', 'repository-not-found'],
  says,
});

/** Harbor with one robot's login gone bad. */
const robot = (id: string, spoil: (ground: Ground, username: string) => void, says: RegExp): Fault => ({
  id: `Harbor: ${id}`,
  cause: 'credentials-invalid',
  stage: (ground) => {
    const { login, suffering } = pulled(ground);
    spoil(ground, login.username);
    return suffering;
  },
  ruledOut: ['credentials-missing', 'secret-missing'],
  never: ['permission-denied'],
  says,
});

export const harborFaults: readonly Fault[] = [
  blocked(
    'too many vulnerabilities',
    `current image with 12 vulnerabilities cannot be pulled due to configured policy in '${RULE}' ${TO_CONTINUE} to exempt matched vulnerabilities through configuring the CVE allowlist.`,
    /12 vulnerabilities/,
  ),
  blocked('not signed', 'The image is not signed by cosign.', /not signed/),
  blocked(
    'the scan is not done',
    `current image with "Running" status of vulnerability scanning cannot be pulled due to configured policy in '${RULE}' ${TO_CONTINUE} for help.`,
    /vulnerability scanning/,
  ),
  robot(
    'the robot expired',
    ({ harbor }, username) => {
      const found = harbor.harbor.state.robots.get(username);
      if (found) found.expiresAt = Math.floor(Date.now() / 1000) - 3 * 86_400;
    },
    /expired 3 days ago|expired/,
  ),
  robot(
    'the robot is disabled',
    ({ harbor }, username) => {
      const found = harbor.harbor.state.robots.get(username);
      if (found) found.disable = true;
    },
    /disabled/,
  ),
  {
    id: 'Harbor: a robot of another project',
    cause: 'permission-denied',
    stage: (ground) => pulled(ground, 'bank', 'shop').suffering,
    ruledOut: ['credentials-missing', 'credentials-invalid'],
  },
  {
    id: 'Harbor: the project is missing, the robot is right',
    cause: 'repository-not-found',
    stage: (ground) => {
      const { suffering } = pulled(ground, 'shop', '*');
      return { ...suffering, image: `${ground.harbor.domain}/shpo/cart:1` };
    },
    ruledOut: ['credentials-missing', 'credentials-invalid'],
    never: ['permission-denied'],
    says: /no project `shpo`/,
  },
  {
    id: 'Harbor: retention deleted the tag',
    cause: 'tag-not-found',
    stage: (ground) => {
      const { name, suffering } = pulled(ground);
      ground.harbor.harbor.state.store.push({ repository: name, tags: ['2'] });
      ground.harbor.harbor.state.store.untag(name, '1');
      return suffering;
    },
    ruledOut: [...LOGIN_IS_FINE, 'repository-not-found'],
  },
];
