/** The person or page that the configuration names for a registry, told where a verdict is no good news. Pure. */
import type { Reply } from '../engine/reply.ts';
import type { Subject } from '../engine/subject.ts';
import { hostOf } from '../engine/text/image-names.ts';
import type { Section } from '../engine/verdict.ts';
import type { Language, Words } from '../engine/words.ts';

const words: Words<{ readonly title: string }> = { en: { title: 'Whom to ask' } };

/** What this needs of a configured registry. */
export interface Responsible {
  readonly name: string;
  readonly host: string;
  readonly contact?: string | undefined;
}

/** The same reply; a verdict that found or could not tell a cause ends with the contact of its registry. */
export function withContact(reply: Reply, registries: readonly Responsible[], language: Language): Reply {
  if (reply.kind !== 'verdict' || reply.verdict.outcome === 'healthy') return reply;
  const contact = contactOf(reply.verdict.subject, registries);
  if (contact === undefined) return reply;
  const section: Section = { id: 'contact', title: words[language].title, lines: [contact] };
  return { ...reply, verdict: { ...reply.verdict, details: [...reply.verdict.details, section] } };
}

function contactOf(subject: Subject, registries: readonly Responsible[]): string | undefined {
  const host = hostIn(subject);
  if (host === null) return undefined;
  return registries.find((one) => one.host.toLowerCase() === host || one.name === host)?.contact;
}

/** Null where the subject tells no registry: another registry's people could not help. */
function hostIn(subject: Subject): string | null {
  switch (subject.kind) {
    case 'image':
      return hostOf(subject.name).toLowerCase();
    case 'pod':
      return subject.image === undefined ? null : hostOf(subject.image).toLowerCase();
    case 'registry':
      return subject.name.toLowerCase();
    default:
      return null;
  }
}
