import type { Judgement } from '../../engine/check.ts';
import type { ComponentLog } from '../../engine/component-log.ts';
import type { Evidence, NonEmpty } from '../../engine/evidence.ts';
import { lastComplaint } from '../../engine/text/heard.ts';
import { factOf, quoted } from '../../facts/answered.ts';
import { cargoTokenSteps } from '../../facts/cargo-steps.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { cargoToken } from '../../probes/installation/cargo-token.ts';
import { componentLogs } from '../../probes/installation/component-logs.ts';

interface Fault {
  readonly what: 'absent' | 'inside-only' | 'closed';
  /** Where it should answer. */
  readonly address: string | null;
}

/** By Cargo's guide. */
const NODE_PORT = 30_099;

export default defineComponentCheck({
  id: 'cargo-token-unreachable',
  stage: 'auth',
  severity: 'high',
  rows: ['S4-7', 'S4-9', 'S4-10', 'S4-19', 'S4-20', 'S4-21', 'S4-22', 'S4-23', 'S4-24', 'S4-25', 'S4-26'],
  signs: [],
  needs: { token: cargoToken },
  uses: { asked: cargoToken, logs: componentLogs },
  judge({ token: { service, dials } }, { asked, logs }): Judgement<Fault> {
    const said = saidBy(factOf(logs)?.logs ?? []);
    const source = 'Kubernetes API';
    if (service === null) {
      const says = 'services "cargo-token" not found in any namespace';
      return {
        outcome: 'fail',
        evidence: [quoted(source, says, asked), ...said],
        data: { what: 'absent', address: null },
      };
    }
    const { namespace, type, port, nodePort } = service;
    if (nodePort === null) {
      const says = `Service ${namespace}/cargo-token: type ${type}, port ${port ?? '?'}, no nodePort`;
      return {
        outcome: 'fail',
        evidence: [quoted(source, says, asked), ...said],
        data: { what: 'inside-only', address: null },
      };
    }
    // An address that we may not or cannot reach for our own reasons proves nothing.
    const tried = dials.filter(({ ended }) => ended !== 'not-allowed');
    if (tried.length === 0 || tried.some(({ ended }) => ended === 'open')) return { outcome: 'pass' };
    const evidence = tried.map(({ address, says }) => quoted(`TCP ${address}:${nodePort}`, says, asked));
    return {
      outcome: 'fail',
      // One was tried at least.
      evidence: [...evidence, ...said] as unknown as NonEmpty<Evidence>,
      data: { what: 'closed', address: `${tried[0]?.address ?? ''}:${nodePort}` },
    };
  },
  words: {
    en: {
      title: 'Cargo’s token service not reachable',
      summary: ({ what, address }) =>
        ({
          absent:
            'Cargo’s token service `cargo-token` does not exist in this cluster: only `admin` can log in.',
          'inside-only': `Cargo’s token service has no NodePort (its guide has ${NODE_PORT}), so registry hosts cannot ask it: only \`admin\` can log in.`,
          closed: `Cargo’s token service does not answer at \`${address ?? ''}\`: only \`admin\` can log in.`,
        })[what],
      probably: 'Cargo uses its built-in token service, which knows only `admin`',
      explains:
        'The registry hosts of Cargo ask the platform’s token service for every login. Where that address is wrong or silent they fall back to a built-in one that knows `admin` alone: other users and every pipeline get 401.',
      steps: ({ data }) => [
        'In this order: the registry’s name resolves, the token service answers, its log, then for pushes and builds the log of `cargo-admin`.',
        'See the Service: `kubectl get svc -A | grep cargo-token` (8081:30099/TCP), and its pods: `kubectl get pods -A | grep cargo-token`.',
        'Who was refused, and why: `kubectl -n <namespace> logs -l app=cargo-token --tail=200`; for pushes and builds also `kubectl -n <namespace> logs -l app=cargo-admin --tail=200`. `/registry scan-logs cargo-token --since 1h` reads the same.',
        ...cargoTokenSteps(data?.address ?? null),
      ],
    },
  },
});

/** The token service's log first, then the admin's, as its guide reads them. */
function saidBy(logs: readonly ComponentLog[]): readonly Evidence[] {
  return ['cargo-token', 'cargo-admin'].flatMap((component) => {
    const says = lastComplaint(logs, component);
    return says === null ? [] : [{ source: `log of ${component}`, says }];
  });
}
