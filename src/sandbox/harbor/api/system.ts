import { sayJson, sayText } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { maySystem } from '../rights.ts';
import { type Endpoint, refusal } from '../router.ts';

/** Ping, health, version, totals and who one is. */
export const system: readonly Endpoint[] = [
  { method: 'GET', path: '/ping', handle: () => sayText(200, 'Pong') },
  {
    method: 'GET',
    path: '/health',
    async handle({ state }) {
      const components = (await state.components()).map(({ name, healthy, error }) => ({
        name,
        status: healthy ? 'healthy' : 'unhealthy',
        ...(error === undefined ? {} : { error }),
      }));
      const status = components.every((one) => one.status === 'healthy') ? 'healthy' : 'unhealthy';
      return sayJson(200, { status, components });
    },
  },
  {
    method: 'GET',
    path: '/systeminfo',
    handle({ state, who }) {
      const open = {
        auth_mode: 'db_auth',
        primary_auth_mode: false,
        self_registration: false,
        banner_message: '',
      };
      if (who.kind === 'anonymous') return sayJson(200, open);
      return sayJson(200, {
        ...open,
        harbor_version: state.version,
        external_url: state.externalUrl,
        registry_url: state.externalUrl.replace('https://', ''),
        read_only: state.readOnly,
        registry_storage_provider_name: 'filesystem',
        has_ca_root: false,
        project_creation_restriction: 'adminonly',
        notification_enable: true,
        current_time: state.now().toISOString(),
      });
    },
  },
  {
    method: 'GET',
    path: '/statistics',
    handle(call) {
      const admin = call.who.kind === 'user' && call.who.user.admin;
      const projects = [...call.state.projects.values()];
      const repos = call.state.store.names().length;
      const open = projects.filter((project) => project.public).length;
      // Totals are for administrators; robots read zeros.
      const totals = admin ? { total_project_count: projects.length, total_repo_count: repos } : {};
      const zero = { total_project_count: 0, total_repo_count: 0, total_storage_consumption: 0 };
      return (
        refusal(call, call.who.kind !== 'anonymous') ??
        sayJson(200, { public_project_count: open, ...zero, ...totals })
      );
    },
  },
  {
    method: 'GET',
    path: '/users/current',
    handle(call) {
      const { who } = call;
      if (who.kind === 'robot')
        return sayHarborError('PRECONDITION', 'get current user not available for security context');
      if (who.kind === 'anonymous') return sayHarborError('UNAUTHORIZED', 'unauthorized');
      const { id, username, admin } = who.user;
      return sayJson(200, { user_id: id, username, sysadmin_flag: admin, admin_role_in_auth: false });
    },
  },
  {
    method: 'GET',
    path: '/configurations',
    handle(call) {
      const admin = call.who.kind === 'user' && call.who.user.admin;
      const auth_mode = { value: 'db_auth', editable: false };
      return (
        refusal(call, admin) ??
        sayJson(200, { auth_mode, robot_name_prefix: { value: 'robot$', editable: true } })
      );
    },
  },
  {
    method: 'GET',
    path: '/scans/all/metrics',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'scan-all', 'read')) ??
      sayJson(200, { total: 0, completed: 0, metrics: {}, ongoing: false, trigger: 'Manual' }),
  },
];
