import { type Say, sayJson, sayText } from '../../registry/exchange.ts';
import { sayHarborError } from '../errors.ts';
import { maySystem } from '../rights.ts';
import { type Call, type Endpoint, refusal, sent } from '../router.ts';
import { componentsOf } from '../state.ts';
import type { ScanAll } from '../tasks/records.ts';

/** Ping, health, version, totals and who one is. */
export const system: readonly Endpoint[] = [
  { method: 'GET', path: '/ping', handle: () => sayText(200, 'Pong') },
  {
    method: 'GET',
    path: '/health',
    async handle({ state }) {
      const components = (await componentsOf(state)).map(({ name, healthy, error }) => ({
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
        auth_mode: state.configuration.get('auth_mode'),
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
        registry_storage_provider_name: state.storage,
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
    path: '/systeminfo/volumes',
    handle: (call) =>
      refusal(call, maySystem(call.who, 'system-volumes', 'read')) ??
      sayJson(200, { storage: call.state.volumes }),
  },
  {
    method: 'GET',
    path: '/configurations',
    handle: (call) =>
      refusal(call, isAdmin(call)) ??
      sayJson(
        200,
        Object.fromEntries(
          [...call.state.configuration].map(([name, value]) => [name, { value, editable: true }]),
        ),
      ),
  },
  {
    method: 'PUT',
    path: '/configurations',
    handle(call) {
      const refused = refusal(call, isAdmin(call));
      if (refused) return refused;
      const { configuration } = call.state;
      for (const [name, value] of Object.entries(sent(call))) {
        if (!configuration.has(name) || typeof value === 'object')
          return sayHarborError('BAD_REQUEST', `the configuration ${name} is not supported`);
        configuration.set(name, value as string | number | boolean);
      }
      call.state.readOnly = configuration.get('read_only') === true;
      return { status: 200 };
    },
  },
  ...['/scans/all/metrics', '/scans/schedule/metrics'].map(
    (path): Endpoint => ({
      method: 'GET',
      path,
      handle: (call) =>
        refusal(call, maySystem(call.who, 'scan-all', 'read')) ?? sayScan(call.state.work.scan),
    }),
  ),
  {
    method: 'POST',
    path: '/system/scanAll/schedule',
    handle(call) {
      const refused = refusal(call, maySystem(call.who, 'scan-all', 'create'));
      if (refused) return refused;
      const { scan } = call.state.work;
      const { schedule } = sent(call) as { readonly schedule?: { readonly type?: string } };
      if (schedule?.type !== 'Manual') return { status: 201 };
      // Harbor's own spelling.
      if (scan.ongoing)
        return sayHarborError('CONFLICT', 'a previous scan all job aleady exits, its status is Running');
      const total = call.state.store.names().length;
      Object.assign(scan, { total, completed: total, ongoing: false, trigger: 'Manual' });
      scan.metrics.set('Success', total);
      return { status: 201 };
    },
  },
  {
    method: 'POST',
    path: '/system/scanAll/stop',
    since: '2.4',
    handle(call) {
      const refused = refusal(call, maySystem(call.who, 'scan-all', 'stop'));
      if (refused) return refused;
      const { scan } = call.state.work;
      if (!scan.ongoing) return sayHarborError('BAD_REQUEST', 'no scan all job is found currently');
      scan.ongoing = false;
      scan.metrics.clear();
      return { status: 202 };
    },
  },
];

function sayScan({ scanner, total, completed, metrics, ongoing, trigger }: ScanAll): Say {
  if (scanner === 'none')
    return sayHarborError('PRECONDITION', "no scanner is configured, it's not possible to scan");
  return sayJson(200, { total, completed, metrics: Object.fromEntries(metrics), ongoing, trigger });
}

function isAdmin({ who }: Call): boolean {
  return who.kind === 'user' && who.user.admin;
}
