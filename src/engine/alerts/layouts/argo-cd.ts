/** Argo CD's notifications: `Application <name> …` (argo-cd.readthedocs.io/en/stable/operator-manual/notifications). */
import type { Layout } from '../reading.ts';
import { saysPull } from '../relevance.ts';
import { spoken } from '../spoken.ts';

export const argoCd: Layout = (said) => {
  if (
    !/\bApplication:? [`"'*]?([a-z0-9.-]+)[`"'*]? (?:has|is|sync)|The sync operation of application/i.test(
      said.lines,
    )
  )
    return null;
  const degraded = /degraded|failed/i.test(said.lines) && saysPull(said.lines);
  return {
    alertname: null,
    status: degraded ? 'firing' : null,
    labels: spoken(said.lines),
    relevance: degraded ? 'explicit' : 'no',
  };
};
