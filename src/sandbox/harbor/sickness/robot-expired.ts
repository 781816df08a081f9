import { firstProject } from './first-project.ts';
import { before, HOUR_MS } from './lines.ts';
import { defineSickness } from './sickness.ts';

/** Three days ago nobody was looking. */
export const robotExpired = defineSickness({
  id: 'robot-expired',
  title: 'The robot with which a team deploys has expired',
  strike(state) {
    const project = firstProject(state);
    const name = `robot$${project.name}+deployer`;
    const access = [{ resource: 'repository', action: 'pull' }];
    state.robots.set(name, {
      id: 1 + Math.max(0, ...[...state.robots.values()].map(({ id }) => id)),
      name,
      secret: 'deployer-of-the-sandbox',
      level: 'project',
      disable: false,
      expiresAt: Math.floor(before(state.now(), 72 * HOUR_MS).getTime() / 1000),
      createdAt: before(state.now(), 33 * 24 * HOUR_MS),
      permissions: [{ kind: 'project', namespace: project.name, access }],
    });
    return () => {
      const robot = state.robots.get(name);
      if (robot) robot.expiresAt = Math.floor(state.now().getTime() / 1000) + 30 * 86_400;
    };
  },
  logs: (state) => [
    {
      component: 'core',
      lines: [
        `${state.now().toISOString().slice(0, 19)}Z [ERROR] [/server/middleware/security/robot.go:82]: ` +
          `the robot account is expired: robot$${firstProject(state).name}+deployer`,
      ],
    },
  ],
});
