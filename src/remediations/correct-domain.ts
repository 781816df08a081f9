import specDomainHasScheme from '../checks/image-controller/spec-domain-has-scheme.ts';
import { THERISEUNION_USUAL } from '../engine/kubernetes/theriseunion-registry-secret.ts';
import type { Step } from '../engine/plan.ts';
import { defineRemediation } from '../engine/remediation.ts';
import { keptBy } from '../facts/kept-by.ts';
import { challenge } from '../probes/challenge.ts';
import { sourceObject } from '../probes/sync/source-object.ts';

const PATCH = { group: THERISEUNION_USUAL, resource: 'registrysecrets', verb: 'patch' } as const;

export default defineRemediation({
  id: 'correct-domain',
  risk: 'medium',
  rows: ['B-DOMAIN', 'S1-15', 'S1-16'],
  fixes: [specDomainHasScheme],
  rights: [PATCH],
  needs: { object: sourceObject, challenge },
  plan({ check, data }, { object, challenge: there }, _also, pull) {
    const { namespace, name, domain, host } = data;
    const cluster = pull.installation?.place?.cluster ?? pull.sync?.cluster;
    if (cluster === undefined) return { state: 'not-ready', why: 'no cluster leads to it' };
    if (!there.registry) return { state: 'not-ready', why: `no registry answers at \`${host}\`` };
    const kept = keptBy(object.keeper, `\`spec.domain: ${host}\``);
    if (kept.is === 'theirs') return { state: 'not-ready', why: kept.why };
    const target = { kind: { group: object.group, plural: 'registrysecrets' }, namespace, name };
    const step = (to: string, was: string): Step => ({
      do: 'patch',
      target,
      how: 'merge',
      body: { spec: { domain: to } },
      was: { spec: { domain: was } },
      uid: object.uid,
    });
    const what = `RegistrySecret ${namespace}/${name} · spec.domain`;
    return {
      state: 'ready',
      plan: {
        remediation: 'correct-domain',
        does: `Write the domain of RegistrySecret \`${namespace}/${name}\` as \`${host}\``,
        risk: 'medium',
        scope: { cluster, namespace, registry: null },
        steps: [step(host, domain)],
        changes: [{ what, from: domain, to: host }],
        interrupts: 'Nothing. The controller tests the source anew and syncs from it.',
        undo: {
          by: 'steps',
          says: 'Set the domain back as it was.',
          steps: [step(domain, host)],
          changes: [{ what, from: host, to: domain }],
        },
        locks: [`${cluster}/registrysecrets.${object.group}/${namespace}/${name}`],
        verify: { check, withinS: 120, steadyS: 0 },
        beware: kept.is === 'warn' ? [kept.beware] : [],
      },
    };
  },
  words: { en: { title: 'Correct the domain', would: 'write the domain as a host alone' } },
});
