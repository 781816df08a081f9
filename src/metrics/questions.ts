/** Questions and what was answered, whoever asked: a person, an alert or our own eyes. */
import { Counter, Histogram } from 'prom-client';
import { registry, SECONDS } from './registry.ts';

/** Seconds. */
export const diagnosisDuration = new Histogram({
  name: 'registry_medic_diagnosis_duration_seconds',
  help: 'From taking a question up to its answer, in seconds, by the kind of question and of reply; the reply `threw` is our own failure.',
  labelNames: ['question', 'reply'],
  buckets: SECONDS,
  registers: [registry],
});

export const verdicts = new Counter({
  name: 'registry_medic_verdicts_total',
  help: 'Verdicts by outcome (found, healthy, unclear), cause id and confidence; cause and confidence are none where no cause was found.',
  labelNames: ['outcome', 'cause', 'confidence'],
  registers: [registry],
});

export const checkErrors = new Counter({
  name: 'registry_medic_check_errors_total',
  help: 'Checks that could not judge because a fact they need could not be had, by check.',
  labelNames: ['check'],
  registers: [registry],
});

/** Seconds. */
export const probeDuration = new Histogram({
  name: 'registry_medic_probe_duration_seconds',
  help: 'How long a probe took, what it waited for included, in seconds, by how it ended: known (there is a fact) or unknown (it could not ask).',
  labelNames: ['probe', 'ending'],
  buckets: SECONDS,
  registers: [registry],
});
